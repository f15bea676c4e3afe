import { ImjoyError, messageOf } from '../base/error.js';
import { parsePluginFile } from '../plugin-file/parse.js';
import { isByTag } from '../plugin-file/tags.js';
import type { PluginFile } from '../plugin-file/types.js';
import type { Finding } from './finding.js';
import { scriptFindings } from './script-findings.js';

/** All that can be told about a plugin file without running it, by line. Never throws. */
export function lintPluginFile(text: string): Finding[] {
  let file: PluginFile;
  try {
    file = parsePluginFile(text);
  } catch (error) {
    return [unreadable(error)];
  }
  const read = file.warnings.map(({ code, message, line }): Finding => ({
    severity: 'warning',
    code,
    message,
    line,
    column: 1,
  }));
  const all = [...read, ...missing(file, text), ...file.scripts.flatMap(scriptFindings)];
  return all.sort((a, b) => a.line - b.line || a.column - b.column);
}

function unreadable(error: unknown): Finding {
  const { code, details } = error instanceof ImjoyError ? error : { code: null, details: {} };
  const { line, column } = details as { line?: unknown; column?: unknown };
  return {
    severity: 'error',
    code: code === 'PLUGIN_CONFIG' ? 'config' : 'parse',
    message: messageOf(error).replace(/ \(line \d+, column \d+\)$/, ''),
    line: typeof line === 'number' ? line : 1,
    column: typeof column === 'number' ? column : 1,
  };
}

const WINDOWED = new Set(['window', 'rpc-window', 'base_frame']);

/** Blocks and fields that plugins of a type, or their users, do badly without. */
function missing({ config, scripts, windows, docs }: PluginFile, text: string): Finding[] {
  const line = lineOf(text, /<config\b/i);
  const findings: Finding[] = [];
  const add = (severity: Finding['severity'], code: string, message: string) =>
    findings.push({ severity, code, message, line, column: 1 });
  const types = isByTag('type', config.type) ? Object.values(config.type) : [config.type];
  const code = scripts.map(({ content }) => content).join('\n');
  if (
    types.some((type) => WINDOWED.has(type)) &&
    windows.length === 0 &&
    !/\bdocument\b/.test(code)
  )
    add(
      'warning',
      'no-window',
      'nothing is in its window: no <window> block, and no script that fills it',
    );
  if (config.version === undefined)
    add('warning', 'no-version', 'without a "version" nobody can tell whether there is an update');
  if (!config.description && !docs)
    add('warning', 'no-docs', 'neither a "description" nor a <docs> block says what it does');
  if (scripts.length > 0 && !/\bapi\s*\.\s*export\b/.test(code) && !config.passive)
    add('warning', 'no-export', 'no script calls api.export: nothing could be run');
  return findings;
}

function lineOf(text: string, pattern: RegExp): number {
  const at = text.search(pattern);
  return at < 0 ? 1 : text.slice(0, at).split('\n').length;
}
