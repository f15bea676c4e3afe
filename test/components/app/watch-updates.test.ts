import { expect } from '@open-wc/testing';
import type { ImjoyWorkspaceElement } from '../../../components/workspace/workspace-element.js';
import { openWorkspaceCatalog } from '../../../src/index.js';
import { pluginText } from '../../support/plugin-text.js';
import { createPublisher } from '../../support/publisher.js';
import { deepAll, eventually } from '../builtin/support.js';

// The kit as a page loads it.
const kit = '/dist/imjoy.js';

describe('an application that comes back', () => {
  const site = createPublisher();
  before(() => import(kit));
  afterEach(async () => {
    document.querySelectorAll('imjoy-workspace').forEach((element) => element.remove());
    const catalog = await openWorkspaceCatalog();
    await catalog.remove('updates');
    catalog.dispose();
  });

  async function show(persist = true): Promise<ImjoyWorkspaceElement> {
    const element = document.createElement('imjoy-workspace');
    Object.assign(element, { name: 'updates', persist });
    document.body.append(element);
    await element.ready;
    return element;
  }
  const publish = (version: string) =>
    site.publish('Lamp.imjoy.html', pluginText({ name: 'Lamp', version }));

  it('says what is newer by now, and looks nowhere without a reason', async () => {
    await publish('1.0.0');
    const first = await show();
    expect(first.workspace!.openSources).to.equal(null);
    await first.workspace!.library.install({ src: site.urlOf('Lamp.imjoy.html') });
    first.remove();
    await publish('1.1.0');
    const again = await show();
    await eventually(() => deepAll(again.shadowRoot!, '.new')[0]);
    expect([...again.workspace!.openSources!.updates.available.keys()]).to.deep.equal(['Lamp']);
  });
});
