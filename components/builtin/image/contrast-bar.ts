import { html, LitElement, svg, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { hostStyles } from '../../shared/host.styles.js';
import { tokens } from '../../shared/tokens.styles.js';
import { colorMapNames } from '../pixels/color-maps.js';
import { histogram, type ContrastWindow } from '../pixels/contrast.js';
import { rangeStyles } from '../shared/ranges.styles.js';
import { viewStyles } from '../shared/view.styles.js';
import { formatNumber } from '../values/format-number.js';
import { contrastBarStyles } from './contrast-bar.styles.js';

const BINS = 128;
/** Positions of a slider, whatever its values are. */
const TICKS = 1000;

/**
 * The histogram of an image with the two ends of its contrast window.
 *
 * @fires contrast-change - `detail` is the new `{low, high}`
 * @fires contrast-reset - `detail` is `'auto'` or `'full'`
 * @fires colors-change - `detail` is the name of a colour map
 */
export class ContrastBar extends LitElement {
  static override readonly styles = [
    tokens,
    hostStyles,
    viewStyles,
    rangeStyles,
    contrastBarStyles,
  ];

  /** Values of the image, ascending. */
  @property({ attribute: false }) samples: Float64Array = new Float64Array(0);
  /** What the sliders reach over. */
  @property({ attribute: false }) range: ContrastWindow = { low: 0, high: 1 };
  @property({ attribute: false }) contrast: ContrastWindow = { low: 0, high: 1 };
  /** Name of the colour map; null for images that bring their own colours. */
  @property({ attribute: false }) colors: string | null = null;

  protected override render(): TemplateResult {
    const { low, high } = this.contrast;
    return html`
      <div class="plot">
        ${this.#plot()}
        <input
          type="range"
          aria-label="Black level"
          min="0"
          max=${TICKS}
          .value=${String(this.#tick(low))}
          aria-valuetext=${formatNumber(low)}
          @input=${(event: Event) => this.#drag(event, 'low')}
        />
        <input
          type="range"
          aria-label="White level"
          min="0"
          max=${TICKS}
          .value=${String(this.#tick(high))}
          aria-valuetext=${formatNumber(high)}
          @input=${(event: Event) => this.#drag(event, 'high')}
        />
      </div>
      <div class="row">
        <span class="mono values">${formatNumber(low)} – ${formatNumber(high)}</span>
        <span class="spacer"></span>
        ${this.colors === null ? '' : this.#colorMenu(this.colors)}
        <button title="Leave out a few outliers" @click=${() => this.#reset('auto')}>Auto</button>
        <button title="From the smallest to the largest value" @click=${() => this.#reset('full')}>
          Full
        </button>
      </div>
    `;
  }

  #plot(): TemplateResult {
    const counts = histogram(this.samples, this.range, BINS).map((count) => Math.log1p(count));
    const peak = Math.max(...counts, 1e-9);
    const line = counts.map((count, x) => `V${100 - (count / peak) * 94}H${x + 1}`).join('');
    const from = (this.#tick(this.contrast.low) / TICKS) * BINS;
    const to = (this.#tick(this.contrast.high) / TICKS) * BINS;
    return html`<svg viewBox="0 0 ${BINS} 100" preserveAspectRatio="none" aria-hidden="true">
      ${svg`
        <rect class="window" x=${from} width=${Math.max(to - from, 0)} height="100"></rect>
        <path class="counts" d=${`M0 100${line}V100Z`}></path>
        <path class="ramp" d=${`M${from} 100L${to} 0`}></path>
      `}
    </svg>`;
  }

  #colorMenu(selected: string): TemplateResult {
    return html`<label class="colors">
      <span class="hidden">Colours</span>
      <select @change=${this.#recolor}>
        ${colorMapNames.map(
          (name) => html`<option .selected=${name === selected} value=${name}>${name}</option>`,
        )}
      </select>
    </label>`;
  }

  #tick(value: number): number {
    const { low, high } = this.range;
    const tick = Math.round(((value - low) / (high - low)) * TICKS);
    return Math.min(Math.max(tick, 0), TICKS);
  }

  /** The two ends push each other, since a window without width shows nothing. */
  #drag(event: Event, end: 'low' | 'high'): void {
    const { low, high } = this.range;
    const least = (high - low) / TICKS;
    const value = low + Number((event.target as HTMLInputElement).value) * least;
    const detail =
      end === 'low'
        ? { low: value, high: Math.max(this.contrast.high, value + least) }
        : { low: Math.min(this.contrast.low, value - least), high: value };
    this.dispatchEvent(new CustomEvent('contrast-change', { detail }));
  }

  #reset(to: 'auto' | 'full'): void {
    this.dispatchEvent(new CustomEvent('contrast-reset', { detail: to }));
  }

  #recolor(event: Event): void {
    const detail = (event.target as HTMLSelectElement).value;
    this.dispatchEvent(new CustomEvent('colors-change', { detail }));
  }
}
