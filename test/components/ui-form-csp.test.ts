import { expect } from '@open-wc/testing';
import type { StrictReport } from '../ui-form/strict-page.js';

// Firefox takes 'self' in a frame without an address for nothing.
const POLICY = `script-src ${location.origin}; style-src ${location.origin}; require-trusted-types-for 'script'`;

/** A page under the policy, in a frame of this origin, that runs the script and reports. */
async function runStrictly(script: string): Promise<StrictReport> {
  const frame = document.createElement('iframe');
  const page = document.implementation.createHTMLDocument();
  const policy = page.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content = POLICY;
  const module = page.createElement('script');
  module.type = 'module';
  module.src = script;
  page.head.append(policy);
  page.body.append(module);
  frame.srcdoc = page.documentElement.outerHTML;
  const report = new Promise<StrictReport>((resolve) => {
    window.addEventListener('message', (event: MessageEvent<StrictReport>) => {
      if (event.source === frame.contentWindow) resolve(event.data);
    });
  });
  document.body.append(frame);
  try {
    return await report;
  } finally {
    frame.remove();
  }
}

describe('<imjoy-ui-form> under a strict content security policy with Trusted Types', () => {
  it('shows its form, with styles, and violates nothing', async () => {
    const script = new URL('../ui-form/strict-page.ts', import.meta.url).href;
    const report = await runStrictly(script);
    expect(report.rawHtml, 'the policy is in force').to.equal('TypeError');
    expect(report.violations).to.deep.equal([]);
    expect(report.value).to.deep.equal({ n: 3, s: '???' });
    expect(report.text).to.match(/^\s*n/);
    expect(report.padding).to.equal('7px');
    expect(report.ran).to.equal(false);
  });
});
