import { ImjoyError } from '../../../base/error.js';
import { splitCommands, splitWords } from './command-line.js';
import { readCondaArguments, type CondaArguments } from './conda-arguments.js';
import type { GpuChoice } from './free-gpus.js';
import type { RepositoryOptions } from './repository.js';
import { listOf, readCommand, type Requirement } from './requirement.js';

/** One step towards the environment of a plugin; `text` is what it wrote. */
export type EnvEntry =
  | Requirement
  | { readonly kind: 'variables'; readonly text: string; readonly values: readonly Variable[] }
  | { readonly kind: 'gpus'; readonly text: string; readonly choice: GpuChoice }
  | CreateEntry;

/** The value may name other variables, as `$PATH`. */
export type Variable = readonly [name: string, value: string];

/** `conda create` with packages, or `conda env create` with a file. */
export interface CreateEntry {
  readonly kind: 'create';
  readonly text: string;
  readonly isFromFile: boolean;
  readonly conda: CondaArguments;
  /** The whole line, where the command is only a part of what a shell is to do. */
  readonly script: string | null;
}

/**
 * Reads `env` of a plugin: a list, or one text. Spec 6.6.
 * @throws ImjoyError `ENGINE_ENVIRONMENT` naming the entry
 */
export function readEnv(value: unknown, options: RepositoryOptions): EnvEntry[] {
  return listOf(value).flatMap((entry) => {
    if (typeof entry === 'string') return readLine(entry.trim(), options);
    return [readObject(entry)];
  });
}

function readLine(line: string, options: RepositoryOptions): EnvEntry[] {
  const { commands, isScript } = splitCommands(line);
  if (!isScript) return commands.map((command) => readCommandOfEnv(command, options));
  const creates = commands.map((command) => readCreate(command)).find((create) => create !== null);
  if (creates) return [{ ...creates, text: line, script: line }];
  return [{ kind: 'command', text: line, line }];
}

function readCommandOfEnv(text: string, options: RepositoryOptions): EnvEntry {
  if (/^docker\s/.test(text)) throw refuse(text, 'needs Docker, in which plugins are not run');
  const [, assignments] = /^(?:export|set)\s+([A-Za-z_]\w*=[^]*)$/.exec(text) ?? [];
  if (assignments !== undefined)
    return { kind: 'variables', text, values: readValues(assignments) };
  return readCreate(text) ?? readCommand(text, options);
}

function readCreate(text: string): CreateEntry | null {
  const [, env, rest = ''] =
    /^(?:conda|mamba|micromamba)\s+(env\s+)?create(?:\s+([^]*))?$/.exec(text) ?? [];
  if (!/^(?:conda|mamba|micromamba)\s+(?:env\s+)?create\b/.test(text)) return null;
  const conda = readCondaArguments(splitWords(rest));
  const isFromFile = env !== undefined;
  if (isFromFile && conda.file === null) throw refuse(text, 'names no file: add -f and its name');
  const [option, name = ''] = conda.select ?? [];
  if (option === '-n' && (!/^[^\s/\\:#]+$/.test(name) || /^[-.]/.test(name)))
    throw refuse(text, `has "${name}" for the name of an environment`);
  return { kind: 'create', text, isFromFile, conda, script: null };
}

const readValues = (assignments: string): Variable[] =>
  splitWords(assignments).map((word) => {
    const end = word.indexOf('=');
    return end > 0 ? [word.slice(0, end), word.slice(end + 1)] : [word, ''];
  });

function readObject(entry: unknown): EnvEntry {
  const { type, options } = Object(entry) as { type?: unknown; options?: unknown };
  const text = JSON.stringify(entry);
  const fields = Object.entries(Object(options) as Record<string, unknown>);
  if (type === 'gputil') return { kind: 'gpus', text, choice: Object.fromEntries(fields) };
  if (type !== 'variable')
    throw refuse(text, 'is neither a text nor of the type "variable" or "gputil"');
  const wrong = fields.find(([name]) => !/^[A-Za-z_]\w*$/.test(name));
  if (wrong) throw refuse(text, `has "${wrong[0]}" for the name of a variable`);
  return {
    kind: 'variables',
    text,
    values: fields.map(([name, value]) => [name, String(value)]),
  };
}

function refuse(text: string, why: string): ImjoyError {
  return new ImjoyError('ENGINE_ENVIRONMENT', `"env": ${text} ${why}`);
}
