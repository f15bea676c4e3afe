/* A canvas for images of one channel; the Cells Viewer lists this file among its requirements. */
/* global devicePixelRatio, requestAnimationFrame, cancelAnimationFrame */
/* global CustomEvent, EventTarget, ImageData, Path2D, ResizeObserver */
'use strict';

// A block keeps the names below out of the global scope that all classic scripts share.
{
  const ZOOM_STEP = 1.5;
  const MAX_ZOOM = 32;
  const OUTLINE = '#ffb454';
  const PROBE = '#58b4ea';

  const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

  /** The border between 0 and 1 of a mask, as lines along pixel edges. */
  function traceMask({ data, shape: [height, width] }) {
    const path = new Path2D();
    const at = (x, y) => (x >= 0 && y >= 0 && x < width && y < height ? data[y * width + x] : 0);
    // Neighbouring edges are drawn as one line: `along` runs on it, `across` counts the lines.
    function trace(lines, length, differs, draw) {
      for (let across = 0; across <= lines; across++)
        for (let along = 0, start = -1; along <= length; along++) {
          const edge = along < length && differs(along, across);
          if (edge && start < 0) start = along;
          if (!edge && start >= 0) start = (draw(across, start, along), -1);
        }
    }
    trace(
      height,
      width,
      (x, y) => at(x, y) !== at(x, y - 1),
      (y, from, to) => (path.moveTo(from, y), path.lineTo(to, y)),
    );
    trace(
      width,
      height,
      (y, x) => at(x, y) !== at(x - 1, y),
      (x, from, to) => (path.moveTo(x, from), path.lineTo(x, to)),
    );
    return path;
  }

  /**
   * An image on a canvas: contrast, outlines, zoom, pan, and a probe that mouse and arrow keys move.
   * @fires probe - `detail` is `{x, y, value}` of the pixel the probe is at, or null
   */
  globalThis.ImageStage = class extends EventTarget {
    #canvas;
    #bitmap = null;
    #image = null;
    #mask = null;
    #outlines = null;
    #range = { min: 0, max: 65535 };
    #zoom = 1;
    #center = [0, 0];
    #probe = null;
    #frame = 0;

    constructor(canvas) {
      super();
      this.#canvas = canvas;
      new ResizeObserver(() => this.#draw()).observe(canvas);
      canvas.addEventListener('pointerdown', (event) => this.#drag(event));
      canvas.addEventListener('pointermove', (event) => this.#pointAt(event));
      canvas.addEventListener(
        'pointerleave',
        () => document.activeElement !== canvas && this.#moveProbe(null),
      );
      canvas.addEventListener('dblclick', (event) => this.zoomBy(ZOOM_STEP, this.#toImage(event)));
      canvas.addEventListener('wheel', (event) => this.#wheel(event), { passive: false });
      canvas.addEventListener('keydown', (event) => this.#key(event));
    }

    get zoom() {
      return this.#zoom;
    }

    /** @param image a 2-D n-d array; it stays as it is */
    show(image) {
      if (image === this.#image) return;
      const [height, width] = image.shape;
      if (!this.#image) this.#center = [width / 2, height / 2];
      this.#image = image;
      this.#repaint();
    }

    /** `{min, max}`: the values shown black and white. */
    set range(range) {
      this.#range = range;
      this.#repaint();
    }

    /** An n-d array of 0 and 1 whose borders are outlined, or null. */
    set mask(mask) {
      if (mask === this.#mask) return;
      this.#mask = mask;
      this.#outlines = mask && traceMask(mask);
      this.#schedule();
    }

    zoomIn() {
      this.zoomBy(ZOOM_STEP);
    }

    zoomOut() {
      this.zoomBy(1 / ZOOM_STEP);
    }

    fit() {
      const [height, width] = this.#image.shape;
      this.#center = [width / 2, height / 2];
      this.#setZoom(1);
    }

    /** Zooms, and keeps the pixel at `anchor` where it is. */
    zoomBy(factor, anchor = this.#probe ?? this.#center) {
      const zoom = clamp(this.#zoom * factor, 1, MAX_ZOOM);
      const ratio = this.#zoom / zoom;
      this.#center = this.#center.map((at, axis) => anchor[axis] + (at - anchor[axis]) * ratio);
      this.#setZoom(zoom);
    }

    /** Mean brightness of what is on screen, from 0 to 255. */
    get brightness() {
      const { width, height } = this.#painted;
      const { data } = this.#painted.getContext('2d').getImageData(0, 0, width, height);
      let sum = 0;
      for (let i = 0; i < data.length; i += 4) sum += data[i];
      return sum / (data.length / 4);
    }

    #setZoom(zoom) {
      this.#zoom = zoom;
      this.#canvas.classList.toggle('zoomed', zoom > 1);
      this.#keepInside();
      this.#schedule();
    }

    #keepInside() {
      const [height, width] = this.#image.shape;
      const [halfWidth, halfHeight] = [this.#canvas.clientWidth, this.#canvas.clientHeight].map(
        (size) => size / 2 / this.#scale,
      );
      const keep = (at, half, size) => (half * 2 >= size ? size / 2 : clamp(at, half, size - half));
      this.#center = [
        keep(this.#center[0], halfWidth, width),
        keep(this.#center[1], halfHeight, height),
      ];
    }

    /** CSS pixels of one image pixel. */
    get #scale() {
      const [height, width] = this.#image.shape;
      return (
        this.#zoom * Math.min(this.#canvas.clientWidth / width, this.#canvas.clientHeight / height)
      );
    }

    /** The image with its 16 bits as the 8 a screen has; painted when it is first needed. */
    get #painted() {
      if (this.#bitmap) return this.#bitmap;
      const { data, shape } = this.#image;
      const [height, width] = shape;
      const { min, max } = this.#range;
      const scale = 255 / Math.max(1, max - min);
      const pixels = new Uint32Array(data.length);
      for (let i = 0; i < data.length; i++) {
        const gray = clamp(Math.round((data[i] - min) * scale), 0, 255);
        pixels[i] = 0xff000000 | (gray << 16) | (gray << 8) | gray;
      }
      this.#bitmap = Object.assign(document.createElement('canvas'), { width, height });
      const rgba = new ImageData(new Uint8ClampedArray(pixels.buffer), width, height);
      this.#bitmap.getContext('2d').putImageData(rgba, 0, 0);
      return this.#bitmap;
    }

    #repaint() {
      this.#bitmap = null;
      this.#schedule();
    }

    #schedule() {
      this.#frame ||= requestAnimationFrame(() => this.#draw());
    }

    #draw() {
      cancelAnimationFrame(this.#frame);
      this.#frame = 0;
      const { clientWidth, clientHeight } = this.#canvas;
      if (!this.#image || !clientWidth || !clientHeight) return;
      this.#keepInside();
      Object.assign(this.#canvas, {
        width: clientWidth * devicePixelRatio,
        height: clientHeight * devicePixelRatio,
      });
      const context = this.#canvas.getContext('2d');
      const scale = this.#scale * devicePixelRatio;
      context.imageSmoothingEnabled = scale < 2;
      context.imageSmoothingQuality = 'high';
      context.translate(
        this.#canvas.width / 2 - this.#center[0] * scale,
        this.#canvas.height / 2 - this.#center[1] * scale,
      );
      context.scale(scale, scale);
      context.drawImage(this.#painted, 0, 0);
      context.lineWidth = (1.5 * devicePixelRatio) / scale;
      context.strokeStyle = OUTLINE;
      context.lineJoin = 'round';
      if (this.#outlines) context.stroke(this.#outlines);
      if (this.#probe && document.activeElement === this.#canvas) this.#drawProbe(context);
    }

    #drawProbe(context) {
      const [x, y] = this.#probe;
      const arm = context.lineWidth * 6;
      context.strokeStyle = PROBE;
      context.beginPath();
      context.rect(x, y, 1, 1);
      for (const [dx, dy] of [
        [-1, 0],
        [1, 0],
        [0, -1],
        [0, 1],
      ]) {
        context.moveTo(x + 0.5 + dx * (0.5 + arm / 2), y + 0.5 + dy * (0.5 + arm / 2));
        context.lineTo(x + 0.5 + dx * (0.5 + arm * 2), y + 0.5 + dy * (0.5 + arm * 2));
      }
      context.stroke();
    }

    #toImage({ offsetX, offsetY }) {
      return [
        this.#center[0] + (offsetX - this.#canvas.clientWidth / 2) / this.#scale,
        this.#center[1] + (offsetY - this.#canvas.clientHeight / 2) / this.#scale,
      ];
    }

    #pointAt(event) {
      if (!this.#image) return;
      const [x, y] = this.#toImage(event).map(Math.floor);
      const [height, width] = this.#image.shape;
      this.#moveProbe(x >= 0 && y >= 0 && x < width && y < height ? [x, y] : null);
    }

    #moveProbe(probe) {
      this.#probe = probe;
      const value = probe && this.#image.data[probe[1] * this.#image.shape[1] + probe[0]];
      this.dispatchEvent(
        new CustomEvent('probe', { detail: probe && { x: probe[0], y: probe[1], value } }),
      );
      this.#schedule();
    }

    #drag(down) {
      if (down.button !== 0 || this.#zoom === 1) return;
      const start = this.#center;
      const move = (event) => {
        if (event.pointerId !== down.pointerId) return;
        this.#center = [
          start[0] - (event.clientX - down.clientX) / this.#scale,
          start[1] - (event.clientY - down.clientY) / this.#scale,
        ];
        this.#keepInside();
        this.#schedule();
      };
      const end = () => this.#canvas.removeEventListener('pointermove', move);
      this.#canvas.setPointerCapture(down.pointerId);
      this.#canvas.addEventListener('pointermove', move);
      this.#canvas.addEventListener('lostpointercapture', end, { once: true });
    }

    /** Only a reader who works with the image means it: others scroll the page. */
    #wheel(event) {
      if (!event.ctrlKey && !event.metaKey && document.activeElement !== this.#canvas) return;
      event.preventDefault();
      this.zoomBy(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.002)), this.#toImage(event));
    }

    #key(event) {
      const step = event.shiftKey ? 10 : 1;
      const actions = {
        ArrowLeft: () => this.#stepProbe(-step, 0),
        ArrowRight: () => this.#stepProbe(step, 0),
        ArrowUp: () => this.#stepProbe(0, -step),
        ArrowDown: () => this.#stepProbe(0, step),
        '+': () => this.zoomIn(),
        '=': () => this.zoomIn(),
        '-': () => this.zoomOut(),
        0: () => this.fit(),
      };
      if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(actions, event.key))
        return;
      event.preventDefault();
      actions[event.key]();
    }

    /** The view follows the probe when it would leave it. */
    #stepProbe(dx, dy) {
      const [height, width] = this.#image.shape;
      const [x, y] = this.#probe ?? this.#center.map(Math.floor);
      this.#moveProbe([clamp(x + dx, 0, width - 1), clamp(y + dy, 0, height - 1)]);
      const halves = [this.#canvas.clientWidth, this.#canvas.clientHeight].map(
        (size) => size / 2 / this.#scale,
      );
      this.#center = this.#center.map((at, axis) =>
        clamp(at, this.#probe[axis] - halves[axis] + 1, this.#probe[axis] + halves[axis]),
      );
      this.#keepInside();
    }
  };
}
