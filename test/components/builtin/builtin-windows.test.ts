import { expect } from '@open-wc/testing';
import { builtinWindows } from '../../../components/builtin/index.js';
import { deepAll, eventually, openView, press, textOf } from './support.js';

const EVIL = '<img src=x onerror="window.__hit=1"><script>window.__hit=1</script>';
const image = { data: Uint8Array.from({ length: 64 }, (_, i) => i * 4), shape: [8, 8] };
const ui = "k: {id: 'k', type: 'number', placeholder: 3}";

/** For each window: data it shows, and data in which every text is an attack. */
const samples: Readonly<Record<string, { good: unknown; evil: unknown }>> = {
  'imjoy/generic': {
    good: { a: 1, b: ['x'] },
    evil: { [EVIL]: EVIL, list: [new File([''], EVIL)] },
  },
  'imjoy/image': { good: { src: image }, evil: { src: EVIL } },
  'imjoy/image-compare': {
    good: { first: image, second: image },
    evil: { first: EVIL, second: EVIL },
  },
  'imjoy/markdown': {
    good: { source: '# Title\n[link](https://imjoy.io)', plugin_info: { name: 'P', version: '1' } },
    evil: {
      source: `${EVIL} [x](javascript:window.__hit=1)`,
      plugin_info: { name: EVIL, badges: EVIL, version: EVIL, cover: EVIL, icon: EVIL },
    },
  },
  'imjoy/panel': {
    good: { ui },
    evil: { ui: `k: {id: 'k', type: 'string', placeholder: '${EVIL}'}` },
  },
  'imjoy/plugin-editor': {
    good: { name: 'A', code: '<docs>\n# A\n</docs>' },
    evil: { name: EVIL, code: EVIL, tag: EVIL, file: new File([EVIL], EVIL) },
  },
  'imjoy/joy': { good: { ui }, evil: { ui: EVIL } },
  'imjoy/log': {
    good: {
      log_history: [
        { type: 'error', value: 'bad', time: 0 },
        { type: 'warn', value: 'odd' },
        { type: 'progress', value: 40 },
        { type: 'image', value: image },
      ],
    },
    evil: {
      plugin_name: EVIL,
      log_history: [
        { type: 'info', value: EVIL },
        { type: EVIL, value: EVIL },
        { type: 'image', value: EVIL },
      ],
    },
  },
  'imjoy/files': {
    good: [new File(['a,b\n1,2'], 'a.csv')],
    evil: [new File([EVIL], EVIL), { _rtype: 'file', _rvalue: new Blob(), _rpath: EVIL }],
  },
  'imjoy/url_list': {
    good: ['https://imjoy.io'],
    evil: [
      EVIL,
      { href: 'javascript:window.__hit=1', text: EVIL },
      { href: 'https://a.org/"><script>', text: EVIL },
    ],
  },
  'imjoy/workflow': {
    good: { workflow: { ops: [] } },
    evil: { workflow: EVIL },
  },
  'imjoy/table': {
    good: new File(['name,area\n"a, b",1.5\n'], 'cells.csv'),
    evil: [{ [EVIL]: EVIL }, { [EVIL]: 1 }],
  },
  'imjoy/text': {
    good: new File(['one\ntwo'], 'notes.txt'),
    evil: EVIL,
  },
  'imjoy/images': {
    good: { images: [image, image] },
    evil: { images: [EVIL, 'javascript:window.__hit=1'] },
  },
};

const nonsense: Readonly<Record<string, unknown>> = {
  nothing: null,
  'a number': 7,
  'a list of nothing': [null, undefined],
  'fields of the wrong type': {
    src: 7,
    source: 7,
    images: 7,
    log_history: 7,
    ui: 7,
    first: 7,
    second: 7,
  },
  'an array that lies': { src: { data: new Uint8Array(1), shape: [1e9, 1e9] } },
  'a getter that throws': {
    get src(): unknown {
      throw new Error('boom');
    },
  },
};

afterEach(() => {
  for (const view of document.querySelectorAll('body > [class], body > *')) {
    if (view.localName.startsWith('imjoy-')) view.remove();
  }
});

describe('built-in windows', () => {
  it('are all there', () => {
    expect(Object.keys(builtinWindows)).to.have.members(Object.keys(samples));
  });

  for (const [type, { good, evil }] of Object.entries(samples)) {
    describe(type, () => {
      it('passes axe in light and dark, and at 320 px', async () => {
        for (const scheme of ['light', 'dark']) {
          const { view } = await openView(type, good, { width: 320 });
          view.style.setProperty('--imjoy-color-scheme', scheme);
          await eventually(() => !textOf(view).includes('Loading…'));
          await expect(view).to.be.accessible();
          expect(view.scrollWidth).to.be.at.most(320);
          view.remove();
        }
      });

      it('shows attacks as the text they are', async () => {
        const { view, root } = await openView(type, evil);
        await eventually(() => !textOf(view).includes('Loading…'));
        await new Promise((done) => requestAnimationFrame(done));
        expect((window as unknown as Record<string, unknown>)['__hit']).to.equal(undefined);
        expect(
          deepAll(root, 'script, [onerror], [href^="javascript:"], img[src="x"][onerror]'),
        ).to.deep.equal([]);
      });

      it('says what is wrong with bad data, and shows good data after it', async () => {
        const { view } = await openView(type, null);
        for (const data of Object.values(nonsense)) {
          view.data = data;
          await view.updateComplete;
          await eventually(
            () =>
              textOf(view)
                .replace(/Loading…/, '')
                .trim() !== '' || deepAll(view.shadowRoot!, 'imjoy-ui-form').length,
          );
        }
        view.data = good;
        await view.updateComplete;
        await eventually(() => !view.shadowRoot!.querySelector('[role="alert"], p.notice'));
      });

      it('offers functions that survive any argument', async () => {
        const { view } = await openView(type, good);
        await eventually(() => !textOf(view).includes('Loading…'));
        for (const [name, method] of Object.entries(view.methods)) {
          expect(() => method(NaN, {}, null), name).not.to.throw();
        }
        await view.updateComplete;
      });
    });
  }
});

describe('imjoy/generic', () => {
  it('unfolds, asks for more and opens menus by keyboard alone', async () => {
    const list = Array.from({ length: 150 }, () => 1);
    const { view, root, heard } = await openView('imjoy/generic', {
      list,
      file: new File(['x'], 'x.txt'),
    });
    const focused = () => root.activeElement!;
    const key = async (name: string, init?: KeyboardEventInit) => {
      press(focused(), name, init);
      await view.updateComplete;
    };
    root.querySelector<HTMLElement>('[tabindex="0"]')!.focus();
    await key('ArrowDown');
    expect(focused().getAttribute('aria-expanded')).to.equal('false');
    await key('ArrowRight');
    expect(root.querySelectorAll('[aria-level="3"]').length).to.equal(101);
    await key('End');
    await key('ArrowUp');
    await key('Enter');
    expect(root.querySelectorAll('[aria-level="3"]').length).to.equal(150);
    expect(focused().getAttribute('data-path')).to.equal('0/0/100');
    await key('f');
    press(focused(), 'F10', { shiftKey: true });
    const menu = root.querySelector('imjoy-menu')!.shadowRoot!;
    const item = await eventually(() => menu.activeElement as HTMLElement | null);
    expect(item.textContent!.trim()).to.equal('<b>Segment</b>');
    item.click();
    expect(heard.opened).to.have.length(1);
    await eventually(() => focused()?.getAttribute('data-path') === '0/1');
  });

  it('opens a result with the window type it names, and arrays as images', async () => {
    const { root, heard } = await openView('imjoy/generic', {
      result: { type: 'chart', data: { x: 1 } },
      image,
    });
    const menu = root.querySelector('imjoy-menu')!.shadowRoot!;
    for (const path of ['0/0', '0/1']) {
      root.querySelector<HTMLElement>(`[data-path="${path}"] .menu`)!.click();
      (await eventually(() => menu.activeElement as HTMLElement | null)).click();
    }
    expect(heard.windows).to.deep.equal([
      { name: 'result', type: 'chart', data: { x: 1 }, config: undefined },
      { name: 'image', type: 'imjoy/image', data: { src: image } },
    ]);
  });
});

describe('imjoy/markdown', () => {
  it('opens links in a new tab that knows nothing of this one', async () => {
    const { root } = await openView('imjoy/markdown', {
      source: '[a](https://a.org) <a href="https://b.org" target="_self">b</a>',
    });
    const links = [...root.querySelectorAll('a')];
    expect(links.map(({ target, rel }) => `${target} ${rel}`)).to.deep.equal(
      Array(2).fill('_blank noopener noreferrer'),
    );
  });
});

describe('imjoy/files', () => {
  it('previews a table and refuses to guess at an archive', async () => {
    const files = [new File(['a,b\n1,"2,3"'], 'a.csv'), new File(['x'], 'a.zip')];
    const { view, root } = await openView('imjoy/files', files);
    for (const button of root.querySelectorAll<HTMLElement>('.name')) button.click();
    await view.updateComplete;
    const cells = await eventually(() => {
      const found = deepAll(root, 'td');
      return found.length ? found : null;
    });
    expect(cells.map((cell) => cell.textContent)).to.deep.equal(['1', '2,3']);
    await eventually(() => textOf(view).includes('cannot be previewed'));
  });

  it('saves a file under its name', async () => {
    const { root } = await openView('imjoy/files', [new File(['x'], 'cells.txt')]);
    const saved: string[] = [];
    const click = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function () {
      saved.push(this.download);
    };
    root.querySelector<HTMLElement>('[title="Save"]')!.click();
    HTMLAnchorElement.prototype.click = click;
    expect(saved).to.deep.equal(['cells.txt']);
  });
});

describe('imjoy/table', () => {
  it('shows a file’s rows, numbers to the right, more when asked, and saves what it shows', async () => {
    const rows = Array.from({ length: 1200 }, (_, i) => `cell ${i},${i / 2}`);
    const { view, root } = await openView(
      'imjoy/table',
      new File([`name,area\n${rows.join('\n')}`], 'a.csv'),
    );
    await eventually(() => root.querySelector('td'));
    expect(textOf(view)).to.include('1,200 rows × 2 columns');
    expect(root.querySelectorAll('tbody tr').length).to.equal(500);
    for (const more of ['more', 'more']) {
      root.querySelector<HTMLElement>(`.${more}`)!.click();
      await view.updateComplete;
    }
    expect(root.querySelectorAll('tbody tr').length).to.equal(1200);
    expect(root.querySelector('.more')).to.equal(null);
    expect(root.querySelector('td.number')!.textContent).to.equal('0');
  });
});

describe('saving results', () => {
  /** The names of the files that a click saves, and what is in them. */
  async function saved(click: () => unknown): Promise<[string, Blob]> {
    const { createObjectURL } = URL;
    const { click: follow } = HTMLAnchorElement.prototype;
    let blob = new Blob();
    try {
      return await new Promise((resolve) => {
        URL.createObjectURL = (given: Blob) => createObjectURL((blob = given));
        HTMLAnchorElement.prototype.click = function () {
          resolve([this.download, blob]);
        };
        click();
      });
    } finally {
      URL.createObjectURL = createObjectURL;
      HTMLAnchorElement.prototype.click = follow;
    }
  }
  const items = (root: ShadowRoot) =>
    eventually(() => {
      const menu = root.querySelector('imjoy-menu')!.shadowRoot!;
      const found = [...menu.querySelectorAll<HTMLElement>('[role="menuitem"]')];
      return menu.activeElement && found;
    });
  const namesOf = (buttons: HTMLElement[]) => buttons.map(({ textContent }) => textContent!.trim());

  it('offers an image as it is seen and as it is', async () => {
    const { root } = await openView('imjoy/image', { src: image });
    const button = await eventually(() => root.querySelector<HTMLElement>('[aria-label="Save…"]'));
    button.click();
    const entries = await items(root);
    expect(namesOf(entries)).to.deep.equal([
      'Save view as PNG (.png)',
      'Save as TIFF (.tif)',
      'Save as NumPy array (.npy)',
    ]);
    const [name, png] = await saved(() => entries[0]!.click());
    expect([name, png.type]).to.deep.equal(['image.png', 'image/png']);
    const bitmap = await createImageBitmap(png);
    expect([bitmap.width, bitmap.height]).to.deep.equal([8, 8]);
    const [tiff] = await saved(() => entries[1]!.click());
    expect(tiff).to.equal('image.tif');
  });

  it('offers each part of a result in the forms that suit it', async () => {
    const { root } = await openView('imjoy/generic', { cells: [{ area: 1 }, { area: 2 }], image });
    root.querySelector<HTMLElement>('[data-path="0/0"] .menu')!.click();
    const entries = await items(root);
    expect(namesOf(entries)).to.deep.equal([
      'View table',
      'Save as CSV (.csv)',
      'Save as JSON (.json)',
    ]);
    const [name, csv] = await saved(() => entries[1]!.click());
    expect([name, await csv.text()]).to.deep.equal(['cells.csv', 'area\r\n1\r\n2\r\n']);
  });
});

describe('imjoy/images', () => {
  it('opens a picture in a viewer', async () => {
    const { root, heard } = await openView('imjoy/images', { images: [image] });
    root.querySelector('button')!.click();
    expect(heard.windows).to.deep.equal([
      { type: 'imjoy/image', name: 'Image 1', data: { src: image } },
    ]);
  });
});

describe('imjoy/image-compare', () => {
  it('slides by keyboard, starts where it is told and announces the offset', async () => {
    const { view, root, heard } = await openView('imjoy/image-compare', {
      first: image,
      second: image,
      offset: 30,
    });
    const slider = root.querySelector('input')!;
    expect(slider.valueAsNumber).to.equal(30);
    slider.stepUp(20);
    slider.dispatchEvent(new Event('input'));
    await view.updateComplete;
    expect(view.style.getPropertyValue('--offset')).to.equal('40%');
    expect(heard.events).to.deep.equal([['offset', 40]]);
  });
});

describe('imjoy/panel and imjoy/joy', () => {
  it('show the form of an operator and give its values', async () => {
    const { view, root } = await openView(
      'imjoy/panel',
      { value: { k: 8 } },
      { config: { name: 'op', ui } },
    );
    await eventually(() => root.querySelector('imjoy-ui-form'));
    expect(view.methods['getValues']!()).to.deep.equal({ k: 8 });
  });

  it('answer once, by OK or Cancel', async () => {
    const { root, heard } = await openView('imjoy/joy', null, { config: { ui } });
    const buttons = await eventually(() => {
      const found = [...root.querySelectorAll<HTMLElement>('footer button')];
      return found.length === 2 ? found : null;
    });
    await (root.querySelector('imjoy-ui-form') as unknown as { updateComplete: Promise<unknown> })
      .updateComplete;
    for (const button of buttons) button.click();
    expect(heard.events).to.deep.equal([
      ['cancel', undefined],
      ['submit', { k: 3 }],
    ]);
  });

  it('say so when the form cannot be loaded', async () => {
    const view = await builtinWindows['imjoy/panel']!();
    view.context = {
      emit() {},
      openers: () => [],
      createWindow: async () => null,
      loadForm: () => Promise.reject(new Error('offline')),
    };
    document.body.append(view);
    await eventually(() => textOf(view).includes('offline'));
  });
});
