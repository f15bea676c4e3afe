import { expect, fixture, html, nextFrame, oneEvent } from '@open-wc/testing';
import '../../components/ui-form/imjoy-ui-form.js';
import type { ImjoyUiFormElement } from '../../components/ui-form/imjoy-ui-form.js';
import { parseWorkflowLink } from '../../src/index.js';
import type {
  ImjoyUiFormActionEvent,
  ImjoyUiFormUpdatedEvent,
} from '../../components/ui-form/events.js';
import { waitUntil } from '../support/wait-until.js';

async function show(ui: unknown): Promise<ImjoyUiFormElement> {
  return fixture<ImjoyUiFormElement>(html`<imjoy-ui-form .ui=${ui}></imjoy-ui-form>`);
}

function fieldOf(form: ImjoyUiFormElement, index = 0): HTMLInputElement {
  const fields = form.shadowRoot!.querySelectorAll<HTMLInputElement>('input, select, textarea');
  return fields[index]!;
}

function button(form: ImjoyUiFormElement): HTMLButtonElement {
  return form.shadowRoot!.querySelector<HTMLButtonElement>('fieldset button')!;
}

function enter(field: HTMLInputElement, text: string): void {
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
}

function commit(field: HTMLInputElement): void {
  field.dispatchEvent(new Event('change', { bubbles: true }));
}

function textOf(form: ImjoyUiFormElement): string {
  return form.shadowRoot!.querySelector('fieldset')!.innerText.replace(/\s+/g, ' ').trim();
}

describe('<imjoy-ui-form>', () => {
  describe('what is shown', () => {
    it('never what is secret', async () => {
      const form = await show("Key: {id: 'k', type: 'string', secret: true, placeholder: 'abc'}");
      expect(fieldOf(form).type).to.equal('password');
      expect(form.value).to.deep.equal({ k: 'abc' });
    });

    it('keeps text and HTML where they were, items in their places', async () => {
      const form = await show([
        "option1: {id:'o', type:'choose', options:['cat','dog'], placeholder:'dog'}",
        'plain <b>bold</b>',
        { option2: { id: 'n', type: 'number', placeholder: 4 } },
      ]);
      // Browsers differ in whether the options of a select are text.
      expect(textOf(form)).to.match(/^option1: (cat dog )?plain bold option2:$/);
      expect(fieldOf(form, 0).value).to.equal('dog');
      expect(fieldOf(form, 1).value).to.equal('4');
      expect(form.value).to.deep.equal({ o: 'dog', n: 4 });
    });

    it('mounts items inside nested elements', async () => {
      const form = await show("<div>x <b><i>{id:'n', type:'number'}</i></b></div>");
      expect(fieldOf(form).closest('div')!.textContent).to.equal('x ');
      expect(fieldOf(form).parentElement!.localName).to.equal('i');
    });

    it('shows options as text, whatever they hold', async () => {
      const form = await show(
        "a {id:'x', type:'choose', options:['<','<b>x</b>'], placeholder:'<'}",
      );
      const select = form.shadowRoot!.querySelector('select')!;
      expect([...select.options].map(({ text }) => text)).to.deep.equal(['<', '<b>x</b>']);
      expect(form.value).to.deep.equal({ x: '<' });
    });

    it('displays the option of a falsy placeholder', async () => {
      const form = await show(
        "{id:'o', type:'choose', options:[{label:'A',value:1},{label:'B',value:0}], placeholder:0}",
      );
      const select = form.shadowRoot!.querySelector('select')!;
      expect(select.selectedOptions[0]!.text).to.equal('B');
    });

    it('shows items it cannot offer as text with the reason', async () => {
      const form = await show("{type:'math/if'} {id:'x', type:'nope'} n {id:'n', type:'number'}");
      expect(textOf(form)).to.include('{type:\'math/if\'} "math/if" is a step of workflows');
      expect(textOf(form)).to.include("{id:'x', type:'nope'}");
      expect(form.value).to.deep.equal({ n: 3 });
      expect(form.warnings.length).to.equal(2);
    });

    it('shows why there is no form, and recovers', async () => {
      const form = await show({ a: 1 });
      expect(form.shadowRoot!.querySelector('[role=alert]')!.textContent).to.match(/object/);
      expect(form.value).to.deep.equal({});
      form.ui = "{id:'n', type:'number'}";
      await form.updateComplete;
      expect(form.shadowRoot!.querySelector('[role=alert]')).to.equal(null);
      expect(form.value).to.deep.equal({ n: 3 });
    });

    it('sanitises what stands around items', async () => {
      const form = await show(
        `<img src=x onerror="x()"><script>x()</script>{id:'n', type:'number'}`,
      );
      expect(form.shadowRoot!.querySelector('script, [onerror]')).to.equal(null);
      expect(textOf(form)).to.equal('<script>x()</script>');
    });

    it('gives attributes their text back and ignores forged markers', async () => {
      const form = await show(
        `<span title="{id:'a', type:'number'} {b}">t</span> \ufdd00\ufdd1 {id:'n', type:'number'}`,
      );
      expect(form.shadowRoot!.querySelector('span[title]')!.getAttribute('title')).to.equal(
        "{id:'a', type:'number'} {b}",
      );
      expect(form.shadowRoot!.querySelectorAll('input').length).to.equal(1);
    });

    it('shows the fields of a JSON Schema while ui is empty', async () => {
      const form = await fixture<ImjoyUiFormElement>(html`<imjoy-ui-form></imjoy-ui-form>`);
      form.schema = {
        type: 'object',
        properties: {
          on: { type: 'boolean', title: 'Switch', description: 'On or off', default: true },
          list: { type: 'array', items: { type: 'number' }, default: [1, 2] },
        },
      };
      await form.updateComplete;
      expect(fieldOf(form, 0).checked).to.equal(true);
      expect(fieldOf(form, 1).value).to.equal('1, 2');
      enter(fieldOf(form, 1), '3,4');
      expect(form.value).to.deep.equal({ on: true, list: [3, 4] });
      expect(textOf(form)).to.include('On or off');
    });

    it('makes the fields of 200 items once, all in one go', async () => {
      const form = await fixture<ImjoyUiFormElement>(html`<imjoy-ui-form></imjoy-ui-form>`);
      const changes = new MutationObserver(() => undefined);
      changes.observe(form.shadowRoot!, { childList: true, subtree: true });
      form.ui = Array.from({ length: 200 }, (_, i) => `n${i}: {id:'n${i}', type:'number'}`);
      await form.updateComplete;
      const records = changes.takeRecords();
      const nodes = (list: 'addedNodes' | 'removedNodes') =>
        records.flatMap((record) => [...record[list]]).filter((node) => node instanceof Element);
      expect(form.shadowRoot!.querySelectorAll('input')).to.have.length(200);
      expect(nodes('removedNodes')).to.have.length(0);
      expect(new Set(nodes('addedNodes')).size).to.equal(nodes('addedNodes').length);
    });

    it('leads to a field far down that gets the focus, however long it is', async () => {
      const items = Array.from({ length: 500 }, (_, i) => `n${i}: {id:'n${i}', type:'number'}`);
      const form = await show(items);
      const field = fieldOf(form, 498);
      field.focus();
      // What is laid out late would move it away again.
      for (let frame = 0; frame < 5; frame++) await nextFrame();
      const { top, bottom } = field.getBoundingClientRect();
      expect(top).to.be.at.least(0);
      expect(bottom).to.be.at.most(innerHeight);
    });
  });

  it('says why there is no form where there was none before, and no longer when there is one', async () => {
    const form = await show('');
    const alert = () => form.shadowRoot!.querySelector('[role=alert]')?.textContent ?? null;
    expect(alert()).to.equal(null);
    form.ui = 'x'.repeat(500_001);
    await form.updateComplete;
    expect(alert()).to.include('longer than 500000 characters');
    form.ui = '';
    await form.updateComplete;
    expect(alert()).to.equal(null);
  });

  describe('values', () => {
    it('that were set do not come back after a reset, with another form', async () => {
      const form = await show("n: {id:'n', type:'number', placeholder:1}");
      form.value = { n: 5 };
      form.reset();
      expect(form.value).to.deep.equal({ n: 1 });
      form.ui =
        "m: {id:'m', type:'number', placeholder:2} n: {id:'n', type:'number', placeholder:1}";
      expect(form.value).to.deep.equal({ n: 1, m: 2 });
    });

    it('come from the ui attribute before anything is rendered', () => {
      const form = document.createElement('imjoy-ui-form');
      form.setAttribute('ui', "k: {id:'k', type:'number', placeholder:3}");
      expect(form.value).to.deep.equal({ k: 3 });
    });

    it('keep their types as they are entered', async () => {
      const form = await show(
        "{id:'c', type:'choose', options:[true, 2, 'x']} {id:'s', type:'string'} {id:'n', type:'number'}" +
          " {id:'k', type:'color'} {id:'t', type:'comment'} {id:'v', type:'variableName'} {id:'b', type:'checkbox'}",
      );
      const select = form.shadowRoot!.querySelector('select')!;
      select.selectedIndex = 1;
      select.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
      enter(fieldOf(form, 1), '12');
      enter(fieldOf(form, 2), '1.5');
      enter(fieldOf(form, 3), '#00ff7f');
      enter(fieldOf(form, 4), 'two\nlines');
      enter(fieldOf(form, 5), 'width');
      fieldOf(form, 6).click();
      expect(form.value).to.deep.equal({
        c: 2,
        s: '12',
        n: 1.5,
        k: 'rgb(0,255,127)',
        t: 'two\nlines',
        v: 'width',
        b: true,
      });
    });

    it('of numbers are clamped when edited and shown clamped when done', async () => {
      const form = await show("{id:'n', type:'number', min:2, max:5}");
      const field = fieldOf(form);
      enter(field, '1');
      expect(field.value).to.equal('1');
      expect(form.value).to.deep.equal({ n: 2 });
      commit(field);
      expect(field.value).to.equal('2');
      enter(field, '');
      commit(field);
      expect(field.value).to.equal('2');
      expect(form.value).to.deep.equal({ n: 2 });
    });

    it('of one id are shared by all its items, the first placeholder wins', async () => {
      const form = await show(
        "a {id:'a',type:'number',placeholder:1} b {id:'a',type:'number',placeholder:2}",
      );
      expect(fieldOf(form, 1).value).to.equal('1');
      enter(fieldOf(form, 1), '7');
      expect(fieldOf(form, 0).value).to.equal('7');
      expect(form.value).to.deep.equal({ a: 7 });
    });

    it('stay, with focus, when an equal ui is set again; by id when another one is', async () => {
      const ui = "a {id:'a', type:'number'} b {id:'b', type:'string'}";
      const form = await show(ui);
      const field = fieldOf(form);
      field.focus();
      enter(field, '9');
      form.ui = ` ${ui}`;
      await form.updateComplete;
      expect(form.shadowRoot!.activeElement).to.equal(field);
      expect(field.value).to.equal('9');
      form.ui = "c {id:'c', type:'number'} a {id:'a', type:'number', placeholder: 1}";
      await form.updateComplete;
      expect(form.value).to.deep.equal({ c: 3, a: 9 });
      expect(fieldOf(form, 1).value).to.equal('9');
    });

    it('set by the page are shown, silently, whether before or after the ui', async () => {
      const form = await fixture<ImjoyUiFormElement>(html`<imjoy-ui-form></imjoy-ui-form>`);
      let events = 0;
      for (const type of ['input', 'change', 'imjoy-ui-form-updated']) {
        form.addEventListener(type, () => (events += 1));
      }
      form.value = { n: 8, other: 1 };
      form.ui = "{id:'n', type:'number'} {id:'s', type:'string'}";
      await form.updateComplete;
      expect(fieldOf(form).value).to.equal('8');
      form.value = { s: 'x' };
      expect(fieldOf(form, 1).value).to.equal('x');
      expect(form.value).to.deep.equal({ n: 8, s: 'x' });
      expect(events).to.equal(0);
    });
  });

  describe('events', () => {
    it('input and change reach the page with the new value', async () => {
      const form = await show("{id:'n', type:'number'}");
      const seen: unknown[] = [];
      form.addEventListener('input', () => seen.push(['input', form.value['n']]));
      form.addEventListener('change', (event) => seen.push(['change', event.target === form]));
      enter(fieldOf(form), '5');
      commit(fieldOf(form));
      expect(seen).to.deep.equal([
        ['input', 5],
        ['change', true],
      ]);
    });

    it('an update comes once, with all values, after they have come to rest', async () => {
      const form = await show("{id:'n', type:'number'} {id:'s', type:'string'}");
      const clock = await show("{id:'n', type:'number'}");
      const seen: unknown[] = [];
      form.addEventListener('imjoy-ui-form-updated', ({ values }) => seen.push(values));
      enter(fieldOf(form), '4');
      enter(fieldOf(form), '5');
      enter(fieldOf(form, 1), 'x');
      // Changed last, so that its update comes after all that the other form has to announce.
      enter(fieldOf(clock), '1');
      expect(seen).to.deep.equal([]);
      await oneEvent(clock, 'imjoy-ui-form-updated');
      expect(seen).to.deep.equal([{ n: 5, s: 'x' }]);
    });

    it('a button acts at once, asks for an update and holds no value', async () => {
      const form = await show("{id:'go', type:'button', label:'Go'} {id:'n', type:'number'}");
      const acted = oneEvent(form, 'imjoy-ui-form-action') as Promise<ImjoyUiFormActionEvent>;
      const updated = oneEvent(form, 'imjoy-ui-form-updated') as Promise<ImjoyUiFormUpdatedEvent>;
      expect(button(form).textContent).to.equal('Go');
      button(form).click();
      expect((await acted).itemId).to.equal('go');
      expect((await updated).values).to.deep.equal({ n: 3 });
    });

    it('the save box gives a link with all values, read-only', async () => {
      const form = await show("{type:'save'} {id:'n', type:'number', placeholder: 6}");
      button(form).click();
      const box = fieldOf(form);
      expect(box.readOnly).to.equal(true);
      await waitUntil(() => box.value !== '');
      expect((await parseWorkflowLink(box.value)).ops).to.deep.equal([{ type: 'form', n: 6 }]);
    });
  });
});
