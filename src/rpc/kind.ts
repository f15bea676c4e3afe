/** What the codec has to know of an object before it looks inside. */
export type Kind =
  | 'cloneable' // structured clone carries it
  | 'transferable' // structured clone carries it only when it is handed over
  | 'view' // a typed array or DataView
  | 'collection' // Map, Set
  | 'promise'
  | 'instance' // an object of a class that is not built in: sent as an interface
  | 'unsupported';

const kinds = new Map<string, Kind>();
const assign = (kind: Kind, tags: string) => {
  for (const tag of tags.split(' ')) kinds.set(tag, kind);
};
assign(
  'cloneable',
  'ArrayBuffer Date RegExp Boolean Number String BigInt Blob File FileList ImageData ImageBitmap ' +
    'FileSystemFileHandle FileSystemDirectoryHandle CryptoKey DOMRect DOMPoint DOMMatrix DOMQuad',
);
assign(
  'transferable',
  'MessagePort ReadableStream WritableStream TransformStream OffscreenCanvas VideoFrame AudioData',
);
assign('collection', 'Map Set');
assign('promise', 'Promise');
assign(
  'unsupported',
  'WeakMap WeakSet WeakRef Window Generator AsyncGenerator global SharedArrayBuffer ' +
    'WebAssembly.Module WebAssembly.Memory WebAssembly.Instance',
);

/** The built-in class name of a value: `Map`, `HTMLDivElement`; `Object` for everything home-made. */
export const tagOf = (value: unknown): string => Object.prototype.toString.call(value).slice(8, -1);

export function kindOf(value: object): Kind {
  if (ArrayBuffer.isView(value)) return 'view';
  const known = kinds.get(tagOf(value));
  if (known) return known;
  return 'nodeType' in value && 'ownerDocument' in value ? 'unsupported' : 'instance';
}

/** An object literal of this or another realm, or one without a prototype. */
export function isPlainObject(value: object): value is Record<string, unknown> {
  const prototype = Object.getPrototypeOf(value) as object | null;
  return prototype === Object.prototype || prototype === null || isRootPrototype(prototype);
}

const isRootPrototype = (value: object): boolean =>
  Object.getPrototypeOf(value) === null && Object.hasOwn(value, 'isPrototypeOf');

/** Public member names of an object and its classes: no `_private`, no `constructor`. */
export function interfaceKeys(value: object): string[] {
  const keys = new Set<string>();
  let level = value as object | null;
  while (level && !isRootPrototype(level)) {
    for (const key of Object.getOwnPropertyNames(level)) if (isPublic(key)) keys.add(key);
    level = Object.getPrototypeOf(level) as object | null;
  }
  return [...keys];
}

const isPublic = (key: string): boolean =>
  (!key.startsWith('_') || key === '_rintf') && key !== 'constructor';
