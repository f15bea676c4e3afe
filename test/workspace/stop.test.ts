import { expect } from '@open-wc/testing';
import { waitUntil as until } from '../support/wait-until.js';
import { openWorkspace, type OpenWorkspace } from '../support/open-workspace.js';
import { rejection } from '../support/plugin-text.js';

const STUCK = `let runs = 0
  api.export({ setup() {}, run({ config }) { runs++; return config.stuck ? new Promise(() => {}) : runs } })`;

describe('Workspace.stop', () => {
  let open: OpenWorkspace;
  beforeEach(() => (open = openWorkspace()));
  afterEach(() => open.workspace.dispose());

  it('ends a run that would never end, and makes the plugin ready again', async () => {
    const { workspace, shell } = open;
    await open.load({ name: 'Stuck' }, STUCK);
    const run = workspace.run('Stuck', { config: { stuck: true } });
    run.catch(() => undefined);
    await until(() => workspace.plugins.get('Stuck').busy, 'it is at work');
    const former = workspace.plugins.get('Stuck');
    const next = await workspace.stop(former);
    expect((await rejection(run)).code).to.equal('PLUGIN_TERMINATED');
    expect(next).to.equal(workspace.plugins.get('Stuck'));
    expect([next === former, next.state.kind]).to.deep.equal([false, 'ready']);
    expect(await workspace.run('Stuck'), 'it starts from nothing').to.equal(1);
    expect(shell.snackbars, 'whoever stopped it knows').to.deep.equal([]);
  });

  it('does not wait for a plugin that does not listen any more', async () => {
    // Whoever waited for its goodbye would wait longer than this test may take.
    const patient = openWorkspace({ limits: { exit: 300_000 } });
    const { workspace } = patient;
    await patient.load(
      { name: 'Rude' },
      'api.export({ setup() {}, run: () => new Promise(() => {}), exit: () => new Promise(() => {}) })',
    );
    const run = workspace.run('Rude');
    await until(() => workspace.plugins.get('Rude').busy);
    void workspace.stop(workspace.plugins.get('Rude')).catch(() => undefined);
    expect((await rejection(run)).code).to.equal('PLUGIN_TERMINATED');
    workspace.dispose();
  });

  it('stops a plugin that is still loading', async () => {
    const { workspace } = open;
    const script = 'api.export({ setup: () => new Promise(() => {}), run() {} })';
    const first = rejection(open.load({ name: 'Slow' }, script));
    await until(() => workspace.plugins.find('Slow')?.api);
    void workspace.stop(workspace.plugins.get('Slow')).catch(() => undefined);
    expect((await first).code).to.equal('PLUGIN_TERMINATED');
  });

  it('closes the windows of a window plugin that are not ready, and no other', async () => {
    open.workspace.dispose();
    open = openWorkspace({ limits: { hide: 10, exit: 20 } });
    const { workspace } = open;
    await open.load(
      { name: 'View', type: 'window' },
      'api.export({ setup() {}, run: ({ config }) => config.stuck && new Promise(() => {}) })',
      '<window><p></p></window>',
    );
    await workspace.run('View');
    const run = rejection(workspace.run('View', { config: { stuck: true } }));
    await until(() => workspace.windows.all.some(({ api, isReady }) => api && !isReady));
    await workspace.stop(workspace.plugins.get('View'));
    expect((await run).code).to.be.oneOf(['PLUGIN_TERMINATED', 'WINDOW_CLOSED']);
    expect(workspace.windows.all.map(({ isReady }) => isReady)).to.deep.equal([true]);
  });
});
