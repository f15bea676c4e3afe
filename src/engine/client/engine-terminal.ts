import { createDeferred } from '../../base/deferred.js';
import { ImjoyError } from '../../base/error.js';
import { randomId } from '../../base/id.js';
import type { EngineClient } from './engine-client.js';
import { EngineSandbox } from './engine-sandbox.js';

export interface TerminalSize {
  /** In characters. */
  readonly rows: number;
  readonly columns: number;
}

export interface TerminalOptions extends TerminalSize {
  readonly engine: EngineClient;
  /** Name of the workspace in whose folder it starts. */
  readonly workspace: string;
  /** Program and arguments; by default the shell of the engine's user. */
  readonly command?: readonly string[];
  /** Takes what is written; no more comes before it is done with that. */
  onOutput(bytes: Uint8Array): void | Promise<void>;
}

/** A terminal on the computer of an engine. */
export interface EngineTerminal {
  /**
   * Resolves with the exit code of the command, minus the number of the signal that ended it.
   * @throws ImjoyError `ENGINE_LOST`, `ENGINE_EXITED` and what else plugins end with
   */
  readonly ended: Promise<number>;
  /** Types a text. */
  write(text: string): Promise<void>;
  resize(size: TerminalSize): Promise<void>;
  /** Ends what runs in it. */
  close(): void;
}

/**
 * Opens a terminal: a plugin of the engine, which lives and ends with the page as others do, lost connections
 * included.
 * @throws ImjoyError as the start of a plugin does
 */
export async function openTerminal(options: TerminalOptions): Promise<EngineTerminal> {
  const { engine, workspace, command = null, rows, columns } = options;
  const sandbox = new EngineSandbox({
    engine,
    plugin: `terminal-${randomId()}`,
    config: {
      ...{ name: 'Terminal', type: 'native-python', tag: null, workspace, flags: [] },
      ...{ env: null, requirements: null, hash: '' },
    },
    program: {
      ...{ name: 'Terminal', requirements: [], styles: [], links: [], windows: [] },
      scripts: [{ content: SCRIPT, src: null, kind: 'python', attributes: {}, line: 1 }],
      api: { methods: [], constants: {} },
      reportsHeight: false,
    },
    api: new Map(),
    // It installs nothing.
    askConsent: () => Promise.resolve(false),
    onConsole: () => undefined,
  });
  const lost = createDeferred<never>();
  lost.promise.catch(() => undefined);
  sandbox.onEnd.connect(lost.reject);
  await sandbox.start();
  const program = sandbox.exported as unknown as TerminalProgram;
  const take = async (bytes: unknown) => options.onOutput(new Uint8Array(bytes as ArrayBuffer));
  const close = () => sandbox.dispose(new ImjoyError('RPC_CLOSED', 'the terminal is closed'));
  const ended = Promise.race([program.run(command, rows, columns, take), lost.promise]);
  ended.finally(close).catch(() => undefined);
  return {
    ended,
    write: (text) => program.write(text),
    resize: (size) => program.resize(size.rows, size.columns),
    close,
  };
}

/** `Terminal` of `imjoy_engine/terminal.py`. */
interface TerminalProgram {
  run(
    command: readonly string[] | null,
    rows: number,
    columns: number,
    onOutput: (bytes: unknown) => Promise<void>,
  ): Promise<number>;
  write(text: string): Promise<void>;
  resize(rows: number, columns: number): Promise<void>;
}

const SCRIPT = `
from imjoy import api
from imjoy_engine.terminal import Terminal
api.export(Terminal())
`;
