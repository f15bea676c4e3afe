import { expect } from '@open-wc/testing';
import { openWorkspace, type Functions, type OpenWorkspace } from '../support/open-workspace.js';
import { pythonText } from './python-text.js';

const counter = `
from imjoy import api

class Counter:
    def setup(self):
        self.runs = 0

    def run(self, ctx):
        return sum(ctx.data) * ctx.config.factor

    def half(self, item):
        if item % 2:
            raise ValueError(f"{item} is odd")
        return item // 2

    def count(self, item):
        self.runs += 1
        return self.runs

    async def batch(self):
        done = []
        results = await api.map("Counter", [[1, 2], [3]], config={"factor": 10}, concurrency=1, progress=lambda p: done.append(p.done))
        return [results, done]

    async def batch_by_name(self):
        half = {"plugin": "Counter", "fn": "half"}
        kept = await api.map(op=half, items=[2, 3], failures="keep", concurrency=1)
        try:
            await api.map(half, [3])
        except Exception as error:
            return [kept.results, [[f.index, str(f.error)] for f in kept.failures], error.code, str(error)]

api.export(Counter())
`;

describe('api.map in Python', () => {
  let open: OpenWorkspace;
  let plugin: Functions;
  before(async () => {
    open = openWorkspace({ pyodideSrc: '/dist/pyodide/', limits: { idle: 600_000 } });
    const config = { name: 'Counter', flags: ['functional'] };
    plugin = (await open.page('loadPlugin', { src: pythonText(config, counter) })) as Functions;
  });
  after(() => open.workspace.dispose());

  it('runs copies with an interpreter of their own', async () => {
    const count = { plugin: 'Counter', fn: 'count' };
    expect(await open.page('map', count, [1, 2, 3], { concurrency: 1 })).to.deep.equal([1, 2, 3]);
    expect(await plugin.count?.(1)).to.equal(1);
  });

  it('takes options by name, and tells how far it is', async () => {
    expect(await plugin.batch?.()).to.deep.equal([
      [30, 30],
      [1, 2],
    ]);
  });

  it('takes everything by name, and says what failed', async () => {
    const failures = [[1, '3 is odd']];
    const failed = ['MAP_ITEM', 'item 0 failed: 3 is odd'];
    expect(await plugin.batch_by_name?.()).to.deep.equal([[1, null], failures, ...failed]);
  });
});
