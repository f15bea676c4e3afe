import { css } from 'lit';

/**
 * What golden-layout puts on the page itself while something is dragged, above all else and where the pointer
 * is: `translate` takes back the scrolling of the body that it counts in.
 */
const dragStyles = css`
  body > :is(.lm_dragProxy, .lm_dropTargetIndicator) {
    position: fixed;
    z-index: calc(var(--imjoy-shell-z-index, 1000) + 1);
    box-sizing: border-box;
    pointer-events: none;
  }
  body > .lm_dropTargetIndicator {
    display: none;
    border: 2px solid var(--_dock-accent, #0b6299);
    border-radius: 6px;
    background: color-mix(in srgb, var(--_dock-accent, #0b6299) 18%, transparent);
    transition:
      left 120ms,
      top 120ms,
      width 120ms,
      height 120ms;
  }
  body > .lm_dragProxy {
    overflow: hidden;
    margin: 10px 0 0 10px;
    border: 1px solid var(--_dock-accent, #0b6299);
    border-radius: 6px;
    background: var(--_dock-surface, #fff);
    box-shadow: 0 4px 14px rgb(0 0 0 / 25%);
    color: var(--_dock-text, #17232e);
    font: var(--_dock-font, 14px system-ui, sans-serif);
    opacity: 0.95;
  }
  body > .lm_dragProxy .lm_title {
    display: block;
    overflow: hidden;
    padding: 0 12px;
    line-height: 32px;
    text-overflow: ellipsis;
    unicode-bidi: plaintext;
    white-space: nowrap;
  }
  body > .lm_dragProxy .lm_content,
  body > .lm_transition_indicator {
    display: none;
  }
  body.lm_dragging,
  body.lm_dragging * {
    cursor: var(--_dock-cursor, grabbing) !important;
    user-select: none;
  }
  /* Frames elsewhere on the page would keep the pointer to themselves, too. */
  body.lm_dragging iframe {
    pointer-events: none !important;
  }
  @media (prefers-reduced-motion: reduce) {
    body > .lm_dropTargetIndicator {
      transition: none;
    }
  }
  @media (forced-colors: active) {
    body > :is(.lm_dragProxy, .lm_dropTargetIndicator) {
      border-color: Highlight;
    }
  }
`;

/** Makes the page show drags properly; it is told once, and keeps the style sheet. */
export function adoptDragStyles(): void {
  const sheet = dragStyles.styleSheet;
  if (sheet && !document.adoptedStyleSheets.includes(sheet))
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

/** Makes the page show that a bar is dragged, as golden-layout does for tabs. @param kind null: not any more */
export function showResizing(kind: 'row' | 'column' | null): void {
  const { classList, style } = document.body;
  classList.toggle('lm_dragging', kind !== null);
  if (kind === null) style.removeProperty('--_dock-cursor');
  else style.setProperty('--_dock-cursor', kind === 'row' ? 'ew-resize' : 'ns-resize');
}

/** Lets what lies on the page look like the dock it belongs to, whatever theme that has. */
export function dressDragged(dock: HTMLElement, indicator: HTMLElement | null): void {
  const proxy = document.querySelector<HTMLElement>('body > .lm_dragProxy');
  const { scrollLeft, scrollTop } = document.body;
  const style = getComputedStyle(dock);
  const token = (name: string): string => style.getPropertyValue(`--_${name}`);
  for (const element of [proxy, indicator]) {
    if (!element) continue;
    element.style.setProperty('color-scheme', style.colorScheme);
    element.style.setProperty('translate', `${-scrollLeft}px ${-scrollTop}px`);
    element.style.setProperty('--_dock-accent', token('color-accent'));
    element.style.setProperty('--_dock-surface', token('color-surface'));
    element.style.setProperty('--_dock-text', token('color-text'));
    element.style.setProperty('--_dock-font', style.font);
  }
}
