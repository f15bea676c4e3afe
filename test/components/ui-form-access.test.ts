import { expect, fixture, fixtureSync, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../components/ui-form/imjoy-ui-form.js';
import type { ImjoyUiFormElement } from '../../components/ui-form/imjoy-ui-form.js';
import { expectAccessible } from '../support/accessible.js';

const EVERYTHING = [
  "Channel: {id:'o', type:'choose', options:['DAPI','GFP']}",
  "Sigma between {id:'a', type:'number', min:0, max:9} and {id:'b', type:'number'} px",
  "Name: {id:'s', type:'string', prefix:'exp_', suffix:'.tif'}",
  "A label so long that it stands above its field, not beside: {id:'l', type:'string'}",
  "Line colour {id:'c', type:'color'}",
  '<p>A paragraph with a <a href="https://imjoy.io" target="_blank">link</a></p><hr>',
  "{id:'x', type:'number'}",
  "Notes<br>{id:'t', type:'instructions/comment'}",
  "Variable {id:'v', type:'variableName'}",
  "Really? {id:'y', type:'checkbox', description:'Think twice'}",
  "{type:'button', label:'Preview'} {type:'save'}",
  "{type:'math/if'} {oops}",
];

async function show(ui: unknown, theme = 'light'): Promise<ImjoyUiFormElement> {
  return fixture<ImjoyUiFormElement>(
    html`<imjoy-ui-form theme=${theme} .ui=${ui}></imjoy-ui-form>`,
  );
}

function nameOf(field: HTMLInputElement): string {
  const text = field.ariaLabel ?? field.labels?.[0]?.textContent ?? '';
  return text.trim();
}

describe('<imjoy-ui-form> for everybody', () => {
  for (const theme of ['light', 'dark']) {
    it(`has no accessibility faults in ${theme}`, async () => {
      const form = await show(EVERYTHING, theme);
      const ground = theme === 'dark' ? '#141c24' : '#ffffff';
      form.parentElement!.style.setProperty('background', ground);
      await expectAccessible(form);
      form.disabled = true;
      await form.updateComplete;
      await expectAccessible(form);
      form.ui = {};
      await form.updateComplete;
      await expectAccessible(form);
    });
  }

  it('names each field by the text in front of it', async () => {
    const form = await show(EVERYTHING);
    const fields = form.shadowRoot!.querySelectorAll<HTMLInputElement>('input, select, textarea');
    expect([...fields].map(nameOf)).to.deep.equal([
      'Channel:',
      'Sigma between',
      'and',
      'Name:',
      'A label so long that it stands above its field, not beside:',
      'Line colour',
      'A paragraph with a link',
      'Notes',
      'Variable',
      'Really?',
      'link to these values',
    ]);
  });

  it('describes a field by its hint', async () => {
    const form = await show(EVERYTHING);
    const box = form.shadowRoot!.querySelector('input[type=checkbox]')!;
    const hint = form.shadowRoot!.getElementById(box.getAttribute('aria-describedby')!);
    expect(hint!.textContent).to.equal('Think twice');
  });

  it('is walked through with Tab, and buttons work from the keyboard', async () => {
    const form = await show("{id:'n', type:'number'} {id:'b', type:'button', label:'Go'}");
    let acted = 0;
    form.addEventListener('imjoy-ui-form-action', () => (acted += 1));
    form.focus();
    expect(form.shadowRoot!.activeElement!.localName).to.equal('input');
    await sendKeys({ press: 'ArrowUp' });
    expect(form.value).to.deep.equal({ n: 4 });
    await sendKeys({ press: 'Tab' });
    expect(form.shadowRoot!.activeElement!.localName).to.equal('button');
    await sendKeys({ press: ' ' });
    expect(acted).to.equal(1);
  });

  for (const width of [180, 320, 900]) {
    it(`needs no sideways scrolling at ${width} px`, async () => {
      const form = await show([...EVERYTHING, "{id:'w', type:'string', placeholder:'w'}"]);
      form.style.setProperty('width', `${width}px`);
      expect(form.scrollWidth).to.be.at.most(width);
      for (const element of form.shadowRoot!.querySelectorAll('input, select, textarea, button')) {
        expect(element.getBoundingClientRect().right).to.be.at.most(
          form.getBoundingClientRect().right + 1,
        );
      }
    });
  }

  it('has a width where the box around it shrinks to fit', () => {
    const box = fixtureSync<HTMLElement>(html`<div><imjoy-ui-form></imjoy-ui-form></div>`);
    box.style.setProperty('width', 'max-content');
    expect(box.getBoundingClientRect().width).to.be.above(200);
  });

  it('takes its colours from the page around it', async () => {
    const box = fixtureSync(html`<div><imjoy-ui-form .ui=${'text'}></imjoy-ui-form></div>`);
    const form = box.querySelector('imjoy-ui-form')!;
    (box as HTMLElement).style.setProperty('--imjoy-color-text', 'rgb(1, 2, 3)');
    expect(getComputedStyle(form).color).to.equal('rgb(1, 2, 3)');
    (box as HTMLElement).style.removeProperty('--imjoy-color-text');
    (box as HTMLElement).style.setProperty('--imjoy-color-scheme', 'dark');
    const dark = getComputedStyle(form).color;
    form.setAttribute('theme', 'light');
    expect(getComputedStyle(form).color).not.to.equal(dark);
  });
});
