/** Runs every `*.node.test.ts`: Node 20 has no globs for `--test`. Arguments name the files to run instead. */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const all = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.node.test.ts'))
  .map((name) => join('test', name));
const named = process.argv.slice(2);
const files = named.length > 0 ? named : all;
const { status } = spawnSync(
  process.execPath,
  ['--import', 'tsx', '--test', '--test-reporter=spec', '--test-concurrency=1', ...files],
  { stdio: 'inherit' },
);
process.exit(status ?? 1);
