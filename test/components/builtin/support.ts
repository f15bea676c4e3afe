import { builtinWindows } from '../../../components/builtin/index.js';
import type { BuiltinContext, BuiltinView } from '../../../components/builtin/types.js';

/** Tests share a browser, and a tab behind another gets no frames: there, frames come as they are asked for. */
if (document.hidden) {
  window.requestAnimationFrame = (draw) => window.setTimeout(() => draw(performance.now()));
}

/** What a view told its context, in order. */
export interface Heard {
  readonly events: [name: string, value: unknown][];
  readonly windows: { type: string; name?: string; data?: unknown; config?: unknown }[];
  readonly opened: unknown[];
}

type TestView = BuiltinView & { readonly updateComplete: Promise<boolean> };

/** Opens a built-in window of a size, with a context that remembers. */
export async function openView(
  type: string,
  data: unknown,
  {
    config = null,
    width = 400,
    height = 500,
  }: { config?: unknown; width?: number; height?: number } = {},
): Promise<{ view: TestView; root: ShadowRoot; heard: Heard }> {
  const heard: Heard = { events: [], windows: [], opened: [] };
  const context: BuiltinContext = {
    emit: (name, value) => void heard.events.push([name, value]),
    openers: (value) =>
      value instanceof Blob || value === 'open me'
        ? [{ name: '<b>Segment</b>', open: () => void heard.opened.push(value) }]
        : [],
    createWindow: async (window) => void heard.windows.push(window),
  };
  const view = (await builtinWindows[type]?.()) as TestView;
  Object.assign(view, { context, data, config });
  view.style.width = `${width}px`;
  view.style.height = `${height}px`;
  document.body.append(view);
  await view.updateComplete;
  return { view, root: view.shadowRoot!, heard };
}

/** Resolves with the first result of a search that finds something, tried again and again. */
export async function eventually<T>(find: () => T | null | undefined | false): Promise<T> {
  for (;;) {
    const found = find();
    if (found) return found;
    await new Promise((done) => setTimeout(done));
  }
}

export function press(target: Element, key: string, init: KeyboardEventInit = {}): void {
  target.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...init }),
  );
}

/** All text on screen, through shadow roots. */
export function textOf(node: Node): string {
  if (node instanceof Text) return node.data;
  if (node instanceof HTMLStyleElement) return '';
  const inside = node instanceof Element ? [...(node.shadowRoot?.childNodes ?? [])] : [];
  return [...inside, ...node.childNodes].map(textOf).join('');
}

/** All elements of a tag, through shadow roots. */
export function deepAll(node: ParentNode, selector: string): Element[] {
  const here = [...node.querySelectorAll(selector)];
  const roots = [...node.querySelectorAll('*')].map((element) => element.shadowRoot);
  return roots.reduce((all, root) => (root ? [...all, ...deepAll(root, selector)] : all), here);
}

/** Takes all views off the page. */
export function closeViews(): void {
  for (const view of document.querySelectorAll('body > *'))
    if (view.localName.startsWith('imjoy-')) view.remove();
}
