import { expect } from '@open-wc/testing';
import type { ImjoyIconElement } from '../../components/icons/icon-element.js';
import { waitUntil as until } from '../support/wait-until.js';

// The kit as a page loads it: the set lies beside the modules.
const kit = '/dist/imjoy.js';
await import(kit);

const extension = 'M20.5 11';

async function show(name: string): Promise<ShadowRoot> {
  const icon = document.createElement('imjoy-icon') as ImjoyIconElement;
  icon.name = name;
  document.body.append(icon);
  await icon.updateComplete;
  return icon.shadowRoot!;
}

const path = (root: ShadowRoot) => root.querySelector('path')?.getAttribute('d') ?? null;

async function pathOf(name: string): Promise<string> {
  const root = await show(name);
  await until(() => path(root), name);
  return path(root)!;
}

describe('<imjoy-icon>', () => {
  afterEach(() => document.querySelectorAll('imjoy-icon').forEach((icon) => icon.remove()));

  it('draws Material icons by name, each first character loaded once and on first use', async () => {
    const loads = () =>
      performance.getEntriesByType('resource').filter(({ name }) => /icons\/q\.js/.test(name))
        .length;
    expect(loads()).to.equal(0);
    const [code, card] = await Promise.all([pathOf('qr_code'), pathOf('queue')]);
    expect(loads()).to.equal(1);
    expect(code).to.match(/^M3 11h8V3H3v8z/);
    expect(card).not.to.equal(code);
    expect(await pathOf('qr-code'), 'as some write it').to.equal(code);
    expect(path(await show('queue')), 'known by now: there at once').to.equal(card);
  });

  it('draws every shape of the set', async () => {
    expect(await pathOf('accessibility_new')).to.contain('M');
    expect(await pathOf('accessible'), 'one with a circle').to.match(/a[\d.]+ [\d.]+ 0 1 0/);
    const root = await show('build_circle');
    await until(() => path(root));
    expect(root.querySelector('path')!.getAttribute('fill-rule')).to.equal('evenodd');
  });

  it('falls back to the extension icon', async () => {
    for (const name of [
      '',
      'no_such_icon',
      'x',
      'constructor',
      '../../secret',
      '<img src=x>',
      'a'.repeat(1e5),
    ])
      expect(await pathOf(name), name.slice(0, 20)).to.contain(extension);
  });

  it('shows an emoji or a few letters as text', async () => {
    for (const text of ['🔬', '👩‍🔬', '🇩🇪', '3D', '细胞', '\u202eab']) {
      const root = await show(text);
      expect(root.querySelector('bdi')?.textContent, text).to.equal(text.trim());
    }
    const zalgo = await show(`a${'\u0301'.repeat(500)}`);
    await until(() => path(zalgo));
  });

  it('shows pictures by address, without telling who asks, and survives those that are missing', async () => {
    const dot = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';
    const picture = (await show(dot)).querySelector('img')!;
    expect([picture.src, picture.referrerPolicy, picture.loading, picture.alt]).to.deep.equal([
      dot,
      'no-referrer',
      'lazy',
      '',
    ]);
    const missing = await show(new URL('/test/none.png', location.href).href);
    await until(() => path(missing));
    expect(path(missing)).to.contain(extension);
  });

  it('never takes an address for anything but a picture', async () => {
    for (const name of ['javascript:alert(1)', 'data:text/html,<script>x</script>', 'blob:x'])
      expect((await show(name)).querySelector('img, script, a'), name).to.equal(null);
  });

  it('follows its name, also while an icon is on its way', async () => {
    const root = await show('zoom_in');
    const icon = root.host as ImjoyIconElement;
    icon.name = '🔬';
    await icon.updateComplete;
    expect(root.querySelector('bdi')?.textContent).to.equal('🔬');
    icon.name = 'zoom_in';
    await until(() => path(root));
    expect(root.querySelector('bdi')).to.equal(null);
  });
});
