import { expect } from '@open-wc/testing';
import { createWorkspace, type Workspace } from '../../src/index.js';
import { REALMS, startAttacker } from './attacker.js';
import { countTurns } from './count-turns.js';

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
      const stop = countTurns();
      const outcomes = (await evaluate(`(async () => {
        const calls = Array.from({ length: 100000 }, (_, i) => api.echo(i).then((value) => value === i ? 'ok' : 'wrong', (error) => error.code))
        const counts = {}
        for (const outcome of await Promise.all(calls)) counts[outcome] = (counts[outcome] ?? 0) + 1
        return counts
      })()`)) as Record<string, number>;
      expect(stop()).to.be.above(5);
      const { ok = 0, RPC_BUSY: refused = 0, ...others } = outcomes;
      expect(others).to.deep.equal({});
      expect(ok + refused).to.equal(100_000);
      expect(ok).to.be.above(0);
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

  it('writes texts of 100 MB to its log, which keeps the beginning of each', async () => {
    const evaluate = await startAttacker(workspace, 'web-worker');
    await evaluate(`(async () => {
      const text = 'x'.repeat(1e8)
      await api.log(text); await api.error(text, 1); await api.log({ type: 'image', value: text }); await api.log({ text })
      return 0
    })()`);
    const { entries } = workspace.plugins.get('Attacker').log;
    const sizes = entries.map(({ value }) => JSON.stringify(value).length);
    expect(
      sizes
        .slice(0, 2)
        .concat(sizes.slice(3))
        .every((size) => size < 101_000),
    ).to.equal(true);
    expect(sizes[2]).to.be.below(5_001_000);
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
