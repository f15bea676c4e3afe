import { expect } from '@open-wc/testing';
import { pluginTemplates } from '../../src/index.js';
import { openWorkspace } from '../support/open-workspace.js';

const codeOf = (id: string): string => pluginTemplates.find((template) => template.id === id)!.code;

describe('plugin templates', () => {
  it('run: the worker', async () => {
    const { workspace, shell } = openWorkspace();
    await workspace.load(codeOf('web-worker'));
    expect(await workspace.run('My Worker', { config: { limit: 4 } })).to.equal(10);
    expect(shell.snackbars.map(({ text }) => text)).to.deep.equal(['The sum is 10']);
    workspace.dispose();
  });

  it('run: the hidden frame', async () => {
    const { workspace, shell } = openWorkspace();
    await workspace.load(codeOf('iframe'));
    await workspace.run('My Frame', { config: { width: 8 } });
    const view = shell.views.get('imjoy/image')!;
    expect((view.data as { src: string }).src).to.match(/^data:image\/png/);
    workspace.dispose();
  });

  it('run: the window', async () => {
    const { workspace, shell } = openWorkspace();
    await workspace.load(codeOf('window'));
    await workspace.run('My Window');
    expect(shell.lastPlace.states.at(-1)).to.equal('ready');
    expect(shell.lastPlace.request?.size).to.deep.equal({ w: 20, h: 10 });
    workspace.dispose();
  });

  it('run: Python', async () => {
    const { workspace, shell } = openWorkspace({ pyodideSrc: '/dist/pyodide/' });
    await workspace.load(codeOf('web-python'));
    const config = { name: 'Ada' };
    expect(await workspace.run('My Web Python', { config })).to.equal('Hello Ada');
    expect(shell.snackbars.map(({ text }) => text)).to.deep.equal(['Hello Ada']);
    workspace.dispose();
  });

  it('run: the Python window', async () => {
    const { workspace, shell } = openWorkspace({ pyodideSrc: '/dist/pyodide/' });
    await workspace.load(codeOf('web-python-window'));
    await workspace.run('My Python Window');
    expect(shell.lastPlace.states.at(-1)).to.equal('ready');
    workspace.dispose();
  });

  it('run: the collection', async () => {
    const { workspace } = openWorkspace();
    const record = await workspace.load(codeOf('collection'));
    expect(record.state.kind).to.equal('ready');
    workspace.dispose();
  });
});
