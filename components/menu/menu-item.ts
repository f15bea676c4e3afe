import type { TemplateResult } from 'lit';

/** One entry of a menu. */
export interface MenuItem {
  /** Shown as text, whoever wrote it. */
  readonly label: string;
  /** When to choose it, in a smaller print. */
  readonly detail?: string;
  /** Keys that do the same, as they are printed on them. */
  readonly shortcut?: string;
  /** Shown, but not to be chosen now. */
  readonly disabled?: boolean;
  /** A decorative picture in front of the label. */
  readonly icon?: TemplateResult;
  /** Present for one choice of several: whether it is the present one. */
  readonly checked?: boolean;
  /** Set apart from what comes before. */
  readonly divided?: boolean;
  run(): void;
}
