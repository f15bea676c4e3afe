import { expect } from '@open-wc/testing';
import type { EngineClient } from '../../../src/index.js';
import { expectAccessible } from '../../support/accessible.js';
import { holdTimers } from '../../support/hold-timers.js';
import { call, openWorkspace, type OpenWorkspace } from '../../support/open-workspace.js';
import { waitUntil } from '../../support/wait-until.js';
import { textOf } from '../builtin/support.js';
import {
  closeEngines,
  nativePlugin,
  PanelUnderTest,
  startEngine,
  type TestEngine,
} from './support.js';

describe('<imjoy-engine-panel>', () => {
  let open: OpenWorkspace;
  let engine: TestEngine;
  let panel: PanelUnderTest;
  before(async () => (engine = await startEngine()));
  beforeEach(() => {
    open = openWorkspace();
  });
  afterEach(() => {
    panel?.element.remove();
    open.workspace.dispose();
  });
  after(closeEngines);

  const show = async () => (panel = await PanelUnderTest.open(open.workspace));
  const connect = async ({ url, token } = engine): Promise<EngineClient> =>
    (await open.workspace.engines()).add({ url, token });
  const install = (name: string, config?: object) =>
    open.workspace.library.install({ src: nativePlugin(name, config) });
  const processes = (card = panel.card(engine.url)) =>
    [...card.querySelectorAll('.process')].map((item) => textOf(item.querySelector('strong')!));
  const line = (card: ShadowRoot) => card.querySelector('imjoy-command-line')!;

  it('explains what an engine is, and how to start one that admits this page', async () => {
    await show();
    expect(panel.cards).to.have.length(0);
    const { command, shadowRoot } = panel.find('imjoy-command-line') as ReturnType<typeof line>;
    expect(command).to.equal(`npx imjoy engine --allow-origin ${location.origin}`);
    await waitUntil(
      () => panel.find('#address').matches(':focus'),
      'an engine can be added at once',
    );
    await expectAccessible(panel.element);
    const copied: string[] = [];
    const { writeText } = navigator.clipboard;
    navigator.clipboard.writeText = async (text) => void copied.push(text);
    shadowRoot!.querySelector('button')!.click();
    const outcome = () => textOf(shadowRoot!.querySelector('[role=status]')!);
    await waitUntil(() => outcome() === 'Copied');
    expect(copied).to.deep.equal([command]);
    navigator.clipboard.writeText = () => Promise.reject(new Error('not here'));
    shadowRoot!.querySelector('button')!.click();
    await waitUntil(() => outcome().includes('yourself'));
    navigator.clipboard.writeText = writeText;
  });

  it('takes the whole link that an engine prints, and shows what the engine says of itself', async () => {
    await show();
    const { url, token } = engine;
    panel.enter(`  Open ${url}/?engine=${url}#token=${token} in a browser`);
    expect(panel.find<HTMLInputElement>('#address').value).to.equal(url);
    expect(panel.find<HTMLInputElement>('#token').value).to.equal(token);
    expect(panel.find<HTMLInputElement>('#token').type).to.equal('password');
    panel.find<HTMLButtonElement>('.primary').click();
    const card = await panel.whenState(url, 'Connected');
    expect(textOf(card.querySelector('.about')!))
      .to.match(/x64|arm64/)
      .and.to.include('engine 1.2.3');
    expect(textOf(card.querySelector('.none')!)).to.equal('No plugin runs on it.');
    expect(card.querySelector('.dot')!.className).to.equal('dot on');
    await waitUntil(() => panel.find<HTMLInputElement>('#token').value === '');
    await expectAccessible(panel.element);
  });

  it('says of what is no address that it is none', async () => {
    await show();
    panel.add('ftp://somewhere');
    await waitUntil(() => panel.find('[role=alert]'));
    expect(textOf(panel.find('[role=alert]'))).to.include('"ftp://somewhere" is no address');
    expect(panel.cards).to.have.length(0);
    panel.enter('http://127.0.0.1');
    await waitUntil(() => !panel.find('[role=alert]'), 'no longer said of what is written anew');
  });

  it('says that an engine does not admit the page, and takes another token', async () => {
    await show();
    const { url, token } = engine;
    panel.add(url, 'wrong');
    const card = await panel.whenState(url, 'Not admitted');
    expect(textOf(card.querySelector('.problem')!)).to.include('token mismatch');
    expect(card.querySelector('.dot')!.className).to.equal('dot bad');
    await expectAccessible(panel.element);
    panel.add(url, token);
    await panel.whenState(url, 'Connected');
    expect(panel.cards).to.have.length(1);
  });

  it('says that there is no engine, how to start it, and tries again', async () => {
    const away = await startEngine();
    await away.close();
    await show();
    panel.add(away.url, away.token);
    const card = await panel.whenState(away.url, 'Not reached');
    expect((line(card) as { command?: string }).command).to.equal(
      `npx imjoy engine --port ${away.port} --allow-origin ${location.origin}`,
    );
    const forbid = (blockedURI: string) =>
      document.dispatchEvent(
        new SecurityPolicyViolationEvent('securitypolicyviolation', {
          ...{ blockedURI, effectiveDirective: 'connect-src', violatedDirective: 'connect-src' },
          ...{
            documentURI: location.href,
            originalPolicy: '',
            disposition: 'enforce',
            statusCode: 0,
          },
        }),
      );
    forbid('ws://127.0.0.1:1/socket.io/');
    await panel.click(card, 'Try again');
    await panel.whenState(away.url, 'Not reached');
    expect(line(card)).not.to.equal(null);
    forbid(`${away.url.replace('http', 'ws')}/socket.io/`);
    await waitUntil(() => textOf(card.querySelector('section')!).includes('connect-src'));
    expect(line(card)).to.equal(null);
    await startEngine({ port: away.port, token: away.token });
    await panel.click(card, 'Try again');
    await panel.whenState(away.url, 'Connected');
  });

  it('shows what runs, for whom and since when; kills one, and keeps the rest', async () => {
    await connect();
    await Promise.all([install('Cells'), install('Trainer', { flags: ['allow-detach'] })]);
    await show();
    const card = await panel.whenState(engine.url, 'Connected');
    await waitUntil(() => processes().length === 2);
    const facts = textOf(card.querySelector('.facts')!);
    expect(facts).to.match(/this page.*for \d+ s.*\d MB/s);
    expect(textOf(card.querySelector('.flag')!)).to.equal('allow-detach');
    await waitUntil(() => /\d % CPU/.test(textOf(card.querySelector('.facts')!)), 'seen twice');
    await expectAccessible(panel.element);
    await panel.click(card, 'Kill Cells');
    await waitUntil(() => processes().join() === 'Trainer');
    const { plugins } = open.workspace;
    await waitUntil(() => plugins.find('Cells')!.state.kind === 'failed');
    expect(plugins.find('Trainer')!.state.kind).to.equal('ready');
    await open.workspace.reload(plugins.find('Cells')!);
    await waitUntil(() => processes().length === 2, 'what comes later is seen, too');
  });

  it('asks before it ends all; Escape, and whatever is in focus, keeps them', async () => {
    await connect();
    await install('Cells');
    await show();
    const card = await panel.whenState(engine.url, 'Connected');
    await waitUntil(() => processes().length > 0);
    const asked = () => card.querySelector('#question');
    await panel.click(card, 'Kill all…');
    await waitUntil(() => card.querySelector('.cancel')?.matches(':focus'));
    await expectAccessible(panel.element);
    const escape = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true });
    card.querySelector('.cancel')!.dispatchEvent(escape);
    await waitUntil(() => !asked());
    expect(escape.defaultPrevented).to.equal(true, 'it is not for the dialog around');
    await waitUntil(() => card.querySelector('footer button')!.matches(':focus'));
    await panel.click(card, 'Kill all…');
    await panel.click(card, 'Cancel');
    expect(open.workspace.plugins.find('Cells')!.state.kind).to.equal('ready');
    await panel.click(card, 'Kill all…');
    await panel.click(card, 'Kill all');
    await waitUntil(() => processes().length === 0);
    expect(open.workspace.plugins.find('Cells')!.state.kind).to.equal('failed');
  });

  it('asks before a connection is ended that plugins live by, and before a reset', async () => {
    await connect();
    await install('Cells');
    await show();
    const card = await panel.whenState(engine.url, 'Connected');
    await waitUntil(() => processes().includes('Cells'));
    const question = () => textOf(card.querySelector('#question')!);
    await panel.click(card, 'Reset…');
    await panel.button(card, 'Reset');
    expect(question()).to.include('This ends 1 plugin, also those of other pages');
    await panel.click(card, 'Cancel');
    await panel.click(card, 'Disconnect');
    await panel.button(card, 'Cancel');
    expect(question()).to.include('This ends 1 plugin of this page');
    expect(panel.stateOf(engine.url)).to.equal('Connected');
    await panel.click(card, 'Disconnect');
    await panel.whenState(engine.url, 'Disconnected');
    expect(open.workspace.plugins.find('Cells')!.state.kind).to.equal('failed');
  });

  it('follows what a process writes, and keeps it in sight when the process has ended', async () => {
    await connect();
    const record = await install('Writer');
    await show();
    const card = await panel.whenState(engine.url, 'Connected');
    await panel.click(card, 'Log of Writer');
    const log = () => card.querySelector('imjoy-engine-log')?.shadowRoot?.querySelector('*');
    const lines = () =>
      [...(log()?.shadowRoot?.querySelectorAll('.text') ?? [])].map((one) => textOf(one));
    await waitUntil(() => lines().join() === 'hello from Writer');
    await call(record.api, 'say', 'second line');
    await waitUntil(() => lines().join() === 'hello from Writer,second line');
    await call(record.api, 'crash').catch(() => undefined);
    await waitUntil(() => textOf(card.querySelector('.facts')!).includes('has ended'));
    expect(lines()).to.include('second line');
    expect(card.querySelector('[aria-label="Kill Writer"]')).to.equal(null);
    await panel.click(card, 'Log of Writer');
    await waitUntil(() => !processes().includes('Writer'));
  });

  it('says that a connection is lost and for how long, and that it is there again', async () => {
    const mortal = await startEngine();
    const { url, port, token } = mortal;
    await connect(mortal);
    await show();
    const card = await panel.whenState(url, 'Connected');
    await mortal.close();
    await panel.whenState(url, 'Connection lost, trying again');
    expect(card.querySelector('.dot')!.className).to.equal('dot lost');
    const text = () => textOf(card.querySelector('section')!);
    await waitUntil(() => /Lost for [1-9]\d* s\. Plugins go on/.test(text()), 'it counts');
    await expectAccessible(panel.element);
    await startEngine({ port, token });
    await panel.whenState(url, 'Connected');
  });

  it('asks an engine again and again while it is open, and then no more', async () => {
    const client = await connect();
    const status = client.status.bind(client);
    let asked = 0;
    client.status = () => {
      asked++;
      return status();
    };
    const timers = holdTimers(2_000);
    try {
      await show();
      for (const times of [1, 2, 3]) {
        await waitUntil(() => timers.count === 1, 'it has looked');
        expect(asked).to.equal(times);
        timers.end();
      }
      await waitUntil(() => timers.count === 1);
      panel.find('.close').click();
      await panel.closed;
      expect(timers.count).to.equal(0);
      expect(panel.element.isConnected).to.equal(false);
    } finally {
      timers.restore();
    }
  });

  it('forgets an engine that is removed', async () => {
    await connect();
    await show();
    const card = await panel.whenState(engine.url, 'Connected');
    await panel.click(card, 'Disconnect');
    await panel.whenState(engine.url, 'Disconnected');
    await panel.click(card, 'Connect');
    await panel.whenState(engine.url, 'Connected');
    await panel.click(card, 'Remove');
    await waitUntil(() => panel.cards.length === 0);
    expect((await open.workspace.engines()).all).to.have.length(0);
    expect(panel.find('.introduction')).not.to.equal(null);
  });
});
