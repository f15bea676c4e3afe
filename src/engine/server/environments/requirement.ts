import { ImjoyError } from '../../../base/error.js';
import { splitCommands, splitWords } from './command-line.js';
import { readRepository, type Repository, type RepositoryOptions } from './repository.js';

/** One thing that a plugin wants installed; `text` is what it wrote. */
export type Requirement = { readonly text: string } & (
  | { readonly kind: 'pip' | 'conda'; readonly args: readonly string[] }
  | ({ readonly kind: 'repository' } & Repository)
  | { readonly kind: 'command'; readonly line: string }
);

/**
 * Reads `requirements` of a plugin in native Python: a list of them, or one text. Spec 6.6.
 * @throws ImjoyError `PLUGIN_REQUIREMENT` naming the entry
 */
export function readRequirements(value: unknown, options: RepositoryOptions): Requirement[] {
  return listOf(value).flatMap((entry) => {
    if (typeof entry !== 'string') throw refuse(JSON.stringify(entry), 'is not a text');
    return readEntry(entry.trim(), options);
  });
}

/** A field that may hold one or many; an object without members is how some plugins say none. */
export function listOf(value: unknown): unknown[] {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.filter(
    (entry) =>
      entry != null &&
      !(typeof entry === 'string' && entry.trim() === '') &&
      !(typeof entry === 'object' && Object.keys(entry).length === 0),
  );
}

function readEntry(text: string, options: RepositoryOptions): Requirement[] {
  const [, prefix = '', rest = ''] = /^([^:]*):([^]*)$/.exec(text) ?? [];
  switch (prefix.trim()) {
    case 'pip':
      return [{ kind: 'pip', text, args: pipArguments(text, rest) }];
    case 'conda':
      return [{ kind: 'conda', text, args: someWords(text, rest) }];
    case 'repo':
      return [{ kind: 'repository', text, ...readRepository(text, splitWords(rest), options) }];
    case 'cmd':
      if (rest.trim() === '') throw refuse(text, 'is empty');
      return [{ kind: 'command', text, line: rest.trim() }];
  }
  if (isCommandLine(text)) return readCommandLine(text, options);
  if (prefix !== '' && !/[+]|http/.test(prefix))
    throw refuse(text, 'begins with what is none of pip:, conda:, repo: and cmd:');
  return [{ kind: 'pip', text, args: pipArguments(text, text) }];
}

/** The older documents have commands in the place of a list. */
const isCommandLine = (text: string): boolean =>
  /^(?:pip3?|conda|mamba|micromamba|git|python3? -m pip)\s/.test(text) || /&&|\|\|/.test(text);

function readCommandLine(line: string, options: RepositoryOptions): Requirement[] {
  const { commands, isScript } = splitCommands(line);
  if (isScript) return [{ kind: 'command', text: line, line }];
  return commands.map((command) => readCommand(command, options));
}

/** What a command installs, where it is one that installs; any other is run as it is. */
export function readCommand(line: string, options: RepositoryOptions): Requirement {
  const [, ofPip] = /^(?:pip3?|python3? +-m +pip) +install +([^]*)$/.exec(line) ?? [];
  if (ofPip !== undefined) return { kind: 'pip', text: line, args: pipArguments(line, ofPip) };
  const [, ofConda] = /^(?:conda|mamba|micromamba) +install +([^]*)$/.exec(line) ?? [];
  if (ofConda !== undefined) {
    const args = splitWords(ofConda).filter((word) => word !== '-y' && word !== '--yes');
    return { kind: 'conda', text: line, args };
  }
  const [, ofGit] = /^git +clone +([^]*)$/.exec(line) ?? [];
  const places = splitWords(ofGit ?? '').filter(
    (word) => !/^(?:--depth=\d+|--progress|-q|--quiet)$/.test(word),
  );
  const isPlain = places.length > 0 && !places.some((word) => word.startsWith('-'));
  return isPlain
    ? { kind: 'repository', text: line, ...readRepository(line, places, options) }
    : { kind: 'command', text: line, line };
}

/** One requirement may contain spaces: `a >= 1`, `b; python_version < "3.9"`, `c @ https://…`. */
function pipArguments(text: string, rest: string): string[] {
  if (/;| @ /.test(rest)) return [rest.trim()];
  return someWords(text, rest.replace(/ *(===|[=~!<>]=|[<>]) */g, '$1').replace(/ *, */g, ','));
}

function someWords(text: string, rest: string): string[] {
  const words = splitWords(rest);
  if (words.length === 0) throw refuse(text, 'is empty');
  return words;
}

function refuse(text: string, why: string): ImjoyError {
  return new ImjoyError('PLUGIN_REQUIREMENT', `the requirement "${text}" ${why}`);
}
