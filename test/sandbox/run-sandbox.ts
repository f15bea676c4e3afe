import { Signal } from '../../src/base/signal.js';
import { parsePluginFile } from '../../src/plugin-file/parse.js';
import { selectTag } from '../../src/plugin-file/select-tag.js';
import { createCodec, Peer, standardCodecs, type Callable } from '../../src/rpc/index.js';
import { buildProgram } from '../../src/sandbox/build-program.js';
import { BrowserSandbox } from '../../src/sandbox/host/browser-sandbox.js';
import { openFrame } from '../../src/sandbox/host/frame.js';
import { FrameSource } from '../../src/sandbox/host/frame-source.js';
import type { Patience } from '../../src/sandbox/host/watchdog.js';
import type { ConsoleLine } from '../../src/sandbox/program.js';
import type { PageRealm } from '../../src/sandbox/requirements.js';

export type Realm = PageRealm;

export interface RunOptions {
  /** Functions of the host beside the runtime's own. */
  readonly api?: Readonly<Record<string, (...args: never[]) => unknown>>;
  readonly patience?: Patience;
  readonly frameSrc?: string;
  readonly onHeight?: (height: number) => void;
}

/** A plugin in a sandbox of its own, without a workspace. */
export class RunningSandbox {
  readonly sandbox: BrowserSandbox;
  readonly lines: ConsoleLine[] = [];
  readonly #onLine = new Signal<ConsoleLine>();
  readonly #container = document.createElement('div');

  constructor(text: string, realm: Realm, options: RunOptions = {}) {
    const { api = {}, patience, frameSrc = '/dist/sandbox.html', onHeight } = options;
    const file = parsePluginFile(text);
    const { config, scripts } = selectTag(file);
    document.body.append(this.#container);
    const source = new FrameSource(new URL(frameSrc, document.baseURI).href);
    this.sandbox = new BrowserSandbox({
      peer: new Peer('host', createCodec({ table: standardCodecs(), transport: 'clone' })),
      frame: openFrame({ container: this.#container, source, realm, title: config.name }),
      program: buildProgram(
        { file, config, scripts, base: document.baseURI },
        realm,
        { methods: Object.keys(api), constants: {} },
        { reportsHeight: onHeight !== undefined },
      ),
      api: new Map(Object.entries(api).map(([name, fn]): [string, Callable] => [name, { fn }])),
      title: config.name,
      patience,
      onHeight,
      onConsole: (lines) => {
        this.lines.push(...lines);
        for (const line of lines) this.#onLine.emit(line);
      },
    });
  }

  /** Calls a function that the plugin exported. */
  async call(name: string, ...args: unknown[]): Promise<unknown> {
    const fn = this.sandbox.exported?.[name];
    if (typeof fn !== 'function') throw new Error(`the plugin exports no function "${name}"`);
    return (fn as (...all: unknown[]) => unknown)(...args);
  }

  /** The first console line, past or future, that matches. */
  async line(pattern: RegExp): Promise<ConsoleLine> {
    return (
      this.lines.find(({ text }) => pattern.test(text)) ??
      new Promise((resolve) => {
        this.#onLine.connect((line) => pattern.test(line.text) && resolve(line));
      })
    );
  }
}

/** Makes sandboxes that end with the test. */
export function sandboxes() {
  let made: RunningSandbox[] = [];
  afterEach(async () => {
    const { ImjoyError } = await import('../../src/base/error.js');
    for (const { sandbox } of made)
      sandbox.dispose(new ImjoyError('PLUGIN_TERMINATED', 'the test is over'));
    made = [];
  });
  const create = (text: string, realm: Realm, options?: RunOptions): RunningSandbox => {
    const running = new RunningSandbox(text, realm, options);
    made.push(running);
    return running;
  };
  return {
    create,
    async start(text: string, realm: Realm, options?: RunOptions): Promise<RunningSandbox> {
      const running = create(text, realm, options);
      await running.sandbox.start();
      return running;
    },
  };
}
