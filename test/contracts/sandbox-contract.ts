import { expect } from '@open-wc/testing';
import { ImjoyError } from '../../src/base/error.js';
import { pluginText, rejection } from '../support/plugin-text.js';
import { framesRunBesideThePage } from '../support/runs-beside.js';
import { sandboxes, type Realm } from '../sandbox/run-sandbox.js';

const script = (code: string) => `data:text/javascript,${encodeURIComponent(code)}`;
const push = (what: string) => script(`(globalThis.order ??= []).push(${JSON.stringify(what)})`);

/** What holds for a plugin wherever its code runs. Spec 1.3, 3.1–3.3, 6.6. */
export function sandboxContract(realm: Realm): void {
  const { create, start } = sandboxes();
  const failure = (text: string) => rejection(create(text, realm).sandbox.start());

  describe('loads requirements', () => {
    it('in order, before any code', async () => {
      const requirements = [push('a'), `js: ${push('b')}`, `mjs:${push('c')}`, push('d')];
      const running = await start(
        pluginText({ name: 'R', requirements }, 'api.export({ order: () => order.join("") })'),
        realm,
      );
      expect(await running.call('order')).to.equal('abcd');
    });

    it('given as one text', async () => {
      const text = pluginText(
        { name: 'R', requirements: push('only') },
        'api.export({ order: () => order })',
      );
      expect(await (await start(text, realm)).call('order')).to.deep.equal(['only']);
    });

    it('fetched ahead with cache:, and not run', async () => {
      const requirements = [`cache:${push('never')}`];
      const text = pluginText(
        { name: 'R', requirements },
        'api.export({ kind: () => typeof order })',
      );
      expect(await (await start(text, realm)).call('kind')).to.equal('undefined');
    });

    for (const requirement of ['/missing/lib.js', 'mjs:/missing/lib.mjs'])
      it(`and names the one that fails: ${requirement}`, async () => {
        const error = await failure(pluginText({ name: 'R', requirements: [requirement] }));
        expect(error.code).to.equal('PLUGIN_REQUIREMENT');
        expect(error.message).to.contain(`${location.origin}/missing/lib.`);
      });
  });

  describe('runs scripts', () => {
    it('in sloppy mode at global scope, shared by all', async () => {
      const running = await start(
        pluginText(
          { name: 'S' },
          'var shared = 1; implicit = 2; function twice(x) { return 2 * x }\nconst lexical = 3',
          `<script lang="javascript">
             shared += 10
             with ({ inner: 5 }) api.export({ seen: () => [shared, implicit, twice(4), lexical, inner, globalThis.shared, (function () { return this === globalThis })()] })
           </script>`,
        ),
        realm,
      );
      expect(await running.call('seen')).to.deep.equal([11, 2, 8, 3, 5, 11, true]);
    });

    it('of type module, awaited', async () => {
      const running = await start(
        pluginText(
          { name: 'S' },
          'globalThis.seen = []',
          `<script lang="javascript" type="module">
             await new Promise((resolve) => setTimeout(resolve))
             seen.push('module', this === undefined)
           </script>
           <script lang="javascript">seen.push('after'); api.export({ seen: () => seen })</script>`,
        ),
        realm,
      );
      expect(await running.call('seen')).to.deep.equal(['module', true, 'after']);
    });

    it('from src, before what stands in the block and after it', async () => {
      const running = await start(
        pluginText(
          { name: 'S' },
          'order = []',
          `<script lang="javascript" src="${push('src')}">order.push('inside')</script>
           <script lang="javascript" type="module" src="${push('module')}"></script>
           <script lang="javascript">order.push('last'); api.export({ order: () => order })</script>`,
        ),
        realm,
      );
      expect(await running.call('order')).to.deep.equal(['src', 'inside', 'module', 'last']);
    });

    it('and offers importScripts', async () => {
      const running = await start(
        pluginText(
          { name: 'S' },
          `api.export({ async load(...urls) { await importScripts(...urls); return order } })`,
        ),
        realm,
      );
      expect(await running.call('load', push('x'), push('y'))).to.deep.equal(['x', 'y']);
    });

    const failures = {
      'that throws': ['\n\nthrow new TypeError("on purpose")', /TypeError: on purpose/],
      'that throws no error': ['\n\nthrow "a text"', /a text/],
      'that is no JavaScript': ['\n\nlet let = 1', /SyntaxError/],
    } as const;
    for (const [what, [code, message]] of Object.entries(failures))
      it(`and fails with one ${what}`, async () => {
        const error = await failure(pluginText({ name: 'Bad' }, code));
        expect(error.code).to.equal('PLUGIN_SCRIPT');
        expect(error.message).to.match(message).and.contain('Bad');
      });

    it('and shows the lines of the plugin file in stack traces', async () => {
      const code = '\nfunction culprit() { throw new Error("here") }\nculprit()';
      const text = pluginText({ name: 'My Plugin' }, code);
      const line = text.split('\n').findIndex((each) => each.includes('culprit()')) + 1;
      const { cause } = await failure(text);
      expect((cause as Error).stack).to.contain(`My%20Plugin.imjoy.html:${line}:`);
      expect((cause as Error).stack).to.contain(`My%20Plugin.imjoy.html:${line + 1}:`);
    });

    it('and shows them for modules, too', async () => {
      const module = `<script lang="javascript" type="module">\nthrow new Error('in a module')\n</script>`;
      const text = pluginText({ name: 'M' }, 'api.export({})', module);
      const line = text.split('\n').findIndex((each) => each.includes('in a module')) + 1;
      const error = await failure(text);
      expect(error.code).to.equal('PLUGIN_SCRIPT');
      expect((error.cause as Error).stack).to.contain(`M.imjoy.html:${line}:`);
    });
  });

  describe('takes exports', () => {
    it('of functions, values and nested objects, but nothing private', async () => {
      const running = await start(
        pluginText(
          { name: 'E' },
          `class Plugin { n = 1; _secret = 2; add(x) { return this.n + x } _hidden() {} deep = { twice: (x) => 2 * x } }
           api.export(new Plugin())`,
        ),
        realm,
      );
      const exported = running.sandbox.exported as Record<string, unknown>;
      expect(exported.n).to.equal(1);
      expect(Object.keys(exported).filter((key) => /secret|hidden/.test(key))).to.deep.equal([]);
      expect(await running.call('add', 4)).to.equal(5);
      const { twice } = exported.deep as { twice: (x: number) => Promise<number> };
      expect(await twice(4)).to.equal(8);
    });

    it('again, in place of the earlier ones', async () => {
      const running = await start(
        pluginText(
          { name: 'E' },
          `api.export({ first: () => 1, again: () => api.export({ second: () => 2 }) })`,
        ),
        realm,
      );
      await running.call('again');
      expect(await running.call('second')).to.equal(2);
      expect(running.sandbox.exported).not.to.have.property('first');
    });

    for (const value of ['class Plugin {}', '() => 1', '5', 'null'])
      it(`but not ${value}`, async () => {
        const running = await start(
          pluginText(
            { name: 'E' },
            `(async () => { try { await api.export(${value}) } catch (error) { console.log(error.code) } })()`,
          ),
          realm,
        );
        expect((await running.line(/./)).text).to.equal('PLUGIN_EXPORT');
        expect(running.sandbox.exported).to.equal(null);
      });
  });

  describe('brings to the log', () => {
    it('what is written to the console', async () => {
      const code = `console.warn('careful', { a: 1 }, 2); console.log(new RangeError('shown'))`;
      const running = await start(pluginText({ name: 'L' }, code), realm);
      expect(await running.line(/careful/)).to.deep.equal({
        level: 'warn',
        text: 'careful {"a":1} 2',
      });
      expect((await running.line(/shown/)).text).to.contain('RangeError: shown');
    });

    it('errors and rejections that nobody catches', async () => {
      const code = `setTimeout(() => { throw new Error('late') }); Promise.reject(new Error('ignored'))`;
      const running = await start(pluginText({ name: 'L' }, code), realm);
      expect((await running.line(/late/)).level).to.equal('error');
      expect((await running.line(/ignored/)).level).to.equal('error');
    });

    it('of a flood its beginning, and how much was left out', async () => {
      const code = `console.log('x'.repeat(1e6)); for (let i = 0; i < 20000; i++) console.log(i)`;
      const running = await start(pluginText({ name: 'L' }, code), realm);
      await running.line(/^\(199\d+ more lines/);
      expect(running.lines.length).to.be.below(200);
      for (const { text } of running.lines) expect(text.length).to.be.below(20_001);
    });
  });

  describe('ends', () => {
    const loud = (exit: string) => pluginText({ name: 'Z' }, `api.export({ ${exit} })`);

    it('after exit has said goodbye', async () => {
      const running = await start(loud(`async exit() { console.log('goodbye') }`), realm);
      const heard = running.line(/goodbye/);
      await running.sandbox.exit(20_000);
      await heard;
    });

    it('although exit throws', async () => {
      const running = await start(loud(`exit() { throw new Error('no') }`), realm);
      await running.sandbox.exit(20_000);
    });

    it('although exit never returns', async () => {
      const running = await start(loud(`exit: () => new Promise(() => {})`), realm);
      await running.sandbox.exit(20);
    });

    it('with every call that waits for it, and every later one', async () => {
      const running = await start(loud(`never: () => new Promise(() => {})`), realm);
      const waiting = rejection(running.call('never'));
      const reason = new ImjoyError('PLUGIN_TERMINATED', 'Z was ended');
      let ended: unknown = null;
      running.sandbox.onEnd.connect((error) => (ended = error));
      running.sandbox.dispose(reason);
      expect(await waiting).to.equal(reason);
      expect(await rejection(running.call('never'))).to.equal(reason);
      expect(ended).to.equal(reason);
      expect(running.sandbox.element.isConnected).to.equal(false);
      running.sandbox.dispose(new ImjoyError('PLUGIN_TERMINATED', 'twice'));
      expect(ended).to.equal(reason);
    });

    it('while it is still starting', async () => {
      const running = create(loud(''), realm);
      const starting = rejection(running.sandbox.start());
      const reason = new ImjoyError('PLUGIN_TERMINATED', 'changed my mind');
      running.sandbox.dispose(reason);
      expect(await starting).to.equal(reason);
    });

    it('when the page takes its frame away', async () => {
      const running = create(loud(`never: () => new Promise(() => {})`), realm, {
        patience: { interval: 20, looks: 1000 },
      });
      await running.sandbox.start();
      const waiting = rejection(running.call('never'));
      running.sandbox.element.remove();
      expect((await waiting).code).to.equal('PLUGIN_NAVIGATED');
    });

    it('when the page moves its frame, which starts it anew', async () => {
      const running = await start(loud(''), realm);
      const ended = new Promise<ImjoyError>((resolve) => running.sandbox.onEnd.connect(resolve));
      document.body.append(running.sandbox.element);
      expect((await ended).code).to.equal('PLUGIN_NAVIGATED');
    });
  });

  it('hands errors of the plugin to the caller, with name, message and stack', async () => {
    const running = await start(
      pluginText({ name: 'T' }, `api.export({ run() { throw new RangeError('too far') } })`),
      realm,
    );
    const error = await rejection(running.call('run'));
    expect(error.name).to.equal('RangeError');
    expect(error.message).to.equal('too far');
    expect(error.stack).to.contain('T.imjoy.html');
  });

  it('tells when it works for long, and when it is done', async () => {
    const running = create(
      pluginText({ name: 'B' }, 'api.export({ run: () => api.wait() })'),
      realm,
      { api: { wait: () => released } },
    );
    let release!: () => void;
    const released = new Promise<void>((resolve) => (release = resolve));
    const states: string[] = [];
    const next = () =>
      new Promise<string>((resolve) => {
        const disconnect = running.sandbox.onState.connect((state) => {
          states.push(state);
          disconnect();
          resolve(state);
        });
      });
    await running.sandbox.start();
    const busy = next();
    const call = running.call('run');
    expect(await busy).to.equal('busy');
    const idle = next();
    release();
    await call;
    expect(await idle).to.equal('idle');
    expect(states).to.deep.equal(['busy', 'idle']);
  });

  it('is unresponsive while it loops and somebody waits, and responsive again after', async function () {
    // Where the loop of a frame stops the page, there is nobody to notice it.
    if (realm === 'frame' && !(await framesRunBesideThePage())) this.skip();
    const running = await start(
      pluginText(
        { name: 'W' },
        `api.export({ block(ms) { const end = Date.now() + ms; while (Date.now() < end); return 'done' } })`,
      ),
      realm,
      { patience: { interval: 20, looks: 20 } },
    );
    const reached = (wanted: string) =>
      new Promise<void>((resolve) =>
        running.sandbox.onState.connect((state) => state === wanted && resolve()),
      );
    const unresponsive = reached('unresponsive');
    const blocked = running.call('block', 2000);
    await unresponsive;
    const responsive = reached('responsive');
    expect(await blocked).to.equal('done');
    await responsive;
  });
}
