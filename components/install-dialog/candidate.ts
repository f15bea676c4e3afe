import {
  compareVersions,
  parsePluginFile,
  readSource,
  selectTag,
  versionOf,
  type PluginFile,
  type PluginSource,
  type TagSelection,
  type Workspace,
} from '../../src/index.js';

/** A plugin file that is offered for installing. */
export interface Offer {
  /** The file, its text, or its URL. */
  readonly src: string | File;
  /** The URI it came from, where that is not `src`. */
  readonly origin?: string | null;
  /** Whether a page that is no plugin file may be opened and asked what it is: its code runs then. */
  readonly asksPage?: boolean;
  /** Where it comes from, for the user to judge; by default its URI, or the name of the file. */
  readonly from?: string;
}

/** A plugin that may be installed: read, and nothing of it run. */
export interface Candidate {
  readonly source: PluginSource;
  /** The URI it would be updated from; null for text that was dropped or typed. */
  readonly origin: string | null;
  /** Where it comes from, in words. */
  readonly from: string;
  /** Null where the text is no plugin: {@link error} says why. */
  readonly file: PluginFile | null;
  readonly error: Error | null;
}

/** What installing would do to what is there. */
export type InstallAction = 'Install' | 'Upgrade' | 'Downgrade' | 'Reinstall';

/** @throws ImjoyError `PLUGIN_FETCH` when a URL cannot be read; what the browser says of a file that cannot */
export async function readCandidate(
  { src, origin, from, asksPage }: Offer,
  { hosts, describePage }: Workspace,
): Promise<Candidate> {
  const isFile = typeof src !== 'string';
  const text = isFile ? await src.text() : src;
  const source = await readSource(text, {
    base: document.baseURI,
    hosts,
    ...(isFile && { isText: true }),
    ...(asksPage && { describePage }),
  });
  const uri = origin ?? source.origin;
  const place = isFile ? `the file ${src.name}` : 'a text';
  const read = { source, origin: uri, from: from ?? uri ?? place };
  try {
    return { ...read, file: parsePluginFile(source.code), error: null };
  } catch (error) {
    return { ...read, file: null, error: error as Error };
  }
}

/** The version that is there now: of the plugin that runs, or of the text that is kept; null for none. */
export function installedVersion({ plugins, library }: Workspace, name: string): string | null {
  const running = plugins.find(name);
  if (running) return running.config.version ?? '';
  const stored = library.installed.get(name);
  return stored ? versionOf(stored.code) : null;
}

/** @param installed see {@link installedVersion} */
export function actionFor(version: string | undefined, installed: string | null): InstallAction {
  if (installed === null) return 'Install';
  if (!version || !installed) return 'Reinstall';
  const order = compareVersions(version, installed);
  return order === 0 ? 'Reinstall' : order > 0 ? 'Upgrade' : 'Downgrade';
}

/** What of the plugin is used with a tag; null where it cannot be used with it. */
export function selectionOf(file: PluginFile, tag: string | null): TagSelection | Error {
  try {
    return selectTag(file, tag);
  } catch (error) {
    return error as Error;
  }
}
