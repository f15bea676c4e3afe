/** The name of the color in `rows` of names and hex values that is nearest to a hex value. */
function nearestColor(rows, hex) {
  const channels = (text) => [1, 3, 5].map((at) => parseInt(text.slice(at, at + 2), 16));
  const wanted = channels(hex);
  const distance = ([, other]) =>
    Math.hypot(...channels(other).map((value, i) => value - wanted[i]));
  return rows.reduce((best, row) => (distance(row) < distance(best) ? row : best))[0];
}

globalThis.nearestColor = nearestColor;
