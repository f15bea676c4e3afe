import { expect } from '@open-wc/testing';
import { waitUntil } from '../../support/wait-until.js';

// Firefox takes 'self' in a frame without an address for nothing.
const POLICY = `default-src 'none'; script-src ${location.origin}; style-src ${location.origin}; require-trusted-types-for 'script'`;

const CODE = `<config lang="json">\n{"name": "A", oops}\n</config>\n<docs>\n# a\n</docs>\n<window><b>a</b></window>
<style>b {}</style>\n<script lang="python">\nprint(1)\n</script>\n<script>\nlet a = 1\n</script>`;

describe('editor on a page with a strict policy', () => {
  it('shows, colours, marks, searches and completes without a violation', async function () {
    this.timeout(60_000);
    const page = document.createElement('iframe');
    page.srcdoc = `<!doctype html><meta http-equiv="content-security-policy" content="${POLICY}">
      <script type="module" src="/components/editor/imjoy-editor.ts"></script>
      <imjoy-editor></imjoy-editor>`;
    Object.assign(page, { width: 800, height: 600 });
    document.body.append(page);
    await new Promise((resolve) => page.addEventListener('load', resolve));
    const inside = page.contentDocument!;
    const violations: string[] = [];
    inside.addEventListener('securitypolicyviolation', (event) =>
      violations.push(`${event.violatedDirective} ${event.sample}`),
    );
    const editor = inside.querySelector('imjoy-editor')!;
    const find = (selector: string) => editor.shadowRoot!.querySelector<HTMLElement>(selector);
    editor.value = CODE;
    const shown = { timeout: 15_000 };
    await waitUntil(() => find('.cm-lintRange-error'), 'the marks', shown);
    find('.foot button')!.click();
    await waitUntil(() => find('.cm-panel-lint'), 'the list of problems', shown);
    [...editor.shadowRoot!.querySelectorAll('button')]
      .find(({ textContent }) => textContent!.includes('Find'))!
      .click();
    await waitUntil(() => find('.cm-search'), 'the search panel', shown);
    const isColoured = (word: string) =>
      [...editor.shadowRoot!.querySelectorAll('.cm-line span')].some(
        ({ textContent }) => textContent === word,
      );
    editor.reveal(13);
    await waitUntil(() => isColoured('let'), 'the colours', shown);
    inside.execCommand('insertText', false, 'api.show');
    await waitUntil(() => find('.cm-tooltip-autocomplete'), 'the list of completions', shown);
    const { display } = page.contentWindow!.getComputedStyle(find('.cm-scroller')!);
    expect(display, 'the style sheets of the code editor').to.equal('flex');
    expect(violations).to.deep.equal([]);

    inside.body.append(Object.assign(inside.createElement('style'), { textContent: 'a {}' }));
    await waitUntil(() => violations.length === 1, 'the policy is in force');
    page.remove();
  });
});
