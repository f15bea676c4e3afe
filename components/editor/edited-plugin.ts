import type { Workspace } from '../../src/index.js';

/** A text as it stands in the workspace, before it is edited. */
export interface EditedPlugin {
  /** Null for a text that was never a plugin of the workspace. */
  readonly name: string | null;
  readonly code: string;
  readonly tag: string | null;
  /** The URI it came from. */
  readonly origin: string | null;
  /** What relative URLs in it are resolved against; null for the page. */
  readonly base: string | null;
}

/** A text that belongs to no plugin yet. */
export const unnamed = (code: string): EditedPlugin => ({
  name: null,
  code: normalized(code),
  tag: null,
  origin: null,
  base: null,
});

/** As an editor holds it: without a byte order mark, with LF at the end of lines. */
export const normalized = (code: string): string =>
  code.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');

/** The plugin of a name, as it runs or else as it is kept; null when there is none. */
function findPlugin({ plugins, library }: Workspace, name: string): EditedPlugin | null {
  const record = plugins.find(name);
  const stored = library.installed.get(name);
  const code = record?.origin.code ?? stored?.code;
  if (code === undefined) return null;
  return {
    name,
    code: normalized(code),
    tag: record ? record.tag : (stored?.tag ?? null),
    origin: stored?.origin ?? record?.origin.uri ?? null,
    base: stored?.base ?? record?.origin.base ?? null,
  };
}

/**
 * Calls back whenever a plugin is loaded or stored with another text than before; once at the start, if it
 * is there.
 * @returns a function that ends it
 */
export function followPlugin(
  workspace: Workspace,
  name: string,
  onChange: (plugin: EditedPlugin) => void,
): () => void {
  let loaded: string | undefined;
  let stored: string | undefined;
  const look = () => {
    const running = workspace.plugins.find(name)?.origin.code ?? loaded;
    const kept = workspace.library.installed.get(name)?.code;
    if (running === loaded && kept === stored) return;
    const code = running !== loaded ? running : kept;
    [loaded, stored] = [running, kept];
    const plugin = findPlugin(workspace, name);
    if (plugin && code !== undefined) onChange({ ...plugin, code: normalized(code) });
  };
  const ends = [workspace.plugins.onAdded.connect(look), workspace.library.onChange.connect(look)];
  look();
  return () => ends.forEach((end) => end());
}
