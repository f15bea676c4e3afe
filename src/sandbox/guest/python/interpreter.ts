import type { PyodideAPI } from 'pyodide';
import { ImjoyError } from '../../../base/error.js';
import { createWireCodec, WireLink, type CallTable } from '../../../rpc/index.js';
import { HOST_EXPORT, type SandboxProgram, type ScriptSource } from '../../program.js';

type CallHost = (name: string, ...args: unknown[]) => Promise<unknown>;

/** What of `imjoy_web` is called from here. */
interface PythonRuntime {
  receive(text: string, buffers: readonly ArrayBuffer[]): void;
}

/** A plugin's side of the api, in Python. */
export class Interpreter {
  readonly #link: WireLink;

  /** Connects what runs in pyodide to the host. */
  static async open(
    pyodide: PyodideAPI,
    program: SandboxProgram,
    callHost: CallHost,
  ): Promise<Interpreter> {
    const names = [...program.api.methods, HOST_EXPORT];
    const table: CallTable = new Map(
      names.map((name) => [name, { fn: (...args: unknown[]) => callHost(name, ...args) }]),
    );
    const { Runtime } = pyodide.pyimport('imjoy_web') as unknown as {
      Runtime(send: unknown, name: string): PythonRuntime;
    };
    const link: WireLink = new WireLink({
      codec: createWireCodec(),
      table,
      send: ({ text, buffers }) => runtime.receive(text, buffers),
    });
    const receive = (text: string, buffers: ByteList) =>
      link.receive({ text, buffers: takeBytes(buffers) });
    const runtime = Runtime(receive, program.name);
    const interpreter = new Interpreter(link);
    await link.call('$connect', program.api.methods, program.api.constants);
    return interpreter;
  }

  private constructor(link: WireLink) {
    this.#link = link;
  }

  async run({ content, src, line }: ScriptSource): Promise<void> {
    if (src !== null) await this.#link.call('$run', await readScript(src), 1, src);
    if (content.trim()) await this.#link.call('$run', content, line);
  }

  /** Calls the plugin's `exit`. */
  async exit(): Promise<void> {
    await this.#link.call('$exit');
  }

  /** Cancels all calls of the plugin that run. Resolves when none does any more. */
  async cancel(): Promise<void> {
    await this.#link.call('$cancel');
  }

  /** What is wrong with a script, as Python itself sees it; runs nothing. */
  check(content: string, line: number): Promise<unknown> {
    return this.#link.call('$check', content, line);
  }
}

async function readScript(src: string): Promise<string> {
  try {
    const response = await fetch(src);
    if (response.ok) return await response.text();
    throw new Error(`the server answered ${response.status}`);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ImjoyError('PLUGIN_REQUIREMENT', `${src} could not be loaded: ${why}`, { cause });
  }
}

/** A list of objects of Python that have bytes. */
interface ByteList extends Iterable<Bytes> {
  destroy(): void;
}
interface Bytes {
  getBuffer(type: 'u8'): { readonly data: Uint8Array; release(): void };
  destroy(): void;
}

/** Copies bytes out of the memory of Python, once. */
function takeBytes(list: ByteList): ArrayBuffer[] {
  const taken = Array.from(list, (bytes) => {
    const view = bytes.getBuffer('u8');
    const copy = view.data.slice().buffer as ArrayBuffer;
    view.release();
    bytes.destroy();
    return copy;
  });
  list.destroy();
  return taken;
}
