import { expect, fixture, html } from '@open-wc/testing';
import '../../components/ui-form/imjoy-ui-form.js';
import type { ImjoyUiFormElement } from '../../components/ui-form/imjoy-ui-form.js';
import { waitUntil } from '../support/wait-until.js';

/** In this order: the sanitiser stays once it has come, so the second test tells whether the first fetched it. */
describe('the markup of <imjoy-ui-form>', () => {
  /** Before anything can have come over the network. */
  const firstShown = (form: ImjoyUiFormElement) =>
    new Promise((resolve) => {
      new MutationObserver(resolve).observe(form.shadowRoot!, { childList: true, subtree: true });
    });
  const fieldsetOf = (form: ImjoyUiFormElement) => form.shadowRoot!.querySelector('fieldset')!;

  it('is none in text with line breaks, which brings no sanitiser', async () => {
    const form = await fixture<ImjoyUiFormElement>(
      html`<imjoy-ui-form
        .ui=${["a &lt;b&gt; &amp; 1 < 2 {id:'n', type:'number'}", 'x<BR/>y &#39;z&#39; & 2']}
      ></imjoy-ui-form>`,
    );
    expect(fieldsetOf(form).innerText.replace(/\s+/g, ' ').trim()).to.equal(
      "a <b> & 1 < 2 x y 'z' & 2",
    );
    expect(fieldsetOf(form).querySelectorAll('.row, .line')).to.have.length(3);
  });

  it('comes into a form that is shown already, and leaves what is being typed alone', async () => {
    const form = document.createElement('imjoy-ui-form');
    form.ui =
      '<p>Say <b title="{id:\'t\'}">it</b></p><script>x</script>' +
      "<i>name {id:'s', type:'string', placeholder:'abc'}</i>";
    document.body.append(form);
    await firstShown(form);
    const field = form.shadowRoot!.querySelector('input')!;
    expect(form.shadowRoot!.querySelectorAll('b, p, i, script'), 'markup').to.have.length(0);
    expect(fieldsetOf(form).innerText.replace(/\s+/g, ' ')).to.match(/Say it x ?name/);
    field.focus();
    field.setSelectionRange(1, 2);
    await form.updateComplete;
    expect(form.shadowRoot!.querySelector('b')!.title).to.equal("{id:'t'}");
    expect(form.shadowRoot!.querySelector('i input')).to.equal(field);
    expect(form.shadowRoot!.activeElement).to.equal(field);
    expect([field.selectionStart, field.selectionEnd]).to.deep.equal([1, 2]);
    expect(form.shadowRoot!.querySelectorAll('script')).to.have.length(0);
    expect(fieldsetOf(form).innerText).to.include('<script>x</script>');
    form.remove();
  });

  it('is there at once when the sanitiser is', async () => {
    const form = document.createElement('imjoy-ui-form');
    form.ui = '<b>x</b>';
    document.body.append(form);
    await firstShown(form);
    expect(form.shadowRoot!.querySelector('b')!.textContent).to.equal('x');
    form.remove();
  });

  it('stays text where the sanitiser cannot be fetched', async () => {
    const folders = [
      'ui-form/',
      'workflow/',
      'builtin/',
      'menu/',
      'icons/',
      'shell/',
      'context.ts',
    ];
    const styles = ['tokens', 'host', 'controls'].map((name) => `shared/${name}.styles.ts`);
    const allowed = [
      ...['src/', 'node_modules/', '__web-dev-server__'].map((path) => `/${path}`),
      ...[...folders, ...styles].map((path) => `/components/${path}`),
    ].map((path) => location.origin + path);
    const frame = document.createElement('iframe');
    frame.srcdoc = `<!doctype html>
      <meta http-equiv="content-security-policy" content="script-src ${allowed.join(' ')}">
      <script type="module" src="/components/ui-form/imjoy-ui-form.ts"></script>
      <imjoy-ui-form ui="<b onclick=x>Bold</b> &amp;lt; {id:'n', type:'number'}"></imjoy-ui-form>`;
    document.body.append(frame);
    await new Promise((resolve) => frame.addEventListener('load', resolve));
    const form = frame.contentDocument!.querySelector('imjoy-ui-form')!;
    await waitUntil(() => form.shadowRoot?.querySelector('input'));
    await form.updateComplete;
    expect(fieldsetOf(form).innerText.replace(/\s+/g, ' ').trim()).to.equal('Bold <');
    expect(form.shadowRoot!.querySelectorAll('b, [onclick]')).to.have.length(0);
    expect(form.value).to.deep.equal({ n: 3 });
    frame.remove();
  });
});
