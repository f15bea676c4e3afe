import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { hostStyles } from '../../shared/host.styles.js';
import { tokens } from '../../shared/tokens.styles.js';
import { colorMap } from '../pixels/color-maps.js';
import {
  autoContrast,
  fullContrast,
  initialContrast,
  sampleValues,
  type ContrastWindow,
} from '../pixels/contrast.js';
import { pixelAt, planeAt, type ImageStack } from '../pixels/image-stack.js';
import { icon } from '../shared/icon.js';
import { failure, notice } from '../shared/notice.js';
import { ImjoyMenuElement } from '../../menu/menu-element.js';
import { openerItems } from '../shared/value-openers.js';
import { rangeStyles } from '../shared/ranges.styles.js';
import { viewStyles } from '../shared/view.styles.js';
import type { BuiltinContext, BuiltinMethods, BuiltinView } from '../types.js';
import { formatNumber } from '../values/format-number.js';
import { ContrastBar } from './contrast-bar.js';
import { imageSavers } from './image-savers.js';
import { ImageStage, ZOOM_STEP } from './image-stage.js';
import { imageViewStyles } from './image-view.styles.js';
import { loadPicture, type Picture } from './load-picture.js';
import { pictureSource } from './picture-source.js';
import { OpaqueRaster, PixelRaster } from './raster.js';
import type { Point } from './viewport.js';

/** Below this height of the window (CSS pixels), the contrast bar waits to be asked for. */
const ROOMY = 360;

interface Probe extends Point {
  readonly byKey: boolean;
}

/** `imjoy/image`: looks at a picture, an n-d array of any dtype, or a stack of either. */
export class ImageView extends LitElement implements BuiltinView {
  static override readonly styles = [tokens, hostStyles, viewStyles, rangeStyles, imageViewStyles];

  @property({ attribute: false }) data: unknown = null;
  /** `{colormap?: name, contrast_limits?: [low, high]}` */
  @property({ attribute: false }) config: unknown = null;
  @property({ attribute: false }) context: BuiltinContext | null = null;

  @state() private picture: Picture | null = null;
  @state() private error: unknown = null;
  @state() private raster: PixelRaster | OpaqueRaster | null = null;
  @state() private position: readonly number[] = [];
  @state() private contrast: ContrastWindow = { low: 0, high: 1 };
  /** What the contrast sliders reach over. */
  @state() private range: ContrastWindow = { low: 0, high: 1 };
  @state() private colors = 'gray';
  @state() private probe: Probe | null = null;
  @state() private adjusting: boolean | null = null;

  @query('imjoy-image-stage') private readonly stage!: ImageStage | null;
  @query('imjoy-menu') private readonly menu!: ImjoyMenuElement;

  #samples: Float64Array = new Float64Array(0);
  #loading = 0;

  readonly methods: BuiltinMethods = {
    fit: () => this.stage?.fit(),
    setContrast: (low, high) => this.#setContrast({ low: Number(low), high: Number(high) }),
    setSlice: (...position) => this.#setPosition(position.map(Number)),
  };

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('data')) void this.#load();
    else if (changed.has('config')) this.#configure();
  }

  protected override render(): TemplateResult {
    if (this.error) return failure(this.error);
    if (!this.picture || !this.raster) return notice('Loading…');
    return html`
      <div class="stage">
        <imjoy-image-stage
          .raster=${this.raster}
          .label=${this.#label(this.picture)}
          @probe=${(event: CustomEvent<Probe | null>) => (this.probe = event.detail)}
          @pick=${(event: CustomEvent<Point>) => this.#pick(event.detail)}
          @view-change=${() => this.requestUpdate()}
        ></imjoy-image-stage>
        ${this.#toolbar()}
      </div>
      ${this.picture.type === 'pixels' ? this.#controls(this.picture.stack) : nothing}
      <div class="status mono">
        <span>${this.#probeText()}</span>
        <span class="muted">${this.#label(this.picture)}</span>
      </div>
      <div class="hidden" role="status">${this.probe?.byKey ? this.#probeText() : ''}</div>
    `;
  }

  #toolbar(): TemplateResult {
    const scale = this.stage?.scale ?? 1;
    const zoomBy = (factor: number) => () => this.stage?.zoomTo((this.stage?.scale ?? 1) * factor);
    return html`<div class="toolbar" role="toolbar" aria-label="View">
      <button aria-label="Zoom out" title="Zoom out (−)" @click=${zoomBy(1 / ZOOM_STEP)}>
        ${icon('remove')}
      </button>
      <button class="mono scale" title="Actual size (1)" @click=${() => this.stage?.zoomTo(1)}>
        ${formatScale(scale)}
      </button>
      <button aria-label="Zoom in" title="Zoom in (+)" @click=${zoomBy(ZOOM_STEP)}>
        ${icon('add')}
      </button>
      <button
        aria-label="Fit"
        title="Fit (0)"
        aria-pressed=${this.stage?.isFitted ?? true}
        @click=${() => this.stage?.fit()}
      >
        ${icon('fit')}
      </button>
      ${
        this.picture?.type === 'pixels'
          ? html`<button
              aria-label="Contrast and colours"
              title="Contrast and colours"
              aria-expanded=${this.#isAdjusting}
              @click=${() => (this.adjusting = !this.#isAdjusting)}
            >
              ${icon('tune')}
            </button>`
          : nothing
      }
      <button aria-label="Save…" title="Save…" aria-haspopup="menu" @click=${this.#openMenu}>
        ${icon('download')}
      </button>
      <imjoy-menu></imjoy-menu>
    </div>`;
  }

  readonly #openMenu = (event: Event): void => {
    if (!this.picture || !this.raster) return;
    const savers = imageSavers(pictureSource(this.data), this.picture, this.raster);
    void this.menu.show(event.currentTarget as HTMLElement, 'Save', openerItems(savers));
  };

  #controls(stack: ImageStack): TemplateResult {
    const { axes } = stack;
    const name = (axis: number): string => (axes.length === 1 ? 'Slice' : `Axis ${axis + 1}`);
    return html`
      ${axes.map(
        (length, axis) =>
          html`<label class="slice">
            <span>${name(axis)}</span>
            <input
              type="range"
              min="1"
              max=${length}
              .value=${String((this.position[axis] ?? 0) + 1)}
              @input=${(event: Event) => this.#slide(axis, event)}
            />
            <span class="mono">${(this.position[axis] ?? 0) + 1} / ${length}</span>
          </label>`,
      )}
      ${
        this.#isAdjusting
          ? html`<imjoy-contrast-bar
              .samples=${this.#samples}
              .range=${this.range}
              .contrast=${this.contrast}
              .colors=${stack.channels === 1 ? this.colors : null}
              @contrast-change=${(event: CustomEvent<ContrastWindow>) =>
                this.#setContrast(event.detail)}
              @contrast-reset=${this.#resetContrast}
              @colors-change=${(event: CustomEvent<string>) => this.#setColors(event.detail)}
            ></imjoy-contrast-bar>`
          : nothing
      }
    `;
  }

  async #load(): Promise<void> {
    const load = ++this.#loading;
    try {
      const picture = await loadPicture(pictureSource(this.data));
      // Newer data may have come while this was on its way.
      if (load === this.#loading) this.#open(picture);
    } catch (error) {
      if (load === this.#loading) this.error = error;
    }
  }

  #open(picture: Picture): void {
    this.error = null;
    this.probe = null;
    if (picture.type === 'opaque') this.raster = new OpaqueRaster(picture.image, picture.size);
    else this.#openStack(picture.stack);
    this.picture = picture;
  }

  #openStack(stack: ImageStack): void {
    this.#samples = sampleValues(stack);
    this.contrast = initialContrast(stack, this.#samples);
    this.range = rangeAround(this.contrast, fullContrast(this.#samples));
    // New data of a former shape is the next state of the same thing: the reader stays in place.
    const former = this.picture?.type === 'pixels' ? this.picture.stack.axes : [];
    const isAlike = String(former) === String(stack.axes) && this.position.length > 0;
    if (!isAlike) this.position = stack.axes.map((length) => length >> 1);
    this.raster = new PixelRaster(planeAt(stack, this.position), this.contrast);
    this.#configure();
  }

  #configure(): void {
    const { colormap, contrast_limits: limits } = (this.config ?? {}) as Record<string, unknown>;
    if (typeof colormap === 'string') this.colors = colormap;
    if (Array.isArray(limits))
      this.#setContrast({ low: Number(limits[0]), high: Number(limits[1]) });
    this.#setColors(this.colors);
  }

  #setContrast(contrast: ContrastWindow): void {
    if (!(this.raster instanceof PixelRaster) || !(contrast.low < contrast.high)) return;
    this.contrast = contrast;
    this.range = union(this.range, contrast);
    this.raster.setContrast(contrast);
    this.stage?.redraw();
    this.context?.emit('contrast', contrast);
  }

  #resetContrast(event: CustomEvent<'auto' | 'full'>): void {
    if (!(this.raster instanceof PixelRaster)) return;
    const full = union(fullContrast(this.#samples), this.raster.extremes);
    const contrast = event.detail === 'full' ? full : autoContrast(this.#samples);
    this.range = rangeAround(contrast, full);
    this.#setContrast(contrast);
  }

  #setColors(name: string): void {
    if (!(this.raster instanceof PixelRaster)) return;
    this.colors = name;
    this.raster.setColors(colorMap(name));
    this.stage?.redraw();
  }

  #slide(axis: number, event: Event): void {
    const at = Number((event.target as HTMLInputElement).value) - 1;
    this.#setPosition(this.position.map((former, i) => (i === axis ? at : former)));
  }

  #setPosition(position: readonly number[]): void {
    if (this.picture?.type !== 'pixels') return;
    const { stack } = this.picture;
    this.position = stack.axes.map((length, axis) =>
      Math.min(Math.max(Math.trunc(position[axis] || 0), 0), length - 1),
    );
    this.raster = new PixelRaster(
      planeAt(stack, this.position),
      this.contrast,
      colorMap(this.colors),
    );
    this.context?.emit('slice', this.position);
  }

  #pick({ x, y }: Point): void {
    this.context?.emit('select', { x, y, position: this.position, value: this.#valueAt({ x, y }) });
  }

  get #isAdjusting(): boolean {
    return this.adjusting ?? (this.#isGrey && this.clientHeight >= ROOMY);
  }

  get #isGrey(): boolean {
    return this.picture?.type === 'pixels' && this.picture.stack.channels === 1;
  }

  #valueAt({ x, y }: Point): number[] | null {
    if (this.picture?.type !== 'pixels') return null;
    return pixelAt(planeAt(this.picture.stack, this.position), x, y);
  }

  #probeText(): string {
    if (!this.probe) return '';
    const values = this.#valueAt(this.probe)?.map(formatNumber).join(', ');
    return `x ${this.probe.x}  y ${this.probe.y}${values === undefined ? '' : `  =  ${values}`}`;
  }

  #label(picture: Picture): string {
    const { width, height } = picture.type === 'pixels' ? picture.stack : picture.size;
    return [
      `${width} × ${height}`,
      picture.type === 'pixels' ? picture.stack.dtype : 'picture',
    ].join(' · ');
  }
}

/** Slider ranges end near the window, since one hot pixel would leave them no precision; "Full" reaches it. */
function rangeAround({ low, high }: ContrastWindow, values: ContrastWindow): ContrastWindow {
  const span = high - low;
  return {
    low: Math.min(Math.max(values.low, low - span), low),
    high: Math.max(Math.min(values.high, high + span), high),
  };
}

function union(a: ContrastWindow, b: ContrastWindow): ContrastWindow {
  return { low: Math.min(a.low, b.low), high: Math.max(a.high, b.high) };
}

function formatScale(scale: number): string {
  const percent = scale * 100;
  return `${percent < 10 ? percent.toFixed(1) : Math.round(percent)} %`;
}

/** The elements this window is made of. */
export const elements = {
  'imjoy-image-view': ImageView,
  'imjoy-image-stage': ImageStage,
  'imjoy-contrast-bar': ContrastBar,
  'imjoy-menu': ImjoyMenuElement,
};
