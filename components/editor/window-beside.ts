import type { ImjoyWindowElement } from '../window/window-element.js';

/** The `<imjoy-window>` in which a layout of the page's own shows a plugin; null where it has none. */
export function windowBeside(editor: Element, plugin: string): ImjoyWindowElement | null {
  const layout = editor.closest('imjoy-workspace');
  const windows = layout?.querySelectorAll<ImjoyWindowElement>('imjoy-window') ?? [];
  return [...windows].find((element) => element.plugin === plugin) ?? null;
}
