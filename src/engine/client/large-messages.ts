import type { WireMessage } from '../../rpc/index.js';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Bytes of a message, of its text as many as it has characters: it is JSON, and nearly always that. */
export const sizeOf = (message: WireMessage): number =>
  message.buffers.reduce((sum, { byteLength }) => sum + byteLength, message.text.length);

/** Bytes of a message, exactly. */
export const byteLengthOf = (message: WireMessage): number =>
  sizeOf(message) - message.text.length + encoder.encode(message.text).length;

/** Buffers as one, with the size of each. */
export function packBuffers(buffers: readonly ArrayBuffer[]): {
  readonly bytes: Uint8Array;
  readonly sizes: readonly number[];
} {
  const sizes = buffers.map(({ byteLength }) => byteLength);
  const bytes = new Uint8Array(sizes.reduce((sum, size) => sum + size, 0));
  let start = 0;
  for (const buffer of buffers) {
    bytes.set(new Uint8Array(buffer), start);
    start += buffer.byteLength;
  }
  return { bytes, sizes };
}

/** The buffers again. What socket.io gives is an ArrayBuffer in a browser, and a view in Node. */
export function unpackBuffers(
  bytes: ArrayBuffer | Uint8Array,
  sizes: readonly number[],
): ArrayBuffer[] {
  const whole = bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : bytes;
  let start = 0;
  return sizes.map((size) => new Uint8Array(whole.subarray(start, (start += size))).buffer);
}

/** Sends a message as one body: bytes of a Blob need no copy on their way out of the page. */
export async function postMessageTo(
  url: string,
  key: string,
  { text, buffers }: WireMessage,
  signal: AbortSignal,
): Promise<void> {
  const parts = [encoder.encode(text), ...buffers];
  const sizes = JSON.stringify(parts.map(({ byteLength }) => byteLength));
  const response = await fetch(url, {
    method: 'POST',
    headers: { Authorization: `Bearer ${key}` },
    body: new Blob([`${sizes}\n`, ...parts]),
    signal,
  });
  if (!response.ok) throw new StatusError(response.status);
}

export async function fetchMessage(
  url: string,
  key: string,
  sizes: readonly number[],
  signal: AbortSignal,
): Promise<WireMessage> {
  const response = await fetch(url, { headers: { Authorization: `Bearer ${key}` }, signal });
  if (!response.ok) throw new StatusError(response.status);
  const [text, ...buffers] = unpackBuffers(await response.arrayBuffer(), sizes);
  return { text: decoder.decode(text), buffers };
}

/** What a server answered instead of what it was asked for. */
export class StatusError extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`the engine answered ${status}`);
    this.status = status;
  }
}
