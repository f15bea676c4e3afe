import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { createDeferred, type Deferred } from '../../src/base/deferred.js';
import { Watchdog } from '../../src/sandbox/host/watchdog.js';

const PATIENCE = { interval: 100, looks: 3 };

describe('a watchdog', () => {
  let waiting: boolean;
  let present: boolean;
  let absences: number;
  let pings: Deferred<unknown>[];
  let states: string[];
  let dog: Watchdog;

  beforeEach(() => {
    mock.timers.enable({ apis: ['setInterval'] });
    waiting = true;
    present = true;
    absences = 0;
    pings = [];
    states = [];
    dog = new Watchdog({
      isPresent: () => present,
      onAbsent: () => void absences++,
      isWaiting: () => waiting,
      ping() {
        const ping = createDeferred<unknown>();
        pings.push(ping);
        return ping.promise;
      },
      report: (state) => states.push(state),
      patience: PATIENCE,
    });
    dog.start();
  });
  afterEach(() => {
    dog.stop();
    mock.timers.reset();
  });

  const look = (times = 1): void => {
    for (let i = 0; i < times; i++) mock.timers.tick(PATIENCE.interval);
  };
  const answer = async (): Promise<void> => {
    pings.at(-1)?.resolve(null);
    await Promise.resolve();
    await Promise.resolve();
  };

  it('leaves a sandbox alone that nobody waits for', () => {
    waiting = false;
    look(10);
    assert.equal(pings.length, 0);
    assert.deepEqual(states, []);
  });

  it('asks once, and again after each answer', async () => {
    look(3);
    assert.equal(pings.length, 1);
    await answer();
    look();
    assert.equal(pings.length, 2);
    assert.deepEqual(states, []);
  });

  it('reports silence once, after as many looks as it has patience, and its end', async () => {
    look(1 + 2);
    assert.deepEqual(states, []);
    assert.equal(dog.isSilent, false);
    look(10);
    assert.deepEqual(states, ['unresponsive']);
    assert.equal(dog.isSilent, true);
    await answer();
    assert.deepEqual(states, ['unresponsive', 'responsive']);
    assert.equal(dog.isSilent, false);
  });

  it('tells of a frame that is gone, whoever waits and whatever it asked', () => {
    look();
    waiting = false;
    present = false;
    look();
    assert.equal(absences, 1);
  });

  it('is quiet after a stop', () => {
    look();
    dog.stop();
    look(10);
    assert.deepEqual(states, []);
  });

  it('takes a ping that is rejected for no answer', async () => {
    look();
    pings[0]?.reject(new Error('closed'));
    await Promise.resolve();
    look(10);
    assert.deepEqual(states, ['unresponsive']);
  });
});
