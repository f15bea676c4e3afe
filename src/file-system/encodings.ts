import { ImjoyError } from '../base/error.js';

/** How text of one encoding becomes bytes and back. */
interface Encoding {
  encode(text: string): Uint8Array;
  decode(bytes: Uint8Array): string;
}

/** In pieces, since the arguments of one call must fit on the stack. */
function fromCodes(bytes: Uint8Array, mask: number): string {
  let text = '';
  for (let start = 0; start < bytes.length; start += 8192)
    text += String.fromCharCode(...bytes.subarray(start, start + 8192).map((code) => code & mask));
  return text;
}

const latin1: Encoding = {
  encode: (text) => Uint8Array.from({ length: text.length }, (_, index) => text.charCodeAt(index)),
  decode: (bytes) => fromCodes(bytes, 0xff),
};

const utf8: Encoding = {
  encode: (text) => new TextEncoder().encode(text),
  // Node keeps a byte order mark; the web drops it unless told.
  decode: (bytes) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes),
};

const utf16: Encoding = {
  encode: (text) => {
    const bytes = new DataView(new ArrayBuffer(text.length * 2));
    for (let index = 0; index < text.length; index += 1)
      bytes.setUint16(index * 2, text.charCodeAt(index), true);
    return new Uint8Array(bytes.buffer);
  },
  decode: (bytes) => new TextDecoder('utf-16le', { ignoreBOM: true }).decode(bytes),
};

const base64: Encoding = {
  encode: (text) =>
    latin1.encode(atob(text.replace(/-/g, '+').replace(/_/g, '/').replace(/\s/g, ''))),
  decode: (bytes) => btoa(latin1.decode(bytes)),
};

const hex: Encoding = {
  encode: (text) => Uint8Array.from(text.match(/[\da-f]{2}/gi) ?? [], (pair) => parseInt(pair, 16)),
  decode: (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''),
};

const encodings: Readonly<Record<string, Encoding>> = {
  utf8,
  'utf-8': utf8,
  ascii: { encode: latin1.encode, decode: (bytes) => fromCodes(bytes, 0x7f) },
  latin1,
  binary: latin1,
  base64,
  hex,
  ucs2: utf16,
  'ucs-2': utf16,
  utf16le: utf16,
  'utf-16le': utf16,
};

/** Looks up an encoding by any of Node's names. @throws ImjoyError `ARGUMENT` naming an unknown one */
export function encodingOf(name: string): Encoding {
  const key = name.toLowerCase();
  const encoding = Object.hasOwn(encodings, key) ? encodings[key] : undefined;
  if (encoding) return encoding;
  throw new ImjoyError(
    'ARGUMENT',
    `unknown encoding "${name}"; known are ${Object.keys(encodings).join(', ')}`,
  );
}
