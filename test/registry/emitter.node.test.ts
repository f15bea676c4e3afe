import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Emitter } from '../../src/registry/emitter.js';

describe('events of a plugin or window', () => {
  it('calls handlers in order, each after the one before', async () => {
    const emitter = new Emitter();
    const seen: string[] = [];
    emitter.on('a', async () => {
      await Promise.resolve();
      seen.push('first');
    });
    emitter.on('a', (value) => seen.push(`second ${String(value)}`));
    await emitter.emit('a', 1);
    assert.deepEqual(seen, ['first', 'second 1']);
  });

  it('replays the first missed event to every handler that asks', async () => {
    const emitter = new Emitter();
    await emitter.emit('ready', 'first');
    await emitter.emit('ready', 'second');
    const seen: unknown[] = [];
    emitter.on('ready', (value) => seen.push(['silent', value]));
    emitter.on('ready', (value) => seen.push(['asks', value]), true);
    emitter.on('ready', (value) => seen.push(['asks too', value]), true);
    await Promise.resolve();
    assert.deepEqual(seen, [
      ['asks', 'first'],
      ['asks too', 'first'],
    ]);
  });

  it('remembers nothing once somebody has listened', async () => {
    const emitter = new Emitter();
    emitter.on('a', () => undefined);
    emitter.off('a');
    await emitter.emit('a', 1);
    const seen: unknown[] = [];
    emitter.on('a', (value) => seen.push(value), true);
    await Promise.resolve();
    assert.deepEqual(seen, []);
  });

  it('takes one handler or all away', async () => {
    const emitter = new Emitter();
    const seen: string[] = [];
    const one = () => seen.push('one');
    emitter.on('a', one);
    emitter.on('a', () => seen.push('two'));
    emitter.off('a', one);
    await emitter.emit('a');
    emitter.off('a');
    await emitter.emit('a');
    assert.deepEqual(seen, ['two']);
  });

  it('rejects with the list of what handlers threw, after all have run', async () => {
    const emitter = new Emitter();
    let ran = false;
    emitter.on('a', () => {
      throw new Error('one');
    });
    emitter.on('a', () => Promise.reject(new Error('two')));
    emitter.on('a', () => (ran = true));
    const error: unknown = await emitter.emit('a').catch((reason: unknown) => reason);
    assert.ok(error instanceof AggregateError && ran);
    assert.deepEqual(
      error.errors.map((each: Error) => each.message),
      ['one', 'two'],
    );
    assert.ok(Object.keys(error).includes('errors'), 'hidden members do not cross to a plugin');
  });

  it('keeps only so many names that nobody listens to', async () => {
    const emitter = new Emitter();
    for (let i = 0; i < 1000; i++) await emitter.emit(`name ${i}`, i);
    const seen: unknown[] = [];
    emitter.on('name 0', (value) => seen.push(value), true);
    emitter.on('name 999', (value) => seen.push(value), true);
    await Promise.resolve();
    assert.deepEqual(seen, [0]);
  });
});
