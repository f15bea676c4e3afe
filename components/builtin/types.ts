import type { Workspace } from '../../src/index.js';

/** What a built-in window may ask of the workspace around it. */
export interface BuiltinContext {
  /** The workspace around, for views that show or change it; absent where there is none. */
  readonly workspace?: Workspace;
  /** Tells whoever holds the window's API that something happened in it. */
  emit(event: string, value?: unknown): void;
  /** The operators whose `inputs` match a value, each able to run on it. */
  openers(value: unknown): readonly Opener[];
  /** Opens another window; rejects as `api.createWindow` does. */
  createWindow(config: {
    type: string;
    name?: string;
    data?: unknown;
    config?: unknown;
  }): Promise<unknown>;
  /** Gives the window another title. */
  rename?(name: string): void;
  /** Registers `<imjoy-ui-form>`; without it the kit's own form is loaded. */
  loadForm?: () => Promise<unknown>;
}

/** One entry of a value's menu. */
export interface Opener {
  readonly name: string;
  /** When to choose it. */
  readonly detail?: string;
  open(): void;
}

/**
 * A window of the kit itself (`imjoy/*`). `data` and `config` come from plugins, so they can be anything:
 * a view shows what is wrong with them and never throws.
 */
export interface BuiltinView extends HTMLElement {
  /** What to show; setting it shows the new value. */
  data: unknown;
  /** How to show it; setting it renders again. */
  config: unknown;
  /** Set before the view is connected; null where there is no workspace. */
  context: BuiltinContext | null;
  /** What the window's API offers beside its events and `run`. */
  readonly methods: BuiltinMethods;
  /** Asked when the user closes the window; false keeps it open. */
  canClose?(): Promise<boolean>;
}

/** Functions of a view that plugins may call; their arguments are unchecked. */
export type BuiltinMethods = Readonly<Record<string, (...args: unknown[]) => unknown>>;
