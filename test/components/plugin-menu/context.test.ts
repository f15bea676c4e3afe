import { expect, oneEvent } from '@open-wc/testing';
import type { ImjoyPluginRunEvent } from '../../../components/plugin-menu/events.js';
import type { ImjoyPluginMenuElement } from '../../../components/plugin-menu/imjoy-plugin-menu.js';
import type { ImjoyWorkspaceElement } from '../../../components/workspace/imjoy-workspace.js';
import { pluginText } from '../../support/plugin-text.js';
import { waitUntil as until } from '../../support/wait-until.js';

// The kit as a page loads it.
const kit = '/dist/imjoy.js';
await import(kit);

// Firefox takes 'self' in a frame without an address for nothing.
const OWN = ['script', 'style', 'frame', 'connect'].map((what) => `${what}-src ${location.origin}`);
const POLICY = `default-src 'none'; ${OWN.join('; ')}; require-trusted-types-for 'script'`;

describe('<imjoy-plugin-menu> on a page', () => {
  afterEach(() => document.querySelector('imjoy-workspace')?.remove());

  const rows = (menu: Element) => [
    ...(menu
      .shadowRoot!.querySelector('imjoy-plugin-list')
      ?.shadowRoot?.querySelectorAll('imjoy-plugin-row') ?? []),
  ];

  it('shows the plugins of the workspace it stands in, and runs them', async () => {
    const workspace = document.createElement('imjoy-workspace') as ImjoyWorkspaceElement;
    const menu = document.createElement('imjoy-plugin-menu') as ImjoyPluginMenuElement;
    workspace.append(menu);
    document.body.append(workspace);
    await workspace.ready;
    const code = pluginText({ name: 'Two' }, 'api.export({ setup() {}, run: () => null })');
    await workspace.workspace!.library.install({ src: code });
    await until(() => rows(menu)[0]?.shadowRoot?.querySelector('.name:not([aria-disabled])'));
    const heard = oneEvent(workspace, 'imjoy-plugin-run');
    rows(menu)[0]!.shadowRoot!.querySelector<HTMLElement>('.name')!.click();
    expect(await ((await heard) as unknown as ImjoyPluginRunEvent).result).to.equal(null);

    menu.remove();
    const other = document.createElement('imjoy-workspace') as ImjoyWorkspaceElement;
    other.append(menu);
    workspace.replaceWith(other);
    await other.ready;
    await until(() => menu.shadowRoot!.querySelector('.start'), 'the other one has no plugins');
  });

  /** A page under the strict policy, and what was against it. */
  async function strictPage(body: string) {
    const page = document.createElement('iframe');
    page.srcdoc = `<!doctype html><meta http-equiv="content-security-policy" content="${POLICY}">
      <script type="module" src="/dist/imjoy.js"></script>${body}`;
    document.body.append(page);
    await new Promise((resolve) => page.addEventListener('load', resolve));
    const inside = page.contentDocument!;
    const violations: string[] = [];
    inside.addEventListener('securitypolicyviolation', (event) =>
      violations.push(`${event.violatedDirective} ${event.sample} ${event.blockedURI}`),
    );
    const menu = inside.querySelector('imjoy-plugin-menu')!;
    return { page, inside, violations, menu };
  }

  it('works under a strict policy, icons and long lists included', async () => {
    const { page, inside, violations, menu } = await strictPage(
      '<imjoy-workspace><imjoy-plugin-menu></imjoy-plugin-menu></imjoy-workspace>',
    );
    const workspace = inside.querySelector('imjoy-workspace') as ImjoyWorkspaceElement;
    await until(() => workspace.workspace);
    const install = (nth: number) =>
      workspace.workspace!.library.install({
        src: pluginText(
          { name: `P${nth}`, type: 'window', icon: 'bar_chart', ui: "{id:'x', type:'number'}" },
          '',
          '<window></window>',
        ),
      });
    await Promise.all(Array.from({ length: 70 }, (_, nth) => install(nth)));
    await until(() => rows(menu).length > 5 && rows(menu).length < 60);
    const first = rows(menu)[0]!.shadowRoot!;
    await until(() => first.querySelector('imjoy-icon')?.shadowRoot?.querySelector('path'));
    first.querySelector<HTMLElement>('.arrow')!.click();
    await until(() => first.querySelector('imjoy-plugin-operators'));
    first.querySelector<HTMLElement>('.opener')!.click();
    await until(() => menu.shadowRoot!.querySelector('imjoy-menu')!.shadowRoot!.activeElement);
    expect(violations).to.deep.equal([]);
    page.remove();
  });

  it('installs plugins where it stands alone, under a strict policy', async () => {
    const { page, inside, violations, menu } = await strictPage(
      '<imjoy-plugin-menu></imjoy-plugin-menu>',
    );
    const elements = inside.defaultView!.customElements;
    await until(() => menu.shadowRoot?.querySelector('.card:last-of-type'));
    const dialog = () => menu.shadowRoot!.querySelector('imjoy-install-dialog')?.shadowRoot;
    const press = async (label: string) => {
      const find = () =>
        [...(dialog()?.querySelectorAll('button') ?? [])].find(
          ({ textContent }) => textContent!.trim() === label,
        );
      await until(find, label);
      find()!.click();
    };
    expect(elements.get('imjoy-install-dialog'), 'downloaded when needed').to.equal(undefined);
    [...menu.shadowRoot!.querySelectorAll<HTMLElement>('.card')].at(-1)!.click();
    await until(() => dialog()?.querySelector('#address'));
    dialog()!.querySelector<HTMLInputElement>('#address')!.value = '/test/fixtures/echo.imjoy.html';
    await press('Continue');
    await press('Install');
    await until(() => rows(menu)[0]?.shadowRoot?.querySelector('.row.ready'));

    const config = { name: 'Full', icon: 'bar_chart', tags: ['a', 'b'], version: '1.0' };
    const rest = '<docs lang="markdown"># Manual</docs>';
    const decided = menu.offer(pluginText(config, undefined, rest));
    await until(() => dialog()?.querySelector('details'));
    for (const details of dialog()!.querySelectorAll('details')) details.open = true;
    await until(() => dialog()!.querySelector('.docs h1'));
    await press('Edit');
    expect(await decided).to.equal('edit');
    await until(() => inside.querySelector('imjoy-shell-window'), 'the editor');
    expect(violations).to.deep.equal([]);
    page.remove();
  });
});
