import type { ImjoyPluginMenuElement } from '../../../components/plugin-menu/imjoy-plugin-menu.js';
import '../../../components/plugin-menu/imjoy-plugin-menu.js';
import { openWorkspace, type OpenWorkspace } from '../../support/open-workspace.js';
import { pluginText } from '../../support/plugin-text.js';
import { waitUntil as until } from '../../support/wait-until.js';

export { until };

export interface OpenMenu extends OpenWorkspace {
  readonly menu: ImjoyPluginMenuElement;
  /** Keeps and loads a plugin; a failure stays in its row. */
  install(config: Record<string, unknown>, script?: string, rest?: string): Promise<void>;
  root: ShadowRoot;
  /** Names of the rows that exist, in order. */
  names(): string[];
  row(name: string): ShadowRoot;
  /** Waits until something in a row is there. */
  inRow<T extends HTMLElement>(name: string, selector: string): Promise<T>;
  /** Opens the menu of a plugin. */
  openMenu(name: string): Promise<HTMLElement[]>;
  /** Chooses from the menu that is open, or from that of a plugin. */
  choose(label: string, name?: string): Promise<void>;
  /** What the menu says at its lower end. */
  notices(): string[];
}

/** A menu on the page, of a workspace of its own. */
export async function openPluginMenu(): Promise<OpenMenu> {
  const open = openWorkspace();
  const menu = document.createElement('imjoy-plugin-menu');
  menu.workspace = open.workspace;
  menu.style.setProperty('height', '560px');
  menu.style.setProperty('width', '320px');
  document.body.append(menu);
  await menu.updateComplete;
  const root = menu.shadowRoot!;
  const rows = () => [
    ...(root.querySelector('imjoy-plugin-list')?.shadowRoot?.querySelectorAll('imjoy-plugin-row') ??
      []),
  ];
  const rowOf = (name: string) => rows().find(({ entry }) => entry?.name === name)?.shadowRoot;
  const items = () => [
    ...root.querySelector('imjoy-menu')!.shadowRoot!.querySelectorAll<HTMLElement>('button'),
  ];
  const found = async <T>(find: () => T | null | undefined, what: string): Promise<T> => {
    await until(find, what);
    return find() as T;
  };
  const inRow = <T extends HTMLElement>(name: string, selector: string) =>
    found(() => rowOf(name)?.querySelector<T>(selector), `${selector} of ${name}`);
  const openMenu = async (name: string) => {
    (await inRow(name, '.opener')).click();
    const inside = root.querySelector('imjoy-menu')!.shadowRoot!;
    await until(() => inside.activeElement, 'the menu is open');
    return items();
  };
  return {
    ...open,
    menu,
    root,
    async install(config, script, rest) {
      const src = pluginText(config, script, rest);
      await open.workspace.library.install({ src }).catch(() => undefined);
    },
    names: () => rows().map(({ entry }) => entry!.name),
    row: (name) => rowOf(name)!,
    inRow,
    openMenu,
    async choose(label, name) {
      const all = name === undefined ? items() : await openMenu(name);
      all.find((item) => item.textContent?.trim() === label)!.click();
    },
    notices: () =>
      [
        ...root
          .querySelector('imjoy-plugin-notices')!
          .shadowRoot!.querySelectorAll('.notice .text'),
      ].map((text) => text.textContent!),
  };
}

export function closePluginMenu({ menu, workspace }: OpenMenu): void {
  menu.remove();
  workspace.dispose();
}
