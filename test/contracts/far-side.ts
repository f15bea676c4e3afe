/** Whatever crosses is either a value that can be described, or a function of the other side. */
export type Remote = (...args: unknown[]) => Promise<unknown>;
export type FarSide = Readonly<Record<keyof ReturnType<typeof createFarSide>, Remote>>;

/**
 * What the other end of a tested connection offers. Its text is also run as a plugin, so it uses nothing
 * from outside itself.
 */
export function createFarSide() {
  type AnyFunction = (...args: unknown[]) => unknown;
  const kept = new Map<string, unknown>();
  const tag = (value: unknown) => Object.prototype.toString.call(value).slice(8, -1);

  /** A text that two equal values share, and no two different ones. */
  function describe(value: unknown, seen: unknown[] = []): string {
    if (typeof value === 'function') return 'function';
    if (typeof value === 'bigint') return `${value}n`;
    if (Object.is(value, -0)) return '-0';
    if (typeof value === 'string') return JSON.stringify(value);
    if (typeof value !== 'object' || value === null) return String(value);
    if (seen.includes(value)) return `#${seen.indexOf(value)}`;
    seen.push(value);
    const inner = (item: unknown) => describe(item, seen);
    const list = (items: Iterable<unknown>) => Array.from(items, inner).join(',');
    const view = value as { data?: ArrayLike<unknown>; shape?: number[]; stride?: number[] };
    if (ArrayBuffer.isView(view.data) && view.shape)
      return `ndarray ${tag(view.data)} [${view.shape}] [${view.stride}] ${Array.from(view.data)}`;
    if (value instanceof ArrayBuffer) return `ArrayBuffer ${new Uint8Array(value)}`;
    if (value instanceof DataView)
      return `DataView ${new Uint8Array(value.buffer, value.byteOffset, value.byteLength)}`;
    if (ArrayBuffer.isView(value)) {
      const items = value as unknown as ArrayLike<unknown>;
      return `${tag(value)} ${Array.from(items)} of ${value.buffer.byteLength} bytes`;
    }
    if (value instanceof Map) return `Map{${list([...value].flat())}}`;
    if (value instanceof Set) return `Set{${list(value)}}`;
    if (value instanceof Date) return `Date ${value.getTime()}`;
    if (value instanceof RegExp) return `RegExp ${String(value)}`;
    if (value instanceof File)
      return `File ${value.name} ${value.type} ${value.size} ${(value as { _path?: string })._path}`;
    if (value instanceof Blob) return `Blob ${value.type} ${value.size}`;
    if (value instanceof AbortSignal) return `AbortSignal ${value.aborted}`;
    if (Array.isArray(value)) return `[${list(value)}]`;
    const members = Object.entries(value).filter(([key]) => key !== '_rintf');
    const fields = members.map(([key, member]) => `${key}:${inner(member)}`).join(',');
    if (!(value instanceof Error)) return `{${fields}}`;
    const cause = value.cause === undefined ? '' : ` because ${inner(value.cause)}`;
    return `${value.constructor.name} ${value.name}: ${value.message}${cause}{${fields}}`;
  }

  return {
    describe: (value: unknown) => describe(value),
    echo: (value: unknown) => value,
    list: (...args: unknown[]) => args.map((arg) => describe(arg)),
    wait: () => new Promise<never>(() => undefined),
    keep: (name: string, value: unknown) => void kept.set(name, value),
    give: (name: string) => kept.get(name),
    drop: () => kept.clear(),
    calling: (name: string, ...args: unknown[]) => (kept.get(name) as AnyFunction)(...args),
    callTwice: async (fn: AnyFunction) => [await fn(1), await fn(2)],
    callAll: (fns: AnyFunction[]) => Promise.all(fns.map((fn, i) => fn(i))),
    member: (object: Record<string, AnyFunction>, key: string, ...args: unknown[]) =>
      object[key]?.(...args),
    raise: (text: string) => {
      throw new RangeError(text);
    },
    raiseValue: (value: unknown) => {
      throw value;
    },
    makeBuffer: (length: number) => {
      const buffer = new Uint8Array(length).fill(7).buffer;
      kept.set('buffer', buffer);
      return { buffer, again: [buffer], _transfer: true };
    },
    sizeOfKept: () => (kept.get('buffer') as ArrayBuffer).byteLength,
    readText: async (blob: Blob) => new TextDecoder().decode(await blob.arrayBuffer()),
    counter: (start: number) => {
      class Counter {
        value = start;
        _secret = 'hidden';
        add(by: number) {
          return (this.value += by);
        }
      }
      return new Counter();
    },
    unsendable: () => ({ symbol: Symbol('s') }),
    cyclic: () => {
      const value: Record<string, unknown> = {};
      value.self = { back: value };
      return value;
    },
    promises: () => ({
      now: Promise.resolve(1),
      list: [Promise.resolve({ deep: Promise.resolve(2) })],
    }),
    thenable: () => ({ value: { then: (resolve: AnyFunction) => resolve('stolen'), x: 1 } }),
    /** What the signal says: at once, or when it aborts. */
    reasonOf: (signal: AbortSignal) =>
      new Promise((resolve) => {
        const tell = () => resolve(describe(signal.reason));
        if (signal.aborted) tell();
        else signal.addEventListener('abort', tell);
      }),
    /** Settles only when the call is aborted, and remembers that it was. */
    untilAborted: (signal: AbortSignal) =>
      new Promise<void>((resolve) => {
        kept.set('started', true);
        signal.addEventListener('abort', () => {
          kept.set('aborted', describe(signal.reason));
          resolve();
        });
      }),
    /** Asynchronous, so that nothing on the stack is taken for a reference. */
    collect: () =>
      (globalThis as { gc?: (options: object) => Promise<void> }).gc?.({ execution: 'async' }),
  };
}
