import { css, html, LitElement, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { reportError } from '../../../src/index.js';
import { hostStyles } from '../../shared/host.styles.js';
import { tokens } from '../../shared/tokens.styles.js';
import { guarded, notice } from '../shared/notice.js';
import { Thumbnail } from '../shared/thumbnail.js';
import { viewStyles } from '../shared/view.styles.js';
import type { BuiltinContext, BuiltinMethods, BuiltinView } from '../types.js';

/** `imjoy/images`: a wall of pictures; each opens in a viewer of its own. */
export class ImagesView extends LitElement implements BuiltinView {
  static override readonly styles = [
    tokens,
    hostStyles,
    viewStyles,
    css`
      .wall {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(140px, 100%), 1fr));
        gap: var(--_space-s);
        padding: var(--_space-s);
      }
      .wall button {
        aspect-ratio: 1;
        min-width: 0;
        padding: 0;
        overflow: hidden;
        border-color: var(--_color-border);
      }
      imjoy-thumbnail {
        width: 100%;
        height: 100%;
      }
    `,
  ];

  /** `{images: unknown[]}`: addresses, or anything else `imjoy/image` can show. */
  @property({ attribute: false }) data: unknown = null;
  @property({ attribute: false }) config: unknown = null;
  @property({ attribute: false }) context: BuiltinContext | null = null;
  readonly methods: BuiltinMethods = {};

  protected override render(): TemplateResult {
    return guarded(() => {
      const images = Array.isArray(this.data)
        ? (this.data as unknown[])
        : (this.data as { images?: unknown } | null)?.images;
      if (!Array.isArray(images)) return notice('No images: data.images is not a list');
      if (!images.length) return notice('No images');
      return html`<div class="wall">
        ${(images as unknown[]).map((source, i) => this.#picture(source, `Image ${i + 1}`))}
      </div>`;
    });
  }

  #picture(source: unknown, name: string): TemplateResult {
    return html`<button
      aria-label=${`Open ${name}`}
      ?disabled=${!this.context}
      @click=${() => this.#open(source, name)}
    >
      <imjoy-thumbnail .source=${source} .label=${name}></imjoy-thumbnail>
    </button>`;
  }

  #open(src: unknown, name: string): void {
    this.context
      ?.createWindow({ type: 'imjoy/image', name, data: { src } })
      .catch((error: unknown) => reportError(error, `window ${name}`));
  }
}

/** The elements this window is made of. */
export const elements = { 'imjoy-images-view': ImagesView, 'imjoy-thumbnail': Thumbnail };
