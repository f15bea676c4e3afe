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
  for (const tag of tags.split(' ')) kinds.set(`[object ${tag}]`, kind);
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
assign(
  'view',
  'Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array ' +
    'BigInt64Array BigUint64Array Float16Array Float32Array Float64Array DataView',
);
assign('collection', 'Map Set');
assign('promise', 'Promise');
assign('unsupported', 'WeakMap WeakSet WeakRef Window Generator AsyncGenerator global');

export function kindOf(value: object): Kind {
  const known = kinds.get(Object.prototype.toString.call(value));
  if (known) return known;
  return 'nodeType' in value && 'ownerDocument' in value ? 'unsupported' : 'instance';
}

/** An object literal of this or another realm, or one without a prototype. */
export function isPlainObject(value: object): boolean {
  const prototype = Object.getPrototypeOf(value) as object | null;
  return prototype === Object.prototype || prototype === null || isRootPrototype(prototype);
}

const isRootPrototype = (value: object): boolean =>
  Object.getPrototypeOf(value) === null && Object.hasOwn(value, 'isPrototypeOf');

/** Public member names of an object and its classes: no `_private`, no `constructor`, no `then`. */
export function interfaceKeys(value: object): string[] {
  const keys = new Set<string>();
  let level = value as object | null;
  while (level && !isRootPrototype(level)) {
    for (const key of Object.getOwnPropertyNames(level)) if (isPublic(key)) keys.add(key);
    level = Object.getPrototypeOf(level) as object | null;
  }
  return [...keys];
}

/** `then` would make every `await` of the interface a call of the peer. */
const isPublic = (key: string): boolean =>
  (!key.startsWith('_') || key === '_rintf') && key !== 'constructor' && key !== 'then';
