import sources from 'virtual:python-sources';
import type { PyodideAPI, PyodideConfig } from 'pyodide';
import { ImjoyError, messageOf } from '../../../base/error.js';
import type { SuppliedFiles } from './supplied-files.js';

type Pyodide = typeof import('pyodide');
type CreateModule = NonNullable<PyodideConfig['createPyodideModule']>;

/** Where the package of this library lies in pyodide's file system. */
const HOME = '/lib/imjoy';

/**
 * Starts pyodide with the Python side of this library in it.
 * @throws ImjoyError `PLUGIN_REQUIREMENT` naming what cannot be had
 */
export async function loadPyodideFrom(files: SuppliedFiles): Promise<PyodideAPI> {
  files.answerFetch();
  try {
    const [{ loadPyodide }, { default: createPyodideModule }] = await Promise.all([
      files.load('pyodide.mjs') as Promise<Pyodide>,
      files.load('pyodide.asm.mjs') as Promise<{ default: CreateModule }>,
    ]);
    const pyodide = await loadPyodide({
      indexURL: files.folder,
      createPyodideModule,
      stdout: (line) => console.log(line),
      stderr: (line) => console.error(line),
    });
    install(pyodide);
    return pyodide;
  } catch (cause) {
    const text = `pyodide could not be started from ${files.folder}: ${messageOf(cause)}`;
    throw new ImjoyError('PLUGIN_REQUIREMENT', text, { cause });
  }
}

/** As files that Python finds. */
function install({ FS, runPython }: PyodideAPI): void {
  for (const [path, text] of Object.entries(sources)) {
    const file = `${HOME}/${path}`;
    FS.mkdirTree(file.slice(0, file.lastIndexOf('/')));
    FS.writeFile(file, text);
  }
  // Read here, so that a spare interpreter has it behind it.
  runPython(`import sys; sys.path.insert(0, ${JSON.stringify(HOME)}); import imjoy_web`);
}
