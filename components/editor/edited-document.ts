import type { CodeController } from './code-controller.js';
import { unnamed, type EditedPlugin } from './edited-plugin.js';

/** The text of an editor, and the plugin that it was before it was edited. */
export class EditedDocument {
  readonly #code: CodeController;
  readonly #changed: () => void;
  #base: EditedPlugin = unnamed('');
  #isDirty = false;

  /** @param changed told when {@link base} or {@link isDirty} may be others */
  constructor(code: CodeController, changed: () => void) {
    this.#code = code;
    this.#changed = changed;
  }

  get text(): string {
    return this.#code.text;
  }

  get base(): EditedPlugin {
    return this.#base;
  }

  /** Whether the text differs from that of its base. */
  get isDirty(): boolean {
    return this.#isDirty;
  }

  /** Shows another text, unedited. */
  show(plugin: EditedPlugin): void {
    this.#code.show(plugin.code);
    this.rebase(plugin);
  }

  /** Shows another text as an edited one. */
  edit(code: string): void {
    this.#code.show(code);
    this.compare();
  }

  /** Takes another plugin for what the text was before. */
  rebase(plugin: EditedPlugin): void {
    this.#base = plugin;
    this.compare();
  }

  /** Takes the text for edited until it is compared: after each key that would take too long. */
  touch(): void {
    this.#isDirty = true;
    this.#changed();
  }

  compare(): void {
    this.#isDirty = this.text !== this.#base.code;
    this.#changed();
  }
}
