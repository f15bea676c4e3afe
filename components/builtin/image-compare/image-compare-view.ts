import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { ImjoyError } from '../../../src/index.js';
import { hostStyles } from '../../shared/host.styles.js';
import { tokens } from '../../shared/tokens.styles.js';
import { guarded } from '../shared/notice.js';
import { Thumbnail } from '../shared/thumbnail.js';
import { viewStyles } from '../shared/view.styles.js';
import type { BuiltinContext, BuiltinMethods, BuiltinView } from '../types.js';

/** `imjoy/image-compare`: two pictures over each other, with a divider to slide. */
export class ImageCompareView extends LitElement implements BuiltinView {
  static override readonly styles = [
    tokens,
    hostStyles,
    viewStyles,
    css`
      .pair {
        position: relative;
        flex: 1;
        min-height: 8rem;
        overflow: hidden;
      }
      .pair > * {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
      }
      .first {
        clip-path: inset(0 calc(100% - var(--offset)) 0 0);
      }
      .divider {
        inset-inline: var(--offset) auto;
        width: 2px;
        margin-inline-start: -1px;
        background: #fff;
        box-shadow: 0 0 4px rgb(0 0 0 / 70%);
        pointer-events: none;
      }
      .divider::after {
        content: '◂ ▸';
        position: absolute;
        inset-block-start: 50%;
        inset-inline-start: 50%;
        width: 2.5rem;
        height: 2.5rem;
        border-radius: 50%;
        background: #fff;
        color: #17232e;
        font-size: 0.75rem;
        line-height: 2.5rem;
        text-align: center;
        transform: translate(-50%, -50%);
        box-shadow: 0 1px 6px rgb(0 0 0 / 50%);
      }
      input {
        margin: 0;
        opacity: 0;
        cursor: ew-resize;
      }
      input:focus-visible + .divider::after {
        outline: 3px solid var(--_color-focus);
        outline-offset: 2px;
      }
    `,
  ];

  /** `{first, second, offset = 50}`: anything `imjoy/image` can show, and percent of the width. */
  @property({ attribute: false }) data: unknown = null;
  @property({ attribute: false }) config: unknown = null;
  @property({ attribute: false }) context: BuiltinContext | null = null;
  readonly methods: BuiltinMethods = {
    setOffset: (offset) => void (this.offset = within(Number(offset))),
  };

  @state() private offset = 50;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('data')) this.offset = offsetOf(this.data);
  }

  protected override updated(): void {
    this.style.setProperty('--offset', `${this.offset}%`);
  }

  protected override render(): TemplateResult {
    return guarded(() => {
      const { first, second } = readPair(this.data);
      const sharp = 2048;
      return html`<div class="pair">
        <imjoy-thumbnail
          .source=${second}
          .label=${'Second image'}
          .resolution=${sharp}
        ></imjoy-thumbnail>
        <imjoy-thumbnail
          class="first"
          .source=${first}
          .label=${'First image'}
          .resolution=${sharp}
        ></imjoy-thumbnail>
        <input
          type="range"
          min="0"
          max="100"
          step="0.5"
          aria-label="Share of the first image"
          aria-valuetext=${`${Math.round(this.offset)} percent`}
          .value=${String(this.offset)}
          @input=${this.#slide}
        />
        <div class="divider"></div>
      </div>`;
    });
  }

  #slide(event: Event): void {
    this.offset = Number((event.target as HTMLInputElement).value);
    this.context?.emit('offset', this.offset);
  }
}

function readPair(data: unknown): { first: unknown; second: unknown } {
  const { first, second } = (data ?? {}) as Record<string, unknown>;
  if (first == null || second == null) {
    throw new ImjoyError('ARGUMENT', 'Two images are needed: data.first and data.second');
  }
  return { first, second };
}

function offsetOf(data: unknown): number {
  return within(Number((data as { offset?: unknown } | null)?.offset ?? 50));
}

function within(percent: number): number {
  return Number.isFinite(percent) ? Math.min(Math.max(percent, 0), 100) : 50;
}

/** The elements this window is made of. */
export const elements = {
  'imjoy-image-compare-view': ImageCompareView,
  'imjoy-thumbnail': Thumbnail,
};
