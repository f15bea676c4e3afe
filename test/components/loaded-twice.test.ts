import { expect } from '@open-wc/testing';
import { pluginText } from '../support/plugin-text.js';

describe('the kit, loaded twice', () => {
  it('warns once, naming both places, and works', async () => {
    const { warn } = console;
    const warnings: string[] = [];
    console.warn = (text: string) => void warnings.push(text);
    try {
      // What a page loads, and the same once more from elsewhere.
      const built = '/dist/window.js';
      await import(built);
      await import('../../components/window/imjoy-window.js');
      await import('../../components/index.js');
    } finally {
      console.warn = warn;
    }
    expect(warnings).to.have.length(1);
    expect(warnings[0]).to.match(/loaded twice, from \S+\/dist\/\S+ and from \S+\/components\//);
    const window = document.createElement('imjoy-window');
    Object.assign(window, { code: pluginText({ name: 'Twice', type: 'window' }) });
    document.body.append(window);
    await (window as HTMLElement & { ready: Promise<unknown> }).ready;
    window.remove();
  });
});
