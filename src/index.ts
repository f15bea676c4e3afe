export { ImjoyError, messageOf, type ErrorCode, type ErrorDetails } from './base/error.js';
export { reportError, setErrorSink } from './base/report-error.js';
export { Signal } from './base/signal.js';
export type * from './api/shell.js';
export { parsePluginFile } from './plugin-file/parse.js';
export { printPluginFile } from './plugin-file/print.js';
export { selectTag, type TagSelection } from './plugin-file/select-tag.js';
export { compareVersions } from './plugin-file/version.js';
export type * from './plugin-file/types.js';
export type { LogEntry, PluginLog } from './registry/plugin-log.js';
export type { PluginApi, PluginRecord, PluginState } from './registry/plugin-record.js';
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
export * from './ui-form/index.js';
export type {
  CorruptRecord,
  StoreChange,
  StoredPlugin,
  WorkspaceStore,
} from './storage/workspace-store.js';
export * from './workflow/index.js';
export { createWorkspace } from './workspace/create-workspace.js';
export type { InstallRequest, PluginLibrary } from './workspace/plugin-library.js';
export { WorkflowDocuments } from './workspace/workflow-documents.js';
export type { WorkflowRunOptions } from './workspace/workflow-run.js';
export { Workspace, type WorkspaceOptions } from './workspace/workspace.js';
