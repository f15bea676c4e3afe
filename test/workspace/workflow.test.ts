import { expect } from '@open-wc/testing';
import { ImjoyError, WorkflowDocuments, type WorkflowStep } from '../../src/index.js';
import { newWorkspaceName } from '../storage/support.js';
import { openWorkspace, type OpenWorkspace } from '../support/open-workspace.js';
import { rejection } from '../support/plugin-text.js';

const steps = (...ops: WorkflowStep[]) => ({ ops, resetVariables: true });

describe('a workflow of plugins in their sandboxes', () => {
  let open: OpenWorkspace;
  beforeEach(() => (open = openWorkspace()));
  afterEach(() => open.workspace.dispose());

  const run = (...ops: WorkflowStep[]) => open.workspace.runWorkflow(steps(...ops));

  it('hands the data of the active window from one to the next, results in place of it', async () => {
    await open.load(
      { name: 'Add', ui: "{id:'by', type:'number', placeholder:1}" },
      'api.export({ setup() {}, run: ({ data, config }) => ({ sum: (data.sum ?? 0) + config.by }) })',
    );
    await open.load(
      { name: 'Double', type: 'iframe' },
      'api.export({ setup() {}, run: (my) => { my.data.sum *= 2; return my; } })',
    );
    const data = { sum: 5 };
    await open.page('createWindow', { type: 'imjoy/generic', id: 'w', name: 'start', data });
    const { target, stopped } = await run({ type: 'Add', by: 2 }, { type: 'Double' });
    expect(stopped).to.equal(null);
    expect(target).to.deep.include({ data: { sum: 14 }, _workflow_id: 'w', _op: 'Double' });
    expect(open.workspace.windows.active?.state.data).to.deep.equal({ sum: 5 });
    expect(open.workspace.windows.all).to.have.length(1);
  });

  it('works variables out before a plugin sees them, and takes those it leaves', async () => {
    await open.load(
      { name: 'Sized', ui: "{id:'size', type:'number'}" },
      `const sizes = [];
       api.export({ setup() {}, run({ config, _variables }) {
         sizes.push(config.size);
         return { data: { sizes }, _variables: { seen: _variables.n + 0.5 } };
       } })`,
    );
    const { target, variables } = await run(
      { type: 'math/set', name: 'n', value: 1 },
      {
        type: 'instructions/repeat',
        count: 3,
        steps: steps(
          { type: 'Sized', size: 'n × 10 + 1' },
          { type: 'math/operation', name: 'n', operation: '+', value: 1 },
        ),
      },
    );
    expect(target.data).to.deep.equal({ sizes: [11, 21, 31] });
    expect([...variables]).to.deep.equal([
      ['n', 4],
      ['seen', 3.5],
    ]);
  });

  it('ends where a plugin says STOP, and the steps after it do not run', async () => {
    await open.load({ name: 'Stop' }, "api.export({ setup() {}, run: () => 'STOP' })");
    await open.load(
      { name: 'Never' },
      'api.export({ setup() {}, run: () => api.createWindow({ type: "imjoy/text" }) })',
    );
    const inner = { type: 'instructions/repeat', count: 2, steps: steps({ type: 'Stop' }) };
    expect((await run(inner, { type: 'Never' })).stopped).to.equal('STOP');
    expect(open.workspace.windows.all).to.deep.equal([]);
  });

  it('names the step whose plugin throws, and keeps that in its log', async () => {
    await open.load(
      { name: 'Bad' },
      'api.export({ setup() {}, run() { throw new Error("on purpose") } })',
    );
    const comment = { type: 'instructions/comment', text: '' };
    const error = await rejection(run(comment, { type: 'Bad' }));
    expect(error).to.be.instanceOf(ImjoyError);
    expect(error.code).to.equal('WORKFLOW_STEP');
    expect(error.message).to.match(/step 2 "Bad".*on purpose/);
    expect(open.workspace.plugins.get('Bad').log.hasError).to.equal(true);
  });

  it('is stopped while a plugin never answers, and settles when that plugin is ended', async () => {
    await open.load(
      { name: 'Endless' },
      'api.export({ setup() {}, run: () => new Promise(() => api.showMessage("runs")) })',
    );
    const stop = new AbortController();
    const stopped = rejection(
      open.workspace.runWorkflow(steps({ type: 'Endless' }), {
        signal: stop.signal,
        onProgress: () => queueMicrotask(() => stop.abort()),
      }),
    );
    expect((await stopped).code).to.equal('RPC_ABORTED');
    const ended = rejection(run({ type: 'Endless' }));
    open.workspace.unload(open.workspace.plugins.get('Endless'));
    expect((await ended).message).to.match(/step 1 "Endless"/);
  });
});

describe('the workflows that a workspace keeps', () => {
  let name: string;
  let open: OpenWorkspace;
  beforeEach(() => {
    name = newWorkspaceName();
    open = openWorkspace({ name, persistent: true });
  });
  afterEach(() => open.workspace.dispose());

  const workflow = steps({ type: 'Blur', sigma: 2 });

  it('are there again when the page comes back, and told to other tabs', async () => {
    const other = openWorkspace({ name, persistent: true });
    const there = new WorkflowDocuments(other.workspace.store);
    expect(await there.names()).to.deep.equal([]);
    const told = new Promise<void>((resolve) => there.onChange(resolve));
    await new WorkflowDocuments(open.workspace.store).save(' nightly ', workflow);
    await told;
    other.workspace.dispose();
    open.workspace.dispose();
    open = openWorkspace({ name, persistent: true });
    const documents = new WorkflowDocuments(open.workspace.store);
    expect(await documents.names()).to.deep.equal(['nightly']);
    expect(await documents.load('nightly')).to.deep.equal(workflow);
  });

  it('are renamed to no name that is taken, and come back after they are removed', async () => {
    const documents = new WorkflowDocuments(open.workspace.store);
    await documents.save('a', workflow);
    await documents.save('b', steps());
    expect((await rejection(documents.rename('a', 'b'))).code).to.equal('ARGUMENT');
    expect((await rejection(documents.save(' ', workflow))).code).to.equal('ARGUMENT');
    await documents.rename('a', 'c');
    const putBack = await documents.remove('c');
    expect(await documents.names()).to.deep.equal(['b']);
    await putBack();
    expect(await documents.load('c')).to.deep.equal(workflow);
    expect((await rejection(documents.load('a'))).code).to.equal('WORKFLOW_INVALID');
  });
});
