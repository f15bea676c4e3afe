import {
  css,
  html,
  LitElement,
  nothing,
  type CSSResultGroup,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { property, state } from 'lit/decorators.js';
import { extension } from './glyphs.js';
import { findOutline, loadOutline, type IconOutline } from './icon-set.js';
import { outline } from './outline.js';
import { DEFAULT_ICON, readIcon, type IconSource } from './read-icon.js';

const FALLBACK: IconOutline = { path: extension, evenOdd: false };

/**
 * A decorative icon: a Material icon by its name, one to three signs such as an emoji, or a picture by its
 * address. Whatever is none of these is shown as the `extension` icon.
 *
 * @element imjoy-icon
 * @cssprop [--imjoy-icon-size=1.5em] - width and height
 */
export class ImjoyIconElement extends LitElement {
  static override styles: CSSResultGroup = css`
    :host {
      display: inline-grid;
      place-items: center;
      width: var(--imjoy-icon-size, 1.5em);
      height: var(--imjoy-icon-size, 1.5em);
      overflow: hidden;
      contain: strict;
      line-height: 1;
      vertical-align: middle;
    }
    :host([hidden]) {
      display: none;
    }
    .icon,
    img {
      width: 100%;
      height: 100%;
      fill: currentcolor;
    }
    img {
      object-fit: contain;
    }
    bdi {
      font-size: calc(var(--imjoy-icon-size, 1.5em) * 0.75);
      white-space: nowrap;
    }
  `;

  /** Name of a Material icon, an emoji, or an http(s) or `data:image` address. */
  @property() name = '';

  /** Address of a picture that could not be shown. */
  @state() private broken: string | null = null;
  /** Of a Material icon; null while it is on its way. */
  @state() private drawing: IconOutline | null = null;

  #icon: IconSource = DEFAULT_ICON;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('name')) return;
    const icon = readIcon(this.name);
    this.#icon = icon;
    if (icon.kind === 'material') this.#draw(icon);
  }

  protected override render(): TemplateResult | typeof nothing {
    const icon = this.#icon;
    switch (icon.kind) {
      case 'material':
        return this.drawing ? outline(this.drawing.path, this.drawing.evenOdd) : nothing;
      case 'text':
        return html`<bdi aria-hidden="true">${icon.text}</bdi>`;
      case 'image':
        return icon.url === this.broken ? outline(extension) : this.#image(icon.url);
    }
  }

  /** The default needs no download, nor does an icon of which the set has been asked before. */
  #draw(icon: IconSource & { kind: 'material' }): void {
    const known = icon.name === 'extension' ? null : findOutline(icon.name);
    this.drawing = known === undefined ? null : (known ?? FALLBACK);
    if (known !== undefined) return;
    void loadOutline(icon.name).then((found) => {
      if (this.#icon === icon) this.drawing = found ?? FALLBACK;
    });
  }

  #image(url: string): TemplateResult {
    return html`<img
      alt=""
      referrerpolicy="no-referrer"
      loading="lazy"
      decoding="async"
      src=${url}
      @error=${() => (this.broken = url)}
    />`;
  }
}
