import sources from 'virtual:python-sources';
import type { PyodideAPI } from 'pyodide';
import { ImjoyError, messageOf } from '../../../base/error.js';
import { createWireCodec, WireLink, type CallTable } from '../../../rpc/index.js';
import { HOST_EXPORT, type SandboxProgram, type ScriptSource } from '../../program.js';
import { loadRequirement } from '../loader.js';

/** Python with one plugin in it. */
export interface Interpreter {
  run(scripts: readonly ScriptSource[]): Promise<void>;
  /** Calls the plugin's `exit`. */
  exit(): Promise<void>;
}

type CallHost = (name: string, ...args: unknown[]) => Promise<unknown>;

/** What of `imjoy_web` is called from here. */
interface PythonRuntime {
  receive(text: string, buffers: readonly ArrayBuffer[]): void;
}

/** Where the package of this library lies in pyodide's file system. */
const HOME = '/lib/imjoy';

/**
 * Starts pyodide and connects the plugin's side of the api, in Python, to the host.
 * @throws ImjoyError `PLUGIN_REQUIREMENT` naming what cannot be had
 */
export async function openInterpreter(
  program: SandboxProgram,
  callHost: CallHost,
): Promise<Interpreter> {
  const pyodide = await loadPyodideFrom(String(program.pyodide));
  install(pyodide);
  for (const requirement of program.requirements)
    await (requirement.kind === 'package'
      ? loadPackage(pyodide, requirement.url)
      : loadRequirement(requirement));
  const { Runtime } = pyodide.pyimport('imjoy_web') as unknown as {
    Runtime(send: unknown, name: string): PythonRuntime;
  };
  const table: CallTable = new Map(
    [...program.api.methods, HOST_EXPORT].map((name) => [
      name,
      { fn: (...args: unknown[]) => callHost(name, ...args) },
    ]),
  );
  const link: WireLink = new WireLink({
    codec: createWireCodec(),
    table,
    send: ({ text, buffers }) => runtime.receive(text, buffers),
  });
  const receive = (text: string, buffers: BytesList) => {
    link.receive({ text, buffers: toBuffers(buffers) });
    buffers.destroy();
  };
  const runtime = Runtime(receive, program.name);
  await link.call('$connect', program.api.methods, program.api.constants);
  return {
    async run(scripts) {
      for (const { content, line } of scripts) await link.call('$run', content, line);
    },
    exit: async () => void (await link.call('$exit')),
  };
}

async function loadPyodideFrom(src: string): Promise<PyodideAPI> {
  try {
    const { loadPyodide } = (await import(`${src}pyodide.mjs`)) as typeof import('pyodide');
    return await loadPyodide({
      indexURL: src,
      stdout: (line) => console.log(line),
      stderr: (line) => console.error(line),
    });
  } catch (cause) {
    throw new ImjoyError(
      'PLUGIN_REQUIREMENT',
      `pyodide could not be started from ${src}: ${messageOf(cause)}; its files must be served with ` +
        'Access-Control-Allow-Origin: *',
      { cause },
    );
  }
}

/** The Python side of this library, as files that Python finds. */
function install({ FS, runPython }: PyodideAPI): void {
  for (const [path, text] of Object.entries(sources)) {
    const file = `${HOME}/${path}`;
    FS.mkdirTree(file.slice(0, file.lastIndexOf('/')));
    FS.writeFile(file, text);
  }
  runPython(`import sys; sys.path.insert(0, ${JSON.stringify(HOME)})`);
}

/** A package by its name, or a wheel by its address. */
async function loadPackage(pyodide: PyodideAPI, wanted: string): Promise<void> {
  const problems: string[] = [];
  try {
    await pyodide.loadPackage(wanted, {
      messageCallback: (text) => console.info(text),
      errorCallback: (text) => problems.push(text),
    });
  } catch (error) {
    problems.push(messageOf(error));
  }
  if (problems.length > 0)
    throw new ImjoyError(
      'PLUGIN_REQUIREMENT',
      `the package "${wanted}" could not be loaded: ${problems.join('; ')}`,
    );
}

/** A list of byte strings of Python. */
interface BytesList {
  toJs(): Uint8Array[];
  destroy(): void;
}

const toBuffers = (list: BytesList): ArrayBuffer[] =>
  list.toJs().map((bytes) => bytes.slice().buffer as ArrayBuffer);
