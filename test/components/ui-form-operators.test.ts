import { expect, fixture, html } from '@open-wc/testing';
import { DomShell } from '../../components/shell/dom-shell.js';
import '../../components/ui-form/imjoy-ui-form.js';
import type { ImjoyUiFormElement } from '../../components/ui-form/imjoy-ui-form.js';
import type { ImjoyWorkflowStepsElement } from '../../components/workflow/workflow-steps-element.js';
import { parseWorkflowLink } from '../../src/index.js';
import { deepAll, eventually } from './builtin/support.js';
import { expectAccessible } from '../support/accessible.js';
import { openWorkspace, type OpenWorkspace } from '../support/open-workspace.js';
import { waitUntil } from '../support/wait-until.js';

describe('<imjoy-ui-form> in a workspace', () => {
  let open: OpenWorkspace;
  beforeEach(() => (open = openWorkspace()));
  afterEach(() => open.workspace.dispose());

  const show = (ui: unknown) =>
    fixture<ImjoyUiFormElement>(
      html`<imjoy-ui-form .workspace=${open.workspace} .ui=${ui} operator="Mine"></imjoy-ui-form>`,
    );
  const offer = (ui: string) =>
    open.workspace.services.register(
      { type: 'operator', name: 'Op', ui },
      { name: 'Plugin', id: 'p' },
    );

  it('embeds the form of an operator, now and when it comes or goes', async () => {
    const form = await show("n {id:'n', type:'number'}<br>{id:'e', type:'Plugin/Op'}");
    expect(form.value).to.deep.equal({ n: 3 });
    expect(form.warnings).to.have.length(1);
    form.value = { n: 8 };
    offer("<script>x</script>k {id:'k', type:'number', placeholder:1}");
    await form.updateComplete;
    expect(form.value).to.deep.equal({ n: 8, e: { k: 1 } });
    const group = form.shadowRoot!.querySelector<HTMLElement>('fieldset.group')!;
    expect(group.querySelector('legend')!.textContent).to.equal('Plugin/Op');
    expect(group.querySelector('script')).to.equal(null);
    const field = group.querySelector('input')!;
    field.value = '4';
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    expect(form.value).to.deep.equal({ n: 8, e: { k: 4 } });
    await expectAccessible(form);
    open.workspace.services.removeProvider('p');
    await form.updateComplete;
    expect(form.value).to.deep.equal({ n: 8 });
  });

  it('makes a link that fills the form again, as a step of a workflow', async () => {
    const form = await show("{id:'n', type:'number', placeholder:5} {type:'save'}");
    form.shadowRoot!.querySelector<HTMLElement>('fieldset button')!.click();
    const box = form.shadowRoot!.querySelector<HTMLInputElement>('input[readonly]')!;
    await waitUntil(() => box.value !== '');
    expect((await parseWorkflowLink(box.value)).ops).to.deep.equal([{ type: 'Mine', n: 5 }]);
  });

  it('holds a list of steps', async () => {
    const form = await show("{id:'o', type:'ops'}");
    await customElements.whenDefined('imjoy-workflow-steps');
    const ops = [{ type: 'instructions/comment', text: 'x' }];
    form.value = { o: { ops } };
    expect(form.value).to.deep.equal({ o: { ops, resetVariables: true } });
    const steps = form.shadowRoot!.querySelector('imjoy-workflow-steps')!;
    await waitUntil(() => steps.value.ops.length === 1);
  });

  it('takes sums over variables in a workflow, and marks what is none', async () => {
    const form = await show("{id:'n', type:'number'}");
    form.variables = ['size'];
    await form.updateComplete;
    const field = form.shadowRoot!.querySelector<HTMLInputElement>('input')!;
    const enter = (text: string): void => {
      field.value = text;
      field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    };
    enter('size × ');
    expect(field.ariaInvalid).to.equal('true');
    expect(form.checkValidity()).to.equal(false);
    enter('size × 2');
    expect(field.ariaInvalid).to.equal(null);
    expect(form.checkValidity()).to.equal(true);
    expect(form.value).to.deep.equal({ n: 'size × 2' });
    expect(form.shadowRoot!.querySelector('datalist option')!.getAttribute('value')).to.equal(
      'size',
    );
  });

  it('shows no more of a hostile ui than text', async () => {
    const form = await show(
      `<a href="javascript:x()">a</a><div style="padding: url(x); margin: 4px">{id:'constructor', type:'number'}</div>` +
        `<b onclick="x()">${'<div>'.repeat(5000)}`,
    );
    expect(form.value).to.deep.equal({ constructor: 3 });
    expect(form.shadowRoot!.querySelector('a')!.hasAttribute('href')).to.equal(false);
    expect(form.shadowRoot!.querySelector<HTMLElement>('div[style]')!.style.padding).to.equal('');
    expect(form.shadowRoot!.querySelector('[onclick]')).to.equal(null);
  });

  it('embeds them in the dialogs of its workspace, too', async () => {
    offer("k {id:'k', type:'number', placeholder:1}");
    const shell = new DomShell();
    shell.workspace = open.workspace;
    const ui = "{id:'e', type:'Plugin/Op'} {id:'o', type:'ops'}";
    const answer = shell.showForm({ title: 'Ask', ui, from: 'Plugin' });
    const find = <T extends Element>(selector: string) =>
      eventually(() => deepAll(document, selector)[0] as T | undefined);
    expect((await find('legend')).textContent).to.equal('Plugin/Op');
    const list = await find<ImjoyWorkflowStepsElement>('imjoy-workflow-steps');
    expect(list.workspace).to.equal(open.workspace);
    const dialog = await find<HTMLElement>('dialog');
    [...dialog.querySelectorAll('button')].find(({ innerText }) => innerText === 'OK')!.click();
    expect(await answer).to.deep.equal({
      e: { k: 1 },
      o: { ops: [], resetVariables: true },
    });
    document.querySelector('imjoy-shell')?.remove();
  });
});
