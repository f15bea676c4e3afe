import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { lstat, mkdir, readdir, symlink } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { EngineFiles } from '../../../src/engine/server/files/engine-files.js';
import { namesAndTypes, Place } from './place.js';

const refused = (code: string) => (error: Error & { code?: string }) => {
  assert.equal(error.code, code, error.message);
  return true;
};

describe('calls on files', { timeout: 60_000 }, () => {
  let place: Place;
  before(async () => {
    place = await Place.make();
  });
  after(() => place.stop());

  it('a key that can be guessed is refused', () => {
    const options = {
      workspace: place.folder,
      shares: [],
      stateFolder: place.folder,
      maxUpload: 1,
    };
    const make = (key: Buffer) =>
      new EngineFiles({ ...options, key, baseUrl: () => '', isAllowedOrigin: () => false });
    assert.throws(() => make(Buffer.from('secret')), refused('ARGUMENT'));
  });

  describe('list_dir', () => {
    before(async () => {
      await place.write('workspace/list/b.txt', 'b');
      await place.write('workspace/list/a/deep/c.txt', 'c');
      await place.write('workspace/list/.hidden', 'h');
      await mkdir(place.path('workspace/list/empty'));
      await symlink('.', place.path('workspace/list/loop'));
      execFileSync('mkfifo', [place.path('workspace/list/pipe')]);
    });

    it('lists a folder as the classic engine does', async () => {
      const { children, ...folder } = await place.files.listDir(place.web, { path: 'list' });
      assert.deepEqual(folder, {
        sep,
        path: place.path('workspace/list'),
        name: 'list',
        type: 'dir',
      });
      assert.deepEqual(namesAndTypes(children), [
        { name: 'a', type: 'dir' },
        { name: 'b.txt', type: 'file' },
        { name: 'empty', type: 'dir' },
        { name: 'loop', type: 'dir' },
      ]);
    });

    it('lists the own folder of who does not say which', async () => {
      const caller = { trusted: false, workDir: place.path('workspace/list/a') };
      const { path, children } = await place.files.listDir(caller, {});
      assert.equal(path, caller.workDir);
      assert.deepEqual(namesAndTypes(children), [{ name: 'deep', type: 'dir' }]);
    });

    it('lists folders alone, and trees, in which it follows no links', async () => {
      const payload = { path: 'list', type: 'directory', recursive: true };
      const { children } = await place.files.listDir(place.web, payload);
      assert.deepEqual(namesAndTypes(children), [
        { name: 'a', type: 'dir', children: [{ name: 'deep', type: 'dir', children: [] }] },
        { name: 'empty', type: 'dir', children: [] },
        { name: 'loop', type: 'dir' },
      ]);
    });

    it('lists no more of a tree than anybody looks through, and of each branch the top', async () => {
      const packages = join(process.cwd(), 'node_modules');
      const wide = await Place.make(() => ({ shares: [packages] }));
      const { children } = await wide.files.listDir(wide.web, { path: packages, recursive: true });
      const listed = JSON.stringify(children).split('"name"').length - 1;
      assert.ok(listed > 20_000 && listed < 25_000, String(listed));
      const top = (await readdir(packages)).filter((name) => !name.startsWith('.'));
      assert.deepEqual(
        children.map(({ name }) => name),
        top.sort(),
      );
      assert.ok(children.every(({ type, children: below }) => type === 'file' || below));
      await wide.stop();
    });

    it('refuses what is no folder', async () => {
      for (const path of ['list/b.txt', 'list/none', 'list/b.txt/x', 'list/pipe'])
        await assert.rejects(place.files.listDir(place.web, { path }), refused('ENGINE_FILE'));
    });
  });

  describe('remove_files', () => {
    beforeEach(async () => {
      await place.write('workspace/rm/file.txt', 'kept');
      await place.write('workspace/rm/folder/inner.txt', 'kept');
      await mkdir(place.path('workspace/rm/empty'), { recursive: true });
    });

    const remove = (path: string, type: 'file' | 'dir', recursive?: boolean) =>
      place.files.removeFiles(place.web, { path, type, recursive });

    it('moves a file, and a folder with all that is in it, to the trash of its root', async () => {
      const { trash: file } = await remove('rm/file.txt', 'file');
      const { trash: folder } = await remove('rm/folder', 'dir', true);
      assert.deepEqual(await readdir(place.path('workspace/rm')), ['empty']);
      const inPlace = (path: string | null) => path!.slice(place.folder.length + 1);
      assert.equal(await place.read(inPlace(file)), 'kept');
      assert.equal(await place.read(`${inPlace(folder)}/inner.txt`), 'kept');
      const trash = place.path('workspace/.imjoy-trash');
      for (const path of [file, folder]) assert.equal(dirname(dirname(path!)), trash);
      await place.write('share/file.txt', 'shared');
      const { trash: shared } = await remove('../share/file.txt', 'file');
      assert.equal(dirname(dirname(shared!)), place.path('share/.imjoy-trash'));
    });

    it('keeps what was removed before under the same name', async () => {
      const first = await remove('rm/file.txt', 'file');
      await place.write('workspace/rm/file.txt', 'second');
      const second = await remove('rm/file.txt', 'file');
      assert.notEqual(first.trash, second.trash);
      assert.equal(basename(first.trash!), basename(second.trash!));
      assert.equal(await place.read(first.trash!.slice(place.folder.length + 1)), 'kept');
    });

    it('removes an empty folder, and one that is not only if that was asked for', async () => {
      assert.deepEqual(await remove('rm/empty', 'dir'), { trash: null });
      await assert.rejects(remove('rm/folder', 'dir'), refused('ENGINE_FILE'));
      assert.equal(await place.read('workspace/rm/folder/inner.txt'), 'kept');
    });

    it('refuses what is not there or of the other type', async () => {
      await assert.rejects(remove('rm/none', 'file'), refused('ENGINE_FILE'));
      await assert.rejects(remove('rm/folder', 'file'), refused('ENGINE_FILE'));
      await assert.rejects(remove('rm/file.txt', 'dir', true), refused('ENGINE_FILE'));
      for (const type of [undefined, 'link'])
        await assert.rejects(
          place.files.removeFiles(place.web, { path: 'rm/file.txt', type }),
          refused('ARGUMENT'),
        );
    });

    for (const path of ['.', '..', '../share', '/', '../workspace/', '~'])
      it(`never removes a root: ${path}`, async () => {
        for (const caller of [place.web, place.native])
          for (const recursive of [true, false])
            await assert.rejects(
              place.files.removeFiles(caller, { path, type: 'dir', recursive }),
              refused('ENGINE_PATH'),
            );
        assert.ok((await lstat(place.path('workspace'))).isDirectory());
        assert.ok((await lstat(place.path('share'))).isDirectory());
      });

    it('never removes a root in a root, nor what it is in', async () => {
      const nested = await Place.make(({ folder }) => ({ shares: [folder, `${folder}/way/in`] }));
      await nested.write('way/in/file.txt', 'x');
      for (const path of ['../way', '../way/in', '../workspace'])
        await assert.rejects(
          nested.files.removeFiles(nested.web, { path, type: 'dir', recursive: true }),
          refused('ENGINE_PATH'),
        );
      // Nor on a way around, by links.
      await symlink(nested.folder, nested.path('workspace/around'));
      await assert.rejects(
        nested.files.removeFiles(nested.web, { path: 'around/way', type: 'dir', recursive: true }),
        refused('ENGINE_PATH'),
      );
      const { trash } = await nested.files.removeFiles(nested.web, {
        path: '../way/in/file.txt',
        type: 'file',
      });
      assert.equal(dirname(dirname(trash!)), nested.path('way/in/.imjoy-trash'));
      await nested.stop();
    });

    it('never removes the link that is a root', async () => {
      const linked = await Place.make(({ folder }) => ({
        shares: [folder, `${folder}/around/root`],
      }));
      await symlink(linked.path('share'), linked.path('around'));
      await symlink(linked.path('outside'), linked.path('share/root'));
      await assert.rejects(
        linked.files.removeFiles(linked.web, { path: '../around/root', type: 'file' }),
        refused('ENGINE_PATH'),
      );
      await linked.stop();
    });

    it('never removes the trash, nor what is in it', async () => {
      const { trash } = await remove('rm/file.txt', 'file');
      await assert.rejects(remove('.imjoy-trash', 'dir', true), refused('ENGINE_PATH'));
      await assert.rejects(remove(trash!, 'file'), refused('ENGINE_PATH'));
    });

    it('a native plugin, too, removes only what is shared', async () => {
      await place.write('outside/file.txt', 'mine');
      await assert.rejects(
        place.files.removeFiles(place.native, { path: '../outside/file.txt', type: 'file' }),
        refused('ENGINE_PATH'),
      );
    });

    it('of a link removes the link', async () => {
      await place.write('outside/target.txt', 'target');
      await symlink(place.path('outside'), place.path('workspace/rm/link'));
      await remove('rm/link', 'file');
      assert.equal(await place.read('outside/target.txt'), 'target');
      await assert.rejects(lstat(place.path('workspace/rm/link')));
    });

    it('a trash that leads elsewhere is not used', async () => {
      const own = await Place.make();
      await own.write('workspace/file.txt', 'x');
      await symlink(own.path('outside'), own.path('workspace/.imjoy-trash'));
      await assert.rejects(
        own.files.removeFiles(own.web, { path: 'file.txt', type: 'file' }),
        refused('ENGINE_PATH'),
      );
      assert.deepEqual(await readdir(own.path('outside')), []);
      assert.equal(await own.read('workspace/file.txt'), 'x');
      await own.stop();
    });
  });

  describe('get_file_path', () => {
    it('tells the path of a file, and of what is below a folder', async () => {
      await place.write('workspace/path/a b.txt', 'x');
      const folder = await place.urlOf('path');
      const path = place.path('workspace/path');
      for (const [url, expected] of [
        [folder, path],
        [`${folder}/a%20b.txt?x=1#y`, `${path}/a b.txt`],
        [await place.urlOf('path/a b.txt'), `${path}/a b.txt`],
      ] as const)
        assert.deepEqual(await place.files.getFilePath(place.web, { url }), { path: expected });
    });

    it('refuses any other url', async () => {
      const folder = await place.urlOf('path');
      for (const url of [
        undefined,
        '',
        'https://example.org/file/x/y',
        `${folder}/../../..`,
        `${folder}/..%2f..`,
        folder.replace(/\.[\w-]{43}/, `.${'A'.repeat(43)}`),
        await place.uploadUrl({}),
      ])
        await assert.rejects(place.files.getFilePath(place.web, { url }), refused('ENGINE_URL'));
    });
  });

  it('request_upload_url refuses what is out of reach, unless a native plugin asks', async () => {
    for (const payload of [{ dir: '../outside' }, { dir: '/tmp', path: 'x' }, { path: '../x' }])
      await assert.rejects(
        place.files.requestUploadUrl(place.web, payload),
        refused('ENGINE_PATH'),
      );
    const { url } = await place.files.requestUploadUrl(place.native, {
      dir: '../outside',
      path: 'by-native.txt',
    });
    const response = await fetch(url, { method: 'PUT', body: 'x' });
    assert.equal(response.status, 200);
    assert.equal(await place.read('outside/by-native.txt'), 'x');
  });
});
