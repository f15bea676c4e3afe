import { expect } from '@open-wc/testing';
import { NdArray } from '../../src/rpc/index.js';
import {
  call,
  openWorkspace,
  type Functions,
  type OpenWorkspace,
} from '../support/open-workspace.js';
import { rejection } from '../support/plugin-text.js';
import { pythonText } from './python-text.js';

const tool = `
from imjoy import api

class Tool:
    def setup(self):
        print("ready")

    async def run(self, ctx):
        await api.alert(f"got {ctx.config.k}")
        return ctx

    def add(self, a, b=1):
        return a + b

    async def later(self, fn, value):
        first = await fn(value)
        return [first, await fn(first)]

    def echo(self, value):
        return value

    def describe(self, value):
        return f"{type(value).__name__} {value!r}"

    def fail(self):
        raise ValueError("no such thing")

    async def ask(self, name, value):
        other = await api.getPlugin(name)
        return await other.echo(value)

api.export(Tool())
`;

describe('a web-python plugin', () => {
  let open: OpenWorkspace;
  let plugin: Functions;
  before(async () => {
    open = openWorkspace({ pyodideSrc: '/dist/pyodide/' });
    plugin = await open.page('loadPlugin', { src: pythonText({ name: 'Tool' }, tool) });
  });
  after(() => open.workspace.dispose());

  it('is called, with defaults and by name', async () => {
    expect(await call(plugin, 'add', 2, 3)).to.equal(5);
    expect(await call(plugin, 'add', 2)).to.equal(3);
    expect(await call(plugin, 'add', 2, { b: 40, _rkwargs: true })).to.equal(42);
  });

  it('runs with its context by dots, and calls the host', async () => {
    await call(plugin, 'run', { config: { k: 7 }, data: {} });
    expect(open.shell.alerts.at(-1)).to.include({ text: 'got 7' });
  });

  it('calls functions it is given, more than once', async () => {
    expect(await call(plugin, 'later', (x: number) => x * 3, 2)).to.deep.equal([6, 18]);
  });

  it('gives back values as they were', async () => {
    const values = [
      1.5,
      'text',
      null,
      [1, { a: [2] }],
      2n ** 70n,
      new Uint8Array([1, 2]).buffer,
      new Set([1]),
      new Date(5),
    ];
    for (const value of values) expect(await call(plugin, 'echo', value)).to.deep.equal(value);
  });

  it('takes n-d arrays and gives them, also large ones', async () => {
    const image = new NdArray(new Float32Array(4 << 20).fill(2), [2048, 2048]);
    const back = (await call(plugin, 'echo', image)) as NdArray;
    expect([...back.shape]).to.deep.equal([2048, 2048]);
    expect(back.data).to.deep.equal(image.data);
  });

  it('fails with the lines of its own file', async () => {
    const error = await rejection(call(plugin, 'fail'));
    expect(error).to.include({ name: 'ValueError', message: 'no such thing' });
    const line = pythonText({ name: 'Tool' }, tool)
      .split('\n')
      .findIndex((text) => /raise/.test(text));
    expect(error.stack).to.contain(`"Tool.imjoy.html", line ${line + 1}`);
  });

  it('writes what it prints to its log', () => {
    const log = open.workspace.plugins.find('Tool')?.log.entries ?? [];
    expect(log.map(({ value }) => value)).to.include('ready');
  });

  it('is a window like others where it has one: opened once more, it is the same plugin', async () => {
    const src = pythonText({ name: 'Shown', type: 'web-python-window' }, '');
    const first = await open.workspace.load(src);
    expect(first.isWindow).to.equal(true);
    const second = await open.workspace.load(src);
    expect(second.id).to.equal(first.id);
  });

  it('calls plugins in JavaScript', async () => {
    await open.load(
      { name: 'Other' },
      'api.export({ setup() {}, run() {}, echo: (v) => ({ v }) })',
    );
    expect(await call(plugin, 'ask', 'Other', 5)).to.deep.equal({ v: 5 });
  });

  it('has its interpreter say what is wrong with a script, and run nothing of it', async () => {
    const check = (script: string) => open.workspace.checkPython('Tool', script, 10);
    expect(await check('import js\njs.fetch("/")\nif x\n    pass')).to.deep.equal({
      message: "expected ':'",
      ...{ line: 12, column: 4, endLine: 12, endColumn: 5 },
    });
    expect(await check('await later()\nraise SystemExit')).to.equal(null);
    expect(await open.workspace.checkPython('Nobody', 'if x', 1)).to.equal(null);
  });

  it('does not start without what it requires, by name', async () => {
    const src = pythonText({ name: 'Poor', requirements: ['no-such-package'] }, tool);
    const error = await rejection(open.page('loadPlugin', { src }));
    expect(error).to.include({ code: 'PLUGIN_REQUIREMENT' });
    expect(error.message).to.contain('no-such-package');
  });

  it('does not start when its script fails, by line', async () => {
    const src = pythonText({ name: 'Broken' }, 'x = 1\nx.y');
    const error = await rejection(open.page('loadPlugin', { src }));
    expect(error).to.include({ code: 'PLUGIN_SCRIPT' });
    expect(error.message).to.contain('AttributeError');
  });
});
