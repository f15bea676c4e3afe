import { io, type Socket } from 'socket.io-client';
import { after } from 'node:test';
import type { Engine } from '../../../src/engine/server/engine.js';

type Fields = Record<string, unknown>;
type AnyFunction = (...args: never[]) => unknown;

/** Where an engine is, and what it asks for. */
export type Address = Pick<Engine, 'url' | 'token'>;

/** What a page of 2019 knows of itself. */
export interface PageOptions {
  readonly id?: string;
  readonly token?: string;
  readonly session_id?: string;
}

/** A page of 2019, as far as a plugin engine can tell, written for the tests alone. */
export class ClassicPage {
  readonly socket: Socket;
  /** All that it was ever told, in order. */
  readonly heard: [event: string, payload: Fields][] = [];

  constructor(engine: Address, options: Parameters<typeof io>[1] = {}) {
    this.socket = io(engine.url, { forceNew: true, transports: ['websocket'], ...options });
    this.socket.onAny((event: string, payload: Fields) => this.heard.push([event, payload]));
    after(() => this.socket.disconnect());
  }

  /** The answer of the engine, whatever it is. */
  ask(event: string, payload: object = {}): Promise<Fields> {
    return this.socket.emitWithAck(event, payload) as Promise<Fields>;
  }

  /** Resolves with the first event that is like that, now or later. */
  hears(event: string, type?: string): Promise<Fields> {
    const isIt = ([name, payload]: [string, Fields]) =>
      name === event && (type === undefined || payload.type === type);
    const known = this.heard.find(isIt);
    if (known) return Promise.resolve(known[1]);
    return new Promise((resolve) => {
      const hear = (name: string, payload: Fields) => {
        if (!isIt([name, payload])) return;
        this.socket.offAny(hear);
        resolve(payload);
      };
      this.socket.onAny(hear);
    });
  }

  async init(config: Fields = {}, id = `Test_${Math.random()}`): Promise<ClassicPlugin> {
    const answer = await this.ask('init_plugin', {
      id,
      type: 'native-python',
      config: {
        ...{ api_version: '0.1.2', name: 'Test', type: 'native-python', workspace: 'default' },
        ...{ tag: '', flags: [], env: '', requirements: [], ...config },
      },
    });
    if (!answer.success) throw new Error(String(answer.reason));
    return new ClassicPlugin(this, id, answer);
  }

  /** Runs a plugin, step by step as pages did. */
  async load(code: string, api: Fields = {}, config: Fields = {}): Promise<ClassicPlugin> {
    const plugin = await this.init(config);
    await plugin.load(code, api);
    return plugin;
  }
}

/** One that is let in. */
export async function openPage(
  engine: Address,
  { id = 'browser', token = engine.token, session_id = String(Math.random()) }: PageOptions = {},
  options: Parameters<typeof io>[1] = {},
): Promise<ClassicPage> {
  const page = new ClassicPage(engine, options);
  const base_url = engine.url;
  const refused = new Promise<never>((_, reject) => {
    page.socket.once('connect_error', (error) => {
      page.socket.disconnect();
      reject(error);
    });
  });
  const register = { id, token, base_url, session_id };
  const answer = await Promise.race([page.ask('register_client', register), refused]);
  if (!answer.success) throw new Error(String(answer.reason));
  return page;
}

/** The page's side of a plugin: what `jailed` was in the browser. */
export class ClassicPlugin {
  readonly id: string;
  readonly answer: Fields;
  readonly api: Record<string, (...args: unknown[]) => Promise<unknown>> = {};
  readonly #page: ClassicPage;
  readonly #event: string;
  readonly #store = new Map<number, AnyFunction>();
  #interface: Record<string, unknown> = {};
  #next = 0;

  constructor(page: ClassicPage, id: string, answer: Fields) {
    this.#page = page;
    this.id = id;
    this.answer = answer;
    this.#event = `message_from_plugin_${this.secret}`;
    page.socket.on(this.#event, ({ type, data }: { type: string; data: Fields }) => {
      if (type === 'message') void this.#hear(data);
    });
  }

  get secret(): string {
    return String(this.answer.secret);
  }

  get workDir(): string {
    return String(this.answer.work_dir);
  }

  hears(type: string): Promise<Fields> {
    return this.#page.hears(this.#event, type);
  }

  /** How often it was told something like that. */
  count(type: string): number {
    return this.#page.heard.filter(([name, { type: t }]) => name === this.#event && t === type)
      .length;
  }

  send(data: object): void {
    this.#page.socket.emit(`message_to_plugin_${this.secret}`, { type: 'message', data });
  }

  post(data: object): void {
    this.send({ type: 'message', data });
  }

  async load(code: string, api: Fields = {}): Promise<void> {
    if (!this.answer.initialized) await this.hears('initialized');
    this.offer(api);
    await this.hasSent('interfaceSetAsRemote');
    this.send({ type: 'execute', code: { type: 'requirements', requirements: [], env: '' } });
    await this.hears('executeSuccess');
    await this.execute(code);
    this.post({ type: 'getInterface' });
    await this.hasSent('setInterface');
  }

  offer(api: Fields): void {
    this.#interface = api;
    const entries = Object.entries(api).map(([name, member]) => ({
      name,
      data: typeof member === 'function' ? null : member,
      type: typeof member === 'function' ? 'function' : 'data',
    }));
    this.post({ type: 'setInterface', api: entries });
  }

  /** @returns what it said to that */
  async execute(code: string): Promise<Fields> {
    const former = this.count('executeSuccess');
    this.send({ type: 'execute', code: { type: 'script', content: code, lang: 'python' } });
    return new Promise((resolve) => {
      const look = () => {
        if (this.count('executeSuccess') > former) resolve({ type: 'executeSuccess' });
      };
      this.#page.socket.on(this.#event, look);
      void this.hears('executeFailure').then(resolve);
    });
  }

  /** Resolves when it has sent a message of the calls like that. */
  async hasSent(type: string): Promise<void> {
    const has = () =>
      this.#page.heard.some(
        ([name, { data }]) => name === this.#event && (data as Fields | undefined)?.type === type,
      );
    if (has()) return;
    await new Promise<void>((resolve) => {
      this.#page.socket.on(this.#event, () => has() && resolve());
    });
  }

  call(name: string, args: unknown[], pid: unknown = null): Promise<unknown> {
    return this.#ask({ type: 'method', name, pid }, args);
  }

  /** A number by which the plugin may call a function, as it would be written in arguments. */
  put(fn: AnyFunction): Fields {
    this.#store.set(this.#next, fn);
    return { __jailed_type__: 'callback', __value__: 'f', num: this.#next++ };
  }

  #ask(address: object, args: unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const promise = { args: [this.put(resolve), this.put(reject)] };
      this.post({ ...address, args: { args: this.#write(args) }, promise });
    });
  }

  async #hear(data: Fields): Promise<void> {
    if (data.type === 'setInterface')
      for (const { name, data: value } of data.api as { name: string; data: unknown }[])
        if (value === null) this.api[name] = (...args) => this.call(name, args);
    if (data.type !== 'method' && data.type !== 'callback') return;
    const { args } = data.args as { args: unknown[] };
    const values = this.#read(args) as never[];
    const fn =
      data.type === 'method'
        ? this.#interface[data.name as string]
        : this.#take(data.num as number);
    const [yes, no] = ((data.promise as Fields | undefined)?.args ?? []) as Fields[];
    try {
      const value = await (fn as AnyFunction)(...values);
      if (yes) this.#answer(yes, value);
    } catch (error) {
      if (no) this.#answer(no, error);
    }
  }

  #answer({ num }: Fields, value: unknown): void {
    this.post({ type: 'callback', num, args: { args: this.#write([value]) } });
  }

  #take(num: number): AnyFunction | undefined {
    const fn = this.#store.get(num);
    this.#store.delete(num);
    return fn;
  }

  #write(value: unknown): unknown {
    if (typeof value === 'function') return this.put(value as AnyFunction);
    if (value instanceof Error) return { __jailed_type__: 'error', __value__: String(value) };
    if (Array.isArray(value)) return value.map((item) => this.#write(item));
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value))
      return { __jailed_type__: 'argument', __value__: value };
    if ('__jailed_type__' in value) return value;
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, this.#write(v)]));
  }

  #read(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((item) => this.#read(item));
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return undefined;
    const { __jailed_type__: type, __value__: inner, num, __plugin_id__: pid } = value as Fields;
    if (type === undefined)
      return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, this.#read(v)]));
    if (type === 'argument') return inner;
    if (type === 'error') return new Error(String(inner));
    if (type === 'ndarray') return value;
    if (type === 'callback') return (...args: unknown[]) => this.#ask({ type, num }, args);
    return (...args: unknown[]) => this.call(String(inner), args, pid ?? null);
  }
}
