import { expect } from '@open-wc/testing';
import type { ImjoyWorkflowElement } from '../../../components/workflow/workflow-element.js';
import type { ImjoyWorkspaceElement } from '../../../components/workspace/workspace-element.js';
import { toWorkflowLink } from '../../../src/index.js';
import { pluginText } from '../../support/plugin-text.js';
import { deepAll, eventually } from '../builtin/support.js';

// The kit as a page loads it.
const kit = '/dist/imjoy.js';

const workflow = { ops: [{ type: 'Tell', k: 4 }], resetVariables: true };

describe('a workflow in the page’s address', () => {
  const page = location.href;
  let link: string;
  beforeEach(async () => (link = await toWorkflowLink(workflow, page)));
  afterEach(() => {
    history.replaceState(null, '', page);
    document.querySelectorAll('imjoy-workspace').forEach((each) => each.remove());
  });

  const visit = (address: string) => history.replaceState(null, '', address);

  async function show(urlParams: boolean): Promise<ImjoyWorkspaceElement> {
    await import(kit);
    const element = document.createElement('imjoy-workspace');
    element.toggleAttribute('url-params', urlParams);
    document.body.append(element);
    await element.ready;
    return element;
  }

  const panels = (element: ImjoyWorkspaceElement) =>
    deepAll(element.shadowRoot!, 'imjoy-workflow') as ImjoyWorkflowElement[];

  it('is opened in a panel where the page says so, and does not run by itself', async () => {
    visit(link);
    const element = await show(true);
    await element.workspace!.library.install({
      src: pluginText(
        { name: 'Tell', ui: "{id:'k', type:'number'}" },
        'api.export({ setup() {}, run: ({ config }) => ({ k: config.k }) })',
      ),
    });
    const panel = await eventually(() => panels(element)[0]);
    await eventually(() => panel.value.ops.length === 1);
    expect(panel.value).to.deep.equal(workflow);
    expect(location.href).to.equal(page);
    expect(element.workspace!.plugins.get('Tell').busy).to.equal(false);
    expect(element.workspace!.windows.all.map(({ type }) => type)).to.deep.equal([
      'imjoy/workflow',
    ]);
    await panel.run();
    expect(element.workspace!.windows.all).to.have.length(1);
  });

  it('that is damaged is told in the panel', async () => {
    visit(`${location.pathname}?workflow=damaged`);
    const element = await show(true);
    const panel = await eventually(() => panels(element)[0]);
    await eventually(() => deepAll(panel.shadowRoot!, '[role=alert]')[0]?.textContent?.trim());
    expect(deepAll(panel.shadowRoot!, '[role=alert]')[0]!.textContent).to.match(/no workflow/);
    expect(location.search).to.equal('');
  });

  it('is left alone without the attribute', async () => {
    visit(link);
    const element = await show(false);
    expect(element.workspace!.windows.all).to.deep.equal([]);
    expect(location.href).to.equal(link);
  });
});
