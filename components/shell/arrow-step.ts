const directions: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** How far an arrow key moves something, in CSS pixels: 10, or 50 with Shift. Null for other keys. */
export function arrowStep(event: KeyboardEvent): readonly [dx: number, dy: number] | null {
  const direction = directions[event.key];
  if (!direction) return null;
  const step = event.shiftKey ? 50 : 10;
  return [direction[0] * step, direction[1] * step];
}
