import { expect } from '@open-wc/testing';
import type { NodeFileSystem } from '../../src/file-system/create-file-system.js';
import { closeFileSystems, openFileSystem, refusal } from './open-file-system.js';

const text = (fs: NodeFileSystem, path: string): Promise<ArrayBuffer | string> =>
  fs.readFile(path, 'utf8');

const bytes = (content: ArrayBuffer | string): number[] => [
  ...new Uint8Array(content as ArrayBuffer),
];

for (const top of ['/tmp', '/home']) {
  describe(`files and directories in ${top}`, () => {
    let fs: NodeFileSystem;
    const at = (name: string): string => `${top}/${name}`;
    const code = async (promise: Promise<unknown>): Promise<string | undefined> =>
      (await refusal(promise)).code;

    beforeEach(async () => {
      ({ fs } = await openFileSystem());
    });
    afterEach(closeFileSystems);

    it('keeps text and bytes, and gives bytes as an ArrayBuffer of their own', async () => {
      await fs.writeFile(at('a.txt'), 'Zelle µm 😀');
      expect(await text(fs, at('a.txt'))).to.equal('Zelle µm 😀');
      const source = new Uint8Array([9, 1, 2, 3, 9]);
      await fs.writeFile(at('a.bin'), source.subarray(1, 4));
      source.fill(0);
      const content = await fs.readFile(at('a.bin'));
      expect(content).to.be.instanceOf(ArrayBuffer);
      expect(bytes(content)).to.deep.equal([1, 2, 3]);
      new Uint8Array(content as ArrayBuffer).fill(7);
      expect(bytes(await fs.readFile(at('a.bin')))).to.deep.equal([1, 2, 3]);
    });

    it('takes an ArrayBuffer, a DataView and a File', async () => {
      const contents = [
        new Uint8Array([5, 6]).buffer,
        new DataView(new Uint8Array([0, 5, 6]).buffer, 1),
        new File([new Uint8Array([5, 6])], 'x'),
      ];
      for (const content of contents) {
        await fs.writeFile(at('x'), content);
        expect(bytes(await fs.readFile(at('x')))).to.deep.equal([5, 6]);
      }
    });

    it('replaces longer content by shorter, appends, truncates and pads with zeros', async () => {
      await fs.writeFile(at('x'), 'abcdef');
      await fs.writeFile(at('x'), 'abc');
      expect(await text(fs, at('x'))).to.equal('abc');
      await fs.appendFile(at('x'), 'de');
      await fs.truncate(at('x'), 4);
      expect(await text(fs, at('x'))).to.equal('abcd');
      await fs.truncate(at('x'), 2);
      await fs.truncate(at('x'), 4);
      expect(bytes(await fs.readFile(at('x')))).to.deep.equal([97, 98, 0, 0]);
    });

    it('keeps content larger than its chunks, whole and in parts', async () => {
      const size = 2.5 * 1024 * 1024;
      const content = Uint8Array.from({ length: size }, (_, index) => (index * 7) % 251);
      await fs.writeFile(at('big'), content);
      expect(await fs.readFile(at('big'))).to.deep.equal(content.buffer);
      const file = await fs.open(at('big'), 'r+');
      const edge = 1024 * 1024 - 2;
      await fs.write(file, new Uint8Array([1, 2, 3, 4]), 0, 4, edge);
      content.set([1, 2, 3, 4], edge);
      const { bytesRead, buffer } = await fs.read(file, new Uint8Array(8), 0, 8, edge - 2);
      expect(bytesRead).to.equal(8);
      expect(buffer).to.deep.equal(content.slice(edge - 2, edge + 6));
      await fs.ftruncate(file, edge + 1);
      await fs.close(file);
      expect(await fs.readFile(at('big'))).to.deep.equal(content.slice(0, edge + 1).buffer);
    });

    it('makes, lists and removes directories', async () => {
      expect(await fs.mkdir(at('a/b/c'), { recursive: true })).to.equal(at('a'));
      expect(await fs.mkdir(at('a/b/c'), { recursive: true })).to.equal(undefined);
      await fs.mkdir(at('a/z'));
      await fs.writeFile(at('a/f'), '');
      expect(await fs.readdir(at('a'))).to.deep.equal(['b', 'f', 'z']);
      const kinds = (await fs.readdir(at('a'), { withFileTypes: true })).map((entry) => [
        entry.name,
        entry.isDirectory(),
        entry.kind,
      ]);
      expect(kinds).to.deep.equal([
        ['b', true, 'directory'],
        ['f', false, 'file'],
        ['z', true, 'directory'],
      ]);
      expect(await code(fs.rmdir(at('a')))).to.equal('ENOTEMPTY');
      expect(await code(fs.rm(at('a')))).to.equal('EISDIR');
      await fs.rmdir(at('a/z'));
      await fs.rm(at('a'), { recursive: true });
      expect(await fs.readdir(top)).to.deep.equal([]);
      await fs.rm(at('a'), { force: true });
    });

    it('moves files and whole directories, over what they may replace', async () => {
      await fs.mkdir(at('from/deep'), { recursive: true });
      await fs.writeFile(at('from/deep/x'), '1');
      await fs.writeFile(at('y'), '2');
      await fs.rename(at('from'), at('to'));
      expect(await text(fs, at('to/deep/x'))).to.equal('1');
      expect(await fs.exists(at('from'))).to.equal(false);
      await fs.rename(at('y'), at('to/deep/x'));
      expect(await text(fs, at('to/deep/x'))).to.equal('2');
      await fs.rename(at('to'), at('to'));
      expect(await code(fs.rename(at('to'), at('to/deep/in')))).to.equal('EINVAL');
      expect(await code(fs.rename(at('to/deep/x'), at('to')))).to.equal('EISDIR');
      await fs.mkdir(at('other'));
      expect(await code(fs.rename(at('other'), at('to')))).to.equal('ENOTEMPTY');
      expect(await text(fs, at('to/deep/x'))).to.equal('2');
    });

    it('moves a file to the other store, but no directory', async () => {
      const other = top === '/tmp' ? '/home' : '/tmp';
      await fs.writeFile(at('x'), '1');
      await fs.rename(at('x'), `${other}/x`);
      expect(await text(fs, `${other}/x`)).to.equal('1');
      expect(await fs.exists(at('x'))).to.equal(false);
      await fs.mkdir(at('d'));
      expect(await code(fs.rename(at('d'), `${other}/d`))).to.equal('EXDEV');
    });

    it('tells size, kind and times', async () => {
      const before = Date.now();
      await fs.writeFile(at('x'), 'abc', { mode: 0o600 });
      const stats = await fs.stat(at('x'));
      expect([stats.size, stats.isFile(), stats.isDirectory(), stats.kind]).to.deep.equal([
        3,
        true,
        false,
        'file',
      ]);
      expect(stats.mode).to.equal(0o100600);
      expect(stats.mtimeMs).to.be.within(before, Date.now());
      await fs.utimes(at('x'), 10, new Date(20_000));
      const changed = await fs.stat(at('x'));
      expect([changed.atimeMs, changed.mtimeMs]).to.deep.equal([10_000, 20_000]);
      await fs.chmod(at('x'), 0o444);
      expect((await fs.stat(at('x'))).mode).to.equal(0o100444);
      expect((await fs.stat(top)).isDirectory()).to.equal(true);
    });

    it('follows symbolic links, relative, absolute and on the way, but not for ever', async () => {
      await fs.mkdir(at('real'));
      await fs.writeFile(at('real/x'), '1');
      await fs.symlink('real', at('link'));
      await fs.symlink(at('real/x'), at('real/absolute'));
      await fs.symlink('x', at('real/beside'));
      expect(await text(fs, at('link/x'))).to.equal('1');
      expect(await text(fs, at('link/beside'))).to.equal('1');
      expect(await text(fs, at('link/absolute'))).to.equal('1');
      await fs.writeFile(at('link/absolute'), '2');
      expect(await text(fs, at('real/x'))).to.equal('2');
      expect(await fs.readlink(at('link'))).to.equal('real');
      expect((await fs.lstat(at('link'))).isSymbolicLink()).to.equal(true);
      expect(await fs.realpath(at('link/absolute'))).to.equal(at('real/x'));
      await fs.unlink(at('link'));
      expect(await text(fs, at('real/x'))).to.equal('2');
      await fs.symlink('b', at('a'));
      await fs.symlink('a', at('b'));
      expect(await code(fs.readFile(at('a')))).to.equal('ELOOP');
    });

    it('opens by flag', async () => {
      expect(await code(fs.open(at('x'), 'r'))).to.equal('ENOENT');
      const written = await fs.open(at('x'), 'w');
      await fs.write(written, 'one');
      await fs.write(written, ' two');
      expect(await code(fs.read(written, new Uint8Array(1)))).to.equal('EBADF');
      await fs.close(written);
      expect(await code(fs.open(at('x'), 'wx'))).to.equal('EEXIST');
      const appended = await fs.open(at('x'), 'a+');
      await fs.write(appended, '!', 0);
      const { buffer } = await fs.read(appended, new ArrayBuffer(8), 0, 8, 0);
      expect(new TextDecoder().decode(buffer)).to.equal('one two!');
      await fs.close(appended);
      expect(await code(fs.fstat(appended))).to.equal('EBADF');
    });

    it('reads on from where the last read ended', async () => {
      await fs.writeFile(at('x'), 'abcde');
      const file = await fs.open(at('x'));
      const parts: string[] = [];
      for (;;) {
        const { bytesRead, buffer } = await fs.read(file, new Uint8Array(2));
        if (bytesRead === 0) break;
        parts.push(new TextDecoder().decode(buffer.subarray(0, bytesRead)));
      }
      expect(parts).to.deep.equal(['ab', 'cd', 'e']);
      expect((await fs.fstat(file)).size).to.equal(5);
    });

    it('copies, and not over an existing file when told so', async () => {
      await fs.writeFile(at('x'), '1');
      await fs.copyFile(at('x'), at('y'));
      expect(await text(fs, at('y'))).to.equal('1');
      expect(await code(fs.copyFile(at('x'), at('y'), fs.constants.COPYFILE_EXCL))).to.equal(
        'EEXIST',
      );
    });

    it('refuses as Node does, with code, errno, path and message', async () => {
      const error = await refusal(fs.readFile(at('none')));
      expect(error.message).to.equal(`ENOENT: no such file or directory, open '${at('none')}'`);
      expect(error).to.include({ code: 'ENOENT', errno: -2, syscall: 'open', path: at('none') });
      await fs.writeFile(at('x'), '');
      const moved = await refusal(fs.rename(at('none'), at('y')));
      expect(moved.message).to.equal(
        `ENOENT: no such file or directory, rename '${at('none')}' -> '${at('y')}'`,
      );
      const cases: [() => Promise<unknown>, string][] = [
        [() => fs.readFile(at('x/y')), 'ENOTDIR'],
        [() => fs.readdir(at('x')), 'ENOTDIR'],
        [() => fs.rmdir(at('x')), 'ENOTDIR'],
        [() => fs.mkdir(at('x')), 'EEXIST'],
        [() => fs.mkdir(at('x/y'), { recursive: true }), 'ENOTDIR'],
        [() => fs.mkdir(at('none/y')), 'ENOENT'],
        [() => fs.readFile(top), 'EISDIR'],
        [() => fs.writeFile(top, ''), 'EISDIR'],
        [() => fs.unlink(top), 'EISDIR'],
        [() => fs.rmdir(top), 'EBUSY'],
        [() => fs.rm(top, { recursive: true }), 'EBUSY'],
        [() => fs.rename(top, '/other'), 'EBUSY'],
        [() => fs.access(at('none')), 'ENOENT'],
        [() => fs.stat(''), 'ENOENT'],
        [() => fs.readlink(at('x')), 'EINVAL'],
      ];
      for (const [attempt, expected] of cases) expect(await code(attempt())).to.equal(expected);
    });
  });
}
