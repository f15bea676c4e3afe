import { sanitizeHtml } from '../../components/shared/sanitize.js';
import '../../components/ui-form/imjoy-ui-form.js';

/** What the strict page saw; posted to the page that frames it. */
export interface StrictReport {
  readonly violations: readonly string[];
  readonly text: string;
  readonly value: unknown;
  readonly padding: string;
  readonly ran: boolean;
  readonly rawHtml: string;
}

const DELIBERATE = '<b>deliberate</b>';

const violations: string[] = [];
const policyAnswered = new Promise<void>((resolve) => {
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, sample }) => {
    if (sample.includes(DELIBERATE)) resolve();
    else violations.push(`${violatedDirective} ${sample}`);
  });
});

const form = document.createElement('imjoy-ui-form');
form.ui =
  "<div style=\"padding: 7px; color: red\">n {id:'n', type:'number'}</div>" +
  "{id:'s', type:'string', color:'red'}<img src=x onerror=\"window.ran = true\">";
document.body.append(form);
await form.updateComplete;
const box = form.renderRoot.querySelector('div') as HTMLElement;
document.body.append(sanitizeHtml('<b onclick="ran = true" style="margin:1px">x</b>', 'docs'));
document.querySelector('b')?.click();

let rawHtml = 'accepted';
try {
  document.createElement('p').innerHTML = DELIBERATE;
} catch (error) {
  rawHtml = (error as Error).name;
}
// Violations are reported later, in order: after the one we cause ourselves no other is to come.
await policyAnswered;

const report: StrictReport = {
  violations,
  text: (form.renderRoot.querySelector('fieldset') as HTMLElement).innerText,
  value: form.value,
  padding: getComputedStyle(box).padding,
  ran: 'ran' in window,
  rawHtml,
};
parent.postMessage(report, '*');
