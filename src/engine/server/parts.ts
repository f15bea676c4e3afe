/** Text and buffers of one message, as bytes. */
export type Parts = readonly Uint8Array[];

/** Bytes of all of them. */
export const sizeOf = (parts: Parts): number => parts.reduce((sum, { length }) => sum + length, 0);

export const isSizes = (value: unknown): value is readonly number[] =>
  Array.isArray(value) &&
  value.every((size) => Number.isSafeInteger(size) && (size as number) >= 0);

/** Cuts bytes into consecutive parts of these sizes, without a copy; null where they do not fit. */
export function splitParts(whole: Uint8Array, sizes: unknown): Parts | null {
  if (!isSizes(sizes)) return null;
  let start = 0;
  const parts = sizes.map((size) => whole.subarray(start, (start += size)));
  return start === whole.length ? parts : null;
}

/** Cuts parts into pieces of so many bytes, each of consecutive views; at least one. */
export function piecesOf(parts: Parts, length: number): Parts[] {
  const pieces: Uint8Array[][] = [[]];
  let room = length;
  for (const part of parts) {
    for (let start = 0; start < part.length;) {
      if (room === 0) {
        pieces.push([]);
        room = length;
      }
      const view = part.subarray(start, start + room);
      pieces.at(-1)?.push(view);
      start += view.length;
      room -= view.length;
    }
  }
  return pieces;
}
