import { expect } from '@open-wc/testing';
import { createWorkspace, type Workspace } from '../../src/index.js';
import { HELLO } from '../../src/sandbox/program.js';
import { pluginText, rejection } from '../support/plugin-text.js';
import { sandboxes } from '../sandbox/run-sandbox.js';
import { attempt, PAGES, startAttacker } from './attacker.js';

const click = (target: string) =>
  `(() => { const a = document.createElement('a'); a.href = '/evil'; a.target = '${target}'; document.body.append(a); a.click() })()`;
const submit = (target: string) =>
  `(() => { const f = document.createElement('form'); f.action = '/evil'; f.target = '${target}'; document.body.append(f); f.requestSubmit() })()`;

/** Ways to put another page in the place of the host's. */
const TAKEOVERS = [
  'top.location = "/evil"',
  'parent.location.href = "/evil"',
  'parent.location.replace("/evil")',
  'window.open("/evil", "_top")',
  'window.open("/evil", "_parent")',
  click('_top'),
  click('_parent'),
  submit('_top'),
  submit('_parent'),
  'top.close()',
  'top.document.write("evil")',
];

describe('a plugin cannot navigate', () => {
  let workspace: Workspace;
  let leaving = 0;
  const leave = () => leaving++;
  beforeEach(() => {
    leaving = 0;
    workspace = createWorkspace({ frameSrc: '/dist/sandbox.html' });
    addEventListener('beforeunload', leave);
  });
  afterEach(() => {
    removeEventListener('beforeunload', leave);
    workspace.dispose();
  });

  for (const type of PAGES)
    it(`the page it is on (${type})`, async () => {
      const evaluate = await startAttacker(workspace, type);
      for (const takeover of TAKEOVERS) await evaluate(`${attempt(takeover)}.then(() => 0)`);
      expect(await evaluate('1')).to.equal(1);
      expect(leaving).to.equal(0);
    });

  it('the frames of other plugins, by index or by name', async () => {
    const victims = [
      await startAttacker(workspace, 'iframe', 'Victim'),
      await startAttacker(workspace, 'web-worker', 'Working victim'),
      await startAttacker(workspace, 'window', 'Shown victim'),
    ];
    for (const victim of victims) await victim('mark = 1');
    const evaluate = await startAttacker(workspace, 'iframe');
    const outcomes = await evaluate(
      `[...Array(parent.length).keys()].filter((i) => parent[i] !== window).map((i) => { try { parent[i].location = '/evil'; return 'went' } catch (error) { return error.name } })`,
    );
    expect(new Set(outcomes as string[])).to.deep.equal(new Set(['SecurityError']));
    await evaluate(attempt(`window.open('/evil', 'imjoy-worker')`));
    for (const victim of victims) expect(await victim('mark')).to.equal(1);
  });
});

describe('a plugin that leaves its page', () => {
  const { start } = sandboxes();
  const evaluator = 'api.export({ evaluate: (code) => (0, eval)(code) })';
  const hello = `parent.postMessage('${HELLO}', '*', [new MessageChannel().port1])`;
  const page = `<script>${hello}</script>`;

  /** Where it goes; the last one is no other page, but takes a second port. */
  const DESTINATIONS = {
    'for the sandbox page itself': 'location.reload()',
    'for an empty page': 'location = "about:blank"',
    'for a data: page': `location = 'data:text/html,' + encodeURIComponent(${JSON.stringify(page)})`,
    'for a blob: page': `location = URL.createObjectURL(new Blob([${JSON.stringify(page)}], { type: 'text/html' }))`,
    'for a page of the host': 'location = "/package.json"',
    'by a form': submit('_self'),
    'by meta refresh': `document.head.insertAdjacentHTML('beforeend', '<meta http-equiv="refresh" content="0; url=about:blank">')`,
    'by writing another one': `document.open(); document.write(${JSON.stringify(page.replace('</', '<\\/'))}); document.close()`,
    'by a second hello': hello,
  };

  for (const [how, code] of Object.entries(DESTINATIONS))
    it(`${how} is ended`, async () => {
      const running = await start(pluginText({ name: 'Runaway' }, evaluator), 'frame');
      const { sandbox } = running;
      const ended = new Promise<Error>((resolve) => sandbox.onEnd.connect(resolve));
      const waiting = rejection(
        running.call('evaluate', `setTimeout(() => { ${code} }); new Promise(() => {})`),
      );
      expect(await ended).to.include({ code: 'PLUGIN_NAVIGATED' });
      expect((await waiting).message).to.contain('Runaway');
      expect((await rejection(running.call('evaluate', '1'))).code).to.equal('PLUGIN_NAVIGATED');
      expect(sandbox.element.isConnected).to.equal(false);
    });

  it('at the first moment of its code is ended, too', async () => {
    const running = await start(
      pluginText({ name: 'Early' }, `location = 'data:text/html,x'`),
      'frame',
    ).catch((error: unknown) => error as Error & { code: string });
    if ('code' in running) expect(running.code).to.equal('PLUGIN_NAVIGATED');
    else {
      const { sandbox } = running;
      const error = await new Promise<Error>((resolve) => sandbox.onEnd.connect(resolve));
      expect(error).to.include({ code: 'PLUGIN_NAVIGATED' });
    }
  });
});
