import type { DockActions } from './dock-actions.js';
import type { DockFrames } from './dock-frames.js';
import type { DockHost } from './dock-host.js';
import type { ImjoyMenuElement } from '../menu/menu-element.js';
import type { MenuItem } from '../menu/menu-item.js';
import type { DockModel } from './dock-model.js';
import { stackWith, type Side } from './layout-tree.js';
import { moveTowards, splitOff } from './moves.js';
import { sideSeen } from './reading-direction.js';
import { windowMenu } from './window-menu.js';

/** What commands need of the dock's element. */
export interface CommandTarget extends HTMLElement {
  readonly host: DockHost | null;
  readonly menu: ImjoyMenuElement;
  /** Whether one window is shown at a time. */
  readonly isSolo: boolean;
  renameInPlace(key: string): void;
}

/** What the user can do with windows, by whatever they have at hand. */
export class DockCommands implements DockActions {
  readonly #model: DockModel;
  readonly #frames: DockFrames;
  readonly #target: CommandTarget;

  constructor(model: DockModel, frames: DockFrames, target: CommandTarget) {
    this.#model = model;
    this.#frames = frames;
    this.#target = target;
  }

  titleOf(key: string): string {
    return this.#model.titleOf(key);
  }

  panelOf(key: string): string | null {
    return this.#frames.get(key)?.element.id ?? null;
  }

  isActive(key: string): boolean {
    return this.#model.active === key;
  }

  isMaximized(key: string): boolean {
    return this.#model.isMaximized(key);
  }

  select(key: string): void {
    this.#model.select(key);
  }

  /** The window decides when it goes. */
  close(key: string): void {
    this.#frames.get(key)?.onCloseRequest.emit();
  }

  rename(key: string, title: string): void {
    this.#model.rename(key, { title: title || null });
  }

  toggleMaximized(key: string): void {
    this.#model.select(key);
    this.#model.toggleMaximized(key);
  }

  move(key: string, side: Side): void {
    const { layout, extent } = this.#model;
    if (layout.maximized !== null) return;
    this.#model.arrange(moveTowards(layout.tree, extent, key, sideSeen(side, this.#target)));
    this.#model.select(key);
  }

  /** Shows the next window, in the order in which they lie on the page. @param by 1 or -1 */
  step(by: number): string | null {
    const keys = this.#model.inOrder();
    const at = keys.indexOf(this.#model.active ?? '');
    const next = keys[(at + by + keys.length) % keys.length];
    if (next !== undefined) this.#model.select(next);
    return next ?? null;
  }

  openMenu(key: string, origin: HTMLElement, at: { x: number; y: number } | null = null): void {
    void this.#target.menu.show(origin, `Menu of ${this.titleOf(key)}`, this.#menuOf(key), at);
  }

  openList(keys: readonly string[], origin: HTMLElement): void {
    const front = stackWith(this.#model.layout.tree, keys[0] ?? '')?.active;
    const shown = this.#target.isSolo ? this.#model.active : front;
    const items = keys.map((key) => ({
      label: this.titleOf(key),
      checked: key === shown,
      run: () => this.select(key),
    }));
    void this.#target.menu.show(origin, 'Windows', items);
  }

  #menuOf(key: string): readonly MenuItem[] {
    const { host, isSolo } = this.#target;
    const id = this.#model.window(key)?.request.id ?? key;
    const others = this.#model.windows.filter((other) => other.key !== key);
    const duplicate = host?.duplicate?.bind(host);
    return windowMenu({
      isMaximized: this.isMaximized(key),
      isAlone: others.length === 0,
      isTiled: !isSolo,
      rename: () => this.#target.renameInPlace(key),
      toggleMaximized: () => this.toggleMaximized(key),
      splitOff: (side) => {
        const seen = sideSeen(side, this.#target);
        this.#model.arrange(splitOff(this.#model.layout.tree, key, seen));
        this.#model.select(key);
      },
      close: () => this.close(key),
      closeOthers: () => others.forEach((other) => this.close(other.key)),
      duplicate: duplicate ? () => duplicate(id) : null,
      more: host?.menuItems?.(id) ?? [],
    });
  }
}
