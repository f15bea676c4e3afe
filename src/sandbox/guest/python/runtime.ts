import type { PyodideAPI } from 'pyodide';
import { createCodec, Peer, standardCodecs, type Link } from '../../../rpc/index.js';
import { commandTable } from '../../commands.js';
import type { Connection } from '../../connect.js';
import * as protocol from '../../program.js';
import type { SandboxProgram } from '../../program.js';
import { reportActivity } from '../../report-activity.js';
import { captureConsole } from '../console.js';
import { reportHeight } from '../height.js';
import { pageReady } from '../page-ready.js';
import { runProgram } from '../run-program.js';
import { Interpreter } from './interpreter.js';
import { installPackage } from './packages.js';
import { reportPackages, reportStart, type ReportStep } from './starting.js';
import type { SuppliedFiles } from './supplied-files.js';

export interface PythonOptions {
  readonly connection: Connection;
  /** On its way, maybe since before anybody asked. */
  readonly pyodide: Promise<PyodideAPI>;
  readonly files: SuppliedFiles;
  /** Where packages are looked for that are not among the files. */
  readonly index: string | null;
  /** Where the signal stands that interrupts Python, if memory is shared. */
  readonly interrupt?: Uint8Array | null;
}

/** Connects Python in this worker or page to the host: to all others it is a sandbox like any other. */
export function startPythonRuntime(options: PythonOptions): void {
  const { connection, pyodide, files, index, interrupt } = options;
  const { message, port } = connection;
  const codec = createCodec({ table: standardCodecs(), transport: 'clone' });
  const peer = new Peer(message.self, codec, { relays: true });
  let interpreter: Interpreter | null = null;

  async function start(program: SandboxProgram): Promise<void> {
    await pageReady();
    const unfollow = reportStart(files, report);
    const python = await pyodide.finally(unfollow);
    const opened = await Interpreter.open(python, program, (name, ...args) =>
      host.call(name, ...args),
    );
    interpreter = opened;
    const packages = program.requirements.filter(({ kind }) => kind === 'package');
    const announce = reportPackages(packages.length, report);
    await runProgram(program, {
      async install(wanted) {
        announce(wanted);
        await installPackage(python, wanted, index);
      },
      run(script) {
        report('', 100);
        return opened.run(script);
      },
    });
    if (program.reportsHeight) reportHeight((height) => host.call(protocol.HOST_HEIGHT, height));
  }

  const report: ReportStep = (text, progress) =>
    void host.call(protocol.HOST_STEP, text, progress).catch(() => undefined);

  const table = new Map(commandTable({ start, exit: async () => interpreter?.exit() }, peer));
  table.set(protocol.GUEST_INTERRUPT, {
    fn: async () => {
      await interpreter?.cancel();
      // One that comes too late is not meant for the next call.
      interrupt?.fill(0);
    },
  });
  table.set(protocol.GUEST_CHECK, {
    fn: (content: string, line: number) => interpreter?.check(content, line) ?? null,
  });
  const host: Link = peer.link(port, { peer: message.host, table });
  captureConsole((lines) => host.call(protocol.HOST_CONSOLE, lines));
  reportActivity(peer, host);
}
