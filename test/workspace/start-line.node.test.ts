import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createDeferred } from '../../src/base/deferred.js';
import type { PluginRecord } from '../../src/registry/plugin-record.js';
import type { StoredPlugin } from '../../src/storage/workspace-store.js';
import { StartLine } from '../../src/workspace/start-line.js';

/** Lets everything happen that waits for nothing but its turn. */
async function turns(): Promise<void> {
  for (let i = 0; i < 30; i++) await new Promise((resume) => setTimeout(resume));
}

/** A line of plugins whose starts, and perhaps whose reading, take until they are told to end. */
function lineOf(
  names: readonly string[],
  { needsSandbox = true, slowRead = '', onRead = (_name: string): void => undefined } = {},
) {
  const events: string[] = [];
  const starts = new Map(names.map((name) => [name, createDeferred<void>()]));
  const reading = createDeferred<void>();
  const plugins = names.map((name) => ({ name }) as StoredPlugin);
  const line = new StartLine(plugins, {
    async read({ name }) {
      events.push(`read ${name}`);
      onRead(name);
      if (name === slowRead) await reading.promise;
      return { name } as PluginRecord;
    },
    start({ name }) {
      events.push(`start ${name}`);
      return starts.get(name)!.promise;
    },
    needsSandbox: () => needsSandbox,
  });
  const end = (...ended: string[]) => ended.forEach((name) => starts.get(name)?.resolve());
  const started = () => events.filter((event) => event.startsWith('start'));
  return { line, events, started, end, reading };
}

const hurry = (line: StartLine, wanted: string) => line.hurry(({ name }) => name === wanted);

describe('a line of plugins that start', () => {
  it('starts nothing else until the one that is asked for is there', async () => {
    const { line, events, started, end } = lineOf(['A', 'B', 'C']);
    const [coming, again] = [hurry(line, 'C'), hurry(line, 'C')];
    const running = line.run();
    await turns();
    assert.deepEqual(events, ['read C', 'start C']);
    end('C');
    await Promise.all([coming, again]);
    await turns();
    assert.deepEqual(started(), ['start C', 'start A', 'start B']);
    end('A', 'B');
    await running;
  });

  it('starts a few at a time, and after them first what is asked for by then', async () => {
    const names = ['A', 'B', 'C', 'D', 'E', 'F'];
    const { line, started, end } = lineOf(names);
    const running = line.run();
    await turns();
    assert.deepEqual(started().join(), 'start A,start B,start C,start D');
    const coming = hurry(line, 'F');
    end('A', 'B', 'C', 'D');
    await turns();
    assert.deepEqual(started().slice(4), ['start F']);
    end('E', 'F');
    await Promise.all([running, coming]);
    assert.deepEqual(started().slice(4), ['start F', 'start E']);
  });

  it('reads nothing else meanwhile', async () => {
    const { line, events, end } = lineOf(['A', 'B'], { needsSandbox: false });
    void hurry(line, 'B');
    const running = line.run();
    await turns();
    assert.deepEqual(events, ['read B', 'start B']);
    end('A', 'B');
    await running;
    assert.deepEqual(events, ['read B', 'start B', 'read A', 'start A']);
  });

  it('starts once what is asked for while it is read', async () => {
    const { line, started, end, reading } = lineOf(['A'], { needsSandbox: false, slowRead: 'A' });
    const running = line.run();
    await turns();
    const coming = hurry(line, 'A');
    reading.resolve();
    end('A');
    await Promise.all([running, coming]);
    assert.deepEqual(started(), ['start A']);
  });

  it('reads once what is asked for while another is read', async () => {
    const { line, events, end, reading } = lineOf(['A', 'B'], {
      needsSandbox: false,
      slowRead: 'B',
      onRead: (name) => name === 'A' && void hurry(line, 'B'),
    });
    const running = line.run();
    await turns();
    reading.resolve();
    end('A', 'B');
    await running;
    assert.deepEqual(events.toSorted(), ['read A', 'read B', 'start A', 'start B']);
  });

  it('starts at once, and all of them, what needs no sandbox', async () => {
    const names = ['A', 'B', 'C', 'D', 'E', 'F'];
    const { line, started, end } = lineOf(names, { needsSandbox: false });
    const running = line.run();
    await turns();
    assert.equal(started().length, names.length);
    end(...names);
    await running;
  });

  it('waits for slow ones only so long', { timeout: 20_000 }, async () => {
    const { line, started, end } = lineOf(['A', 'B', 'C', 'D', 'E', 'F']);
    await hurry(line, 'F');
    const running = line.run();
    while (started().length < 6) await turns();
    assert.deepEqual(
      started(),
      ['F', 'A', 'B', 'C', 'D', 'E'].map((name) => `start ${name}`),
    );
    end('A', 'B', 'C', 'D', 'E', 'F');
    await running;
  });

  it('reads and starts nothing that was cleared, however far it has come', async () => {
    const early = lineOf(['A']);
    const waiting = early.line.run();
    early.line.clear();
    await waiting;
    assert.deepEqual(early.events, []);

    const late = lineOf(['A', 'B'], { slowRead: 'A' });
    const coming = hurry(late.line, 'A');
    const running = late.line.run();
    await turns();
    late.line.clear();
    late.reading.resolve();
    await Promise.all([running, coming]);
    assert.deepEqual(late.events, ['read A']);
  });

  it('has run when all that was started has settled', async () => {
    const { line, end } = lineOf(['A', 'B'], { needsSandbox: false });
    let isOver = false;
    const running = line.run().then(() => (isOver = true));
    await turns();
    end('A');
    await turns();
    assert.equal(isOver, false);
    end('B');
    await running;
  });
});
