import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ServiceRegistry } from '../../src/registry/service-registry.js';
import type { WindowRecord } from '../../src/registry/window-record.js';
import { WindowRegistry } from '../../src/registry/window-registry.js';

const a = { id: 'id of A', name: 'A' };
const windowOfA = { id: 'a window', name: 'A' };
const b = { id: 'id of B', name: 'B' };

describe('services', () => {
  it('names operators by their plugin, and gives everything its provider', () => {
    const services = new ServiceRegistry();
    assert.equal(services.register({ type: 'operator', name: 'A' }, a), 'A');
    assert.equal(services.register({ type: '@operator', name: 'Blur' }, a), 'Blur');
    assert.deepEqual(
      services.operators().map(({ key }) => key),
      ['A', 'A/Blur'],
    );
    const claim = { type: 'tool', name: 't', id: 'x', provider: 'B', providerId: 'id of B' };
    assert.equal(services.register(claim, a), 'x');
    const [tool] = services.query({ type: 'tool' });
    assert.deepEqual([tool?.provider, tool?.providerId], ['A', 'id of A']);
  });

  it('lets a plugin replace its own service, from any of its windows, and nobody else', () => {
    const services = new ServiceRegistry();
    services.register({ type: 'operator', name: 'Op', mark: 1 }, a);
    services.register({ type: 'operator', name: 'Op', mark: 2 }, windowOfA);
    assert.equal(services.operator('A/Op')?.mark, 2);
    services.register({ type: 'tool', name: 't', id: 'x' }, a);
    assert.throws(() => services.register({ type: 'tool', name: 't', id: 'x' }, b), {
      code: 'SERVICE_CONFIG',
      message: /"x".*A/,
    });
  });

  it('keeps another plugin from squatting on the name of an operator', () => {
    const services = new ServiceRegistry();
    services.register({ type: 'tool', name: 't', id: 'A' }, b);
    services.register({ type: 'operator', name: 'A' }, a);
    assert.equal(services.operator('A')?.provider, 'A');
  });

  it('finds by strict equality of own fields, and all for an empty query', () => {
    const services = new ServiceRegistry();
    services.register({ type: 'tool', name: 't', level: 1 }, a);
    services.register({ type: 'tool', name: 'u', level: 2 }, a);
    assert.equal(services.query({}).length, 2);
    assert.equal(services.query({ type: 'tool', level: 2 }).length, 1);
    assert.equal(services.query({ level: '2' }).length, 0);
    assert.equal(services.query({ toString: Object.prototype.toString }).length, 0);
  });

  it('unregisters by id or name, and only what is the provider’s own', () => {
    const services = new ServiceRegistry();
    services.register({ type: 'tool', name: 't', id: 'x' }, a);
    assert.equal(services.unregister({ id: 'x' }, b), false);
    assert.equal(services.unregister({}, a), false);
    assert.equal(services.unregister({ id: 'x' }, a), true);
    services.register({ type: 'tool', name: 't' }, a);
    services.register({ type: 'tool', name: 't' }, b);
    services.removeProvider(a.id);
    assert.deepEqual(
      services.query({}).map(({ provider }) => provider),
      ['B'],
    );
  });
});

describe('windows', () => {
  const windowCalled = (id: string) => ({ id }) as unknown as WindowRecord;

  it('counts as active what was selected last and is still open', () => {
    const windows = new WindowRegistry();
    const [one, two] = [windowCalled('one'), windowCalled('two')];
    for (const window of [one, two]) {
      windows.add(window);
      windows.select(window);
    }
    windows.select(one);
    assert.equal(windows.active, one);
    windows.remove(one);
    assert.equal(windows.active, two);
    windows.select(null);
    assert.equal(windows.active, null);
  });
});
