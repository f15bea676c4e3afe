import { code, extension, link, upload } from '../icons/glyphs.js';
import { outline } from '../icons/outline.js';
import type { PluginTemplate } from '../../src/index.js';
import type { MenuItem } from '../menu/menu-item.js';

/** The ways to a new plugin. */
export interface AddActions {
  /** Null to start from nothing in particular. */
  create(template: PluginTemplate | null): void;
  /** Shows what repositories offer. */
  browse(): void;
  openFile(): void;
  openLink(): void;
}

/** What `+ Plugins` offers. */
export function addItems(
  templates: readonly PluginTemplate[],
  { create, browse, openFile, openLink }: AddActions,
): MenuItem[] {
  const blank = { label: 'New plugin', icon: outline(code), run: () => create(null) };
  return [
    { label: 'Browse the library…', icon: outline(extension), run: browse },
    ...(templates.length > 0 ? templateItems(templates, create) : [blank]),
    { label: 'Open file…', icon: outline(upload), divided: true, run: openFile },
    { label: 'From URL…', icon: outline(link), run: openLink },
  ];
}

export function templateItems(
  templates: readonly PluginTemplate[],
  create: AddActions['create'],
): MenuItem[] {
  return templates.map((template) => ({
    label: `New: ${template.title}`,
    detail: template.description,
    icon: outline(code),
    run: () => create(template),
  }));
}
