import { expect, fixtureSync, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../components/ui-form/imjoy-ui-form.js';
import type { ImjoyUiFormElement } from '../../components/ui-form/imjoy-ui-form.js';

const UI = "n: {id:'n', type:'number', min:0, max:5} s: {id:'s', type:'string', placeholder:'x'}";

async function inForm(
  attributes: Readonly<Record<string, string>>,
): Promise<{ owner: HTMLFormElement; form: ImjoyUiFormElement }> {
  const owner = fixtureSync<HTMLFormElement>(
    html`<form>
      <fieldset><imjoy-ui-form id="f"></imjoy-ui-form></fieldset>
      <label for="f">Settings</label>
      <button>send</button>
    </form>`,
  );
  owner.addEventListener('submit', (event) => event.preventDefault());
  const form = owner.querySelector('imjoy-ui-form')!;
  for (const [name, value] of Object.entries({ ui: UI, ...attributes })) {
    form.setAttribute(name, value);
  }
  await form.updateComplete;
  return { owner, form };
}

function fieldOf(form: ImjoyUiFormElement, index = 0): HTMLInputElement {
  return form.shadowRoot!.querySelectorAll('input')[index]!;
}

describe('<imjoy-ui-form> in a native form', () => {
  it('submits its values as JSON under its name, or each under its key', async () => {
    const { owner, form } = await inForm({ name: 'settings' });
    expect(form.form).to.equal(owner);
    expect(JSON.parse(new FormData(owner).get('settings') as string)).to.deep.equal({
      n: 3,
      s: 'x',
    });
    form.name = '';
    form.value = { n: 4 };
    await form.updateComplete;
    expect(Object.fromEntries(new FormData(owner))).to.deep.equal({ n: '4', s: 'x' });
  });

  it('is reset to its placeholders and its value attribute', async () => {
    const { owner, form } = await inForm({ value: '{"n": 2}' });
    expect(form.value).to.deep.equal({ n: 2, s: 'x' });
    form.value = { n: 5, s: 'y' };
    owner.reset();
    expect(form.value).to.deep.equal({ n: 2, s: 'x' });
    expect(fieldOf(form).value).to.equal('2');
  });

  it('keeps the form from being submitted while a value is outside its limits', async () => {
    const { owner, form } = await inForm({});
    expect(owner.checkValidity()).to.equal(true);
    form.value = { n: 9 };
    expect(form.validity.rangeOverflow).to.equal(true);
    expect(form.validationMessage).to.match(/n.*5/);
    expect(owner.checkValidity()).to.equal(false);
    let submitted = 0;
    owner.addEventListener('submit', () => (submitted += 1));
    owner.requestSubmit();
    expect(form.submit()).to.equal(false);
    form.value = { n: 1 };
    expect(form.submit()).to.equal(true);
    expect(submitted).to.equal(1);
  });

  it('is disabled by itself and by the fieldset around it, and then not submitted', async () => {
    const { owner, form } = await inForm({ name: 'f' });
    const fieldset = owner.querySelector('fieldset')!;
    fieldset.disabled = true;
    await form.updateComplete;
    expect(fieldOf(form).matches(':disabled')).to.equal(true);
    expect(new FormData(owner).has('f')).to.equal(false);
    fieldset.disabled = false;
    form.disabled = true;
    await form.updateComplete;
    expect(fieldOf(form).matches(':disabled')).to.equal(true);
    form.disabled = false;
    await form.updateComplete;
    expect(fieldOf(form).matches(':disabled')).to.equal(false);
  });

  it('is focused through its label', async () => {
    const { owner, form } = await inForm({});
    const label = owner.querySelector('label')!;
    expect([...form.labels]).to.deep.equal([label]);
    label.click();
    expect(form.shadowRoot!.activeElement).to.equal(fieldOf(form));
  });

  it('submits on Enter, the change before, each once', async () => {
    const { owner, form } = await inForm({});
    const seen: string[] = [];
    form.addEventListener('change', () => seen.push('change'));
    form.addEventListener('submit', () => seen.push(`form ${JSON.stringify(form.value)}`));
    owner.addEventListener('submit', ({ target }) => seen.push((target as Element).localName));
    fieldOf(form).focus();
    fieldOf(form).select();
    await sendKeys({ type: '4' });
    await sendKeys({ press: 'Enter' });
    expect(seen).to.deep.equal(['change', 'form {"n":4,"s":"x"}', 'form']);
  });

  it('does not submit the native form when its own submit is prevented', async () => {
    const { owner, form } = await inForm({});
    form.addEventListener('submit', (event) => event.preventDefault());
    let submitted = 0;
    owner.addEventListener('submit', () => (submitted += 1));
    expect(form.submit()).to.equal(false);
    expect(submitted).to.equal(0);
  });

  it('submits without a native form too, and the event bubbles', async () => {
    const box = fixtureSync(html`<div><imjoy-ui-form .ui=${UI}></imjoy-ui-form></div>`);
    let submitted = 0;
    box.addEventListener('submit', () => (submitted += 1));
    expect(box.querySelector('imjoy-ui-form')!.submit()).to.equal(true);
    expect(submitted).to.equal(1);
  });
});
