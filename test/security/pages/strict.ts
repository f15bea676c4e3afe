import '../../../components/index.js';
import { apiOf, attackerText } from '../attacker.js';
import { report } from './report.js';

const FIELD = [{ 'k: ': { id: 'k', type: 'number', placeholder: 3 } }];

/** Something to show for every window type of the kit. */
const VIEWS: Readonly<Record<string, unknown>> = {
  'imjoy/generic': { a: [1, { b: 'text' }], c: new Float32Array(4) },
  'imjoy/image': { src: pixel() },
  'imjoy/images': [{ src: pixel() }, { src: pixel() }],
  'imjoy/markdown': { source: '# Title\n\n<b style="color: red">bold</b> `code`' },
  'imjoy/url_list': ['https://example.org/a', 'https://example.org/b'],
  'imjoy/files': [new File(['a,b\n1,2\n'], 'table.csv')],
};

function pixel(): string {
  const canvas = document.createElement('canvas');
  canvas.getContext('2d')?.fillRect(0, 0, 9, 9);
  return canvas.toDataURL();
}

/** Waits for an element inside shadow roots. */
async function find(selector: string, root: ParentNode = document): Promise<HTMLElement> {
  for (;;) {
    const found = deepQuery(selector, root);
    if (found) return found;
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}

function deepQuery(selector: string, root: ParentNode): HTMLElement | null {
  const found = root.querySelector<HTMLElement>(selector);
  if (found) return found;
  for (const { shadowRoot } of root.querySelectorAll('*')) {
    const inside = shadowRoot && deepQuery(selector, shadowRoot);
    if (inside) return inside;
  }
  return null;
}

async function confirmDialog(): Promise<void> {
  const dialog = await find('dialog[open]');
  (dialog.querySelector<HTMLElement>('button[type=submit], .primary') ??
    [...dialog.querySelectorAll('button')].at(-1))!.click();
}

await report(async () => {
  const element = document.createElement('imjoy-workspace');
  Object.assign(element, { frameSrc: '/dist/sandbox.html' });
  document.body.append(element);
  await element.ready;
  const workspace = element.workspace;
  if (!workspace) throw new Error('the element has no workspace');
  const api = apiOf(workspace);
  await api.createWindow({ src: attackerText('Shown', 'window', { defaults: { w: 10, h: 5 } }) });
  await api.loadPlugin({
    src: attackerText('Worker', 'web-worker', { ui: 'k: {id:"k", type:"number"}' }),
  });

  const empty: string[] = [];
  for (const [type, data] of Object.entries(VIEWS)) {
    await api.createWindow({ type, name: type, data });
    const view = workspace.windows.all.at(-1) as unknown as { place: { container: Element } };
    const shown = view.place.container.firstElementChild;
    const text = shown?.shadowRoot ?? shown;
    if (!text?.querySelector('*')) empty.push(type);
  }

  await api.alert('told');
  await confirmDialog();
  const confirmed = api.confirm({ title: 'sure?', content: '<i style="color: blue">text</i>' });
  await confirmDialog();
  const form = api.showDialog({ name: 'form', ui: FIELD });
  await confirmDialog();
  await api.showMessage('message', 5);
  await api.showStatus('status');
  await api.showProgress(50);
  const answers = { confirmed: await confirmed, form: await form };

  return { answers, empty };
});
