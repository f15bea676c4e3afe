/** The numbers a row keeps of its samples. */

const quantile = (sorted, part) => sorted[Math.round((sorted.length - 1) * part)];

/** @param {number[]} samples at least one @returns {{median: number, low: number, high: number, samples: number}} with quartiles */
export function summarise(samples) {
  const sorted = samples.toSorted((a, b) => a - b);
  return {
    median: quantile(sorted, 0.5),
    low: quantile(sorted, 0.25),
    high: quantile(sorted, 0.75),
    samples: sorted.length,
  };
}
