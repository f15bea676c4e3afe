import { ImjoyError } from '../base/error.js';
import { NodeCounter } from './count-nodes.js';

/** Items and texts in place of items. Nobody fills in so many. */
const MAX_ITEMS = 1000;
/** Options of all items that offer some: each is an element of the page. */
const MAX_OPTIONS = 10_000;
/** Operators can embed each other. */
const MAX_EMBEDDED = 50;
/** Characters of all markup, pictures written into it included. */
const MAX_MARKUP = 500_000;
/** Nodes of the HTML between items. */
const MAX_NODES = 10_000;

/** What one form may hold, all that it embeds included: no `ui` may freeze the page that shows it. */
export class FormBudget {
  readonly #nodes = new NodeCounter();
  #items = 0;
  #options = 0;
  #embedded = 0;
  #markup = 0;

  /** @returns why there is no room for one item more, if there is none */
  takeItem(): string | null {
    return (this.#items += 1) > MAX_ITEMS ? endsHere(`${MAX_ITEMS} items`) : null;
  }

  /** @returns why there is no room for so many options, if there is none */
  takeOptions(count: number): string | null {
    return (this.#options += count) > MAX_OPTIONS ? endsHere(`${MAX_OPTIONS} options`) : null;
  }

  /** @returns why there is no room for the HTML, if there is none */
  takeHtml(html: string): string | null {
    this.#nodes.add(html);
    return this.#nodes.count > MAX_NODES ? endsHere(`${MAX_NODES} elements`) : null;
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
}

const endsHere = (limit: string): string => `the form ends here: it has more than ${limit}`;
