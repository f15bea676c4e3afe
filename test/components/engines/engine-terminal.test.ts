import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { ImjoyEngineTerminalElement } from '../../../components/engines/imjoy-engine-terminal.js';
import { expectAccessible } from '../../support/accessible.js';
import { call } from '../../support/open-workspace.js';
import { pluginText } from '../../support/plugin-text.js';
import { waitUntil } from '../../support/wait-until.js';
import { AppUnderTest } from '../app/support.js';
import { textOf } from '../builtin/support.js';
import { closeEngines, startEngine, type TestEngine } from './support.js';

/** Types into whatever window has one of these names, types or ids, by all that windows offer. */
const BURGLAR = `
const tries = ['Terminal', 'imjoy/terminal', 'imjoy-engine-terminal', 'terminal'];
api.export({
  setup() {},
  async break(url) {
    const found = [];
    for (const word of [...tries, 'Terminal on ' + url, url]) {
      const queries = [word, { name: word }, { type: word }, { window_id: word }, { plugin_id: word }];
      for (const query of queries) found.push(await api.getWindow(query));
    }
    const windows = found.filter(Boolean);
    for (const window of windows) {
      await window.paste?.('echo broken\\r');
      await window.emit?.('input', 'echo broken\\r');
      await window.run?.({ data: 'echo broken\\r' });
    }
    return windows.length;
  },
  async services() {
    const all = await api.getServices({});
    return all.flatMap((service) => Object.keys(service));
  },
});`;

describe('<imjoy-engine-terminal>', () => {
  let engine: TestEngine;
  let open: AppUnderTest;
  before(async () => (engine = await startEngine({ terminal: true })));
  beforeEach(async () => {
    open = await AppUnderTest.open({ engine: engine.url, 'engine-token': engine.token });
  });
  afterEach(() => {
    open.remove();
    localStorage.removeItem('imjoy_engines');
  });
  after(closeEngines);

  const panel = () => open.inside('main').querySelector('imjoy-engine-panel')?.shadowRoot;
  const terminals = () => [
    ...open.inside('main').querySelectorAll<ImjoyEngineTerminalElement>('imjoy-engine-terminal'),
  ];
  const sheet = () => terminals().at(-1)!.shadowRoot!;
  const screen = () => sheet().querySelector('imjoy-terminal-screen')!;
  const text = () =>
    [...screen().shadowRoot!.querySelectorAll('.xterm-rows > div')]
      .map((row) => row.textContent!.trimEnd())
      .join('\n');
  const shows = (pattern: RegExp) => waitUntil(() => pattern.test(text()), `${pattern}`);
  const standing = () => textOf(sheet().querySelector('.state')!).trim();
  const button = (root: ParentNode, label: string) =>
    [...root.querySelectorAll('button')].find(
      (one) => (one.ariaLabel ?? textOf(one).trim()) === label,
    );
  const processes = async () => {
    const [client] = (await open.workspace.engines()).all;
    return (await client!.status()).plugin_num;
  };

  /** By the button of the engine, as the user does. */
  async function pressTerminal(): Promise<void> {
    const engines = () => open.toolbar.querySelector<HTMLButtonElement>('.engines');
    await waitUntil(() => engines()?.ariaLabel === 'Plugin engines: Connected', 'connected');
    engines()!.click();
    const card = () => panel()?.querySelector('imjoy-engine-card')?.shadowRoot;
    await waitUntil(() => card() && button(card()!, 'Terminal'), 'its button');
    button(card()!, 'Terminal')!.click();
    await waitUntil(() => terminals().length > 0, 'the terminal');
  }

  async function openTerminal(): Promise<void> {
    await pressTerminal();
    await waitUntil(() => sheet().querySelector('section:popover-open') && !standing(), 'a shell');
    await waitUntil(() => text().trim() !== '', 'its prompt');
  }

  const type = async (line: string) => {
    await sendKeys({ type: line });
    await sendKeys({ press: 'Enter' });
  };

  it('is offered where the engine has it', async () => {
    const without = await startEngine();
    await (await open.workspace.engines()).add({ url: without.url, token: without.token });
    open.toolbar.querySelector<HTMLButtonElement>('.engines')!.click();
    const cards = () =>
      [...(panel()?.querySelectorAll('imjoy-engine-card') ?? [])].map((card) => card.shadowRoot!);
    await waitUntil(() => cards().length === 2 && cards().every((card) => button(card, 'Reset…')));
    const offers = cards().map((card) => [
      textOf(card.querySelector('h3')!).trim(),
      button(card, 'Terminal') !== undefined,
    ]);
    expect(new Map(offers as [string, boolean][])).to.deep.equal(
      new Map([
        [engine.url, true],
        [without.url, false],
      ]),
    );
  });

  it('takes the place of the panel and the keyboard, and leaves the page usable', async () => {
    await openTerminal();
    expect(panel()).to.equal(undefined);
    await type('echo "=$((6 * 7))= $(tput cols)"');
    await shows(/=42= \d+/);
    const columns = Number(/=42= (\d+)/.exec(text())![1]);
    expect((await screen().size()).columns).to.equal(columns);
    await expectAccessible(terminals()[0]!);
    const search = open.toolbar.querySelector<HTMLElement>('.search')!;
    search.focus();
    expect(search.matches(':focus'), 'the page is not inert').to.equal(true);
  });

  it('is opened from the palette, too', async () => {
    const engines = () => open.toolbar.querySelector<HTMLButtonElement>('.engines');
    await waitUntil(() => engines()?.ariaLabel === 'Plugin engines: Connected', 'connected');
    open.toolbar.querySelector<HTMLElement>('.search')!.click();
    const palette = open.inside<HTMLElement>('imjoy-command-palette').shadowRoot!;
    const found = () =>
      [...palette.querySelectorAll<HTMLElement>('[role=option]')].find((option) =>
        textOf(option).includes(`Terminal on ${engine.url}`),
      );
    await waitUntil(found);
    found()!.click();
    await waitUntil(() => terminals().length > 0 && text().trim() !== '', 'its prompt');
    await waitUntil(() => terminals()[0]!.matches(':focus-within'), 'it has the keyboard');
  });

  it('is shown once for an engine, and is not in the way of its panel', async () => {
    await openTerminal();
    await type('echo "$((1 + 1))nd"');
    await shows(/^2nd$/m);
    await openTerminal();
    expect(terminals()).to.have.length(1);
    expect(text()).to.match(/^2nd$/m);
    await waitUntil(() => terminals()[0]!.matches(':focus-within'), 'it has the keyboard');
  });

  it('says how the shell ended, and starts another', async () => {
    await openTerminal();
    await type('exit 3');
    await waitUntil(() => standing() === 'Ended with code 3');
    await expectAccessible(terminals()[0]!);
    button(sheet(), 'Start again')!.click();
    await waitUntil(() => standing() === '');
    expect(button(sheet(), 'Start again')).to.equal(undefined);
    await waitUntil(() => text().trim() !== '', 'a prompt');
    await type('kill -9 $$');
    await waitUntil(() => standing() === 'Ended by signal 9');
  });

  it('tells the shell how tall it is, by the keyboard and by the pointer', async () => {
    await openTerminal();
    const before = (await screen().size()).rows;
    const edge = sheet().querySelector<HTMLElement>('[role=separator]')!;
    edge.focus();
    await sendKeys({ press: 'End' });
    await waitUntil(async () => (await screen().size()).rows > before, 'more rows');
    expect(edge.ariaValueNow).to.equal('95');
    screen().takeFocus();
    await type('echo "=$(tput lines)="');
    await shows(/=\d+=\n/);
    expect(text()).to.include(`=${(await screen().size()).rows}=`);
    const { top } = edge.getBoundingClientRect();
    const pointer = (name: string, clientY: number) =>
      edge.dispatchEvent(
        new PointerEvent(name, {
          clientY,
          pointerId: 1,
          isPrimary: true,
          button: 0,
          bubbles: true,
        }),
      );
    edge.setPointerCapture = () => undefined;
    pointer('pointerdown', top);
    pointer('pointermove', top + innerHeight);
    pointer('pointerup', top + innerHeight);
    await waitUntil(() => edge.ariaValueNow === '20', 'the least');
  });

  it('keeps what is typed before there is a shell', async () => {
    await pressTerminal();
    await screen().size();
    expect(standing()).to.equal('Starting…');
    screen().type('echo "$((6 * 7))!"\r');
    await shows(/^42!$/m);
  });

  it('types what touch keyboards lack', async () => {
    await openTerminal();
    await type('sleep 1000; echo "by $?"');
    button(sheet(), 'Control C')!.click();
    await type('echo "by $?"');
    await shows(/^by 130$/m);
  });

  it('ends the shell when it is closed, and when the page takes it away', async () => {
    await openTerminal();
    expect(await processes()).to.equal(1);
    button(sheet(), 'Close terminal')!.click();
    await waitUntil(() => terminals().length === 0);
    await waitUntil(async () => (await processes()) === 0, 'its process has ended');
    await openTerminal();
    terminals()[0]!.remove();
    await waitUntil(async () => (await processes()) === 0, 'its process has ended');
  });

  it('says that the line is lost, and goes on when it is back', async () => {
    const other = await startEngine({ terminal: true });
    open.remove();
    open = await AppUnderTest.open({ engine: other.url, 'engine-token': other.token });
    await openTerminal();
    await other.close();
    await waitUntil(() => /lost|ended/i.test(standing()), 'it says so');
    await startEngine({ port: other.port, token: other.token, terminal: true });
    await waitUntil(() => button(sheet(), 'Start again'), 'another shell can be started');
    button(sheet(), 'Start again')!.click();
    await waitUntil(() => standing() === '' && text().trim() !== '', 'another shell');
    await type('echo "$((1 + 1))nd"');
    await shows(/^2nd$/m);
  });

  it('is out of reach of plugins, which type into any window they can get', async () => {
    const heard: unknown[] = [];
    const { api } = open.workspace;
    const window = await call(api, 'createWindow', { type: 'imjoy/terminal', name: 'Terminal' });
    await call(window, 'on', 'input', (keys: unknown) => heard.push(keys));
    const src = pluginText({ name: 'Burglar' }, BURGLAR);
    const burglar = await call(api, 'loadPlugin', { src });
    await call(burglar, 'break', engine.url);
    await waitUntil(() => heard.length > 0, 'what plugins can do to a terminal that is a window');
    await call(window, 'close');
    await openTerminal();
    expect(await call(burglar, 'break', engine.url)).to.equal(0);
    const offered = (await call(burglar, 'services')) as string[];
    expect(offered.filter((name) => /terminal/i.test(name))).to.deep.equal([]);
    await type('echo "not $((40 + 2))"');
    await shows(/^not 42$/m);
    expect(text()).not.to.include('broken');
  });
});
