import { expect, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { ImjoyPluginRunEvent } from '../../../components/plugin-menu/events.js';
import { closePluginMenu, openPluginMenu, until, type OpenMenu } from './support.js';
import { rejection } from '../../support/plugin-text.js';

const ECHO = 'api.export({ setup() {}, run: (ctx) => api.log(JSON.stringify(ctx.config)) })';

describe('rows of <imjoy-plugin-menu>', () => {
  let open: OpenMenu;
  beforeEach(async () => (open = await openPluginMenu()));
  afterEach(() => closePluginMenu(open));

  const text = (name: string) => open.row(name).querySelector('.name')!.textContent!.trim();
  const state = (name: string) =>
    open.row(name)?.querySelector('.row')?.className.trim().replace(/\s+/g, ' ');
  const said = (name: string, text: string) =>
    open.workspace.plugins.get(name).log.entries.some(({ value }) => value === text);

  it('are sorted as people sort, those with nothing to run last', async () => {
    await Promise.all([
      open.install({ name: 'zoom' }),
      open.install({ name: 'Align 10' }),
      open.install({ name: 'align 9' }),
      open.install({ name: 'Älter' }),
      open.install({ name: 'Base library', runnable: false }),
    ]);
    await until(() => open.names().length === 5);
    expect(open.names()).to.deep.equal(['align 9', 'Align 10', 'Älter', 'zoom', 'Base library']);
    const library = open.row('Base library');
    expect(library.querySelector('.sign')!.getAttribute('aria-label')).to.equal('cannot be run');
    expect(library.querySelector('.name')!.getAttribute('aria-disabled')).to.equal('true');
    expect(library.querySelector('.arrow')).to.equal(null);
  });

  it('show what plugins write as text, whatever it is', async () => {
    const name = '<img src=x onerror=alert(1)>';
    await open.install({ name, icon: '<b>x</b>', description: '<i>d</i>', tags: ['<u>', 'b'] });
    const button = await open.inRow(name, '.name');
    expect(button.querySelector('.text')!.textContent).to.equal(name);
    expect(button.title).to.equal(`${name}: <i>d</i>`);
    expect(button.querySelector('.tag')!.textContent).to.equal('<u>');
    expect(open.row(name).querySelectorAll('img, b, i, u').length).to.equal(0);
  });

  it('run the plugin by its name, on what its form holds, and say so', async () => {
    const ui = [{ 'Bins: ': { id: 'bins', type: 'number', placeholder: 64 } }];
    await open.install({ name: 'Echo', ui }, ECHO);
    const name = await open.inRow('Echo', '.name:not([aria-disabled])');
    const heard = oneEvent(open.menu, 'imjoy-plugin-run');
    name.click();
    const { key, plugin, result } = (await heard) as unknown as ImjoyPluginRunEvent;
    expect([key, plugin]).to.deep.equal(['Echo', 'Echo']);
    await result;
    await until(() => said('Echo', '{"bins":64,"type":"Echo"}'), 'never opened: defaults');
  });

  it('have operators and forms under an arrow; values stay through a reload and a new menu', async () => {
    const script = `api.export({ async setup() {
        await api.register({ name: 'Scale', type: 'operator', run: (c) => api.log(JSON.stringify(c.config)),
          ui: [{ 'by: ': { id: 'by', type: 'number', placeholder: 2 } }] })
      }, run() {}, update: (c) => api.log('update ' + JSON.stringify(c.config)) })`;
    await open.install({ name: 'Tools', ui: "Name: {id:'n', type:'string'}" }, script);
    await until(() => open.workspace.services.operators().length === 2);
    (await open.inRow('Tools', '.arrow')).click();
    const operators = (await open.inRow('Tools', 'imjoy-plugin-operators')).shadowRoot!;
    await until(() => operators.querySelectorAll('imjoy-ui-form').length === 2);
    const [own, scale] = operators.querySelectorAll('imjoy-ui-form');
    const type = async (form: Element, value: string) => {
      const input = form.shadowRoot!.querySelector('input')!;
      input.value = value;
      input.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    };
    await until(() => scale?.shadowRoot?.querySelector('input'));
    expect([own, scale].map((form) => form!.operator)).to.deep.equal(['Tools', 'Tools/Scale']);
    await type(own!, 'cells');
    await until(() => said('Tools', 'update {"n":"cells"}'), 'told after a rest');
    await type(scale!, '7');
    const button = () => operators.querySelector('button')!;
    expect([
      button().textContent!.trim(),
      operators.querySelectorAll('button').length,
    ]).to.deep.equal(['Scale', 1]);
    button().click();
    await until(() => said('Tools', '{"by":7,"type":"Tools/Scale"}'));

    await open.choose('Reload', 'Tools');
    await until(() => state('Tools') === 'row loading');
    await until(() => state('Tools') === 'row ready');
    await until(() => open.workspace.services.operators().length === 2);
    open.menu.remove();
    document.body.append(open.menu);
    const scaleAgain = () =>
      open
        .row('Tools')
        ?.querySelector('imjoy-plugin-operators')
        ?.shadowRoot?.querySelector<HTMLElement>('button:not(:disabled)');
    await until(scaleAgain);
    const heard = oneEvent(open.menu, 'imjoy-plugin-run');
    scaleAgain()!.click();
    await ((await heard) as unknown as ImjoyPluginRunEvent).result;
    await until(() => said('Tools', '{"by":7,"type":"Tools/Scale"}'), 'the value is kept');
  });

  it('keep open forms, focus and all, while the plugin is loaded anew', async () => {
    const ui = "by: {id:'by', type:'string', placeholder:'a '}";
    const scale = `await api.register({ name: 'Scale', type: 'operator', run() {}, ui: "${ui}" })`;
    const script = (rest: string) =>
      `api.export({ async setup() { await api.confirm('go on?'); ${rest} }, run() {} })`;
    const inside = () => open.row('Tools').querySelector('imjoy-plugin-operators')?.shadowRoot;
    const findButton = () => inside()?.querySelector('button');
    const findInput = () =>
      inside()?.querySelector('imjoy-ui-form')?.shadowRoot?.querySelector('input');
    /** Looks at the row when the plugin has registered nothing but itself. */
    const whileSetUp = async (other: string, load: () => Promise<unknown>, look: () => unknown) => {
      let goOn: (() => void) | undefined;
      open.shell.confirm = () => new Promise((resolve) => (goOn = () => resolve(true)));
      const loading = load();
      await until(() => goOn, 'it is being set up');
      open.shell.confirm = () => Promise.resolve(true);
      await open.install({ name: other });
      // The list was made anew.
      await open.inRow(other, '.name:not([aria-disabled])');
      await look();
      goOn!();
      await loading;
    };
    await open.install({ name: 'Tools' }, script(scale));
    (await open.inRow('Tools', '.arrow')).click();
    await until(findInput);
    const input = findInput()!;
    input.focus();
    await sendKeys({ type: 'ce' });
    const reload = () => open.workspace.reload(open.workspace.plugins.get('Tools'));
    await whileSetUp('Other', reload, async () => {
      expect(findButton()!.disabled).to.equal(true);
      expect([input.matches(':focus'), findInput() === input]).to.deep.equal([true, true]);
      await sendKeys({ type: 'll' });
    });
    await until(() => findButton()?.disabled === false);
    expect([input.value, input.matches(':focus'), findInput() === input]).to.deep.equal([
      ...['a cell', true, true],
    ]);
    const replace = () => open.install({ name: 'Tools' }, script(''));
    await whileSetUp('Another', replace, () => expect(findInput()).to.equal(input));
    await until(() => !open.row('Tools').querySelector('.arrow'), 'it has no such operator now');
  });

  it('do not run on a value that is not allowed', async () => {
    const ui = "Bins: {id:'b', type:'number', min:1, max:9, placeholder:5}";
    await open.install({ name: 'Strict', ui }, ECHO);
    (await open.inRow('Strict', '.arrow')).click();
    const operators = (await open.inRow('Strict', 'imjoy-plugin-operators')).shadowRoot!;
    await until(() => operators.querySelector('imjoy-ui-form')?.shadowRoot?.querySelector('input'));
    const form = operators.querySelector('imjoy-ui-form')!;
    form.value = { b: 99 };
    let runs = 0;
    open.menu.addEventListener('imjoy-plugin-run', () => runs++);
    open.row('Strict').querySelector<HTMLElement>('.name')!.click();
    form.value = { b: 9 };
    open.row('Strict').querySelector<HTMLElement>('.name')!.click();
    expect(runs).to.equal(1);
  });

  it('show progress and a button that stops; a stopped run rejects and the plugin is ready', async () => {
    const script =
      'api.export({ setup() {}, run() { api.progress(40); return new Promise(() => {}) } })';
    await open.install({ name: 'Long' }, script);
    const heard = oneEvent(open.menu, 'imjoy-plugin-run');
    (await open.inRow('Long', '.name:not([aria-disabled])')).click();
    const { result } = (await heard) as unknown as ImjoyPluginRunEvent;
    const progress = await open.inRow<HTMLProgressElement>('Long', 'progress');
    expect(progress.value).to.equal(40);
    expect(state('Long')).to.equal('row running');
    (await open.inRow('Long', '.stop')).click();
    expect((await rejection(result)).code).to.equal('PLUGIN_TERMINATED');
    await until(() => state('Long') === 'row ready');
    expect(open.row('Long').querySelector('.stop, progress')).to.equal(null);
  });

  it('say why a plugin failed, and try again', async () => {
    const script = 'if (!globalThis.mended) throw new Error("no <b>lamp</b>")';
    await open.install({ name: 'Broken' }, script);
    const failure = await open.inRow('Broken', '.failure');
    expect(failure.querySelector('p')!.textContent).to.contain('no <b>lamp</b>');
    expect(state('Broken')).to.equal('row failed');
    const log = await open.inRow('Broken', '.log.bad');
    expect([log.title.includes('no <b>lamp</b>'), log.ariaLabel]).to.deep.equal([
      true,
      'Log of Broken, with errors',
    ]);
    const former = open.workspace.plugins.get('Broken');
    failure.querySelector('button')!.click();
    await until(() => state('Broken') === 'row loading', 'it is loaded anew');
    await open.inRow('Broken', '.failure');
    expect(open.workspace.plugins.get('Broken')).not.to.equal(former);
  });

  it('say what is odd in the log, and before all what is wrong', async () => {
    const log = (type: string, value: string) =>
      open.workspace.plugins.get('Odd').log.add(type as 'warn', value);
    await open.install({ name: 'Odd' });
    await until(() => state('Odd') === 'row ready');
    log('warn', 'no lamp');
    log('info', 'later');
    const button = await open.inRow('Odd', '.log.odd');
    expect([button.title, button.ariaLabel]).to.deep.equal([
      'no lamp',
      'Log of Odd, with warnings',
    ]);
    const color = (element: Element) => getComputedStyle(element).color;
    expect(color(button)).not.to.equal(color(open.row('Odd').querySelector('.arrow, .name')!));
    log('error', 'no power');
    await until(() => button.classList.contains('bad'));
    expect([button.title, button.ariaLabel]).to.deep.equal(['no power', 'Log of Odd, with errors']);
  });

  it('tell a plugin that nothing runs from one that failed', async () => {
    await open.install(
      { name: 'Trainer', type: 'native-python' },
      '',
      '<script lang="python">1</script>',
    );
    const failure = await open.inRow('Trainer', '.failure');
    expect([
      state('Trainer'),
      failure.textContent!.includes('needs a plugin engine'),
    ]).to.deep.equal(['row disconnected', true]);
    expect(text('Trainer')).to.contain('🚀');
  });

  it('show what is kept but not loaded, and load it by its name', async () => {
    await open.install({ name: 'Idle' });
    await open.choose('Terminate', 'Idle');
    await until(() => state('Idle') === 'row stopped');
    expect(open.workspace.plugins.find('Idle')).to.equal(undefined);
    (await open.inRow('Idle', '.name')).click();
    await until(() => state('Idle') === 'row ready');
  });

  it('have a log button once there is something in the log, which opens it', async () => {
    await open.install({ name: 'Quiet' }, 'api.export({ setup() {}, run: () => api.log("now") })');
    const name = await open.inRow('Quiet', '.name:not([aria-disabled])');
    expect(open.row('Quiet').querySelector('.log')).to.equal(null);
    name.click();
    const log = await open.inRow('Quiet', '.log');
    expect([log.title, log.classList.contains('bad')]).to.deep.equal(['now', false]);
    log.click();
    await until(() => open.shell.views.get('imjoy/log')?.data);
    const { data } = open.shell.views.get('imjoy/log') as { data: { log_history: unknown[] } };
    expect(data.log_history).to.have.length(1);
  });

  describe('keys', () => {
    const focused = () => {
      const list = open.root.querySelector('imjoy-plugin-list')!.shadowRoot!;
      const row = list.activeElement as (Element & { entry?: { name: string } }) | null;
      return row?.entry?.name ?? null;
    };

    it('move, expand, run and open menus', async () => {
      for (const name of ['A', 'B', 'C'])
        await open.install({ name, ui: "{id:'x', type:'string'}" });
      await until(() => open.names().length === 3);
      (await open.inRow('A', '.name:not([aria-disabled])')).focus();
      await sendKeys({ press: 'ArrowDown' });
      await until(() => focused() === 'B');
      await sendKeys({ press: 'End' });
      await until(() => focused() === 'C');
      await sendKeys({ press: 'ArrowUp' });
      await until(() => focused() === 'B');
      await sendKeys({ press: 'ArrowRight' });
      await open.inRow('B', 'imjoy-plugin-operators');
      await sendKeys({ press: 'ArrowLeft' });
      await until(() => !open.row('B').querySelector('imjoy-plugin-operators'));
      const heard = oneEvent(open.menu, 'imjoy-plugin-run');
      await sendKeys({ press: 'Enter' });
      expect(((await heard) as unknown as ImjoyPluginRunEvent).plugin).to.equal('B');
      await sendKeys({ down: 'Shift' });
      await sendKeys({ press: 'F10' });
      await sendKeys({ up: 'Shift' });
      const popup = open.root.querySelector('imjoy-menu')!.shadowRoot!;
      await until(() => popup.activeElement?.textContent?.trim() === 'Docs');
      expect(popup.querySelector('[role=menu]')!.getAttribute('aria-label')).to.equal('Menu of B');
      await sendKeys({ press: 'Escape' });
      await until(() => focused() === 'B', 'the focus comes back');
    });

    it('lead by Tab into one row only', async () => {
      await open.install({ name: 'A' });
      await open.install({ name: 'B' });
      await until(() => open.names().length === 2);
      const stops = (name: string) =>
        [...open.row(name).querySelectorAll('button')].filter(({ tabIndex }) => tabIndex === 0)
          .length;
      await open.inRow('A', '.name[tabindex="0"]');
      expect(stops('B')).to.equal(0);
      open.row('B').querySelector<HTMLElement>('.name')!.focus();
      await open.inRow('B', '.name[tabindex="0"]');
      expect(stops('A')).to.equal(0);
    });

    it('that are letters go into the search, which announces what it finds', async () => {
      await open.install({ name: 'Filter', labels: ['smooth'] });
      await open.install({ name: 'Viewer', description: 'Looks at FILTERED images' });
      await open.install({ name: 'Third', tags: ['gpu'] });
      await until(() => open.names().length === 3);
      (await open.inRow('Filter', '.name')).focus();
      await sendKeys({ type: 'filter' });
      const input = open.root.querySelector<HTMLInputElement>('input[type=search]')!;
      await until(() => input.value === 'filter');
      await until(() => open.names().join() === 'Filter,Viewer');
      expect(open.root.querySelector('.search [role=status]')!.textContent).to.equal(
        '2 of 3 plugins',
      );
      await sendKeys({ type: ' images' });
      await until(() => open.names().join() === 'Viewer', 'every word counts');
      await sendKeys({ press: 'Escape' });
      await until(() => open.names().length === 3);
      await sendKeys({ type: 'nothing like it' });
      await until(() => open.root.querySelector('.nothing'));
      open.root.querySelector<HTMLElement>('.nothing button')!.click();
      await until(() => open.names().length === 3);
      await sendKeys({ press: 'ArrowDown' });
      await until(() => focused() === 'Filter');
    });
  });
});
