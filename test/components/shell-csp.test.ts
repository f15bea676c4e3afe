import { expect } from '@open-wc/testing';
import { message, windowRequest } from './shell-requests.js';
import { waitUntil } from '../support/wait-until.js';

// Firefox takes 'self' in a frame without an address for nothing.
const POLICY = `default-src 'none'; script-src ${location.origin}; style-src ${location.origin}; require-trusted-types-for 'script'`;

describe('shell on a page with a strict policy', () => {
  it('shows everything without a violation', async () => {
    const page = document.createElement('iframe');
    page.srcdoc = `<!doctype html><meta http-equiv="content-security-policy" content="${POLICY}">
      <script type="module" src="/components/shell/imjoy-shell.ts"></script>
      <script type="module" src="/components/shell/imjoy-shell-window.ts"></script>
      <imjoy-shell></imjoy-shell>`;
    document.body.append(page);
    await new Promise((resolve) => page.addEventListener('load', resolve));
    const inside = page.contentDocument!;
    const violations: string[] = [];
    inside.addEventListener('securitypolicyviolation', (event) =>
      violations.push(`${event.violatedDirective} ${event.sample}`),
    );
    const shell = inside.querySelector('imjoy-shell')!;

    void shell.alert(message({ html: '<h3 style="margin: 2px">a</h3><script>x</script>' }));
    const ui = [{ 'Sigma: ': { id: 'sigma', type: 'number', placeholder: 2 } }];
    void shell.showForm({ title: 'F', ui, from: null });
    shell.showSnackbar({ text: 'x', seconds: 9 });
    shell.showStatus('x');
    shell.showProgress(50);
    const place = inside.createElement('imjoy-shell-window');
    place.request = windowRequest();
    place.state = { kind: 'failed', error: new Error('x') };
    shell.append(place);

    const dialogs = () => [...inside.querySelectorAll('imjoy-shell-dialog')];
    const formDialog = () => dialogs().find(({ question }) => question.kind === 'form')!;
    await waitUntil(() => dialogs().length === 2, 'both dialogs');
    await waitUntil(() => dialogs().every(({ renderRoot }) => renderRoot.querySelector(':modal')));
    await waitUntil(() => place.renderRoot.querySelector('.state-failure'));
    const form = formDialog().renderRoot.querySelector('imjoy-ui-form')!;
    await waitUntil(() => form.renderRoot.querySelector('input'));
    expect(violations).to.deep.equal([]);

    inside.body.append(Object.assign(inside.createElement('style'), { textContent: 'a {}' }));
    await waitUntil(() => violations.length === 1, 'the policy is in force');
    page.remove();
  });
});
