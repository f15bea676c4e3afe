import { expect } from '@open-wc/testing';
import { createWorkspace, type Workspace } from '../../src/index.js';
import { attempt, PAGES, REALMS, startAttacker } from './attacker.js';

const SECRET = 'the secret of the page';

/** What only a page with an origin of its own has; each is tried in every realm. */
const OF_THE_ORIGIN = {
  'local storage': 'localStorage.length',
  'session storage': 'sessionStorage.length',
  cookies: 'document.cookie',
  'the cookie store': 'cookieStore.getAll()',
  databases:
    'new Promise((resolve, reject) => { const r = indexedDB.open("x"); r.onsuccess = resolve; r.onerror = () => reject(r.error) })',
  caches: 'caches.keys()',
  'private files': 'navigator.storage.getDirectory()',
  locks: 'navigator.locks.request("x", () => "held")',
  'service workers': 'navigator.serviceWorker.register("/dist/sandbox.js")',
  'shared workers': 'new SharedWorker("/dist/sandbox.js")',
};

/** What a frame may try with the windows around it. */
const OF_OTHER_WINDOWS = {
  'the document of its parent': 'parent.document.title',
  'the document of the top page': 'top.document.body',
  'variables of the page': 'parent.secretOfThePage',
  'the storage of the page': 'parent.localStorage.secret',
  'the address of the page': 'parent.location.href',
  'the documents of its siblings':
    '[...Array(parent.length).keys()].map((i) => parent[i].document)',
  'the api of its siblings': '[...Array(parent.length).keys()].map((i) => parent[i].api)',
};

describe('a plugin cannot reach', () => {
  let workspace: Workspace;
  beforeEach(() => {
    workspace = createWorkspace({ frameSrc: '/dist/sandbox.html' });
    localStorage.setItem('secret', SECRET);
    document.cookie = `secret=${SECRET}`;
    Object.assign(window, { secretOfThePage: SECRET });
  });
  afterEach(() => {
    workspace.dispose();
    localStorage.removeItem('secret');
    document.cookie = 'secret=; max-age=0';
  });

  for (const type of REALMS)
    it(`anything of the page's origin (${type})`, async () => {
      const evaluate = await startAttacker(workspace, type);
      expect(await evaluate('self.origin')).to.equal('null');
      for (const [what, code] of Object.entries(OF_THE_ORIGIN))
        expect(await evaluate(attempt(code)), what).to.match(/^refused/);
    });

  for (const type of PAGES)
    it(`other windows (${type})`, async () => {
      await startAttacker(workspace, 'iframe', 'Sibling');
      const evaluate = await startAttacker(workspace, type);
      for (const [what, code] of Object.entries(OF_OTHER_WINDOWS))
        expect(await evaluate(attempt(code)), what).to.equal('refused SecurityError');
      expect(await evaluate('[frameElement, opener, document.referrer, name]')).to.deep.equal([
        null,
        null,
        '',
        '',
      ]);
    });

  for (const type of REALMS)
    it(`what the page tells its own windows (${type})`, async () => {
      const evaluate = await startAttacker(workspace, type);
      await evaluate(
        `heard = []; channel = new BroadcastChannel('page'); channel.onmessage = ({ data }) => heard.push(data); 0`,
      );
      const [own, speaker] = [new BroadcastChannel('page'), new BroadcastChannel('page')];
      const delivered = new Promise((resolve) => (own.onmessage = resolve));
      speaker.postMessage(SECRET);
      await delivered;
      expect(await evaluate('heard')).to.deep.equal([]);
      own.close();
      speaker.close();
    });

  const features = ['camera', 'microphone', 'geolocation', 'midi', 'payment', 'display-capture'];
  it('devices it did not ask for', async function () {
    // Only some browsers tell a frame what it may use.
    if (!('featurePolicy' in document)) this.skip();
    const evaluate = await startAttacker(workspace, 'window');
    for (const feature of features)
      expect(
        await evaluate(`document.featurePolicy.allowsFeature('${feature}')`),
        feature,
      ).to.equal(false);
  });

  it('devices other than those it asked for', async function () {
    if (!('featurePolicy' in document)) this.skip();
    const permissions = ['camera', 'toString', '*', 'microphone *'];
    const evaluate = await startAttacker(workspace, 'window', 'Asker', { permissions });
    for (const feature of features)
      expect(
        await evaluate(`document.featurePolicy.allowsFeature('${feature}')`),
        feature,
      ).to.equal(feature === 'camera');
  });
});
