import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, readdir, rename, rm, stat, symlink } from 'node:fs/promises';
import { homedir } from 'node:os';
import { after, before, describe, it } from 'node:test';
import type { Entry } from '../../../src/engine/server/files/list-folder.js';
import { beforeCall } from './fs-hook.js';
import { Place, send } from './place.js';

const SECRET = 'nobody may read this';

/** What of an entry no clock and no disk decides. */
const plain = ({ name, type, children }: Entry): Entry => ({
  ...{ name, type },
  ...(children && { children: children.map(plain) }),
});

const refused = (code: string) => (error: Error & { code?: string }) => {
  assert.equal(error.code, code, error.message);
  return true;
};

describe('paths', { timeout: 60_000 }, () => {
  let place: Place;
  before(async () => {
    place = await Place.make();
    await place.write('outside/secret.txt', SECRET);
    await place.write('state/token', SECRET);
    await place.write('workspace/data/cells.csv', 'a,b');
    await place.write('workspace/data/more/deep.txt', 'deep');
    await place.write('share/scan.tif', 'scan');
    await symlink(place.path('outside'), place.path('workspace/way-out'));
    await symlink(place.path('outside/secret.txt'), place.path('workspace/data/leak.txt'));
    await symlink(place.path('share/scan.tif'), place.path('workspace/scan.tif'));
    await symlink('/nowhere', place.path('workspace/broken'));
    execFileSync('mkfifo', [place.path('workspace/pipe')]);
  });
  after(() => place.stop());

  /** Every call that takes a path, for a page. */
  const calls = (path: string) => ({
    list_dir: () => place.files.listDir(place.web, { path }),
    get_file_url: () => place.files.getFileUrl(place.web, { path }),
    make_dir: () => place.files.makeDir(place.web, { path }),
    remove_files: () => place.files.removeFiles(place.web, { path, type: 'file' }),
    request_upload_url: () => place.files.requestUploadUrl(place.web, { path, overwrite: true }),
    'request_upload_url into': () => place.files.requestUploadUrl(place.web, { dir: path }),
  });

  for (const [what, path, code] of [
    ['`..`', '../outside/secret.txt', 'ENGINE_PATH'],
    ['`..` within', 'data/../../outside/secret.txt', 'ENGINE_PATH'],
    ['absolute', '/etc/passwd', 'ENGINE_PATH'],
    ['absolute and not there', '/etc/no/such/file', 'ENGINE_PATH'],
    ['a folder whose name only begins like a root', '../workspace-2/x', 'ENGINE_PATH'],
    ['symlink out', 'way-out/secret.txt', 'ENGINE_PATH'],
    ['NUL', 'data/cells.csv\0.txt', 'ARGUMENT'],
    ['no text', ['data'] as unknown as string, 'ARGUMENT'],
    ['the secrets of the engine', '../state/token', 'ENGINE_PATH'],
  ] as const)
    for (const [name, call] of Object.entries(calls(path)))
      it(`${what}: ${name} refuses`, () => assert.rejects(call(), refused(code)));

  it('symlink out: the link itself leads to no url and no list, wherever it lies', async () => {
    await assert.rejects(place.urlOf('data/leak.txt'), refused('ENGINE_PATH'));
    const { children } = await place.files.listDir(place.web, { recursive: true });
    assert.deepEqual(children.map(plain), [
      {
        name: 'data',
        type: 'dir',
        children: [
          { name: 'cells.csv', type: 'file' },
          { name: 'more', type: 'dir', children: [{ name: 'deep.txt', type: 'file' }] },
        ],
      },
      { name: 'scan.tif', type: 'file' },
    ]);
  });

  it('a symlink from one root into another is one that may be followed', async () => {
    const { body } = await send(await place.urlOf('scan.tif'));
    assert.equal(body, 'scan');
  });

  it('a listed entry that becomes a symlink out after it was found is left out, and not measured', async () => {
    const scan = place.path('workspace/data/cells.csv');
    const swap = async (path: string) => {
      if (!path.endsWith('cells.csv')) return;
      await rm(scan);
      await symlink(place.path('outside/secret.txt'), scan);
    };
    const undoes = [beforeCall('lstat', swap), beforeCall('stat', swap)];
    const { children } = await place.files.listDir(place.web, { path: 'data' });
    for (const undo of undoes) undo();
    await rm(scan);
    await place.write('workspace/data/cells.csv', 'a,b');
    assert.deepEqual(
      children.map(({ name }) => name),
      ['more'],
    );
  });

  it('files are listed with their size and when they were changed, folders without a size', async () => {
    const { children } = await place.files.listDir(place.web, { path: 'data' });
    const [file, folder] = children;
    assert.deepEqual({ ...file, mtime: 0 }, { name: 'cells.csv', type: 'file', size: 3, mtime: 0 });
    const { mtimeMs } = await stat(place.path('workspace/data/cells.csv'));
    assert.equal(file?.mtime, mtimeMs);
    assert.deepEqual(Object.keys(folder ?? {}), ['name', 'type', 'mtime']);
  });

  it('hidden files are listed on request', async () => {
    await place.write('workspace/hidden/.profile', '');
    const names = async (hidden: boolean) =>
      (await place.files.listDir(place.web, { path: 'hidden', hidden })).children.map(
        ({ name }) => name,
      );
    assert.deepEqual([await names(false), await names(true)], [[], ['.profile']]);
  });

  it('a folder is made where there is none, and overwrites nothing', async () => {
    await place.files.makeDir(place.web, { path: 'data/new' });
    assert.deepEqual(await readdir(place.path('workspace/data/new')), []);
    await rm(place.path('workspace/data/new'), { recursive: true });
    await assert.rejects(
      place.files.makeDir(place.web, { path: 'data/cells.csv' }),
      refused('ENGINE_FILE_EXISTS'),
    );
    await assert.rejects(
      place.files.makeDir(place.web, { path: 'no/such' }),
      refused('ENGINE_FILE'),
    );
  });

  it('the folder of a workspace in which nothing has run yet is listed as an empty one', async () => {
    const caller = { ...place.web, workDir: place.path('workspace/fresh') };
    assert.deepEqual((await place.files.listDir(caller, {})).children, []);
    const outside = { ...place.web, workDir: place.path('outside/fresh') };
    await assert.rejects(place.files.listDir(outside, {}), refused('ENGINE_PATH'));
    assert.deepEqual(await readdir(place.path('outside')), ['secret.txt']);
    await rm(place.path('workspace/fresh'), { recursive: true });
  });

  for (const way of [
    '../../outside/secret.txt',
    '..%2f..%2foutside%2fsecret.txt',
    '%2e%2e/%2e%2e/outside/secret.txt',
    '%2e%2e%2f%2e%2e%2foutside/secret.txt',
    '..%5c..%5coutside%5csecret.txt',
    '/etc/passwd',
    '%2fetc%2fpasswd',
    'leak.txt',
    'more/../../way-out/secret.txt',
    'cells.csv%00.png',
    '%ff',
    'more/%2e%2e/cells.csv',
    'cells.csv/',
  ])
    it(`the url of a folder leads to nothing outside of it by ${way}`, async () => {
      const { status, body } = await send(`${await place.urlOf('data')}/${way}`);
      const isItself = way === 'cells.csv/';
      assert.ok(isItself ? status === 200 : status! >= 400, `${status}: ${body}`);
      assert.ok(!body.includes(SECRET) && !body.includes('root:'), body);
    });

  it('the url of a folder in a root does not lead through a link to the rest of the root', async () => {
    await symlink(place.path('workspace'), place.path('workspace/data/up'));
    const { status } = await send(`${await place.urlOf('data')}/up/scan.tif`);
    await rm(place.path('workspace/data/up'));
    assert.equal(status, 404);
  });

  it('symlink swapped after check: what was opened is looked at again', async () => {
    const url = await place.urlOf('data/more/deep.txt');
    await place.write('outside/deep.txt', SECRET);
    const more = place.path('workspace/data/more');
    const undo = beforeCall('open', async (path) => {
      if (!path.endsWith('/deep.txt')) return;
      await rename(more, `${more}-before`);
      await symlink(place.path('outside'), more);
    });
    const { status, body } = await send(url);
    undo();
    await rm(more);
    await rename(`${more}-before`, more);
    assert.deepEqual([status, body.includes(SECRET)], [404, false]);
    assert.equal((await send(url)).body, 'deep');
  });

  it('symlink swapped after check: a folder that is listed stays the one that was tested', async () => {
    const more = place.path('workspace/data/more');
    const undo = beforeCall('readdir', async () => {
      await rename(more, `${more}-before`);
      await symlink(place.path('outside'), more);
    });
    const { children } = await place.files.listDir(place.web, { path: 'data/more' });
    undo();
    await rm(more);
    await rename(`${more}-before`, more);
    assert.deepEqual(children.map(plain), [{ name: 'deep.txt', type: 'file' }]);
  });

  it('symlink swapped after check: what is removed is in the folder that was tested', async () => {
    await place.write('workspace/old/secret.txt', 'mine');
    const old = place.path('workspace/old');
    const undo = beforeCall('rename', async (path) => {
      if (!path.endsWith('/secret.txt')) return;
      undo();
      await rename(old, `${old}-before`);
      await symlink(place.path('outside'), old);
    });
    await place.files.removeFiles(place.web, { path: 'old/secret.txt', type: 'file' });
    assert.equal(await place.read('outside/secret.txt'), SECRET);
    assert.deepEqual(await readdir(`${old}-before`), []);
    await rm(old);
    await rm(`${old}-before`, { recursive: true });
  });

  it('symlink swapped after check: an upload lands in the folder that was tested', async () => {
    await mkdir(place.path('workspace/inbox'));
    const inbox = place.path('workspace/inbox');
    const url = await place.uploadUrl({ path: 'inbox/new.txt' });
    const undo = beforeCall('link', async () => {
      await rename(inbox, `${inbox}-before`);
      await symlink(place.path('outside'), inbox);
    });
    await send(url, { method: 'PUT', body: 'new' });
    undo();
    assert.equal((await readdir(place.path('outside'))).includes('new.txt'), false);
    assert.deepEqual(await readdir(`${inbox}-before`), ['new.txt']);
    await rm(inbox);
    await rm(`${inbox}-before`, { recursive: true });
  });

  it('a url whose folder was exchanged for a link before it is used leads nowhere', async () => {
    await place.write('workspace/once/secret.txt', 'mine');
    const url = await place.urlOf('once/secret.txt');
    const upload = await place.uploadUrl({ path: 'once/new.txt' });
    await rm(place.path('workspace/once'), { recursive: true });
    await symlink(place.path('outside'), place.path('workspace/once'));
    assert.equal((await send(url)).status, 404);
    assert.equal((await send(upload, { method: 'PUT', body: 'new' })).status, 404);
    assert.equal((await readdir(place.path('outside'))).includes('new.txt'), false);
    // Nor, in what is shared, to anywhere else than it was given for.
    await rm(place.path('workspace/once'));
    await place.write('share/secret.txt', 'shared');
    await symlink(place.path('share'), place.path('workspace/once'));
    assert.equal((await send(url)).status, 404);
    assert.equal((await send(upload, { method: 'PUT', body: 'new' })).status, 404);
    await rm(place.path('workspace/once'));
  });

  for (const [what, path] of [
    ['FIFO', 'pipe'],
    ['device', '/dev/zero'],
    ['device by a native plugin', '/dev/zero'],
  ] as const)
    it(`device/FIFO files: a ${what} gets no url, and is not even opened`, async () => {
      const opened: string[] = [];
      const undo = beforeCall('open', async (name) => void opened.push(name));
      const caller = what.includes('native') ? place.native : place.web;
      const code = path === '/dev/zero' && !caller.trusted ? 'ENGINE_PATH' : 'ENGINE_FILE';
      await assert.rejects(place.files.getFileUrl(caller, { path }), refused(code));
      undo();
      assert.deepEqual(opened, []);
    });

  it('device/FIFO files: what became one is neither waited for nor sent', async () => {
    const url = await place.urlOf('data/more/deep.txt');
    const deep = place.path('workspace/data/more/deep.txt');
    // Between the test and the opening: nobody writes into the pipe, so who opened it would wait for ever.
    const undo = beforeCall('open', async (path) => {
      if (!path.endsWith('/deep.txt')) return;
      await rename(deep, `${deep}-before`);
      execFileSync('mkfifo', [deep]);
    });
    const { status } = await send(url);
    undo();
    await rm(deep);
    await rename(`${deep}-before`, deep);
    assert.equal(status, 404);
  });

  for (const name of [
    'ü 细胞 🔬.txt',
    'q"uo\\te%41.txt',
    '-rf',
    '..hidden-not',
    'a;b=c, d.txt',
    'line\nbreak.txt',
    `${'x'.repeat(251)}.txt`,
    `${'細'.repeat(83)}.tif`,
  ])
    it(`255-byte and Unicode names, - names: ${JSON.stringify(name.slice(0, 24))} goes up, is listed and comes down`, async () => {
      const up = await send(await place.uploadUrl({ dir: 'names', path: name }), {
        method: 'PUT',
        body: name,
      });
      assert.equal(up.status, 200, up.body);
      const { children } = await place.files.listDir(place.web, { path: 'names' });
      if (!name.startsWith('.')) assert.ok(children.some((child) => child.name === name));
      const url = await place.urlOf(`names/${name}`);
      const { headers, body } = await send(url);
      assert.equal(body, name);
      const [, encoded = ''] =
        /filename\*=UTF-8''(\S+)$/.exec(headers['content-disposition']!) ?? [];
      assert.equal(decodeURIComponent(encoded), name);
      assert.deepEqual(await place.files.getFilePath(place.web, { url }), {
        path: place.path(`workspace/names/${name}`),
      });
    });

  it('255-byte names: one of 256 bytes is refused', async () => {
    await assert.rejects(place.uploadUrl({ path: 'y'.repeat(256) }), refused('ENGINE_PATH'));
  });

  it('`~` is the home of who may see it, and the own folder of who may not', async () => {
    const own = await place.files.listDir(place.web, { path: '~/data' });
    assert.equal(own.path, place.path('workspace/data'));
    const home = await place.files.listDir(place.native, { path: '~' });
    assert.equal(home.path, homedir());
  });

  it('a native plugin shares any file it can read, by a url that is for that file alone', async () => {
    const { url } = await place.files.getFileUrl(place.native, { path: '../outside/secret.txt' });
    assert.equal((await send(url)).body, SECRET);
    assert.equal((await send(`${url}/../deep.txt`)).status, 403);
    const { path } = await place.files.getFilePath(place.web, { url });
    assert.equal(path, place.path('outside/secret.txt'));
  });

  it('the secrets of the engine are for nobody, although a folder around them is shared', async () => {
    const wide = await Place.make(({ folder }) => ({ shares: [folder] }));
    await wide.write('state/token', SECRET);
    await symlink(wide.path('state'), wide.path('workspace/link'));
    for (const path of ['../state/token', 'link/token', '../state'])
      for (const caller of [wide.web, wide.native])
        await assert.rejects(wide.files.getFileUrl(caller, { path }), refused('ENGINE_PATH'));
    const all = await wide.urlOf('..');
    assert.equal((await send(`${all}/state/token`)).status, 404);
    assert.ok(!(await send(all)).body.includes('state'));
    for (const path of ['../state/token', '../state', '../state/new/folder/x'])
      await assert.rejects(wide.uploadUrl({ path, overwrite: true }), refused('ENGINE_PATH'));
    for (const path of ['../state', wide.folder])
      await assert.rejects(
        wide.files.removeFiles(wide.web, { path, type: 'dir', recursive: true }),
        refused('ENGINE_PATH'),
      );
    await wide.stop();
  });
});
