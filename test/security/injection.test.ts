import { expect } from '@open-wc/testing';
import '../../components/index.js';
import type { Workspace } from '../../src/index.js';
import { rejection } from '../support/plugin-text.js';
import { apiOf, attackerText, startAttacker, type Evaluate } from './attacker.js';
import { waitUntil } from '../support/wait-until.js';

/** Markup that would run code in the page, in the shapes that filters tend to miss. */
const PAYLOADS = [
  '<img src=x onerror="parent.owned = top.owned = owned = 1">',
  '<svg><script>owned = 1</script><animate onbegin="owned = 1" attributeName=x dur=1s>',
  '<iframe srcdoc="<script>parent.owned = 1</script>"></iframe>',
  '<a href="javascript:owned = 1">click</a>',
  '<form action="javascript:owned = 1"><button>go</button></form>',
  '<math><mtext><table><mglyph><style><img src=x onerror="owned = 1">',
  '"><script>owned = 1</script>',
];
const PAYLOAD = PAYLOADS.join('');

const owned = (): unknown => (window as unknown as { owned?: unknown }).owned;

/** Everything a click could run, in all shadow roots. */
function* elements(root: ParentNode): Generator<Element> {
  for (const element of root.querySelectorAll('*')) {
    yield element;
    if (element.shadowRoot) yield* elements(element.shadowRoot);
  }
}

function expectHarmless(what: string): void {
  for (const element of elements(document)) {
    for (const { name, value } of element.attributes) {
      expect(name, `${what}: ${element.outerHTML}`).not.to.match(/^on/);
      expect(value, `${what}: ${element.outerHTML}`).not.to.match(/^\s*javascript:/i);
    }
    if (element instanceof HTMLIFrameElement)
      expect(element.getAttribute('sandbox'), what)
        .to.contain('allow-scripts')
        .and.not.contain('same-origin');
  }
  expect(owned(), what).to.equal(undefined);
}

describe('a plugin cannot put code into the page', () => {
  let element: HTMLElementTagNameMap['imjoy-workspace'];
  let workspace: Workspace;
  let evaluate: Evaluate;
  beforeEach(async () => {
    element = document.createElement('imjoy-workspace');
    Object.assign(element, { frameSrc: '/dist/sandbox.html' });
    document.body.append(element);
    await element.ready;
    workspace = element.workspace as Workspace;
    evaluate = await startAttacker(workspace, 'iframe', 'Attacker');
  });
  afterEach(() => {
    element.remove();
    document.querySelector('imjoy-shell')?.remove();
    delete (window as unknown as { owned?: unknown }).owned;
  });

  const send = (code: string) => evaluate(`(payload => ${code})(${JSON.stringify(PAYLOAD)})`);
  const dialogText = () =>
    [...elements(document)].filter((each) => each.matches('dialog[open]')).length;

  const boxes = {
    'an alert': 'void api.alert(payload)',
    'an alert with fields': 'void api.alert({ title: payload, content: payload })',
    'a question': 'void api.confirm({ title: payload, content: payload, confirm_text: payload })',
    'a prompt': 'void api.prompt({ title: payload, content: payload, placeholder: payload })',
    'a form':
      'void api.showDialog({ name: payload, ui: payload + "x {id: \'x\', type: \'choose\', options: [" + JSON.stringify(payload) + "]}" })',
  };
  for (const [what, code] of Object.entries(boxes))
    it(`through ${what}`, async () => {
      await send(code);
      await waitUntil(() => dialogText() > 0, `${what} is shown`);
      expectHarmless(what);
    });

  const messages = {
    'a message': 'api.showMessage(payload, 60)',
    'a snackbar': 'api.showSnackbar(payload, 60)',
    'the status': 'api.showStatus(payload)',
    'the log': 'api.log(payload)',
    'an image in the log': 'api.log({ type: "image", value: "javascript:owned = 1" })',
    'a link': 'api.utils.openUrl("javascript:owned = 1").catch(() => 0)',
    'an error': 'Promise.reject(new Error(payload))',
  };
  for (const [what, code] of Object.entries(messages))
    it(`through ${what}`, async () => {
      await send(code).catch(() => undefined);
      expectHarmless(what);
    });

  const views = {
    'imjoy/generic': '{ [payload]: payload, text: payload }',
    'imjoy/markdown': '{ source: payload + "\\n\\n[x](javascript:owned=1)\\n\\n" + payload }',
    'imjoy/url_list': '["javascript:owned = 1", { name: payload, value: "javascript:owned = 1" }]',
    'imjoy/image': '{ src: "javascript:owned = 1", name: payload }',
    'imjoy/files': '[new File([payload], payload + ".html"), new File([payload], "x.svg")]',
  };
  for (const [type, data] of Object.entries(views))
    it(`through a window of type ${type}`, async () => {
      await send(`void api.createWindow({ type: '${type}', name: payload, data: ${data} })`);
      await waitUntil(() => workspace.windows.all.length > 0, 'the window is open');
      expectHarmless(type);
    });

  it('through its name, its config or its docs', async () => {
    const text = attackerText(PAYLOAD, 'window', {
      description: PAYLOAD,
      icon: PAYLOAD,
      ui: `${PAYLOAD} x {id: 'x', type: 'string', placeholder: '${PAYLOAD.replace(/'/g, '')}'}`,
    });
    const docs = `<docs lang="markdown">${PAYLOAD}</docs>`;
    await apiOf(workspace)
      .createWindow({ src: `${text}${docs}` })
      .catch(() => undefined);
    expectHarmless('its name');
  });

  it('through the error its load fails with', async () => {
    const text = attackerText('Failing', 'iframe').replace('api.export', 'throw new Error');
    await rejection(
      apiOf(workspace).loadPlugin({ src: text.replace('Failing', PAYLOAD.replace(/["\\]/g, '')) }),
    );
    expectHarmless('its error');
  });
});
