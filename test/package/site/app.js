/* global document, customElements, requestAnimationFrame */
/** A page that has something of everything: isolated code, an icon of the set, and the editor, which comes late. */
export const plugin = `
  <config lang="json">
    {"name": "Greeter", "type": "window", "icon": "favorite", "version": "1", "api_version": "0.1.8"}
  </config>
  <window><p>hello</p></window>
  <script lang="javascript">
    api.export({ setup() {}, run() {}, tell: () => document.querySelector('p').textContent });
  </script>`;

const workspace = document.querySelector('imjoy-workspace');

/** Everything on the page, also what is inside of elements. */
function* everything(root) {
  for (const element of root.querySelectorAll('*')) {
    yield element;
    if (element.shadowRoot) yield* everything(element.shadowRoot);
  }
}

async function find(what) {
  for (;;) {
    for (const element of everything(document)) if (what(element)) return element;
    await new Promise(requestAnimationFrame);
  }
}

/** What the page tells of itself. */
globalThis.told = (async () => {
  await customElements.whenDefined('imjoy-workspace');
  await workspace.ready;
  await workspace.api.loadPlugin({ src: plugin });
  const view = Object.assign(document.createElement('imjoy-window'), { plugin: 'Greeter' });
  const editor = Object.assign(document.createElement('imjoy-editor'), { plugin: 'Greeter' });
  workspace.append(view, editor);
  const greeting = await (await view.ready).tell();
  const icon = await find(
    ({ localName, name }) => localName === 'imjoy-icon' && name === 'favorite',
  );
  await icon.updateComplete;
  const path = await find(
    (element) => element.getRootNode().host === icon && element.localName === 'path',
  );
  await find(({ classList }) => classList.contains('cm-content'));
  const undefinedElements = [...everything(document)].filter((element) =>
    element.matches(':not(:defined)'),
  );
  return {
    greeting,
    icon: path.getAttribute('d'),
    undefined: undefinedElements.map(({ localName }) => localName),
  };
})();
