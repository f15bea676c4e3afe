import { html, nothing, render } from 'lit';
import { chromeIcon } from '../shell/chrome-icon.js';
import type { DockActions } from './dock-actions.js';
import type { DrawnStack, DrawnTab } from './golden-surface.js';

/** Makes a tab bar of what golden-layout draws of a stack: names, roles, buttons. As often as one likes. */
export function dressStack(stack: DrawnStack, actions: DockActions): void {
  wrapInTabList(stack.list);
  const focused = stack.tabs.find(({ element }) => element.matches(':focus'));
  for (const tab of stack.tabs)
    dressTab(tab, tab === focused || (!focused && tab.isActive), actions);
  const active = stack.tabs.find(({ isActive }) => isActive);
  if (active) dressControls(stack, active.key, actions);
}

function dressTab(
  { key, element, isActive }: DrawnTab,
  takesTab: boolean,
  actions: DockActions,
): void {
  const title = actions.titleOf(key);
  const panel = actions.panelOf(key);
  element.dataset['key'] = key;
  element.tabIndex = takesTab ? 0 : -1;
  element.toggleAttribute('data-selected', actions.isActive(key));
  element.setAttribute('part', 'tab');
  element.setAttribute('role', 'tab');
  element.setAttribute('aria-selected', `${isActive}`);
  element.setAttribute('aria-label', title);
  element.setAttribute('aria-keyshortcuts', 'F2 Delete Alt+Enter Control+Shift+ArrowRight');
  element.title = `${title}\nRename: F2 · Close: Delete · Move: Ctrl+Shift+arrows`;
  if (panel) element.setAttribute('aria-controls', panel);
  if (element.querySelector('.tab-close')) return;
  element.querySelector('.lm_close_tab')?.remove();
  // For the pointer; the keyboard has Delete, and the tab is one control.
  const close = document.createElement('span');
  close.className = 'tab-close';
  close.setAttribute('aria-hidden', 'true');
  close.title = 'Close (Delete)';
  render(chromeIcon('close'), close);
  element.append(close);
}

function dressControls({ controls, tabs }: DrawnStack, key: string, actions: DockActions): void {
  // Golden-layout's own buttons are pictures without names.
  for (const foreign of controls.querySelectorAll('.lm_maximise, .lm_close')) foreign.remove();
  const isMaximized = actions.isMaximized(key);
  const maximize = isMaximized ? 'Restore' : 'Maximize';
  const name = actions.titleOf(key);
  render(
    html`${
        tabs.length > 1
          ? html`<button
              type="button"
              class="icon-button"
              data-do="list"
              aria-label="All windows here"
              aria-haspopup="menu"
              title="All windows here"
            >
              ${chromeIcon('down')}
            </button>`
          : nothing
      }<button
        type="button"
        class="icon-button"
        data-do="maximize"
        aria-label="${maximize} ${name}"
        title="${maximize} (Alt+Enter)"
      >
        ${chromeIcon(isMaximized ? 'restore' : 'maximize')}</button
      ><button
        type="button"
        class="icon-button"
        data-do="menu"
        aria-label="Menu of ${name}"
        aria-haspopup="menu"
        title="Menu (Shift+F10)"
      >
        ${chromeIcon('more')}
      </button>`,
    controls,
  );
}

/** Golden-layout makes sections of its bars, which must not be called tab lists. */
function wrapInTabList(bar: HTMLElement): void {
  if (bar.parentElement?.matches('.tab-list')) return;
  const list = document.createElement('div');
  list.className = 'tab-list';
  list.setAttribute('part', 'tabs');
  list.setAttribute('role', 'tablist');
  list.setAttribute('aria-label', 'Windows');
  bar.setAttribute('role', 'presentation');
  bar.replaceWith(list);
  list.append(bar);
}
