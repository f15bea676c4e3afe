import { createFileSystem } from '../../../src/file-system/create-file-system.js';
import { query, report } from './report.js';

const MIB = 1 << 20;
const noise = (size: number) => {
  const bytes = new Uint8Array(size);
  // The browser compresses what it stores; `getRandomValues` fills 64 KiB at a time.
  for (let at = 0; at < size; at += 65536) crypto.getRandomValues(bytes.subarray(at, at + 65536));
  return bytes;
};
const outcome = (step: Promise<unknown>) =>
  step.then(
    () => 'done',
    (error: Error & { code?: string }) => error.code,
  );

/** Fills the disk, and finds what is left of a file that no longer fits. */
await report(async () => {
  const workspace = 'full';
  const { fs } = await createFileSystem({ workspace, persistent: true });
  await fs.writeFile('/home/kept', 'old');
  let files = 0;
  let code: string | undefined = 'done';
  for (; code === 'done' && files < Number(query.get('most')); files += 1)
    code = await outcome(fs.writeFile(`/home/${files}`, noise(MIB)));
  await fs.writeFile('/tmp/big', noise(4 * MIB));
  const refused = [
    code,
    await outcome(fs.writeFile('/home/kept', noise(4 * MIB))),
    await outcome(fs.appendFile('/home/kept', noise(4 * MIB))),
    await outcome(fs.rename('/tmp/big', '/home/kept')),
  ];
  const other = (await createFileSystem({ workspace, persistent: true })).fs;
  const seen = async (tree: typeof fs) => [
    await tree.readFile('/home/kept', 'utf8'),
    (await tree.readdir('/home')).length,
  ];
  const kept = [await seen(fs), await seen(other)];
  const moved = (await fs.stat('/tmp/big')).size;
  return { files, refused, kept, moved };
});
