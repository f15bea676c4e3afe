import { sendKeys } from '@web/test-runner-commands';
import { ImjoyDockElement } from '../../../components/dock/imjoy-dock.js';
import type { PlaceRequest, WindowPlace } from '../../../src/api/shell.js';
import { windowRequest } from '../shell-requests.js';
import { waitUntil } from '../../support/wait-until.js';

/** A dock on the page, and what there is to find in it. */
export class DockUnderTest {
  readonly dock: ImjoyDockElement;
  readonly places = new Map<string, WindowPlace>();

  private constructor(width: number, height: number) {
    this.dock = document.createElement('imjoy-dock');
    this.dock.style.width = `${width}px`;
    this.dock.style.height = `${height}px`;
    document.body.append(this.dock);
  }

  static async open({ width = 1000, height = 600 } = {}): Promise<DockUnderTest> {
    const opened = new DockUnderTest(width, height);
    await opened.settled();
    return opened;
  }

  get root(): ShadowRoot {
    return this.dock.shadowRoot!;
  }

  /** Opens a window that says its name, and closes when it is asked to. */
  add(id: string, request: Partial<PlaceRequest> = {}): WindowPlace {
    const place = this.dock.placeWindow(
      windowRequest({
        id,
        name: id,
        size: { w: null, h: null },
        position: { x: null, y: null },
        ...request,
      }),
    );
    place.container.textContent = `This is ${id}`;
    place.onCloseRequest.connect(() => {
      this.places.delete(id);
      place.remove();
    });
    place.setState({ kind: 'ready' });
    this.places.set(id, place);
    return place;
  }

  async with(...ids: string[]): Promise<this> {
    for (const id of ids) this.add(id);
    await waitUntil(() => this.tabs().length > 0 || this.find('.switcher'), 'drawn');
    await this.settled();
    return this;
  }

  async settled(): Promise<void> {
    await this.dock.updateComplete;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    await this.dock.updateComplete;
  }

  find(selector: string): HTMLElement | null {
    return this.root.querySelector(selector);
  }

  tabs(): HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>('[role=tab]')];
  }

  tab(id: string): HTMLElement {
    return this.tabs().find((tab) => tab.dataset['key'] === id)!;
  }

  /** The stacks as their tabs read, the one in front in capitals. */
  stacks(): string[] {
    return [...this.root.querySelectorAll('[role=tablist]')].map((list) =>
      [...list.querySelectorAll('[role=tab]')]
        .map((tab) => (tab.ariaSelected === 'true' ? tab.ariaLabel!.toUpperCase() : tab.ariaLabel))
        .join(' '),
    );
  }

  /** Names of the windows that can be seen. */
  visible(): string[] {
    return [...this.root.querySelectorAll('.frame')]
      .filter((frame) => getComputedStyle(frame.firstElementChild!).visibility === 'visible')
      .map((frame) => frame.ariaLabel ?? '');
  }

  async menu(): Promise<HTMLElement[]> {
    const menu = this.root.querySelector('imjoy-menu')!;
    await waitUntil(() => menu.shadowRoot!.querySelector(':popover-open'));
    return [...menu.shadowRoot!.querySelectorAll('button')];
  }

  async choose(label: string): Promise<void> {
    const items = await this.menu();
    items
      .find((item) => item.querySelector('.label')!.textContent!.trim().startsWith(label))!
      .click();
    await this.settled();
  }

  box(id: string): DOMRect {
    return this.places.get(id)!.container.getBoundingClientRect();
  }
}

/** Presses a key while others are held. */
export async function chord(...keys: string[]): Promise<void> {
  const held = keys.slice(0, -1);
  for (const key of held) await sendKeys({ down: key });
  await sendKeys({ press: keys.at(-1)! });
  for (const key of held.reverse()) await sendKeys({ up: key });
}
