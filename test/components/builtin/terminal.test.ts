import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { builtinWindows } from '../../../components/builtin/index.js';
import type { BuiltinView } from '../../../components/builtin/types.js';
import { expectAccessible } from '../../support/accessible.js';
import { waitUntil } from '../../support/wait-until.js';
import { closeViews, openView as openAnyView } from './support.js';

/** A terminal, and what its screen is made of. */
async function openView(...[type, data, size]: Parameters<typeof openAnyView>) {
  const { view, heard } = await openAnyView(type, data, size);
  const screen = view.shadowRoot!.querySelector('imjoy-terminal-screen')!;
  return { view, heard, root: screen.shadowRoot! };
}

const rowsOf = (root: ShadowRoot): string[] =>
  [...root.querySelectorAll('.xterm-rows > div')].map(({ textContent }) => textContent!.trimEnd());

const shows = (root: ShadowRoot, text: string) =>
  waitUntil(() => rowsOf(root).some((row) => row.includes(text)), text);

const textOf = (rules: CSSRuleList): string => [...rules].map(({ cssText }) => cssText).join('');

describe('imjoy/terminal', () => {
  afterEach(closeViews);

  it('shows what programs write, bytes too, in their colours and places', async () => {
    const { view, root } = await openView('imjoy/terminal', 'first\r\n');
    const write = view.methods['write'] as (output: unknown) => Promise<void>;
    await write('\x1b[31mred\x1b[0m plain\r\n');
    const bytes = new TextEncoder().encode('grün 細胞\r\n');
    // In the middle of a character.
    await write(bytes.subarray(0, 3));
    await write(bytes.slice(3).buffer);
    await write('over\rO\r\n');
    await shows(root, 'Over');
    expect(rowsOf(root).slice(0, 4)).to.deep.equal(['first', 'red plain', 'grün 細胞', 'Over']);
    const colorOf = (text: string) =>
      getComputedStyle(
        [...root.querySelectorAll('.xterm-rows span')].find(({ textContent }) =>
          textContent!.includes(text),
        )!,
      ).color;
    expect(colorOf('red')).not.to.equal(colorOf('first'));
    await expectAccessible(view);
    view.data = 'another text';
    await shows(root, 'another text');
    expect(rowsOf(root).join('')).not.to.include('plain');
    view.methods['clear']!();
    await waitUntil(() => rowsOf(root).filter(Boolean).length <= 1, 'what was before is gone');
  });

  it('tells what is typed and pasted, keys that mean something to the page too', async () => {
    const { view, heard } = await openView('imjoy/terminal', null);
    const reached: string[] = [];
    const listen = ({ key, ctrlKey }: KeyboardEvent) => reached.push(ctrlKey ? `Ctrl+${key}` : key);
    document.addEventListener('keydown', listen);
    view.methods['takeFocus']!();
    await sendKeys({ type: 'ls' });
    await sendKeys({ press: 'Enter' });
    await sendKeys({ down: 'Control' });
    await sendKeys({ press: 'k' });
    await sendKeys({ up: 'Control' });
    await sendKeys({ press: 'Tab' });
    view.methods['paste']!('two words');
    document.removeEventListener('keydown', listen);
    const typed = heard.events.filter(([name]) => name === 'input').map(([, value]) => value);
    expect(typed.join('')).to.equal('ls\r\x0b\ttwo words');
    expect(reached).not.to.include('Ctrl+k');
  });

  it('says that it is empty, until something is written', async () => {
    const { view } = await openView('imjoy/terminal', null);
    const notice = () => view.shadowRoot!.querySelector('.notice');
    expect(notice()!.textContent).to.equal('Nothing has been written yet.');
    await view.methods['write']!('text');
    await view.updateComplete;
    expect(notice()).to.equal(null);
  });

  it('tells no size when it is taken away before it is drawn', async () => {
    const view = (await builtinWindows['imjoy/terminal']!()) as HTMLElement & BuiltinView;
    document.body.append(view);
    const size = view.methods['size']!() as Promise<unknown>;
    const written = view.methods['write']!('to nobody') as Promise<unknown>;
    view.remove();
    expect(await size).to.deep.equal({ rows: 0, columns: 0 });
    await written;
  });

  it('lets the keyboard out by Tab after Escape', async () => {
    const { view, root } = await openView('imjoy/terminal', null);
    const next = document.body.appendChild(document.createElement('button'));
    view.methods['takeFocus']!();
    await sendKeys({ press: 'Tab' });
    expect(root.activeElement, 'Tab belongs to the program').not.to.equal(null);
    await sendKeys({ press: 'Escape' });
    await sendKeys({ press: 'Tab' });
    expect(root.activeElement).to.equal(null);
    next.remove();
  });

  it('has as many rows and columns as there is room for, and tells when that changes', async () => {
    const { view, heard } = await openView('imjoy/terminal', null, { width: 400, height: 300 });
    const size = view.methods['size'] as () => Promise<{ rows: number; columns: number }>;
    const before = await size();
    view.style.width = '800px';
    view.style.height = '600px';
    const told = () =>
      heard.events.findLast(([name]) => name === 'fit')?.[1] as typeof before | undefined;
    await waitUntil(() => told()!.columns > 1.8 * before.columns, 'it has more columns');
    await waitUntil(() => told()!.rows > 1.8 * before.rows, 'it has more rows');
    expect(await size()).to.deep.equal(told());
  });

  it('keeps what it shows when it is moved, and begins anew when it was taken away', async () => {
    const { view, root } = await openView('imjoy/terminal', 'first\r\n');
    const write = view.methods['write'] as (output: unknown) => Promise<void>;
    await write('second\r\n');
    document.body.prepend(view);
    await Promise.resolve();
    await shows(root, 'second');
    const written = write('x'.repeat(5_000_000));
    view.remove();
    await written;
    await write('to nobody\r\n');
    expect(root.querySelector('.xterm')).to.equal(null);
    expect(
      root.adoptedStyleSheets.filter(({ cssRules }) => /xterm-fg/.test(textOf(cssRules))),
    ).to.have.length(0);
    document.body.append(view);
    await write('third\r\n');
    await shows(root, 'third');
    expect(rowsOf(root).slice(0, 2)).to.deep.equal(['first', 'third']);
  });

  it('shows its colours on a page with a strict policy, without a violation', async () => {
    const page = document.createElement('iframe');
    const policy = `default-src 'none'; script-src ${location.origin}; style-src ${location.origin}`;
    page.srcdoc = `<!doctype html><meta http-equiv="content-security-policy" content="${policy}">
      <script type="module" src="/test/components/builtin/fixtures/open-terminal.ts"></script>`;
    Object.assign(page, { width: 600, height: 300 });
    document.body.append(page);
    await new Promise((resolve) => page.addEventListener('load', resolve));
    const inside = page.contentDocument!;
    const violations: string[] = [];
    inside.addEventListener('securitypolicyviolation', ({ violatedDirective }) =>
      violations.push(violatedDirective),
    );
    const find = (text: string) =>
      [
        ...(inside
          .querySelector('imjoy-terminal-view')
          ?.shadowRoot?.querySelector('imjoy-terminal-screen')
          ?.shadowRoot?.querySelectorAll('.xterm-rows span') ?? []),
      ].find(({ textContent }) => textContent!.includes(text));
    await waitUntil(() => find('green'), 'what is written', { timeout: 15_000 });
    const { color } = page.contentWindow!.getComputedStyle(find('green')!);
    expect(color).not.to.equal(page.contentWindow!.getComputedStyle(find('plain')!).color);
    expect(violations).to.deep.equal([]);
    inside.body.append(Object.assign(inside.createElement('style'), { textContent: 'a {}' }));
    await waitUntil(() => violations.length === 1, 'the policy is in force');
    page.remove();
  });
});
