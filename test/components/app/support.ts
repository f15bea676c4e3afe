import type { ImjoyAppElement } from '../../../components/app/imjoy-app.js';
import type { ImjoyDockElement } from '../../../components/dock/imjoy-dock.js';
import type { ImjoyWorkspaceElement } from '../../../components/workspace/imjoy-workspace.js';
import type { PluginApi } from '../../../src/index.js';
import { pluginText } from '../../support/plugin-text.js';
import { waitUntil } from '../../support/wait-until.js';
import { textOf } from '../builtin/support.js';

// The kit as a page loads it.
const kit = '/dist/imjoy.js';
await import(kit);

/** A window that knows which frame it is. */
export const windowPlugin = (name = 'Viewer'): string =>
  pluginText(
    { name, type: 'window' },
    `const id = String(Math.random());
     api.export({ setup() {}, run() {}, frame: () => id });`,
  );

/** A worker that answers with a text. */
export const workerPlugin = (name = 'Worker'): string =>
  pluginText({ name, description: 'Says done.' }, `api.export({ setup() {}, run: () => 'done' })`);

/** A workspace that is the whole application, and what is inside it. */
export class AppUnderTest {
  readonly element: ImjoyWorkspaceElement;

  private constructor(element: ImjoyWorkspaceElement) {
    this.element = element;
  }

  static async open(attributes: Readonly<Record<string, string>> = {}): Promise<AppUnderTest> {
    const element = document.createElement('imjoy-workspace') as ImjoyWorkspaceElement;
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    document.body.append(element);
    await element.ready;
    return new AppUnderTest(element);
  }

  get app(): ImjoyAppElement {
    return this.element.shadowRoot!.querySelector('imjoy-app')!;
  }

  get dock(): ImjoyDockElement {
    return this.inside('imjoy-dock');
  }

  get toolbar(): ParentNode {
    return this.inside<HTMLElement>('imjoy-app-toolbar').shadowRoot!;
  }

  get workspace() {
    return this.element.workspace!;
  }

  inside<T extends Element>(selector: string): T {
    return this.app.shadowRoot!.querySelector(selector) as T;
  }

  call(name: 'createWindow' | 'showStatus' | 'showProgress', value: unknown): Promise<PluginApi> {
    return (this.workspace.api[name] as (argument: unknown) => Promise<PluginApi>)(value);
  }

  remove(): void {
    this.element.remove();
  }
}

/** The items of the menu that a button opens, by what they say. */
export async function openMenu(
  root: ParentNode,
  button: HTMLElement,
): Promise<Map<string, HTMLElement>> {
  const menu = root.querySelector('imjoy-menu')!.shadowRoot!;
  // What an open one shows may be about to change.
  menu.querySelector<HTMLElement>(':popover-open')?.hidePopover();
  button.click();
  await waitUntil(() => menu.querySelector(':popover-open'), 'the menu is open');
  const items = [...menu.querySelectorAll('button')];
  return new Map(items.map((item) => [textOf(item).trim(), item]));
}
