import type { LitElement } from 'lit';
import type { DockCommands } from './dock-commands.js';

interface KeyedDock extends LitElement {
  undo(): void;
  redo(): void;
}

/** The keys of the dock as a whole: F6 goes from window to window; what concerns the layout can be undone. */
export class DockKeys {
  readonly #dock: KeyedDock;
  readonly #commands: DockCommands;
  readonly #takeFocus: (key: string) => void;

  constructor(dock: KeyedDock, commands: DockCommands, takeFocus: (key: string) => void) {
    this.#dock = dock;
    this.#commands = commands;
    this.#takeFocus = takeFocus;
    dock.addEventListener('keydown', this.#keydown);
  }

  readonly #keydown = (event: KeyboardEvent): void => {
    const act = this.#actionOf(event);
    if (!act || event.defaultPrevented) return;
    event.preventDefault();
    act();
  };

  #actionOf(event: KeyboardEvent): (() => void) | null {
    const { key, altKey, ctrlKey, metaKey, shiftKey } = event;
    if (key === 'F6' && !altKey && !metaKey)
      return () => {
        const shown = this.#commands.step(shiftKey ? -1 : 1);
        if (shown !== null) this.#takeFocus(shown);
      };
    if (altKey || !(ctrlKey || metaKey) || !isInChrome(event)) return null;
    if (key.toLowerCase() === 'z') return () => (shiftKey ? this.#dock.redo() : this.#dock.undo());
    return key.toLowerCase() === 'y' && !shiftKey ? () => this.#dock.redo() : null;
  }
}

/** What goes on in a window is the window's to undo. */
function isInChrome(event: Event): boolean {
  const target = event.composedPath()[0];
  return target instanceof Element && target.matches('.layout *, .switcher *');
}
