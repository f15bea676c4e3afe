import type { PyodideAPI } from 'pyodide';
import { ImjoyError, messageOf } from '../../../base/error.js';

/** What of `micropip` is called. */
interface Micropip {
  install(wanted: string): Promise<void>;
  set_index_urls(urls: string): void;
}

/**
 * Installs a package by its name, or a wheel by its address. Names that pyodide's own list does not have, or that
 * ask for a version, are micropip's, where the folder with pyodide has that.
 * @param index where micropip looks; null for its own choice
 * @throws ImjoyError `PLUGIN_REQUIREMENT` naming it
 */
export async function installPackage(
  pyodide: PyodideAPI,
  wanted: string,
  index: string | null,
): Promise<void> {
  const problems: string[] = [];
  try {
    if (isListed(pyodide, wanted) || wanted.endsWith('.whl') || !isListed(pyodide, 'micropip'))
      await load(pyodide, wanted, problems);
    else await installFromIndex(pyodide, wanted, index, problems);
  } catch (error) {
    problems.push(messageOf(error));
  }
  if (problems.length > 0) throw failed(wanted, problems);
}

async function installFromIndex(
  pyodide: PyodideAPI,
  wanted: string,
  index: string | null,
  problems: string[],
): Promise<void> {
  await load(pyodide, 'micropip', problems);
  if (problems.length > 0) {
    problems.unshift(
      'the folder with pyodide does not list it, and has no micropip to look for it',
    );
    return;
  }
  const micropip = pyodide.pyimport('micropip') as unknown as Micropip;
  if (index) micropip.set_index_urls(index);
  await micropip.install(wanted);
}

async function load(pyodide: PyodideAPI, wanted: string, problems: string[]): Promise<void> {
  await pyodide.loadPackage(wanted, {
    messageCallback: (text) => console.info(text),
    errorCallback: (text) => problems.push(text),
  });
}

/** Names are written in many ways: PEP 503. */
function isListed({ lockfile }: PyodideAPI, wanted: string): boolean {
  return Object.hasOwn(lockfile.packages, wanted.toLowerCase().replace(/[-_.]+/g, '-'));
}

const failed = (wanted: string, problems: readonly string[]) =>
  new ImjoyError(
    'PLUGIN_REQUIREMENT',
    `the package "${wanted}" could not be loaded: ${problems.join('; ')}`,
  );
