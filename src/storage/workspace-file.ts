import { ImjoyError, messageOf } from '../base/error.js';
import { readStoredPlugin } from './stored-plugin.js';
import { workspaceName } from './workspace-name.js';
import type { CorruptRecord, StoredPlugin } from './workspace-store.js';

/** All that a workspace keeps. */
export interface WorkspaceContent {
  readonly plugins: readonly StoredPlugin[];
  readonly documents: Readonly<Record<string, unknown>>;
}

const FORMAT = 'imjoy-workspace';
const VERSION = 1;

type Fields = Readonly<Record<string, unknown>>;

/** Writes a workspace as one JSON file; unreadable records go along as text, for people. */
export function printWorkspaceFile(
  name: string,
  content: WorkspaceContent,
  corrupt: readonly CorruptRecord[],
): Blob {
  const file = { format: FORMAT, version: VERSION, name, ...content, corrupt };
  return new Blob([JSON.stringify(file, null, 2)], { type: 'application/json' });
}

/**
 * Reads what {@link printWorkspaceFile} wrote. Unreadable records stay in the file.
 * @throws ImjoyError `ARGUMENT` naming what is wrong with it
 */
export function readWorkspaceFile(text: string): WorkspaceContent & { readonly name: string } {
  const file = readFields(text);
  if (file.format !== FORMAT) throw wrong('it was not exported from a workspace');
  if (file.version !== VERSION)
    throw wrong(`its version is ${String(file.version)}; version ${VERSION} can be read here`);
  if (typeof file.name !== 'string') throw wrong('"name" is not a text');
  if (!Array.isArray(file.plugins)) throw wrong('"plugins" is not a list');
  if (!isFields(file.documents)) throw wrong('"documents" is not an object');
  const plugins = file.plugins.map(readEntry);
  const names = plugins.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw wrong(`it has two plugins named "${twice}"`);
  return { name: workspaceName(file.name), plugins, documents: file.documents };
}

function readFields(text: string): Fields {
  try {
    const file: unknown = JSON.parse(text);
    if (isFields(file)) return file;
  } catch (cause) {
    throw wrong(`it is not JSON (${messageOf(cause)})`, cause);
  }
  throw wrong('it was not exported from a workspace');
}

function readEntry(entry: unknown, index: number): StoredPlugin {
  try {
    return readStoredPlugin(entry);
  } catch (cause) {
    throw wrong(`plugin ${index + 1} cannot be read: ${messageOf(cause)}`, cause);
  }
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const wrong = (why: string, cause?: unknown): ImjoyError =>
  new ImjoyError('ARGUMENT', `this is no workspace file: ${why}`, { cause });
