import type { ImjoyPluginMenuElement } from '../../../components/plugin-menu/imjoy-plugin-menu.js';
import '../../../components/plugin-menu/imjoy-plugin-menu.js';
import type { WorkspaceOptions } from '../../../src/index.js';
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
  /** What a workspace without plugins offers. */
  card(title: string): HTMLElement;
  /** The question whether to install a plugin; null while there is none. */
  question(): ShadowRoot | null;
  /** Waits until a button of that question can be pressed. */
  answer(label: string): Promise<HTMLElement>;
}

/** A menu on the page, of a workspace of its own. */
export async function openPluginMenu(options?: Partial<WorkspaceOptions>): Promise<OpenMenu> {
  const open = openWorkspace(options);
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
  const question = () => root.querySelector('imjoy-install-dialog')?.shadowRoot ?? null;
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
      if (name !== undefined) await openMenu(name);
      const find = () => items().find((item) => item.textContent?.trim() === label);
      (await found(find, `the item ${label}`)).click();
    },
    notices: () =>
      [
        ...root
          .querySelector('imjoy-plugin-notices')!
          .shadowRoot!.querySelectorAll('.notice .text'),
      ].map((text) => text.textContent!),
    card: (title) =>
      [...root.querySelectorAll<HTMLElement>('.card')].find((card) =>
        card.querySelector('strong')!.textContent!.startsWith(title),
      )!,
    question,
    answer: (label) =>
      found(
        () =>
          [...(question()?.querySelectorAll('button') ?? [])].find(
            ({ textContent, disabled }) => textContent!.trim() === label && !disabled,
          ),
        `the button ${label}`,
      ),
  };
}

export function closePluginMenu({ menu, workspace }: OpenMenu): void {
  menu.remove();
  workspace.dispose();
}
