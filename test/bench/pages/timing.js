/* global performance, setTimeout */
/** The stopwatches every contestant is measured with. */

export const MEBI = 2 ** 20;

/** @param {() => unknown} action @returns {Promise<number>} milliseconds until it has settled */
export async function elapsed(action) {
  const start = performance.now();
  await action();
  return performance.now() - start;
}

/** @param {(i: number) => Promise<unknown>} call @returns {Promise<number>} mean µs per call, one at a time */
export async function perCall(call, calls) {
  const ms = await elapsed(async () => {
    for (let i = 0; i < calls; i++) await call(i);
  });
  return (ms * 1000) / calls;
}

/** Makes `total` calls with `width` of them under way at any time. */
export async function keepInFlight(call, width, total) {
  let next = 0;
  const lane = async () => {
    while (next < total) await call(next++);
  };
  await Promise.all(Array.from({ length: width }, lane));
}

/** @returns {Promise<number>} calls per second with `width` of them under way */
export async function callRate(call, width, total) {
  return (total * 1000) / (await elapsed(() => keepInFlight(call, width, total)));
}

/** @param {number} ms of a round trip of `bytes` @returns {number} MB/s over the border, both ways */
export const bandwidth = (bytes, ms) => (2 * bytes) / MEBI / (ms / 1000);

export const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

/** Gives finalizers and timers a turn. */
export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export const thousandObjects = Array.from({ length: 1000 }, (_, i) => ({
  id: i,
  name: `cell ${i}`,
  x: i / 3,
  selected: i % 2 === 0,
}));

/** @throws {Error} when an echo is not what was sent */
export function expectSame(actual, expected, what) {
  if (actual !== expected) throw new Error(`${what}: got ${actual} instead of ${expected}`);
}
