import { CORE_SCHEMA, YAMLException, load, mergeTag } from 'js-yaml';
import JSON5 from 'json5';
import { messageOf } from '../base/error.js';
import { positionInFile, type ScannedBlock } from './blocks.js';
import { configLang, type ConfigReading } from './config.js';
import { parseFailure } from './parse-failure.js';
import type { PluginWarning } from './types.js';

/** Reads one notation; `failure` says where in the text, both 1-based, reading it went wrong. */
interface Notation {
  read(text: string): unknown;
  failure(error: unknown): { reason: string; line: number; column: number };
  /** What to warn of when JSON was promised. */
  readonly oddity: { readonly code: string; readonly message: string };
}

const YAML_SCHEMA = CORE_SCHEMA.withTags(mergeTag);
const MAX_ALIASES = 100;

const yaml: Notation = {
  read: (text) => load(text, { schema: YAML_SCHEMA, json: true, maxAliases: MAX_ALIASES }),
  failure(error) {
    const known = error instanceof YAMLException ? error : null;
    return {
      reason: `the config is not valid YAML: ${known?.reason ?? messageOf(error)}`,
      line: (known?.mark?.line ?? 0) + 1,
      column: (known?.mark?.column ?? 0) + 1,
    };
  },
  oddity: { code: 'config-is-yaml', message: 'The config says JSON but is YAML' },
};

const relaxedJson: Notation = {
  read: (text) => JSON5.parse(continueStrings(text)),
  failure(error) {
    const place = error as { lineNumber?: number; columnNumber?: number };
    const message = messageOf(error).replace(/^JSON5: | at \d+:\d+$/g, '');
    return {
      reason: `the config is not valid JSON: ${message}`,
      line: place.lineNumber ?? 1,
      column: Math.max(place.columnNumber ?? 1, 1),
    };
  },
  oddity: {
    code: 'config-not-strict-json',
    message:
      'The config is not strict JSON (a comment, a trailing comma, a line break in a string, …)',
  },
};

/**
 * Reads a config that {@link readStrictConfig} could not: YAML, or JSON as people write it by hand.
 * @throws {@link ImjoyError} `PLUGIN_PARSE` at the place that makes no sense
 */
export function readTolerantConfig(scanned: ScannedBlock): ConfigReading {
  const { content, line } = scanned.block;
  const promised = configLang(scanned) === 'yaml' ? yaml : relaxedJson;
  const notation = promised === yaml || isEvidentlyYaml(content) ? yaml : relaxedJson;
  const warnings: PluginWarning[] = promised === yaml ? [] : [{ ...notation.oddity, line }];
  try {
    return { value: notation.read(content), warnings };
  } catch (error) {
    const { reason, line, column } = notation.failure(error);
    throw parseFailure('PLUGIN_PARSE', reason, positionInFile(scanned, line, column), error);
  }
}

/** Whether the first line that says something is a YAML document mark or an unquoted key. */
function isEvidentlyYaml(text: string): boolean {
  return /^(?:---|[A-Za-z_][\w-]*[ \t]*:(?:\s|$))/.test(text.replace(/^(?:\s+|#[^\n]*)+/, ''));
}

// A comment can hold quotes and a string what looks like a comment: both have to be known to find strings.
// What is never closed ends with the text, so that it is not searched for an end again and again.
const STRING_OR_COMMENT =
  /"[^"\\]*(?:\\[^][^"\\]*)*(?:"|$)|'[^'\\]*(?:\\[^][^'\\]*)*(?:'|$)|\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)/g;
const ESCAPE_OR_BREAK = /\\(?:\r\n|[^])|\r?\n/g;

/**
 * Writes line breaks inside strings as an escape and a continued line: JSON5 then reads them, and what
 * follows stays on the line where the author has it.
 */
function continueStrings(text: string): string {
  return text.replace(STRING_OR_COMMENT, (token) =>
    token.startsWith('/') ? token : token.replace(ESCAPE_OR_BREAK, continueLine),
  );
}

function continueLine(token: string): string {
  return token.startsWith('\\') ? token : '\\n\\\n';
}
