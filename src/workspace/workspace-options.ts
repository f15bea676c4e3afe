import type { Shell } from '../api/shell.js';
import type { SourceHosts } from '../sources/hosts.js';
import type { WorkspaceStore } from '../storage/workspace-store.js';
import type { Limits } from './limits.js';

/** A plugin engine, and what it admits the page by. */
export interface EngineAddress {
  readonly url: string;
  /** Null where it is to be asked for. */
  readonly token: string | null;
  /** Whether the browser knows it from now on, without being told. */
  readonly isKept?: boolean;
}

export interface WorkspaceOptions {
  /** Default `default`. */
  readonly name?: string;
  /** The user interface. */
  readonly shell: Shell;
  /** URL of `sandbox.html`; default: beside this module. */
  readonly frameSrc?: string;
  /** Whether its plugins, its documents and its files under `/home` outlive the page. */
  readonly persistent?: boolean;
  /**
   * Sources of plugins that come with the page; one that fails does not stop the others. They are not
   * installed, and one that the user has installed under the same name is loaded instead: it may be edited,
   * or of another tag.
   */
  readonly plugins?: readonly string[];
  /** What keeps its plugins and documents, instead of IndexedDB or, if not `persistent`, memory. */
  readonly store?: WorkspaceStore;
  /** Where the sites are that plugin URIs name, such as GitHub; a mirror has its own. */
  readonly hosts?: Partial<SourceHosts>;
  /** Repositories its user can choose plugins from, until the user adds or removes some; by default two public ones. */
  readonly repositories?: readonly string[];
  /** Plugin engines to connect to, beside those that the user has added. */
  readonly engines?: readonly EngineAddress[];
  /** @internal */
  readonly limits?: Partial<Limits>;
  /** URL of a folder with pyodide, which ends in a slash; by default the copy beside the modules. */
  readonly pyodideSrc?: string;
  /** URL of a package index, for packages of Python plugins that are not in that folder; micropip's own by default. */
  readonly pyodideIndex?: string;
  /** Whether, once a Python plugin was loaded, an interpreter is kept ready for the next one. */
  readonly pyodideSpare?: boolean;
}
