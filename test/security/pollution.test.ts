import { expect } from '@open-wc/testing';
import { createWorkspace, type Workspace } from '../../src/index.js';
import { apiOf, attackerText, REALMS, startAttacker } from './attacker.js';

const POISON = `JSON.parse('{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 2}}, "a": {"__proto__": {"polluted": 3}}}')`;

/** Everything a plugin hands over that the host keeps or merges. */
const GIFTS = {
  'an echo': `api.echo(${POISON})`,
  'a config value': `api.setConfig('__proto__', 'polluted')`,
  'a service': `api.registerService({ ...${POISON}, type: 'x', name: '__proto__', __proto__: ${POISON} })`,
  'a service id': `api.registerService({ type: 'x', name: 'n', id: '__proto__' })`,
  'an operator': `api.register({ ...${POISON}, name: '__proto__', ui: '', run() {} })`,
  'a query for services': `api.getServices(${POISON})`,
  'an event': `api.emit('__proto__', ${POISON})`,
  'a handler': `api.on('__proto__', () => ${POISON})`,
  'a plugin name': `api.getPlugin('__proto__')`,
  'a call by name': `api.call('Attacker', '__proto__')`,
  'a call of an inherited function': `api.call('Attacker', 'constructor', 'return 1')`,
  'a window config': `api.createWindow({ ...${POISON}, type: 'Attacker', config: ${POISON}, data: ${POISON} })`,
  'a dialog': `api.createWindow(Object.defineProperty({ type: 'Attacker' }, '__proto__', { value: { polluted: 1 }, enumerable: true }))`,
  'an export': `api.export({ setup() {}, run: () => (${POISON}), evaluate: (code) => (0, eval)(code), ['__proto__']: { polluted: 1 }, deep: ${POISON} })`,
  'a log line': `api.log(${POISON})`,
};

describe('a plugin cannot pollute the prototypes of the page', () => {
  let workspace: Workspace;
  const before = Reflect.ownKeys(Object.prototype).length;
  beforeEach(() => {
    workspace = createWorkspace({ frameSrc: '/dist/sandbox.html' });
  });
  afterEach(() => workspace.dispose());

  function expectClean(what: string): void {
    expect(({} as Record<string, unknown>).polluted, what).to.equal(undefined);
    expect((() => 0) as unknown as Record<string, unknown>, what).not.to.have.property('polluted');
    expect(Reflect.ownKeys(Object.prototype).length, what).to.equal(before);
  }

  for (const type of REALMS)
    it(`by what it hands over (${type})`, async () => {
      const evaluate = await startAttacker(workspace, type);
      for (const [what, code] of Object.entries(GIFTS)) {
        await evaluate(`(async () => { await (${code}); return 0 })()`).catch(() => undefined);
        expectClean(what);
      }
    });

  it('by what its window returns and is run with', async () => {
    const text = attackerText('Window', 'window').replace('run() {}', `run: () => (${POISON})`);
    const window = (await apiOf(workspace).createWindow({ src: text })) as {
      run(context: unknown): Promise<unknown>;
    };
    await window.run({ data: JSON.parse('{"__proto__": {"polluted": 1}}') });
    expectClean('result of run');
    const state = workspace.windows.all[0]?.state as unknown as Record<string, unknown>;
    expect(Object.getPrototypeOf(state)).to.equal(Object.prototype);
    expect(state.polluted).to.equal(undefined);
  });

  it('by its config block', async () => {
    const text = attackerText('Config', 'web-worker').replace(
      '"name"',
      '"__proto__": {"polluted": 1}, "defaults": {"__proto__": {"polluted": 1}}, "name"',
    );
    await apiOf(workspace).loadPlugin({ src: text });
    const { config } = workspace.plugins.get('Config');
    expectClean('config');
    expect((config as unknown as Record<string, unknown>).polluted).to.equal(undefined);
  });
});
