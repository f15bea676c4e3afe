import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { randomId } from '../../src/base/id.js';
import { EngineClient } from '../../src/engine/client/engine-client.js';
import { EngineSandbox } from '../../src/engine/client/engine-sandbox.js';
import { startEngine, type Engine, type EngineOptions } from '../../src/engine/server/engine.js';
import type { EngineConfig, LogEntry } from '../../src/engine/protocol.js';
import type { CallTable } from '../../src/rpc/index.js';
import { TcpProxy } from '../support/tcp-proxy.js';
import { optionsIn } from './engine-options.js';

export { optionsIn };

const endings: (() => unknown)[] = [];
after(async () => {
  const failures: unknown[] = [];
  for (const end of endings.reverse())
    try {
      await end();
    } catch (error) {
      failures.push(error);
    }
  if (failures.length > 0) throw new AggregateError(failures, 'what tests have opened');
});

/** Has something done when the tests of the file are over, wherever this is called. */
export const atEnd = (end: () => unknown): void => void endings.push(end);

/** A folder that goes when the tests of its file are over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'imjoy-engine-'));
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Waits for what no event tells. */
export async function until(condition: () => unknown, what: string, limit = 60_000): Promise<void> {
  for (const end = Date.now() + limit; !(await condition());) {
    if (Date.now() > end) throw new Error(`in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Whether a process runs. */
export function isAlive(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2)[0] !== 'Z';
  } catch {
    return false;
  }
}

export interface PageOptions {
  /** Of the browser. */
  readonly client?: string;
  /** By which it reaches the engine. */
  readonly url?: string;
  readonly token?: string;
}

export interface TestEngine extends Engine {
  readonly folder: string;
  /** A page of its own, of a browser of its own. */
  page(options?: PageOptions): EngineClient;
}

/** A real engine on a free port; ends with the tests of its file. */
export async function openEngine(options: Partial<EngineOptions> = {}): Promise<TestEngine> {
  const folder = temporaryFolder();
  const engine = await startEngine({ ...optionsIn(folder), ...options });
  const pages: EngineClient[] = [];
  let closing: Promise<void> | null = null;
  const close = () => {
    for (const page of pages) page.disconnect();
    return (closing ??= engine.close());
  };
  atEnd(close);
  return {
    ...engine,
    folder,
    close,
    page({ client = randomId(), url = engine.url, token = engine.token } = {}) {
      const page = new EngineClient({ url, token, client });
      pages.push(page);
      return page;
    },
  };
}

/** An engine behind a network that can be disturbed; its pages come through that. */
export async function openDisturbed(
  options: Partial<EngineOptions> = {},
): Promise<{ engine: TestEngine; network: TcpProxy; page: EngineClient }> {
  const network = await new TcpProxy().open();
  atEnd(() => network.close());
  const allowHost = [`127.0.0.1:${network.port}`];
  const engine = await openEngine({ allowHost, ...options });
  network.target = engine.port;
  return { engine, network, page: engine.page({ url: network.url }) };
}

export interface PluginOptions extends Partial<EngineConfig> {
  /** Whether commands may be run; by default all. */
  readonly askConsent?: (commands: readonly string[]) => Promise<boolean>;
  readonly id?: string;
  /** Functions of the host. */
  readonly api?: Readonly<Record<string, (...args: never[]) => unknown>>;
}

export interface TestPlugin {
  readonly id: string;
  readonly sandbox: EngineSandbox;
  readonly log: LogEntry[];
  readonly steps: string[];
  readonly pid: () => number;
  readonly secret: () => string;
  /** Calls what the plugin exports. */
  call(name: string, ...args: unknown[]): Promise<unknown>;
  /** How it ended. */
  readonly ended: Promise<Error & { code?: string; details?: Record<string, unknown> }>;
}

/** A plugin of this code; {@link EngineSandbox.start} runs it. */
export function createPlugin(
  engine: EngineClient,
  code: string,
  {
    id = `P_${randomId()}`,
    api = {},
    askConsent = async () => true,
    ...config
  }: PluginOptions = {},
): TestPlugin {
  const log: LogEntry[] = [];
  const steps: string[] = [];
  let pid = 0;
  let secret = '';
  const table = new Map(Object.entries(api).map(([name, fn]) => [name, { fn }])) as CallTable;
  const sandbox = new EngineSandbox({
    engine,
    plugin: id,
    config: {
      ...{ name: 'Test', type: 'native-python', tag: null, workspace: 'default' },
      ...{ flags: [], env: null, requirements: null, hash: '' },
      ...config,
    },
    program: {
      ...{ name: config.name ?? 'Test', requirements: [], styles: [], links: [], windows: [] },
      scripts: [{ content: code, src: null, kind: 'python', attributes: {}, line: 1 }],
      api: { methods: Object.keys(api), constants: {} },
      reportsHeight: false,
    },
    api: table,
    askConsent,
    onConsole: (lines) => {
      for (const { level, text } of lines)
        log.push({ type: level === 'error' ? 'error' : 'info', value: text });
    },
    onStep: (text) => steps.push(text),
    onAttached: (plugin) => ({ pid, secret } = plugin),
  });
  return {
    ...{ id, sandbox, log, steps },
    pid: () => pid,
    secret: () => secret,
    ended: new Promise((resolve) => sandbox.onEnd.connect(resolve)),
    async call(name, ...args) {
      return (sandbox.exported?.[name] as (...values: unknown[]) => Promise<unknown>)(...args);
    },
  };
}

export async function startPlugin(
  engine: EngineClient,
  code: string,
  options: PluginOptions = {},
): Promise<TestPlugin> {
  const plugin = createPlugin(engine, code, options);
  await plugin.sandbox.start();
  return plugin;
}

/** Python that exports functions, which are given as its source. */
export const exporting = (...functions: string[]): string => `
import asyncio, ctypes, os, signal, subprocess, sys, time
from imjoy import api
class Plugin:
    def setup(self):
        pass
${functions.join('\n').replace(/^/gm, '    ')}
api.export(Plugin())
`;
