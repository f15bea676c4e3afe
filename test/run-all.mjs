/**
 * Everything that has to hold before a change lands, in one run. Every stage runs even when one before it
 * failed; the last line is `N passed, N failed`, and the exit code is 1 unless nothing failed.
 */
import { spawn, spawnSync } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { browserSummaryFile } from './support/summary-reporter.mjs';

/** @type {readonly {name: string, command: string[], count?: (output: string) => Promise<Counts> | Counts}[]} */
const stages = [
  { name: 'build', command: ['npx', 'rollup', '-c', '--silent'] },
  { name: 'lint', command: ['npx', 'eslint', '.', '--max-warnings', '0'] },
  { name: 'format', command: ['npx', 'prettier', '--check', '.', '--log-level', 'warn'] },
  { name: 'types', command: ['npx', 'tsc', '--noEmit'] },
  { name: 'declarations', command: ['npx', 'tsc', '-p', 'tsconfig.build.json'] },
  { name: 'manifest', command: ['node', 'test/support/check-manifest.mjs'] },
  ...pythonStage(),
  { name: 'node tests', command: ['npm', 'run', '--silent', 'test:node'], count: countNodeTests },
  { name: 'browser tests', command: ['npx', 'wtr'], count: countBrowserTests },
];

/** @typedef {{passed: number, failed: number}} Counts */

/** @param {string} output of `test/support/run-node-tests.mjs` */
function countNodeTests(output) {
  const [, passed = 0, failed = 0] = /^node tests: (\d+) passed, (\d+) failed$/m.exec(output) ?? [];
  return { passed: Number(passed), failed: Number(failed) };
}

/** The Python side is tested where there is a Python: the kit itself needs none. */
function pythonStage() {
  if (spawnSync('python3', ['--version']).status !== 0) {
    console.log('There is no python3 here: what runs in Python is tested in pyodide alone.');
    return [];
  }
  const command = ['npm', 'run', '--silent', 'test:python'];
  return [{ name: 'python tests', command, count: countPythonTests }];
}

/** @param {string} output of unittest */
function countPythonTests(output) {
  const number = (pattern) => Number(pattern.exec(output)?.[1] ?? 0);
  const failed = number(/failures=(\d+)/) + number(/errors=(\d+)/);
  return { passed: number(/^Ran (\d+) tests/m) - failed - number(/skipped=(\d+)/), failed };
}

async function countBrowserTests() {
  return JSON.parse(await readFile(browserSummaryFile, 'utf8'));
}

/** @param {string[]} command */
function run([program, ...args]) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env: process.env });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (data) => {
        output += data;
        process.stdout.write(data);
      });
    child.on('close', (code) => resolve({ code, output }));
    child.on('error', (error) => resolve({ code: 1, output: String(error) }));
  });
}

const total = { passed: 0, failed: 0 };
await rm(browserSummaryFile, { force: true });
for (const { name, command, count } of stages) {
  console.log(`\n== ${name}`);
  const started = Date.now();
  const { code, output } = await run(command);
  let counts = { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
  if (count) {
    const counted = await Promise.resolve(count(output)).catch(() => ({ passed: 0, failed: 0 }));
    // A runner that fails, or ends without having run a test, is a failure of its own.
    const silent = counted.failed === 0 && (code !== 0 || counted.passed === 0);
    counts = { passed: counted.passed, failed: counted.failed + (silent ? 1 : 0) };
  }
  total.passed += counts.passed;
  total.failed += counts.failed;
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`== ${name}: ${counts.failed === 0 ? 'ok' : 'FAILED'} in ${seconds} s`);
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);
