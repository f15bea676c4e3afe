import { messageOf } from '../base/error.js';
import type { ItemFields } from './item-fields.js';
import { readItem } from './read-item.js';
import type { UiForm, UiItem, UiPart, UiWarning } from './types.js';

/** Collects the parts of one form; what cannot be an item becomes text with a warning. */
export class FormBuilder {
  readonly #parts: UiPart[] = [];
  readonly #items: UiItem[] = [];
  readonly #warnings: UiWarning[] = [];

  addHtml(html: string): void {
    this.#parts.push({ kind: 'html', html });
  }

  addText(text: string, problem: string): void {
    this.#parts.push({ kind: 'text', text, problem });
    this.#warnings.push({ message: problem, source: text });
  }

  /** @param within where in the form's values the item's key belongs */
  addItem(fields: ItemFields, source: string, within: readonly string[] = []): void {
    const warn = (message: string): void => void this.#warnings.push({ message, source });
    try {
      const item = readItem(fields, source, { earlier: this.#items, warn }, within);
      this.#items.push(item);
      this.#parts.push({ kind: 'item', item });
    } catch (error) {
      this.addText(source, messageOf(error));
    }
  }

  build(): UiForm {
    return { parts: this.#parts, items: this.#items, warnings: this.#warnings };
  }
}
