import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { messageOf } from '../../../src/index.js';
import { hostStyles } from '../../shared/host.styles.js';
import { tokens } from '../../shared/tokens.styles.js';
import { openRaster } from '../image/open-raster.js';
import { fit } from '../image/viewport.js';

/**
 * A picture at the size its box has room for, with automatic contrast; the middle plane of a stack.
 *
 * @fires load - the picture is drawn, or the reason why not is shown
 */
export class Thumbnail extends LitElement {
  static override readonly styles = [
    tokens,
    hostStyles,
    css`
      :host {
        overflow: hidden;
        background: var(--_color-sunken);
      }
      div {
        height: 100%;
      }
      canvas {
        display: block;
        width: 100%;
        height: 100%;
        object-fit: contain;
      }
      p {
        margin: 0;
        padding: var(--_space-s);
        color: var(--_color-text-muted);
        font-size: var(--_font-size-s);
        overflow-wrap: anywhere;
      }
    `,
  ];

  /** Anything `imjoy/image` can show. */
  @property({ attribute: false }) source: unknown = null;
  @property({ attribute: false }) label = 'Image';
  /** Longest side of the drawing, in device pixels. */
  @property({ attribute: false }) resolution = 480;

  @state() private canvas: HTMLCanvasElement | null = null;
  @state() private error: unknown = null;

  #loading = 0;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('source')) void this.#load();
  }

  protected override updated(): void {
    if (this.canvas || this.error) this.dispatchEvent(new Event('load'));
  }

  protected override render(): TemplateResult {
    if (this.error) return html`<p>${messageOf(this.error)}</p>`;
    return html`<div role="img" aria-label=${this.label}>${this.canvas}</div>`;
  }

  async #load(): Promise<void> {
    const load = ++this.#loading;
    try {
      const raster = await openRaster(this.source);
      if (load !== this.#loading) return;
      const scale = Math.min(this.resolution / Math.max(raster.width, raster.height), 1);
      const box = {
        width: Math.max(Math.round(raster.width * scale), 1),
        height: Math.max(Math.round(raster.height * scale), 1),
      };
      const canvas = Object.assign(document.createElement('canvas'), box);
      const context = canvas.getContext('2d');
      if (context) raster.draw(context, fit(raster, box), box, 1);
      this.error = null;
      this.canvas = canvas;
    } catch (error) {
      if (load === this.#loading) this.error = error;
    }
  }
}
