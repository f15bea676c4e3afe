/** Something about a plugin file that its author should know. */
export interface Finding {
  /** Errors keep it from running as written; warnings are worth a look. */
  readonly severity: 'error' | 'warning';
  /** Kebab-case, stable: for programs. */
  readonly code: string;
  readonly message: string;
  /** 1-based place in the file. */
  readonly line: number;
  readonly column: number;
}
