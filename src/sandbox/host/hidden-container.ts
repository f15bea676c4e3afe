import { refuseFocus } from './refuse-focus.js';

/** Where frames without a window live. They keep running there, but are neither seen nor focused. */
export function hiddenContainer(): Element {
  const existing = document.querySelector(`[${MARK}]`);
  if (existing) return existing;
  const container = document.createElement('div');
  container.setAttribute(MARK, '');
  container.setAttribute('aria-hidden', 'true');
  container.inert = true;
  const rules = {
    position: 'fixed',
    width: '0',
    height: '0',
    overflow: 'hidden',
    visibility: 'hidden',
  };
  for (const [name, value] of Object.entries(rules)) container.style.setProperty(name, value);
  document.body.append(container);
  refuseFocus(container);
  return container;
}

const MARK = 'data-imjoy-hidden';
