import { expect } from '@open-wc/testing';
import { createWorkspace, type Workspace } from '../../src/index.js';
import { REALMS, startAttacker } from './attacker.js';

describe('the page keeps going while a plugin', () => {
  let workspace: Workspace;
  beforeEach(() => {
    workspace = createWorkspace({ frameSrc: '/dist/sandbox.html' });
  });
  afterEach(() => workspace.dispose());

  for (const type of REALMS)
    it(`calls it 100,000 times at once, each of which settles (${type})`, async function () {
      this.timeout(120_000);
      const evaluate = await startAttacker(workspace, type);
      let handled = 0;
      const handledAtTurn: number[] = [];
      workspace.plugins.get('Attacker').log.onChange.connect(() => {
        // What the page wants to do meanwhile: an event, a timer, a picture.
        if (handled++ % 10_000 === 0) setTimeout(() => handledAtTurn.push(handled));
      });
      const outcomes = (await evaluate(`(async () => {
        const calls = Array.from({ length: 100000 }, (_, i) => api.log(i).then(() => 'ok', (error) => error.code))
        const counts = {}
        for (const outcome of await Promise.all(calls)) counts[outcome] = (counts[outcome] ?? 0) + 1
        return counts
      })()`)) as Record<string, number>;
      const { ok = 0, RPC_BUSY: refused = 0, ...others } = outcomes;
      expect(others).to.deep.equal({});
      expect(ok + refused).to.equal(100_000);
      expect(ok).to.equal(handled);
      expect(handledAtTurn[0], 'its turn comes while calls are waiting').to.be.below(handled);
    });

  it('sends it 500 MB in one message', async function () {
    this.timeout(120_000);
    const evaluate = await startAttacker(workspace, 'web-worker');
    const other = await startAttacker(workspace, 'web-worker', 'Other');
    const outcome = await evaluate(
      `api.emit('nobody listens', new Uint8Array(5e8)).then(() => 'sent', (error) => error.code ?? error.name)`,
    );
    expect(outcome).to.be.oneOf(['sent', 'VALUE_UNSUPPORTED', 'RPC_REFUSED']);
    expect(await other('1 + 1')).to.equal(2);
  });

  it('writes texts of 10 MB to its log, which keeps the beginning of each', async () => {
    const evaluate = await startAttacker(workspace, 'web-worker');
    await evaluate(`(async () => {
      const text = 'x'.repeat(1e7)
      await api.log(text); await api.error(text, 1); await api.log({ type: 'image', value: text }); await api.log({ text })
      return 0
    })()`);
    const { entries } = workspace.plugins.get('Attacker').log;
    const sizes = entries.map(({ value }) => JSON.stringify(value).length);
    const [text, error, image, fields] = sizes;
    expect(sizes).to.have.length(4);
    for (const size of [text, error, fields]) expect(size).to.be.within(100_000, 101_000);
    expect(image).to.be.within(5_000_000, 5_001_000);
    expect(entries.map(({ value }) => String(value)).join()).to.contain('more characters');
  });

  it('writes without end to its log, which keeps the end of it', async () => {
    const evaluate = await startAttacker(workspace, 'web-worker');
    await evaluate(`Promise.all(Array.from({ length: 5000 }, (_, i) => api.log(i))).then(() => 0)`);
    const { log } = workspace.plugins.get('Attacker');
    expect(log.entries.length).to.be.at.most(1000);
    expect(log.entries.at(-1)?.value).to.equal('4999');
  });
});
