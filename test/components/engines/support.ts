import { openEnginePanel } from '../../../components/engines/open-engine-panel.js';
import type { ImjoyEnginePanelElement } from '../../../components/engines/imjoy-engine-panel.js';
import type { EngineAddress, Workspace } from '../../../src/index.js';
import { waitUntil } from '../../support/wait-until.js';
import { textOf } from '../builtin/support.js';

/** A plugin engine that runs beside the tests and admits their page. */
export interface TestEngine extends EngineAddress {
  readonly token: string;
  readonly port: number;
  close(): Promise<void>;
}

const ends: (() => Promise<void>)[] = [];

export async function startEngine(options: object = {}): Promise<TestEngine> {
  const started = await fetch('/engines/', { method: 'POST', body: JSON.stringify(options) });
  const engine = (await started.json()) as Omit<TestEngine, 'close'>;
  const close = async () => void (await fetch(`/engines/${engine.port}`, { method: 'DELETE' }));
  ends.push(close);
  return { ...engine, close };
}

/** Ends what {@link startEngine} has started. */
export async function closeEngines(): Promise<void> {
  await Promise.all(ends.splice(0).map((close) => close()));
}

/** A plugin for an engine: says hello when it is loaded, and what it is told to say; ends when it is told to. */
export function nativePlugin(name: string, config: object = {}): string {
  const fields = JSON.stringify({ type: 'native-python', version: '0.1.0', ...config, name });
  return `<config lang="json">${fields}</config>
<script lang="python">
import os
from imjoy import api
print('hello from ' + api.config.name)
class Plugin:
    def setup(self):
        pass
    def run(self, ctx):
        return os.getpid()
    def say(self, text):
        print(text)
    def crash(self):
        print('about to crash', flush=True)
        os._exit(3)
api.export(Plugin())
</script>`;
}

/** A panel on the page, and what is in it. */
export class PanelUnderTest {
  readonly element: ImjoyEnginePanelElement;
  readonly closed: Promise<void>;

  private constructor(element: ImjoyEnginePanelElement, closed: Promise<void>) {
    this.element = element;
    this.closed = closed;
  }

  static async open(workspace: Workspace): Promise<PanelUnderTest> {
    const closed = openEnginePanel(workspace);
    const element = [...document.querySelectorAll('imjoy-engine-panel')].at(-1)!;
    await workspace.engines();
    await waitUntil(() => element.shadowRoot?.querySelector('dialog:modal'), 'the panel is open');
    return new PanelUnderTest(element, closed);
  }

  get root(): ShadowRoot {
    return this.element.shadowRoot!;
  }

  find<T extends HTMLElement = HTMLElement>(selector: string): T {
    return this.root.querySelector<T>(selector)!;
  }

  get cards(): ShadowRoot[] {
    return [...this.root.querySelectorAll('imjoy-engine-card')].map((card) => card.shadowRoot!);
  }

  /** The card of an engine. */
  card(url: string): ShadowRoot {
    return this.cards.find((card) => textOf(card.querySelector('h3')!).includes(url))!;
  }

  stateOf(url: string): string {
    const card = this.card(url);
    return card ? textOf(card.querySelector('.state')!).trim() : '';
  }

  async whenState(url: string, state: string): Promise<ShadowRoot> {
    await waitUntil(() => this.stateOf(url) === state, `${url}: ${state}`);
    return this.card(url);
  }

  /** Waits for a button by what it says, or is called. */
  async button(card: ShadowRoot, label: string): Promise<HTMLButtonElement> {
    const find = () =>
      [...card.querySelectorAll('button')].find(
        (button) => (button.ariaLabel ?? textOf(button).trim()) === label && !button.disabled,
      );
    await waitUntil(find, `the button ${label}`);
    return find()!;
  }

  async click(card: ShadowRoot, label: string): Promise<void> {
    (await this.button(card, label)).click();
  }

  /** What the fields for another engine get, as a paste would fill them; nobody has pressed the button yet. */
  enter(address: string, token: string | null = null): void {
    const field = this.find<HTMLInputElement>('#address');
    field.value = address;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    if (token !== null) this.find<HTMLInputElement>('#token').value = token;
  }

  add(address: string, token: string | null = null): void {
    this.enter(address, token);
    this.find<HTMLButtonElement>('.primary').click();
  }
}
