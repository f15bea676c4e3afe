/** A message as a transport of plain data carries it: JSON, and the bytes it refers to by their place. */
export interface WireMessage {
  readonly text: string;
  readonly buffers: readonly ArrayBuffer[];
}

/** Writes an encoded value, the bytes in it by reference. */
export function toWireMessage(encoded: unknown): WireMessage {
  const buffers: ArrayBuffer[] = [];
  const text = JSON.stringify(encoded, (_key, value: unknown) =>
    value instanceof ArrayBuffer ? { _rtype: 'bytes', _rvalue: buffers.push(value) - 1 } : value,
  );
  return { text, buffers };
}

/** @throws SyntaxError when the text is no JSON */
export function fromWireMessage({ text, buffers }: WireMessage): unknown {
  if (buffers.length === 0) return JSON.parse(text);
  return JSON.parse(text, (_key, value: { _rtype?: unknown; _rvalue?: unknown } | null) =>
    value?._rtype === 'bytes' ? (buffers[value._rvalue as number] ?? null) : value,
  );
}
