import { expect } from '@open-wc/testing';
import { ImjoyError } from '../../src/base/error.js';
import { setErrorSink } from '../../src/base/report-error.js';
import type { NodeFileSystem } from '../../src/file-system/create-file-system.js';
import { closeFileSystems, newWorkspace, openFileSystem, refusal } from './open-file-system.js';

afterEach(closeFileSystems);

describe('the file system of a workspace', () => {
  it('keeps /home for the next visit, and nothing else', async () => {
    const workspace = newWorkspace();
    const first = await openFileSystem({ workspace });
    await first.fs.mkdir('/home/data');
    await first.fs.writeFile('/home/data/a.txt', 'kept');
    await first.fs.writeFile('/tmp/b.txt', 'gone');
    first.dispose();
    const second = await openFileSystem({ workspace });
    expect(await second.fs.readFile('/home/data/a.txt', 'utf8')).to.equal('kept');
    expect(await second.fs.readdir('/tmp')).to.deep.equal([]);
    expect(await second.fs.readdir('/')).to.deep.equal(['home', 'tmp']);
    expect([second.persistent, second.warnings]).to.deep.equal([true, []]);
  });

  it('keeps nothing when not persistent', async () => {
    const workspace = newWorkspace();
    const first = await openFileSystem({ workspace, persistent: false });
    await first.fs.writeFile('/home/a', '1');
    const second = await openFileSystem({ workspace, persistent: false });
    expect(await second.fs.readdir('/home')).to.deep.equal([]);
    expect(second.persistent).to.equal(false);
    const databases = (await indexedDB.databases()).map(({ name }) => name);
    expect(databases).not.to.include(`imjoy_home_${workspace}`);
  });

  it('works in memory, with a warning, where the browser refuses IndexedDB', async () => {
    const open = IDBFactory.prototype.open;
    IDBFactory.prototype.open = () => {
      throw new DOMException('access is denied', 'SecurityError');
    };
    try {
      const { fs, persistent, warnings } = await openFileSystem({ workspace: 'lab' });
      expect(persistent).to.equal(false);
      expect(warnings.join()).to.match(/"lab" is in memory only.*access is denied/);
      await fs.writeFile('/home/a', '1');
      expect(await fs.readFile('/home/a', 'utf8')).to.equal('1');
    } finally {
      IDBFactory.prototype.open = open;
    }
  });

  it('rejects after it was disposed, and finishes what was under way', async () => {
    const workspace = newWorkspace();
    const api = await openFileSystem({ workspace });
    const writing = api.fs.writeFile('/home/a', 'x'.repeat(1 << 20));
    await api.fs.stat('/home');
    api.dispose();
    api.dispose();
    await writing;
    for (const path of ['/home/a', '/tmp/a']) {
      const error = await refusal(api.fs.writeFile(path, '1'));
      expect(error).to.be.instanceOf(ImjoyError).and.to.include({ code: 'STORAGE' });
    }
    const next = await openFileSystem({ workspace });
    expect((await next.fs.stat('/home/a')).size).to.equal(1 << 20);
  });

  it('opens its database again after the browser closed it', async () => {
    const workspace = newWorkspace();
    const { fs } = await openFileSystem({ workspace });
    await fs.writeFile('/home/a', '1');
    await new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase(`imjoy_home_${workspace}`);
      request.onsuccess = resolve;
      request.onerror = reject;
    });
    expect(await fs.readdir('/home')).to.deep.equal([]);
    await fs.writeFile('/home/b', '2');
    expect(await fs.readFile('/home/b', 'utf8')).to.equal('2');
  });
});

describe('a full disk', () => {
  const full = (): DOMException => new DOMException('the disk is full', 'QuotaExceededError');

  /** The browser's two answers to a chunk too many, at the border between us and it. */
  const answers: Record<
    string,
    (store: IDBObjectStore, put: () => IDBRequest<IDBValidKey>) => IDBRequest<IDBValidKey>
  > = {
    'the step fails': () => {
      throw full();
    },
    'the whole transaction is aborted': (store, put) => {
      Object.defineProperty(store.transaction, 'error', { value: full() });
      const request = put();
      store.transaction.abort();
      return request;
    },
  };

  async function withRoomFor(
    chunks: number,
    answer: string,
    run: () => Promise<void>,
  ): Promise<void> {
    const put = IDBObjectStore.prototype.put;
    let left = chunks;
    IDBObjectStore.prototype.put = function (...args) {
      const proceed = (): IDBRequest<IDBValidKey> => put.apply(this, args);
      if (this.name !== 'chunks' || (left -= 1) >= 0) return proceed();
      return answers[answer]!(this, proceed);
    };
    try {
      await run();
    } finally {
      IDBObjectStore.prototype.put = put;
    }
  }

  const big = new Uint8Array(3 << 20);

  for (const answer of Object.keys(answers))
    it(`gives STORAGE_QUOTA and leaves the old content and listing when ${answer}`, async () => {
      const workspace = newWorkspace();
      const { fs } = await openFileSystem({ workspace });
      await fs.writeFile('/home/kept', 'old');
      for (const path of ['/home/kept', '/home/new'])
        await withRoomFor(2, answer, async () => {
          const error = await refusal(fs.writeFile(path, big));
          expect(error).to.be.instanceOf(ImjoyError).and.to.include({ code: 'STORAGE_QUOTA' });
        });
      for (const { fs: seen } of [{ fs }, await openFileSystem({ workspace })]) {
        expect(await seen.readFile('/home/kept', 'utf8')).to.equal('old');
        expect(await seen.readdir('/home')).to.deep.equal(['kept']);
      }
    });

  it('keeps both files when a move to /home does not fit', async () => {
    const { fs } = await openFileSystem();
    await fs.writeFile('/tmp/a', big);
    await fs.writeFile('/home/a', 'old');
    await withRoomFor(1, 'the step fails', async () => {
      expect((await refusal(fs.rename('/tmp/a', '/home/a'))).code).to.equal('STORAGE_QUOTA');
    });
    expect(await fs.readFile('/home/a', 'utf8')).to.equal('old');
    expect((await fs.stat('/tmp/a')).size).to.equal(big.length);
  });
});

describe('several instances of one workspace', () => {
  it('see each other’s finished work at once', async () => {
    const workspace = newWorkspace();
    const [a, b] = [await openFileSystem({ workspace }), await openFileSystem({ workspace })];
    await a.fs.mkdir('/home/d');
    await b.fs.writeFile('/home/d/x', '1');
    await a.fs.rename('/home/d', '/home/e');
    expect(await b.fs.readFile('/home/e/x', 'utf8')).to.equal('1');
  });

  it('never mix up files, lose appended lines or tear content', async () => {
    const workspace = newWorkspace();
    const tabs = await Promise.all([1, 2, 3].map(() => openFileSystem({ workspace })));
    const names = Array.from({ length: 8 }, (_, index) => index);
    await Promise.all(
      tabs.flatMap(({ fs }, tab) => [
        ...names.map((name) => fs.writeFile(`/home/${tab}-${name}`, `${tab}-${name}`)),
        ...names.map((name) => fs.appendFile('/home/log', `${tab}-${name}\n`)),
        ...names.map(() => fs.writeFile('/home/shared', String(tab).repeat(1000 * (tab + 1)))),
        fs.mkdir('/home/same/place', { recursive: true }),
      ]),
    );
    const { fs } = await openFileSystem({ workspace });
    for (const [tab] of tabs.entries())
      for (const name of names)
        expect(await fs.readFile(`/home/${tab}-${name}`, 'utf8')).to.equal(`${tab}-${name}`);
    const lines = String(await fs.readFile('/home/log', 'utf8'))
      .trim()
      .split('\n');
    expect(new Set(lines).size).to.equal(tabs.length * names.length);
    expect(await fs.readFile('/home/shared', 'utf8')).to.match(/^(0{1000}|1{2000}|2{3000})$/);
  });

  it('let exactly one win with the flag wx', async () => {
    const workspace = newWorkspace();
    const tabs = await Promise.all([1, 2, 3].map(() => openFileSystem({ workspace })));
    const outcomes = await Promise.allSettled(
      tabs.map(({ fs }) => fs.writeFile('/home/lock', 'mine', { flag: 'wx' })),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).to.have.length(1);
  });
});

describe('a plugin that wants out', () => {
  const ways = [
    '/home/../../other/home/secret',
    '/home/../home/../../../home/secret',
    '/../imjoy_home_other/secret',
    '../secret',
    '/home/./../..//home/secret',
    '/home/%2e%2e/secret',
    'imjoy_home_other/secret',
    '/tmp/../home/secret',
  ];

  it('finds no path into another workspace', async () => {
    const victim = await openFileSystem();
    const attacker = await openFileSystem();
    await victim.fs.writeFile('/home/secret', 'secret');
    await victim.fs.writeFile('/tmp/secret', 'secret');
    for (const way of ways) {
      expect((await refusal(attacker.fs.readFile(way))).code).to.equal('ENOENT');
      await attacker.fs.symlink(way, '/home/link');
      expect((await refusal(attacker.fs.readFile('/home/link'))).code).to.equal('ENOENT');
      await attacker.fs.unlink('/home/link');
    }
    await attacker.fs.symlink('../..', '/home/up');
    expect(await attacker.fs.readdir('/home/up')).to.deep.equal(['home', 'tmp']);
    await attacker.fs.rm('/home/up');
    await attacker.fs.writeFile('/home/secret', 'overwritten');
    await attacker.fs.writeFile('/tmp/secret', 'overwritten');
    for (const top of ['/home', '/tmp'])
      expect(await victim.fs.readFile(`${top}/secret`, 'utf8')).to.equal('secret');
  });

  it('cannot use the open files of another workspace', async () => {
    const victim = await openFileSystem();
    const attacker = await openFileSystem();
    await victim.fs.writeFile('/home/secret', 'secret');
    const descriptor = await victim.fs.open('/home/secret', 'r+');
    const stolen = attacker.fs.read(descriptor, new Uint8Array(6));
    expect((await refusal(stolen)).code).to.equal('EBADF');
  });

  const nonsense: [string, (fs: NodeFileSystem) => Promise<unknown>][] = [
    ['a number as path', (fs) => fs.readFile(3 as unknown as string)],
    [
      'an object that turns into a path',
      (fs) => fs.stat({ toString: () => '/' } as unknown as string),
    ],
    ['a zero byte', (fs) => fs.readFile('/home/a\u0000b')],
    ['an unknown encoding', (fs) => fs.writeFile('/home/a', 'x', 'constructor')],
    ['an unknown flag', (fs) => fs.open('/home/a', 'rw')],
    [
      'content of no kind',
      (fs) => fs.writeFile('/home/a', { length: 3 } as unknown as ArrayBuffer),
    ],
    ['a negative size', (fs) => fs.truncate('/home/a', -1)],
  ];
  for (const [what, attempt] of nonsense)
    it(`is refused ${what}`, async () => {
      const { fs } = await openFileSystem();
      const error = await refusal(attempt(fs));
      expect(error).to.be.instanceOf(ImjoyError).and.to.include({ code: 'ARGUMENT' });
      expect(await fs.readdir('/home')).to.deep.equal([]);
    });

  it('takes names for what they are', async () => {
    const { fs } = await openFileSystem();
    for (const name of ['__proto__', 'constructor', 'a b', 'ä', '..a', '%2e%2e'])
      await fs.writeFile(`/home/${name}`, name);
    for (const name of await fs.readdir('/home'))
      expect(await fs.readFile(`/home/${name}`, 'utf8')).to.equal(name);
  });
});

describe('callbacks', () => {
  type Outcome = unknown[];

  /** Calls with a callback; answers what it got once the promise has settled too. */
  async function called(
    run: (callback: (...outcome: Outcome) => void) => Promise<unknown>,
  ): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    const heard = new Promise<void>((resolve, reject) => {
      const settled = run((...outcome) => {
        outcomes.push(outcome);
        resolve();
      });
      settled.then((value) => expect(value).to.equal(undefined)).catch(reject);
    });
    await heard;
    // Whatever could call a second time has had its turn once another file system has opened and answered.
    await (await openFileSystem()).fs.stat('/home');
    return outcomes;
  }

  it('are called once, in Node’s way, and make the promise resolve with nothing', async () => {
    const { fs } = await openFileSystem();
    expect(await called((done) => fs.writeFile('/tmp/x', 'abc', done))).to.deep.equal([[null]]);
    expect(await called((done) => fs.readFile('/tmp/x', 'utf8', done))).to.deep.equal([
      [null, 'abc'],
    ]);
    expect(await called((done) => fs.exists('/tmp/x', done))).to.deep.equal([[true]]);
    const file = await fs.open('/tmp/x');
    const buffer = new Uint8Array(3);
    expect(await called((done) => fs.read(file, buffer, 0, 3, 0, done))).to.deep.equal([
      [null, 3, buffer],
    ]);
    expect([...buffer]).to.deep.equal([97, 98, 99]);
  });

  it('get the error as the only outcome, without an unhandled rejection', async () => {
    const { fs } = await openFileSystem();
    const unhandled: unknown[] = [];
    const last = new Error('nobody handles this one');
    const told = new Promise<void>((resolve) => {
      addEventListener('unhandledrejection', function listen(event) {
        event.preventDefault();
        if (event.reason !== last) return void unhandled.push(event.reason);
        removeEventListener('unhandledrejection', listen);
        resolve();
      });
    });
    const outcomes = await called((done) => fs.readFile('/home/none', done));
    const bad = await called((done) => fs.readFile(7, done));
    // Rejections are announced in order: after this one there are no others to come.
    void Promise.reject(last);
    await told;
    expect(
      outcomes.map(([error, ...rest]) => [(error as { code: string }).code, rest]),
    ).to.deep.equal([['ENOENT', []]]);
    expect((bad[0]?.[0] as ImjoyError).code).to.equal('ARGUMENT');
    expect(unhandled).to.deep.equal([]);
  });

  it('that throw are reported and called no second time', async () => {
    const { fs } = await openFileSystem();
    let calls = 0;
    const where = await new Promise<string>((resolve) => {
      const restore = setErrorSink((_, place) => {
        restore();
        resolve(place);
      });
      void fs.stat('/tmp', () => {
        calls += 1;
        throw new Error('mine');
      });
    });
    expect([calls, where]).to.deep.equal([1, 'callback of fs.stat']);
  });
});

describe('encodings', () => {
  const samples: [encoding: string, text: string, bytes: number[]][] = [
    ['utf-8', '\uFEFFä😀', [0xef, 0xbb, 0xbf, 0xc3, 0xa4, 0xf0, 0x9f, 0x98, 0x80]],
    ['latin1', 'aä', [0x61, 0xe4]],
    ['binary', 'ÿ', [0xff]],
    ['base64', 'AQL/', [1, 2, 255]],
    ['hex', '0102ff', [1, 2, 255]],
    ['utf16le', 'aä', [0x61, 0, 0xe4, 0]],
    ['ASCII', 'az', [0x61, 0x7a]],
  ];
  for (const [encoding, text, bytes] of samples)
    it(`${encoding} writes and reads the bytes that Node would`, async () => {
      const { fs } = await openFileSystem({ persistent: false });
      await fs.writeFile('/tmp/x', text, encoding);
      expect([...new Uint8Array((await fs.readFile('/tmp/x')) as ArrayBuffer)]).to.deep.equal(
        bytes,
      );
      expect(await fs.readFile('/tmp/x', { encoding })).to.equal(text);
    });
});
