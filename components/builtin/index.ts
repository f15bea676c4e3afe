import type { BuiltinView } from './types.js';

/** What a view's module exports: its element and those it is made of. */
interface ViewModule {
  readonly elements: Readonly<Record<string, CustomElementConstructor>>;
}

/**
 * The kit's own window types. Each entry loads its view on first use and returns a new element; set its
 * `context`, `data` and `config`, then put it into the page.
 */
export const builtinWindows: Readonly<Record<string, () => Promise<BuiltinView>>> = {
  'imjoy/generic': () => create('imjoy-generic-view', import('./generic/generic-view.js')),
  'imjoy/image': () => create('imjoy-image-view', import('./image/image-view.js')),
  'imjoy/image-compare': () =>
    create('imjoy-image-compare-view', import('./image-compare/image-compare-view.js')),
  'imjoy/markdown': () => create('imjoy-markdown-view', import('./markdown/markdown-view.js')),
  'imjoy/panel': () => create('imjoy-panel-view', import('./panel/panel-view.js')),
  'imjoy/plugin-editor': () =>
    create('imjoy-plugin-editor-view', import('./plugin-editor/plugin-editor-view.js')),
  'imjoy/log': () => create('imjoy-log-view', import('./log/log-view.js')),
  'imjoy/joy': () => create('imjoy-joy-view', import('./panel/joy-view.js')),
  'imjoy/files': () => create('imjoy-files-view', import('./files/files-view.js')),
  'imjoy/url_list': () => create('imjoy-url-list-view', import('./url-list/url-list-view.js')),
  'imjoy/workflow': () => create('imjoy-workflow-view', import('./workflow/workflow-view.js')),
  'imjoy/table': () => create('imjoy-table-view', import('./table/table-view.js')),
  'imjoy/text': () => create('imjoy-text-view', import('./text/text-view.js')),
  'imjoy/terminal': () => create('imjoy-terminal-view', import('./terminal/terminal-view.js')),
  'imjoy/images': () => create('imjoy-images-view', import('./images/images-view.js')),
};

async function create(tag: string, loading: Promise<ViewModule>): Promise<BuiltinView> {
  const { elements } = await loading;
  for (const [name, constructor] of Object.entries(elements)) {
    if (!customElements.get(name)) customElements.define(name, constructor);
  }
  return document.createElement(tag) as BuiltinView;
}
