import { expect } from '@open-wc/testing';
import { readSource, resolvePluginUri, type ImjoyError } from '../../src/index.js';
import { rejection } from '../support/plugin-text.js';

/** The same server under another name: another origin, which does not let this page read. */
const elsewhere = (path: string) => {
  const url = new URL(path, location.href);
  url.hostname = url.hostname === 'localhost' ? '127.0.0.1' : 'localhost';
  return url.href;
};

describe('fetching a plugin from another site', () => {
  const failureOf = async (url: string) =>
    (await rejection(readSource(url, { base: location.href }))) as ImjoyError;

  it('that lets no other read it says what to do', async () => {
    const url = elsewhere('/test/workspace/fixtures/leaf.imjoy.html');
    const { code, details, message } = await failureOf(url);
    expect([code, details.reason, details.url]).to.deep.equal(['PLUGIN_FETCH', 'cors', url]);
    expect(message).to.contain(url).and.to.contain('Access-Control-Allow-Origin');
  });

  it('that is not there is told from one that may not be read', async () => {
    const url = 'http://127.0.0.1:9/P.imjoy.html';
    const { details } = await failureOf(url);
    expect(details.reason).to.equal('unreachable');
  });

  it('takes relative URLs from the page', async () => {
    const { url } = await resolvePluginUri('x/P.imjoy.html@GPU');
    expect(url).to.equal(new URL('x/P.imjoy.html', document.baseURI).href);
  });
});
