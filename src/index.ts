export { createDeferred } from './base/deferred.js';
export { turnOfThePage } from './base/page-turn.js';
export { DisposableStore } from './base/disposable.js';
export { ImjoyError, messageOf, stackOf, type ErrorCode, type ErrorDetails } from './base/error.js';
export { withPath, type PathFile } from './base/file-path.js';
export { reportError, setErrorSink } from './base/report-error.js';
export { Signal } from './base/signal.js';
export type * from './api/shell.js';
export { outlinePluginFile, type BlockLanguage, type BlockOutline } from './plugin-file/outline.js';
export { parsePluginFile } from './plugin-file/parse.js';
export { printPluginFile } from './plugin-file/print.js';
export { selectTag, type TagSelection } from './plugin-file/select-tag.js';
export { compareVersions } from './plugin-file/version.js';
export { versionOf } from './plugin-file/version-of.js';
export type * from './plugin-file/types.js';
export { loadReference } from './reference/load-reference.js';
export type { ApiMember, ConfigField, DocumentedValue } from './reference/index.js';
export type { LogEntry, PluginLog } from './registry/plugin-log.js';
export type { PluginApi, PluginRecord, PluginState } from './registry/plugin-record.js';
export type { Provenance } from './registry/provenance.js';
export type { Operator, Service } from './registry/service-registry.js';
export type { WindowRecord, WindowState } from './registry/window-record.js';
export {
  dtypeOf,
  NdArray,
  rowMajorStride,
  viewOf,
  type NdArrayLike,
  type NumericArray,
} from './rpc/nd-array.js';
export { pluginTemplates, type PluginTemplate } from './templates/index.js';
export * from './ui-form/index.js';
export type {
  CorruptRecord,
  StoreChange,
  StoredPlugin,
  WorkspaceStore,
} from './storage/workspace-store.js';
export { openWorkspaceCatalog } from './storage/open-workspace-catalog.js';
export type {
  ImportOptions,
  NameClash,
  WorkspaceCatalog,
  WorkspaceEntry,
} from './storage/workspace-catalog.js';
export * from './workflow/index.js';
export * from './page-link/index.js';
export * from './sources/index.js';
export type { EngineTerminal, TerminalSize } from './engine/client/engine-terminal.js';
export type { EngineClient, EngineState } from './engine/client/engine-client.js';
export type { EngineInfo, EngineStatus, ProcessInfo } from './engine/protocol.js';
export type { EngineSet } from './workspace/engine-set.js';
export { createWorkspace } from './workspace/create-workspace.js';
export { asPlugin, expose } from './workspace/expose.js';
export type { ExposedPage, ExposeOptions } from './imjoy-rpc/expose.js';
export type { FileOpener, Openers, ValueOpener } from './workspace/openers.js';
export type { MissingPlugin, PagePlugins } from './workspace/page-plugins.js';
export type { InstallRequest, PluginLibrary } from './workspace/plugin-library.js';
export type { LockedPlugin, Lockfile } from './workspace/lockfile.js';
export type { PluginSources } from './workspace/plugin-sources.js';
export type { PluginUpdate, PluginUpdates } from './workspace/plugin-updates.js';
export type { KnownRepository, RepositoryList } from './workspace/repository-list.js';
export type { PythonProblem } from './workspace/python-problem.js';
export { WorkflowDocuments } from './workspace/workflow-documents.js';
export type { WorkflowRunOptions } from './workspace/workflow-run.js';
export type { EngineAddress } from './workspace/workspace-options.js';
export { Workspace, type WorkspaceOptions } from './workspace/workspace.js';
