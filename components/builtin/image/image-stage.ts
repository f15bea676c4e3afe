import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { hostStyles } from '../../shared/host.styles.js';
import { tokens } from '../../shared/tokens.styles.js';
import { PointerGestures } from './pointer-gestures.js';
import type { Raster } from './raster.js';
import {
  fit,
  keepInside,
  pan,
  toBox,
  toImage,
  zoomAt,
  type Point,
  type Size,
  type Viewport,
} from './viewport.js';

/** Part of the box that one press of an arrow key moves. */
const STRIDE = 0.1;
export const ZOOM_STEP = 1.25;

/**
 * The surface an image is looked at on: zooms, pans, and tells which pixel is pointed at.
 *
 * @fires probe - `detail` is the pixel pointed at `{x, y, byKey}`, or null
 * @fires pick - `detail` is the pixel that was clicked, or chosen with Enter
 * @fires view-change - the magnification or the place changed
 */
export class ImageStage extends LitElement {
  static override readonly styles = [
    tokens,
    hostStyles,
    css`
      :host {
        position: relative;
        overflow: hidden;
        touch-action: none;
        cursor: crosshair;
        background-color: var(--_color-sunken);
      }
      :host(:active) {
        cursor: grabbing;
      }
      [role='application'] {
        position: absolute;
        inset: 0;
      }
      [role='application']:focus-visible {
        outline-offset: -2px;
      }
      canvas {
        display: block;
        width: 100%;
        height: 100%;
      }
    `,
  ];

  /** What to draw; null draws nothing. */
  @property({ attribute: false }) raster: Raster | null = null;
  /** What the image is, for those who do not see it. */
  @property({ attribute: false }) label = 'Image';

  @query('canvas') private readonly canvas!: HTMLCanvasElement;

  #box: Size = { width: 0, height: 0 };
  /** Null as long as the image is fitted, so that it stays so when the box changes. */
  #view: Viewport | null = null;
  #probe: Point | null = null;
  #showsProbe = false;
  #frame = 0;
  readonly #resizing = new ResizeObserver(([entry]) => this.#resize(entry?.contentRect));

  constructor() {
    super();
    new PointerGestures(this, {
      pan: (by) => this.#show(this.raster && pan(this.#viewport(), by, this.raster, this.#box)),
      zoom: (factor, at) => this.#zoom(factor, at),
      hover: (at) => this.#point(at && this.#pixel(at), false),
      press: (at) => this.#pick(this.#pixel(at)),
    });
  }

  /** CSS pixels per image pixel. */
  get scale(): number {
    return this.#viewport().scale;
  }

  get isFitted(): boolean {
    return this.#view === null;
  }

  /** Shows the whole image, and keeps doing so when the box changes. */
  fit(): void {
    this.#show(null);
  }

  /** Zooms around the centre; a scale of 1 shows image pixels as CSS pixels. */
  zoomTo(scale: number): void {
    this.#zoom(scale / this.scale, this.#middle());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resizing.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resizing.disconnect();
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  /** Draws again before the next frame; for changes inside the raster. */
  redraw(): void {
    this.#frame ||= requestAnimationFrame(() => this.#draw());
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const former = changed.get('raster');
    if (!changed.has('raster')) return;
    const isAlike = former?.width === this.raster?.width && former?.height === this.raster?.height;
    if (!isAlike) this.#show(null);
    this.redraw();
  }

  /** The observer speaks only after the first frame, which would then be drawn in vain. */
  protected override firstUpdated(): void {
    this.#resize(this.getBoundingClientRect());
  }

  protected override render(): TemplateResult {
    return html`
      <div
        role="application"
        tabindex="0"
        aria-roledescription="image viewer"
        aria-label=${`${this.label}. Plus and minus zoom, 0 fits, arrows pan, shift with arrows points at pixels.`}
        @keydown=${this.#key}
      >
        <canvas></canvas>
      </div>
    `;
  }

  readonly #keys: Readonly<Record<string, () => void>> = {
    '+': () => this.#zoom(ZOOM_STEP, this.#middle()),
    '=': () => this.#zoom(ZOOM_STEP, this.#middle()),
    '-': () => this.#zoom(1 / ZOOM_STEP, this.#middle()),
    '0': () => this.fit(),
    '1': () => this.zoomTo(1),
    ArrowLeft: () => this.#step({ x: 1, y: 0 }),
    ArrowRight: () => this.#step({ x: -1, y: 0 }),
    ArrowUp: () => this.#step({ x: 0, y: 1 }),
    ArrowDown: () => this.#step({ x: 0, y: -1 }),
    'shift ArrowLeft': () => this.#nudge({ x: -1, y: 0 }),
    'shift ArrowRight': () => this.#nudge({ x: 1, y: 0 }),
    'shift ArrowUp': () => this.#nudge({ x: 0, y: -1 }),
    'shift ArrowDown': () => this.#nudge({ x: 0, y: 1 }),
    Enter: () => this.#probe && this.#pick(this.#probe),
    Escape: () => this.#point(null, true),
  };

  #key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const name = event.shiftKey && event.key.startsWith('Arrow') ? `shift ${event.key}` : event.key;
    const act = Object.hasOwn(this.#keys, name) ? this.#keys[name] : undefined;
    if (!act) return;
    event.preventDefault();
    act();
  }

  #step(direction: Point): void {
    const { width, height } = this.#box;
    const by = { x: direction.x * width * STRIDE, y: direction.y * height * STRIDE };
    this.#show(this.raster && pan(this.#viewport(), by, this.raster, this.#box));
  }

  #nudge(by: Point): void {
    const { raster } = this;
    if (!raster) return;
    const { center } = this.#viewport();
    const from = this.#probe ?? { x: Math.floor(center.x), y: Math.floor(center.y) };
    const moved = this.#probe ? { x: from.x + by.x, y: from.y + by.y } : from;
    this.#point(
      {
        x: Math.min(Math.max(moved.x, 0), raster.width - 1),
        y: Math.min(Math.max(moved.y, 0), raster.height - 1),
      },
      true,
    );
  }

  #zoom(factor: number, at: Point): boolean {
    if (!this.raster) return false;
    const before = this.#viewport();
    const after = zoomAt(before, factor, at, this.raster, this.#box);
    if (after.scale === before.scale) return false;
    this.#show(after.scale === fit(this.raster, this.#box).scale ? null : after);
    return true;
  }

  #show(view: Viewport | null): void {
    this.#view = view;
    this.redraw();
    this.dispatchEvent(new CustomEvent('view-change'));
  }

  #point(pixel: Point | null, byKey: boolean): void {
    this.#probe = pixel;
    if (byKey || this.#showsProbe) this.redraw();
    this.#showsProbe = byKey && pixel !== null;
    this.dispatchEvent(new CustomEvent('probe', { detail: pixel && { ...pixel, byKey } }));
  }

  #pick(pixel: Point | null): void {
    if (pixel) this.dispatchEvent(new CustomEvent('pick', { detail: pixel }));
  }

  #pixel(at: Point): Point | null {
    const { raster } = this;
    const place = toImage(this.#viewport(), at, this.#box);
    const pixel = { x: Math.floor(place.x), y: Math.floor(place.y) };
    const isInside =
      raster && pixel.x >= 0 && pixel.y >= 0 && pixel.x < raster.width && pixel.y < raster.height;
    return isInside ? pixel : null;
  }

  #middle(): Point {
    return { x: this.#box.width / 2, y: this.#box.height / 2 };
  }

  #viewport(): Viewport {
    return this.#view ?? fit(this.raster ?? { width: 1, height: 1 }, this.#box);
  }

  #resize(rect?: DOMRectReadOnly): void {
    if (!rect) return;
    this.#box = { width: rect.width, height: rect.height };
    if (this.#view && this.raster) this.#view = keepInside(this.#view, this.raster, this.#box);
    this.#show(this.#view);
  }

  #draw(): void {
    this.#frame = 0;
    const { width, height } = this.#box;
    const context = this.canvas?.getContext('2d');
    if (!context || !width || !height) return;
    const ratio = window.devicePixelRatio;
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = Math.round(height * ratio);
    this.raster?.draw(context, this.#viewport(), this.#box, ratio);
    if (this.#showsProbe && this.#probe) this.#frameProbe(context, this.#probe, ratio);
  }

  /** Black around white, so that the frame shows on any image. */
  #frameProbe(context: CanvasRenderingContext2D, probe: Point, ratio: number): void {
    const { x, y } = toBox(this.#viewport(), probe, this.#box);
    const side = Math.max(this.scale, 9);
    const shift = (this.scale - side) / 2;
    context.setTransform(ratio, 0, 0, ratio, (x + shift) * ratio, (y + shift) * ratio);
    for (const [color, width] of [
      ['#000', 3],
      ['#fff', 1],
    ] as const) {
      context.strokeStyle = color;
      context.lineWidth = width;
      context.strokeRect(0, 0, side, side);
    }
  }
}
