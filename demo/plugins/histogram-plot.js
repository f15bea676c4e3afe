/* A histogram on which a range is chosen; the Histogram lists this file among its requirements. */
/* global CustomEvent, EventTarget, ResizeObserver */
'use strict';

// A block keeps the names below out of the global scope that all classic scripts share.
{
  const $ = (id) => document.getElementById(id);
  const MARGIN = { left: 52, right: 18, top: 14, bottom: 26 };
  /** CSS pixels within which a handle is taken hold of. */
  const GRIP = 12;

  const clamp = (value, low, high) => Math.min(high, Math.max(low, value));
  const format = (value) => Math.round(value).toLocaleString('en');
  const setAttributes = (element, attributes) =>
    Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));

  function createSvg(name, attributes, text = '') {
    const element = document.createElementNS('http://www.w3.org/2000/svg', name);
    setAttributes(element, attributes);
    element.textContent = text;
    return element;
  }

  /** Round numbers, about `count` of them, from 0 to `high`. */
  function ticks(high, count) {
    const rough = high / count;
    const magnitude = 10 ** Math.floor(Math.log10(rough));
    const step = magnitude * [1, 2, 5, 10].find((factor) => factor * magnitude >= rough);
    return Array.from({ length: Math.floor(high / step) + 1 }, (_, i) => i * step);
  }

  const powersOfTen = (high) =>
    Array.from({ length: Math.floor(Math.log10(high)) + 1 }, (_, i) => 10 ** i);

  /** How counts become heights from 0 to 1, and which of them are written at the axis. */
  const SCALES = {
    linear: { height: (count, most) => count / most, ticks: (most) => ticks(most, 3) },
    log: { height: (count, most) => Math.log1p(count) / Math.log1p(most), ticks: powersOfTen },
  };

  /**
   * Bars over an axis of values, and a range of them that is chosen by pointer or keys. Draws into the SVG
   * of the window, and shows what the pointer is at.
   * @fires select - the user chose another range, `detail`: `{min, max}`. Whoever hears it has it shown.
   */
  globalThis.HistogramPlot = class extends EventTarget {
    #bins = new Uint32Array(0);
    #top = 1;
    #scale = 'log';
    #selection = { min: 0, max: 1 };
    #threshold = null;

    constructor() {
      super();
      const svg = document.querySelector('svg');
      svg.addEventListener('pointerdown', (event) => this.#press(event));
      svg.addEventListener('pointermove', (event) => this.#hover(event));
      svg.addEventListener('pointerleave', () =>
        ['hover', 'tip'].forEach((id) => $(id).toggleAttribute('hidden', true)),
      );
      for (const id of ['min', 'max'])
        $(id).addEventListener('keydown', (event) => this.#key(event));
      new ResizeObserver(() => this.#draw()).observe($('plot'));
    }

    /** Shows other counts, from 0 to `top` in all; a `threshold` of null is none. */
    show({
      bins = this.#bins,
      top = this.#top,
      scale = this.#scale,
      selection = this.#selection,
      threshold = this.#threshold,
    }) {
      [this.#bins, this.#top, this.#scale] = [bins, top, scale];
      [this.#selection, this.#threshold] = [selection, threshold];
      this.#draw();
    }

    #select(detail) {
      this.dispatchEvent(new CustomEvent('select', { detail }));
    }

    get #binWidth() {
      return this.#top / this.#bins.length;
    }

    get #box() {
      const { clientWidth, clientHeight } = $('plot');
      return {
        left: MARGIN.left,
        right: clientWidth - MARGIN.right,
        top: MARGIN.top,
        bottom: clientHeight - MARGIN.bottom,
      };
    }

    #toX(value) {
      const { left, right } = this.#box;
      return left + (value / this.#top) * (right - left);
    }

    #toValue(x) {
      const { left, right } = this.#box;
      return Math.round(clamp((x - left) / (right - left), 0, 1) * this.#top);
    }

    #draw() {
      const { left, right, top, bottom } = this.#box;
      if (right <= left || bottom <= top || this.#bins.length === 0) return;
      const scale = SCALES[this.#scale];
      const most = Math.max(...this.#bins);
      const toY = (count) => bottom - scale.height(count, most) * (bottom - top);
      this.#drawAxes(scale.ticks(most), toY);
      const { min, max } = this.#selection;
      const isChosen = (bin) => (bin + 1) * this.#binWidth > min && bin * this.#binWidth < max;
      const bars = [...this.#bins].map((count, bin) => ({
        bin,
        d: `M${this.#toX(bin * this.#binWidth).toFixed(2)} ${bottom}V${toY(count).toFixed(2)}H${(this.#toX((bin + 1) * this.#binWidth) - 0.5).toFixed(2)}V${bottom}Z`,
      }));
      const join = (chosen) =>
        bars
          .filter(({ bin }) => isChosen(bin) === chosen)
          .map(({ d }) => d)
          .join('');
      $('bars').setAttribute('d', join(false));
      $('chosen').setAttribute('d', join(true));
      this.#drawSelection();
      const hasThreshold = this.#threshold !== null;
      for (const id of ['threshold', 'threshold-name'])
        $(id).toggleAttribute('hidden', !hasThreshold);
      if (!hasThreshold) return;
      const x = this.#toX(this.#threshold);
      setAttributes($('threshold'), { x1: x, x2: x, y1: top, y2: bottom });
      setAttributes($('threshold-name'), { x: x + 5, y: top + 9 });
    }

    #drawAxes(counts, toY) {
      const { left, right, bottom } = this.#box;
      const rows = counts.flatMap((count) => [
        createSvg('line', { class: 'grid', x1: left, x2: right, y1: toY(count), y2: toY(count) }),
        createSvg('text', { x: left - 8, y: toY(count) + 4, 'text-anchor': 'end' }, format(count)),
      ]);
      const columns = ticks(this.#top, (right - left) / 80).map((value) =>
        createSvg(
          'text',
          { x: this.#toX(value), y: bottom + 17, 'text-anchor': 'middle' },
          format(value),
        ),
      );
      $('axes').replaceChildren(
        ...rows,
        createSvg('line', { class: 'grid', x1: left, x2: right, y1: bottom, y2: bottom }),
        ...columns,
      );
    }

    #drawSelection() {
      const { top, bottom } = this.#box;
      const { min, max } = this.#selection;
      setAttributes($('brush'), {
        x: this.#toX(min),
        width: Math.max(0, this.#toX(max) - this.#toX(min)),
        y: top,
        height: bottom - top,
      });
      for (const [id, low, high] of [
        ['min', 0, max - 1],
        ['max', min + 1, this.#top],
      ]) {
        const value = this.#selection[id];
        const handle = $(id);
        setAttributes(handle, {
          transform: `translate(${this.#toX(value)} 0)`,
          'aria-valuenow': value,
          'aria-valuemin': low,
          'aria-valuemax': high,
          'aria-valuetext': format(value),
        });
        setAttributes(handle.querySelector('line'), { y1: top, y2: bottom });
        handle.querySelector('rect').setAttribute('y', (top + bottom) / 2 - 12);
      }
    }

    /** A press near a handle moves it, one on the selection moves that, any other starts a new one. */
    #gestureAt(x) {
      const { min, max } = this.#selection;
      const near = (value) => Math.abs(this.#toX(value) - x) < GRIP;
      const from = this.#toValue(x);
      const span = (a, b) => ({ min: Math.min(a, b), max: Math.max(a, b, Math.min(a, b) + 1) });
      if (near(max)) return (to) => span(min, to);
      if (near(min)) return (to) => span(max, to);
      if (from > min && from < max)
        return (to) => {
          const shift = clamp(to - from, -min, this.#top - max);
          return { min: min + shift, max: max + shift };
        };
      return (to) => span(from, to);
    }

    #press(down) {
      if (down.button !== 0) return;
      const svg = down.currentTarget;
      const gesture = this.#gestureAt(down.offsetX);
      const move = ({ offsetX }) => {
        this.#select(gesture(this.#toValue(offsetX)));
      };
      svg.setPointerCapture(down.pointerId);
      svg.addEventListener('pointermove', move);
      svg.addEventListener(
        'lostpointercapture',
        () => svg.removeEventListener('pointermove', move),
        {
          once: true,
        },
      );
    }

    #hover({ offsetX }) {
      const { left, right, bottom } = this.#box;
      const inside = offsetX >= left && offsetX < right;
      for (const id of ['hover', 'tip']) $(id).toggleAttribute('hidden', !inside);
      if (!inside) return;
      const bin = Math.floor(this.#toValue(offsetX) / this.#binWidth);
      const from = bin * this.#binWidth;
      const count = this.#bins[bin] ?? 0;
      setAttributes($('hover'), {
        x: this.#toX(from),
        width: this.#toX(this.#binWidth) - left,
        y: bottom,
        height: 3,
      });
      $('tip').textContent =
        `${format(from)} – ${format(from + this.#binWidth)}: ${format(count)} pixels`;
      const width = $('tip').offsetWidth;
      $('tip').style.insetInlineStart =
        `${clamp(offsetX - width / 2, 4, $('plot').clientWidth - width - 4)}px`;
    }

    #key(event) {
      const { id } = event.currentTarget;
      const { min, max } = this.#selection;
      const [low, high] = id === 'min' ? [0, max - 1] : [min + 1, this.#top];
      const steps = {
        ArrowLeft: -1,
        ArrowDown: -1,
        ArrowRight: 1,
        ArrowUp: 1,
        PageDown: -10,
        PageUp: 10,
        Home: -Infinity,
        End: Infinity,
      };
      if (!Object.hasOwn(steps, event.key)) return;
      event.preventDefault();
      const value = clamp(this.#selection[id] + steps[event.key] * this.#binWidth, low, high);
      this.#select({ ...this.#selection, [id]: Math.round(value) });
    }
  };
}
