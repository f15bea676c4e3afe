import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { after, before, describe, it } from 'node:test';
import { actAs, failure, makePlace, say, type Place } from './place.js';

let place: Place;
before(async () => (place = await makePlace()));
after(() => place.remove());

/** Waits for a line that begins with a word, and is given what follows. */
function listen(): { onLine(text: string): void; after(word: string): Promise<string> } {
  const heard: string[] = [];
  const waiting = new Set<() => void>();
  return {
    onLine(text) {
      heard.push(text);
      for (const look of waiting) look();
    },
    after: (word) =>
      new Promise((resolve) => {
        const look = () => {
          const line = heard.find((text) => text.startsWith(word));
          if (line === undefined) return;
          waiting.delete(look);
          resolve(line.slice(word.length).trim());
        };
        waiting.add(look);
        look();
      }),
  };
}

/** A process that has been killed is there until its parent has seen it. */
async function gone(pid: string): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    try {
      process.kill(Number(pid), 0);
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  process.kill(Number(pid), 'SIGKILL');
  assert.fail(`process ${pid} has survived`);
}

const start = () => place.start({ manager: 'none' });
const FOREVER = 'while :; do sleep 0.1; done';

describe('an installation that is stopped', { timeout: 300_000 }, () => {
  it('kill during install: ends the command and all it started, also what does not want to end', async () => {
    const stop = new AbortController();
    const ear = listen();
    const stubborn = `sh -c 'trap "" TERM; echo child $$; ${FOREVER}'`;
    const done = failure(
      place.prepare(
        start(),
        { requirements: [`cmd:${stubborn} & echo main $$; ${FOREVER}`] },
        { signal: stop.signal, onLine: ear.onLine },
      ),
    );
    const pids = [await ear.after('main '), await ear.after('child ')];
    stop.abort(new Error('the plugin was removed'));
    const error = await done;
    assert.equal(error.code, 'RPC_ABORTED');
    assert.match(String(error.cause), /the plugin was removed/);
    for (const pid of pids) await gone(pid);
  });

  it('abort of pip: ends it, and runs it again next time', async () => {
    // A package whose making waits until it may go on.
    await place.write(
      'slow/pyproject.toml',
      '[build-system]\nrequires = []\nbuild-backend = "slow"\nbackend-path = ["."]\n',
    );
    await place.write(
      'slow/slow.py',
      `
import os, time, zipfile
def build_wheel(folder, *rest):
    open("${place.path('pid')}", "w").write(str(os.getpid()))
    while not os.path.exists("${place.path('go')}"): time.sleep(0.05)
    info = "slow-1.0.dist-info"
    with zipfile.ZipFile(folder + "/slow-1.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr("slow.py", "version = '1.0'")
        wheel.writestr(info + "/METADATA", "Metadata-Version: 2.1\\nName: slow\\nVersion: 1.0\\n")
        wheel.writestr(info + "/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr(info + "/RECORD", "slow.py,,\\n")
    return "slow-1.0-py3-none-any.whl"
`,
    );
    const target = place.path('target');
    const wants = { requirements: [`pip:--no-index --target ${target} ${place.path('slow')}`] };
    const stop = new AbortController();
    const done = failure(place.prepare(start(), wants, { signal: stop.signal }));
    while (!existsSync(place.path('pid'))) await new Promise((resolve) => setTimeout(resolve, 20));
    stop.abort();
    assert.equal((await done).code, 'RPC_ABORTED');
    const pid = await place.read('pid');
    await gone(pid);

    await place.write('go', '');
    await place.prepare(start(), wants);
    assert.ok(existsSync(`${target}/slow.py`));
  });

  it('engine killed while an environment is made: it is made anew', async () => {
    // The engine of this test is a process of its own, and ends in the middle without a word.
    const half =
      'mkdir -p "$folder/bin"; touch "$folder/half"; ln -s /bin/true "$folder/bin/python"';
    const python = await place.program(
      'half-python',
      actAs(
        place.path('bin/half-python'),
        `*venv*) for folder; do :; done; ${half}; kill -9 $PPID; exit;;`,
      ),
    );
    const engine = fileURLToPath(new URL('./killed-engine.ts', import.meta.url));
    const child = spawn(process.execPath, [
      '--import',
      'tsx',
      engine,
      place.folder,
      python,
      'venv',
    ]);
    const [, signal] = (await once(child, 'exit')) as [number, string];
    assert.equal(signal, 'SIGKILL');

    const quick = place.start({ python: await place.quickPython() });
    const made = await place.prepare(quick, { requirements: 'cmd:true' });
    const code = 'import os, sys; print(os.path.exists(sys.prefix + "/half"))';
    assert.equal(say(made, code), 'False');
  });
});

describe('two installs into one env', { timeout: 300_000 }, () => {
  /** Fails where another one is at work, and is at work until it is let go. */
  const alone = (name: string) =>
    `cmd: mkdir busy || exit 1; echo at work ${name}; until [ -e go-${name} ]; do sleep 0.02; done; rmdir busy`;
  const letGo = (name: string) => place.write(`work/default/go-${name}`, '');

  it('wait for each other; those into others do not', async () => {
    const engine = start();
    const ear = listen();
    const first = place.prepare(engine, { requirements: alone('a') }, ear);
    await ear.after('at work a');
    const second = place.prepare(engine, { requirements: alone('b') }, ear);
    const other = place.start();
    await place.prepare(other, { env: 'export A=1' });
    await letGo('a');
    await letGo('b');
    await Promise.all([first, second]);
  });

  it('do the same only once', async () => {
    const engine = start();
    const wants = { requirements: 'cmd:echo once >> same.txt; sleep 0.1' };
    await Promise.all([1, 2, 3].map(() => place.prepare(engine, wants)));
    assert.equal(await place.read('work/default/same.txt'), 'once\n');
  });

  it('that is stopped while it waits gives up at once, and the next one waits all the same', async () => {
    const engine = start();
    const ear = listen();
    const stop = new AbortController();
    const first = place.prepare(engine, { requirements: alone('c') }, ear);
    await ear.after('at work c');
    const second = failure(
      place.prepare(engine, { requirements: alone('d') }, { signal: stop.signal }),
    );
    stop.abort();
    assert.equal((await second).code, 'RPC_ABORTED');
    const third = place.prepare(engine, { requirements: alone('e') });
    await letGo('e');
    await letGo('c');
    await Promise.all([first, third]);
  });

  it('goes on after one that fails', async () => {
    const engine = start();
    const [first, second] = await Promise.allSettled([
      place.prepare(engine, { requirements: 'cmd:echo no; false' }),
      place.prepare(engine, { requirements: 'cmd:true' }),
    ]);
    assert.deepEqual([first.status, second.status], ['rejected', 'fulfilled']);
  });
});
