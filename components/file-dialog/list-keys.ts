import type { FileBrowser } from './file-browser.js';

/** What keys can ask for beside moving about. */
export interface ListActions {
  /** Opens a folder, or takes what is picked. */
  enter(): void;
  remove(): void;
}

/** Rows that a page of keys goes on by. */
const PAGE = 10;

/** A pause of so many milliseconds begins another name. */
const PAUSE = 800;

/** The keys of the list: those of any file manager. */
export class ListKeys {
  readonly #browser: FileBrowser;
  readonly #actions: ListActions;
  #typed = '';
  #typedAt = 0;

  constructor(browser: FileBrowser, actions: ListActions) {
    this.#browser = browser;
    this.#actions = actions;
  }

  /** @returns whether the key was for the list */
  press(event: KeyboardEvent): boolean {
    const { key, shiftKey } = event;
    const { picks, shown } = this.#browser;
    const isCommand = event.ctrlKey || event.metaKey;
    if (event.altKey && key !== 'ArrowUp') return false;
    const to = event.altKey ? undefined : target(key, picks.cursor, shown.length);
    if (to !== undefined) {
      if (shiftKey) picks.extend(to);
      else picks.pick(to);
    } else if (key === 'Enter') this.#actions.enter();
    else if (key === 'Backspace' || (event.altKey && key === 'ArrowUp')) void this.#browser.up();
    else if (key === 'Delete') this.#actions.remove();
    else if (isCommand && key.toLowerCase() === 'a') picks.pickAll();
    else if (key === ' ' && !this.#isTyping(event)) picks.toggle(picks.cursor);
    else if (key.length === 1 && !isCommand) this.#search(event);
    else return false;
    this.#browser.onChange.emit();
    return true;
  }

  #isTyping({ timeStamp }: KeyboardEvent): boolean {
    return this.#typed !== '' && timeStamp - this.#typedAt < PAUSE;
  }

  #search(event: KeyboardEvent): void {
    const typed = this.#isTyping(event) ? this.#typed + event.key : event.key;
    const isRepeated = [...typed].every((letter) => letter === typed[0]);
    this.#typed = typed;
    this.#typedAt = event.timeStamp;
    const { picks } = this.#browser;
    const found = picks.search(isRepeated ? event.key : typed);
    if (found !== -1) picks.pick(found);
  }
}

function target(key: string, at: number, count: number): number | undefined {
  const targets: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + PAGE,
    PageUp: at - PAGE,
    Home: 0,
    End: count - 1,
  };
  return Object.hasOwn(targets, key) ? targets[key] : undefined;
}
