import { ImjoyError } from '../base/error.js';

/** A place in a plugin file; both numbers are 1-based, columns count UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The error for a plugin file that cannot be used; its text can be shown to the author as it is. */
export function parseFailure(
  code: 'PLUGIN_PARSE' | 'PLUGIN_CONFIG',
  reason: string,
  { line, column }: Position,
  cause?: unknown,
): ImjoyError {
  return new ImjoyError(
    code,
    `The plugin file could not be parsed: ${reason} (line ${line}, column ${column})`,
    { cause, details: { line, column } },
  );
}
