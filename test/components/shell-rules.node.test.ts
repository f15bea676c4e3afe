import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import fc from 'fast-check';
import { Countdown } from '../../components/shell/countdown.js';
import { FloodGuard } from '../../components/shell/flood-guard.js';
import { WindowStack } from '../../components/shell/window-stack.js';
import {
  BAR_HEIGHT,
  dragEdge,
  firstRect,
  moveRect,
  resizeRect,
  type Edge,
} from '../../components/shell/window-geometry.js';

const PAGE = { width: 1280, height: 800 };
const ANYWHERE = { dialog: false, size: { w: null, h: null }, position: { x: null, y: null } };

describe('firstRect', () => {
  it('gives a window 20 × 10 units and a dialog 800 × 670 pixels, in the middle', () => {
    const { width, height } = firstRect(ANYWHERE, PAGE, 0);
    assert.deepEqual([width, height], [600, 300]);
    assert.deepEqual(firstRect({ ...ANYWHERE, dialog: true }, PAGE, 3), {
      x: 240,
      y: 65,
      width: 800,
      height: 670,
    });
  });

  it('goes by what the window wants', () => {
    const wish = { dialog: false, size: { w: 10, h: 8 }, position: { x: 1, y: 2 } };
    assert.deepEqual(firstRect(wish, PAGE, 5), { x: 30, y: 60, width: 300, height: 240 });
  });

  it('cascades windows that do not care', () => {
    const [first, second] = [0, 1].map((nth) => firstRect(ANYWHERE, PAGE, nth));
    assert.deepEqual([second!.x - first!.x, second!.y - first!.y], [30, 30]);
    assert.deepEqual(firstRect(ANYWHERE, PAGE, 8), first);
  });

  it('keeps every window within reach, whatever a plugin asks for', () => {
    const units = fc.oneof(fc.constant(null), fc.double(), fc.constantFrom(1e300, -1e300, -1, 0));
    fc.assert(
      fc.property(
        units,
        units,
        units,
        units,
        fc.boolean(),
        fc.nat(100),
        (w, h, x, y, dialog, nth) => {
          const rect = firstRect({ dialog, size: { w, h }, position: { x, y } }, PAGE, nth);
          assert.ok(rect.width >= 200 && rect.width <= PAGE.width);
          assert.ok(rect.height >= 150 && rect.height <= PAGE.height);
          assert.ok(rect.x + rect.width >= 80 && rect.x <= PAGE.width - 80);
          assert.ok(rect.y >= 0 && rect.y <= PAGE.height - BAR_HEIGHT);
        },
      ),
    );
  });
});

describe('moving and resizing', () => {
  const rect = { x: 100, y: 100, width: 400, height: 300 };

  it('stops where the title bar would be lost', () => {
    assert.deepEqual(moveRect(rect, 10, -20, PAGE), { ...rect, x: 110, y: 80 });
    assert.deepEqual(moveRect(rect, -9999, -9999, PAGE), { ...rect, x: -320, y: 0 });
    assert.deepEqual(moveRect(rect, 9999, 9999, PAGE), { ...rect, x: 1200, y: 760 });
  });

  it('moves the borders that are dragged and no other', () => {
    const dragged: Record<Edge, object> = {
      e: { ...rect, width: 410 },
      w: { ...rect, x: 110, width: 390 },
      s: { ...rect, height: 320 },
      se: { ...rect, width: 410, height: 320 },
      sw: { ...rect, x: 110, width: 390, height: 320 },
    };
    for (const [edge, expected] of Object.entries(dragged))
      assert.deepEqual(dragEdge(rect, edge as Edge, 10, 20, PAGE), expected, edge);
  });

  it('stops at the smallest size with the other border in its place', () => {
    assert.deepEqual(dragEdge(rect, 'sw', 9999, -9999, PAGE), {
      x: 300,
      y: 100,
      width: 200,
      height: 150,
    });
  });

  it('resizes by units and leaves alone what is no number', () => {
    assert.deepEqual(resizeRect(rect, { w: 10 }, PAGE), { ...rect, width: 300 });
    assert.deepEqual(resizeRect(rect, { w: Number.NaN, h: Infinity }, PAGE), rect);
  });
});

describe('WindowStack', () => {
  it('keeps the order in which windows were last raised', () => {
    const stack = new WindowStack();
    const levels = new Map<string, string>();
    const [a, b, c] = ['a', 'b', 'c'].map((name) => ({
      setLevel: (level: number, isFront: boolean) =>
        void levels.set(name, `${level}${isFront ? ' front' : ''}`),
    }));
    for (const window of [a!, b!, c!, a!]) stack.raise(window);
    assert.deepEqual(Object.fromEntries(levels), { a: '3 front', b: '1', c: '2' });
    stack.remove(a!);
    assert.deepEqual([levels.get('c'), stack.size], ['2 front', 2]);
  });
});

describe('FloodGuard', () => {
  it('offers silence from the third question in a row on', () => {
    const guard = new FloodGuard(() => 0);
    const offers = [1, 2, 3, 4].map(() => {
      const offer = guard.asks('A');
      guard.answered('A');
      return offer;
    });
    assert.deepEqual(offers, [false, false, true, true]);
    assert.equal(guard.asks('B'), false);
  });

  it('starts over when a plugin was quiet, but not while its question is open', () => {
    let now = 0;
    const guard = new FloodGuard(() => now);
    guard.asks('A');
    guard.asks('A');
    now = 20_000;
    assert.equal(guard.asks('A'), true);
    for (let open = 0; open < 3; open++) guard.answered('A');
    now = 40_000;
    assert.equal(guard.asks('A'), false);
  });

  it('silences the one that was refused, and never the page', () => {
    const guard = new FloodGuard(() => 0);
    guard.mute('A');
    guard.mute(null);
    assert.deepEqual(
      [guard.isMuted('A'), guard.isMuted('B'), guard.isMuted(null)],
      [true, false, false],
    );
    assert.deepEqual(
      [1, 2, 3].map(() => guard.asks(null)),
      [false, false, false],
    );
  });
});

describe('Countdown', () => {
  it('stands still while somebody holds it', (test) => {
    test.mock.timers.enable({ apis: ['setTimeout'] });
    let now = 0;
    test.mock.method(performance, 'now', () => now);
    const pass = (time: number): void => {
      now += time;
      test.mock.timers.tick(time);
    };
    const ended = mock.fn();
    const countdown = new Countdown(ended);
    countdown.start(1000);
    pass(600);
    countdown.hold('pointer');
    countdown.hold('focus');
    pass(5000);
    countdown.release('pointer');
    pass(5000);
    assert.equal(ended.mock.callCount(), 0);
    countdown.release('focus');
    pass(399);
    assert.equal(ended.mock.callCount(), 0);
    pass(1);
    assert.equal(ended.mock.callCount(), 1);
  });

  it('does not end at once when told to last for ever', (test) => {
    test.mock.timers.enable({ apis: ['setTimeout'] });
    const ended = mock.fn();
    const countdown = new Countdown(ended);
    countdown.start(Infinity);
    test.mock.timers.tick(1_000_000);
    assert.equal(ended.mock.callCount(), 0);
    countdown.stop();
  });
});
