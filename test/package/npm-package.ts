import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The package as people get it from npm. */
export interface NpmPackage {
  /** The file that would be published. */
  readonly tarball: string;
  /** Paths of the files in it. */
  readonly files: readonly string[];
  /** A folder in which it is installed, without anything that it depends on. */
  readonly home: string;
  /** Where it is installed there. */
  readonly folder: string;
  remove(): Promise<void>;
}

/** Packs and installs what has been built. */
export async function makeNpmPackage(): Promise<NpmPackage> {
  const home = await mkdtemp(join(tmpdir(), 'imjoy-npm-'));
  const folder = join(home, 'node_modules/imjoy-elements');
  await mkdir(folder, { recursive: true });
  // Its scripts would build it anew, under the feet of other tests.
  const options = ['--ignore-scripts', '--json', '--pack-destination', home];
  const { stdout } = await run('npm', ['pack', ...options], { maxBuffer: 2 ** 26 });
  const [packed] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }];
  const tarball = join(home, packed.filename);
  await run('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);
  return {
    ...{ tarball, home, folder, files: packed.files.map(({ path }) => path) },
    remove: () => rm(home, { recursive: true }),
  };
}
