import type { ReactiveElement } from 'lit';
import type { Workspace } from '../../src/index.js';

/** The element whose text is worked with. */
export interface EditorHost extends ReactiveElement {
  /** Name of the plugin that is edited, if it is one of the workspace. */
  plugin: string | null;
  tag: string | null;
  /** @internal Under which name to keep a draft of a text that is no plugin yet. */
  draftName: string | null;
  readonly readonly: boolean;
  /** @internal The workspace to work in: the one it was given, else the one around. */
  readonly workplace: Workspace | null;
  focus(): void;
  /** Puts the cursor at a line and column, both 1-based. */
  reveal(line: number, column?: number): void;
  /** @internal Tells that what was typed is settled. */
  announceChange(): void;
}
