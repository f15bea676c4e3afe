import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { pluginText } from '../../support/plugin-text.js';
import { closePluginMenu, openPluginMenu, until, type OpenMenu } from './support.js';

const COUNT = 500;
const nameOf = (nth: number) => `Plugin ${String(nth).padStart(3, '0')}`;

/** Window plugins run nothing until a window is opened: so many of them are there in no time. */
async function openLongMenu(): Promise<OpenMenu> {
  const open = await openPluginMenu();
  const code = (nth: number) =>
    pluginText(
      { name: nameOf(nth), type: 'window', ui: "Size: {id:'size', type:'number', placeholder: 1}" },
      'api.export({ setup() {}, run() {} })',
      '<window></window>',
    );
  await Promise.all(
    Array.from({ length: COUNT }, (_, nth) => open.workspace.library.install({ src: code(nth) })),
  );
  await until(() => open.root.querySelector('imjoy-plugin-list')?.entries.length === COUNT);
  await until(() => open.names().length > 0);
  return open;
}

describe('<imjoy-plugin-menu> with 500 plugins', () => {
  let open: OpenMenu;
  const { onerror } = window;
  before(async function () {
    // The browser's way to say that a size observed in this frame is told in the next.
    window.onerror = (...args) =>
      String(args[0]).startsWith('ResizeObserver loop') || onerror?.apply(window, args);
    this.timeout(60_000);
    open = await openLongMenu();
    await until(() => list().querySelector('.long'));
    await until(() => open.names().length > 5);
  });
  after(() => {
    closePluginMenu(open);
    window.onerror = onerror;
  });

  const list = () => open.root.querySelector('imjoy-plugin-list')!.shadowRoot!;
  const scroller = () => list().querySelector<HTMLElement>('[role=list]')!;
  const focused = () =>
    (list().activeElement as (Element & { entry?: { name: string } }) | null)?.entry?.name;
  const scrollTo = async (top: number, name: string) => {
    await until(() => {
      scroller().scrollTop = top;
      return open.names().includes(name);
    }, `${name} is in sight`);
  };

  it('makes only the rows in sight, and says how many there are', async () => {
    expect(open.names().length).to.be.within(5, 99);
    expect(open.names()).to.include(nameOf(0));
    const row = list().querySelector('imjoy-plugin-row')!;
    expect(row.ariaSetSize ?? row.getAttribute('aria-setsize')).to.equal(String(COUNT));
    await scrollTo(1e6, nameOf(COUNT - 1));
    expect(open.names().length).to.be.within(5, 99);
    expect(open.names()).not.to.include(nameOf(0));
    await scrollTo(0, nameOf(0));
  });

  it('keeps what was opened and entered while it is out of sight', async () => {
    (await open.inRow(nameOf(1), '.arrow')).click();
    const form = async () => {
      const operators = await open.inRow(nameOf(1), 'imjoy-plugin-operators');
      const input = () =>
        operators.shadowRoot!.querySelector('imjoy-ui-form')?.shadowRoot?.querySelector('input');
      await until(input);
      return input()!;
    };
    const input = await form();
    input.value = '7';
    input.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    const top = (name: string) => open.row(name).host.getBoundingClientRect().top;
    await until(() => top(nameOf(2)) - top(nameOf(1)) > 80, 'the rows below make room');
    await scrollTo(1e6, nameOf(COUNT - 1));
    expect(open.row(nameOf(1))).to.equal(undefined);
    await scrollTo(0, nameOf(1));
    expect((await form()).value).to.equal('7');
    (await open.inRow(nameOf(1), '.arrow')).click();
  });

  it('is walked through by keys to the very end', async () => {
    (await open.inRow(nameOf(0), '.name')).focus();
    await sendKeys({ press: 'End' });
    await until(() => focused() === nameOf(COUNT - 1));
    await sendKeys({ press: 'ArrowUp' });
    await until(() => focused() === nameOf(COUNT - 2));
    await sendKeys({ press: 'Home' });
    await until(() => focused() === nameOf(0));
  });

  it('is searched, down to one and back', async () => {
    const input = open.root.querySelector<HTMLInputElement>('input[type=search]')!;
    input.focus();
    await sendKeys({ type: nameOf(321) });
    await until(() => open.names().join() === nameOf(321));
    await sendKeys({ press: 'Escape' });
    await until(() => open.names().length > 5);
  });
});
