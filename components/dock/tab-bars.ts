import type { DockActions } from './dock-actions.js';
import { dressStack } from './dress-stack.js';
import type { DrawnStack, DrawnTab } from './golden-surface.js';
import { openMenusByTouch } from './long-press.js';
import { isRtl } from './reading-direction.js';
import { renameTab } from './rename-tab.js';
import { tabCommand, type TabCommand } from './tab-keys.js';

/** How far a bar of tabs fades where there are more, in CSS pixels. */
const FADE = 20;

/** What the user does with the tabs that golden-layout draws, by pointer and by key. */
export class TabBars {
  readonly #root: HTMLElement;
  readonly #actions: DockActions;
  readonly #revealed = new WeakMap<HTMLElement, string>();
  #stacks: readonly DrawnStack[] = [];

  /** @param root what golden-layout draws in */
  constructor(root: HTMLElement, actions: DockActions) {
    this.#root = root;
    this.#actions = actions;
    root.addEventListener('click', this.#click);
    root.addEventListener('auxclick', this.#auxclick);
    root.addEventListener('dblclick', this.#dblclick);
    root.addEventListener('contextmenu', this.#contextmenu);
    openMenusByTouch(root, '.lm_tab');
    root.addEventListener('keydown', this.#keydown);
    root.addEventListener('wheel', this.#wheel, { passive: true });
    root.addEventListener('scroll', ({ target }) => this.#markOverflow(target), true);
  }

  /** Golden-layout has drawn, or the windows' names or states have changed. */
  dress(stacks: readonly DrawnStack[]): void {
    this.#stacks = stacks;
    for (const stack of stacks) dressStack(stack, this.#actions);
    for (const stack of stacks) this.#revealActive(stack);
  }

  /** Gives a window's tab the keyboard. @returns whether it has one */
  focus(key: string): boolean {
    const tab = this.#tab(key);
    tab?.element.focus({ preventScroll: true });
    return tab !== null;
  }

  /** The same for a button of the stack that a window is in. */
  focusButton(key: string, what: string): boolean {
    const stack = this.#stacks.find(({ tabs }) => tabs.some((tab) => tab.key === key));
    const button = stack?.controls.querySelector<HTMLElement>(`[data-do=${CSS.escape(what)}]`);
    button?.focus({ preventScroll: true });
    return Boolean(button);
  }

  rename(key: string): void {
    const tab = this.#tab(key)?.element;
    if (tab)
      renameTab(tab, this.#actions.titleOf(key), (title) => this.#actions.rename(key, title));
  }

  /** Scrolls the bar alone: the page stays where it is. Where the user has scrolled to, it stays, too. */
  #revealActive({ list, tabs }: DrawnStack): void {
    const active = tabs.find(({ isActive }) => isActive);
    if (active && this.#revealed.get(list) !== active.key) {
      this.#revealed.set(list, active.key);
      const bar = list.getBoundingClientRect();
      const tab = active.element.getBoundingClientRect();
      const before = bar.left + FADE - tab.left;
      const after = tab.right - (bar.right - FADE);
      if (before > 0) list.scrollLeft -= before;
      else if (after > 0) list.scrollLeft += after;
    }
    this.#markOverflow(list);
  }

  #markOverflow(list: EventTarget | null): void {
    if (!(list instanceof HTMLElement) || !list.matches('.lm_tabs')) return;
    const hidden = list.scrollWidth - list.clientWidth;
    const passed = Math.abs(list.scrollLeft);
    list.toggleAttribute('data-before', passed > 1);
    list.toggleAttribute('data-after', passed < hidden - 1);
  }

  #tab(key: string): DrawnTab | null {
    const all = this.#stacks.flatMap(({ tabs }) => tabs);
    return all.find((tab) => tab.key === key) ?? null;
  }

  #stackAt(target: EventTarget | null): DrawnStack | null {
    const header = target instanceof Element ? target.closest('.lm_header') : null;
    return this.#stacks.find(({ list }) => header?.contains(list)) ?? null;
  }

  readonly #click = (event: MouseEvent): void => {
    const { target } = event;
    if (!(target instanceof Element)) return;
    const key = keyAt(target);
    if (key !== null && target.closest('.tab-close')) this.#actions.close(key);
    else if (key !== null) this.#actions.select(key);
    const button = target.closest<HTMLElement>('[data-do]');
    const stack = this.#stackAt(target);
    const active = stack?.tabs.find(({ isActive }) => isActive);
    if (!button || !stack || !active) return;
    if (button.dataset['do'] === 'maximize') this.#actions.toggleMaximized(active.key);
    else if (button.dataset['do'] === 'menu') this.#actions.openMenu(active.key, button);
    else
      this.#actions.openList(
        stack.tabs.map((tab) => tab.key),
        button,
      );
  };

  readonly #auxclick = (event: MouseEvent): void => {
    const key = keyAt(event.target);
    if (event.button !== 1 || key === null) return;
    event.preventDefault();
    this.#actions.close(key);
  };

  readonly #dblclick = ({ target }: MouseEvent): void => {
    if (!(target instanceof Element) || target.closest('[data-do], .tab-close, input')) return;
    const key = keyAt(target);
    const active = this.#stackAt(target)?.tabs.find(({ isActive }) => isActive);
    if (key !== null) this.rename(key);
    else if (active) this.#actions.toggleMaximized(active.key);
  };

  readonly #contextmenu = (event: MouseEvent): void => {
    const key = keyAt(event.target);
    const tab = key === null ? null : this.#tab(key);
    if (key === null || !tab) return;
    event.preventDefault();
    const isPointer = event.clientX !== 0 || event.clientY !== 0;
    const point = isPointer ? { x: event.clientX, y: event.clientY } : null;
    afterTouch(event, () => this.#actions.openMenu(key, tab.element, point));
  };

  readonly #keydown = (event: KeyboardEvent): void => {
    const key = keyAt(event.target);
    const command = tabCommand(event);
    if (key === null || !command) return;
    event.preventDefault();
    event.stopPropagation();
    this.#obey(key, command);
  };

  #obey(key: string, command: TabCommand): void {
    const tabs = this.#stacks.find(({ tabs }) => tabs.some((tab) => tab.key === key))?.tabs ?? [];
    const at = tabs.findIndex((tab) => tab.key === key);
    switch (command.do) {
      case 'step':
        return this.#rove(tabs, (at + this.#onwards * command.right + tabs.length) % tabs.length);
      case 'first':
        return this.#rove(tabs, 0);
      case 'last':
        return this.#rove(tabs, tabs.length - 1);
      case 'activate':
        return this.#actions.select(key);
      case 'close':
        return this.#actions.close(key);
      case 'rename':
        return this.rename(key);
      case 'maximize':
        return this.#actions.toggleMaximized(key);
      case 'move':
        return this.#actions.move(key, command.side);
    }
  }

  #rove(tabs: readonly DrawnTab[], to: number): void {
    tabs.forEach(({ element }, index) => {
      element.tabIndex = index === to ? 0 : -1;
    });
    tabs[to]?.element.focus();
  }

  /** A mouse wheel turns up and down, and tabs lie side by side. */
  readonly #wheel = ({ target, deltaY }: WheelEvent): void => {
    const list = target instanceof Element ? target.closest('.lm_tabs') : null;
    if (list) list.scrollLeft += this.#onwards * deltaY;
  };

  /** 1 where the next tab is to the right, -1 where it is to the left. */
  get #onwards(): 1 | -1 {
    return isRtl(this.#root) ? -1 : 1;
  }
}

/** The window whose tab something is in. */
export function keyAt(target: EventTarget | null): string | null {
  const tab = target instanceof Element ? target.closest<HTMLElement>('.lm_tab') : null;
  return tab?.dataset['key'] ?? null;
}

/** Waits for a finger that asks by staying to be lifted: some browsers close at that what opened under it. */
function afterTouch(event: MouseEvent, act: () => void): void {
  if ((event as Partial<PointerEvent>).pointerType !== 'touch') return act();
  const lifted = new AbortController();
  const listen = (type: string) =>
    addEventListener(
      type,
      () => {
        lifted.abort();
        setTimeout(act);
      },
      { capture: true, signal: lifted.signal },
    );
  ['touchend', 'touchcancel'].forEach(listen);
}
