import { spawn, type ChildProcess } from 'node:child_process';
import type { Duplex } from 'node:stream';
import { createDeferred } from '../../base/deferred.js';
import { ImjoyError } from '../../base/error.js';
import { Signal } from '../../base/signal.js';
import { settledWithin } from '../../base/within.js';
import type { LogEntry } from '../protocol.js';
import { FrameChannel } from './frame-channel.js';
import { OutputLines } from './output-lines.js';
import type { Parts } from './parts.js';
import { findByGroup, findByVariable } from './process-table.js';

/** Milliseconds that a plugin has to say goodbye, and to end when it is told to. */
const GOODBYE = 5_000;
const TERMINATE = 1_000;
/** Questions after which it is told that it does not answer. */
const UNANSWERED = 2;

/** In the environment of a plugin and of all it starts: tells whose they are. */
export const MARKER = 'IMJOY_PLUGIN';

export interface SpawnOptions {
  /** Program and arguments of Python. */
  readonly python: readonly string[];
  /** The folder `imjoy_engine`. */
  readonly runtime: string;
  readonly name: string;
  readonly workDir: string;
  readonly variables: Readonly<Record<string, string>>;
  /** Value of {@link MARKER}. */
  readonly mark: string;
  readonly maxMessage: number;
  /** Milliseconds after which it is asked whether it is there, again and again. */
  readonly heartbeat: number;
}

export interface Exit {
  readonly code: number | null;
  readonly signal: string | null;
  /** Where it could not even be started. */
  readonly error: string | null;
}

export interface PluginMessage {
  readonly peer: string;
  readonly parts: Parts;
  /** To be called when there is room for more. */
  taken(): void;
}

/** One plugin in a process of its own, with everything it starts. */
export class PluginProcess {
  readonly onMessage = new Signal<PluginMessage>();
  readonly onLog = new Signal<LogEntry>();
  /** Whether it answers. */
  readonly onResponsive = new Signal<boolean>();
  /** Resolves when it can be talked to, or has ended before. */
  readonly ready: Promise<Exit | null>;
  /** Resolves when it has ended, for whatever reason. */
  readonly exited: Promise<Exit>;
  readonly #child: ChildProcess;
  readonly #channel: FrameChannel;
  readonly #mark: string;
  #isOver = false;
  #ending: Promise<void> | null = null;
  #ping: ReturnType<typeof setInterval>;
  #unanswered = 0;

  /** @throws Error where the system has no room for another */
  constructor({ python, runtime, name, workDir, variables, ...options }: SpawnOptions) {
    const { mark, maxMessage, heartbeat } = options;
    const [program = '', ...args] = python;
    this.#mark = mark;
    this.#child = spawn(program, [...args, '-u', runtime, name], {
      cwd: workDir,
      env: { ...process.env, ...variables, PYTHONUNBUFFERED: '1', [MARKER]: mark },
      // A group of its own, so that all of it can be ended.
      detached: true,
      // After the channel a pipe that says nothing: its end is that of the engine.
      stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
    });
    const channel = this.#child.stdio?.[3] as Duplex | undefined;
    // There is none where the engine may open no more files.
    if (!channel) throw refused(this.#child, name);
    this.exited = this.#watch();
    const ready = createDeferred<null>();
    this.ready = Promise.race([ready.promise, this.exited]);
    this.#channel = new FrameChannel(channel, maxMessage, {
      onMessage: (peer, parts, taken) => this.onMessage.emit({ peer, parts, taken }),
      onControl: (kind) => {
        if (kind === 'pong') this.#answered();
        if (kind === 'ready') ready.resolve(null);
      },
      onBroken: (reason) => {
        this.onLog.emit({ type: 'error', value: `its channel to the engine is broken: ${reason}` });
        this.#signalAll('SIGKILL');
      },
    });
    this.#ping = setInterval(() => this.#askIfThere(), heartbeat).unref();
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  attach(peer: string): void {
    this.#channel.attach(peer);
  }

  detach(peer: string): void {
    this.#channel.detach(peer);
  }

  /** @param onSent called when it is out */
  send(peer: string, parts: Parts, onSent: () => void): void {
    this.#channel.send(peer, parts, onSent);
  }

  /** Interrupts what its main thread is doing, as Ctrl+C does. */
  interrupt(): void {
    if (!this.#isOver) this.#child.kill('SIGINT');
  }

  /** Ends it and all it started: it may say goodbye, is told to end, and is ended. Resolves when all are gone. */
  end(): Promise<void> {
    return (this.#ending ??= this.#end());
  }

  /** Ends it at once. */
  kill(): Promise<void> {
    this.#signalAll('SIGKILL');
    return this.end();
  }

  async #end(): Promise<void> {
    this.#channel.control('exit');
    await settledWithin(this.exited, GOODBYE);
    if (!this.#isOver) this.#signalAll('SIGTERM');
    await settledWithin(this.exited, TERMINATE);
    if (!this.#isOver) this.#signalAll('SIGKILL');
    await this.exited;
    this.#sweep();
  }

  async #watch(): Promise<Exit> {
    const child = this.#child;
    const { promise, resolve } = createDeferred<Exit>();
    child.once('error', ({ message }) => resolve({ code: null, signal: null, error: message }));
    child.once('exit', (code, signal) => resolve({ code, signal, error: null }));
    const drained = [child.stdout, child.stderr].map((stream, index) => {
      if (!stream) return Promise.resolve();
      const type = index === 0 ? 'info' : 'error';
      const lines = new OutputLines((value) => this.onLog.emit({ type, value }));
      stream.on('data', (bytes: Buffer) => lines.push(bytes));
      return new Promise<void>((done) =>
        stream.once('close', () => {
          lines.end();
          done();
        }),
      );
    });
    const channel = child.stdio[3];
    if (channel) drained.push(new Promise<void>((done) => channel.once('close', () => done())));
    const exit = await promise;
    this.#isOver = true;
    clearInterval(this.#ping);
    // What it said last is still on its way. A child of the plugin may hold on to the pipes.
    await settledWithin(Promise.all(drained), 500);
    this.#sweep();
    return exit;
  }

  /** Its children outlive it. They are known by their environment, or by their group. */
  #sweep(): void {
    if (process.platform !== 'linux') return this.#signalAll('SIGKILL');
    const left = [...findByVariable(MARKER, this.#mark), ...findByGroup(this.pid)];
    for (const pid of left) signal(pid, 'SIGKILL');
  }

  #signalAll(name: NodeJS.Signals): void {
    const { pid } = this.#child;
    if (pid) signal(-pid, name);
  }

  #askIfThere(): void {
    if (this.#unanswered++ === UNANSWERED) this.onResponsive.emit(false);
    this.#channel.control('ping');
  }

  #answered(): void {
    if (this.#unanswered > UNANSWERED) this.onResponsive.emit(true);
    this.#unanswered = 0;
  }
}

function refused(child: ChildProcess, name: string): ImjoyError {
  // It will say the same.
  child.on('error', () => undefined);
  return new ImjoyError('ENGINE_BUSY', `${name} cannot be started: too many files are open`);
}

/** A process that is gone needs none. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended meanwhile.
  }
}
