/**
 * Runs every `*.node.test.ts`: Node 20 has no globs for `--test`. Three at a time, and those that open a browser two
 * at a time. Arguments name the files to run instead.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const IMPORT = /\bfrom '(\.[^']+)'/g;

/** Whether a file, or what it imports of the tests, starts a browser. */
function opensBrowser(file, seen = new Set()) {
  if (seen.has(file) || !file.startsWith('test')) return false;
  seen.add(file);
  const text = readFileSync(file, 'utf8');
  if (text.includes('puppeteer')) return true;
  const imported = [...text.matchAll(IMPORT)]
    .map(([, path]) => join(dirname(file), path))
    .flatMap((path) => [path, path.replace(/\.js$/, '.ts')])
    .filter((path) => existsSync(path));
  return imported.some((path) => opensBrowser(path, seen));
}

/** Milliseconds after which a file of tests has failed: one that hangs must not keep the rest waiting for ever. */
const LIMIT = 300_000;

/** @returns {Promise<{passed: number, failed: number, status: number}>} */
async function run(files, concurrency) {
  if (files.length === 0) return { passed: 0, failed: 0, status: 0 };
  const options = [`--test-concurrency=${concurrency}`, `--test-timeout=${LIMIT}`];
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', '--test', '--test-reporter=spec', ...options, ...files],
    { stdio: ['inherit', 'pipe', 'inherit'] },
  );
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output += text;
    process.stdout.write(text);
  });
  const [status] = await once(child, 'close');
  const number = (name) => Number(new RegExp(`^ℹ ${name} (\\d+)`, 'm').exec(output)?.[1] ?? 0);
  const failed = number('fail') + number('cancelled');
  return { passed: number('pass'), failed, status: status ?? 1 };
}

const all = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.node.test.ts'))
  .map((name) => join('test', name));
const named = process.argv.slice(2);
const files = named.length > 0 ? named : all;
const inBrowsers = files.filter((file) => opensBrowser(file));
const others = files.filter((file) => !inBrowsers.includes(file));
const runs = [await run(others, 3), await run(inBrowsers, 2)];
const sum = (name) => runs.reduce((total, each) => total + each[name], 0);
console.log(`node tests: ${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = Math.max(...runs.map(({ status }) => status));
