import { ImjoyError } from '../base/error.js';

/** Items and texts in place of items. Nobody fills in so many. */
const MAX_ITEMS = 1000;
/** Operators can embed each other. */
const MAX_EMBEDDED = 50;
/** Characters of all markup, pictures written into it included. */
const MAX_MARKUP = 500_000;

/** What one form may hold, all that it embeds included: no `ui` may freeze the page that shows it. */
export class FormBudget {
  #items = 0;
  #embedded = 0;
  #markup = 0;

  /** @returns whether there is room for one item more */
  takeItem(): boolean {
    return (this.#items += 1) <= MAX_ITEMS;
  }

  /** @throws ImjoyError `UI_INVALID` when there are too many, or one was too long already */
  takeEmbedded(): void {
    this.takeMarkup(0);
    if ((this.#embedded += 1) > MAX_EMBEDDED)
      throw new ImjoyError('UI_INVALID', `more than ${MAX_EMBEDDED} forms are embedded`);
  }

  /** @throws ImjoyError `UI_INVALID` when all of it together is too long */
  takeMarkup(length: number): void {
    this.#markup += length;
    if (this.#markup > MAX_MARKUP)
      throw new ImjoyError('UI_INVALID', `the form is longer than ${MAX_MARKUP} characters`);
  }

  /** Why a form ends early. */
  get fullness(): string {
    return `the form ends here: it has more than ${MAX_ITEMS} items`;
  }
}
