import { html, LitElement, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { compareVersions, messageOf, type PluginRecord, type Workspace } from '../../src/index.js';
import { error as errorGlyph } from '../icons/glyphs.js';
import { outline } from '../icons/outline.js';
import { controlStyles } from '../shared/controls.styles.js';
import { hostStyles } from '../shared/host.styles.js';
import { tokens } from '../shared/tokens.styles.js';
import { badgesOf } from './badges.js';
import { installStyles } from './install.styles.js';

/** A plugin to install: its text or URL, and where it came from for the user to judge. */
export interface InstallOffer {
  readonly src: string;
  readonly from: string;
  readonly tag?: string | null;
}

type Step =
  | { readonly kind: 'closed' | 'address' }
  | { readonly kind: 'reading'; readonly offer: InstallOffer }
  | { readonly kind: 'question'; readonly offer: InstallOffer; readonly record: PluginRecord }
  | { readonly kind: 'installing'; readonly record: PluginRecord };

/**
 * Asks for the address of a plugin, shows what it is, and installs it when the user says so. Nothing of a
 * plugin runs before.
 *
 * @element imjoy-plugin-install
 * @fires close - the user is done with it
 */
export class ImjoyPluginInstallElement extends LitElement {
  static override styles: CSSResultGroup = [tokens, hostStyles, controlStyles, installStyles];

  @property({ attribute: false }) workspace: Workspace | null = null;

  @state() private step: Step = { kind: 'closed' };
  @state() private problem: string | null = null;
  @query('input') private readonly address!: HTMLInputElement | null;
  @query('[data-first]') private readonly first!: HTMLElement | null;

  /** Asks for an address. */
  ask(): void {
    this.#go({ kind: 'address' });
  }

  /** Reads a plugin and asks whether to install it. */
  async offer(offer: InstallOffer): Promise<void> {
    const { workspace } = this;
    if (!workspace) return;
    const step: Step = { kind: 'reading', offer };
    this.#go(step);
    try {
      const record = await workspace.library.read(offer.src, offer.tag ?? null);
      if (this.step === step) this.#go({ kind: 'question', offer, record });
    } catch (error) {
      if (this.step === step) this.#go({ kind: 'address' }, error);
    }
  }

  close(): void {
    this.#go({ kind: 'closed' });
    this.dispatchEvent(new Event('close'));
  }

  protected override render(): TemplateResult | typeof nothing {
    const { step } = this;
    if (step.kind === 'closed') return nothing;
    return html`<section aria-label="Install a plugin" @keydown=${this.#key}>
      ${this.#content(step)}
      <div role="alert">
        ${this.problem ? html`<p class="problem">${outline(errorGlyph)}<bdi>${this.problem}</bdi></p>` : nothing}
      </div>
    </section>`;
  }

  #content(step: Step): TemplateResult | typeof nothing {
    switch (step.kind) {
      case 'closed':
        return nothing;
      case 'address':
        return this.#form();
      case 'reading':
        return html`<p class="wait" role="status" tabindex="-1" data-first>
            <span class="spinner"></span>Reading <bdi>${step.offer.from}</bdi>…
          </p>
          ${this.#cancel()}`;
      case 'question':
        return this.#question(step);
      case 'installing':
        return html`<p class="wait" role="status" tabindex="-1" data-first>
          <span class="spinner"></span>Installing <bdi>${step.record.name}</bdi>…
        </p>`;
    }
  }

  #form(): TemplateResult {
    return html`<form @submit=${this.#submit}>
      <label for="address">Address of a plugin</label>
      <input
        id="address"
        type="text"
        inputmode="url"
        required
        autocomplete="off"
        spellcheck="false"
        placeholder="https://…/name.imjoy.html"
        data-first
      />
      <div class="actions">
        <button class="primary" type="submit">Continue</button>
        ${this.#cancel()}
      </div>
    </form>`;
  }

  #question({ offer, record }: Step & { kind: 'question' }): TemplateResult {
    const { name, type, config, tag, file } = record;
    return html`
      <div class="title">
        <imjoy-icon .name=${config.icon ?? ''}></imjoy-icon>
        <h3 tabindex="-1" data-first><bdi>${name}</bdi></h3>
        ${badgesOf(config).map(({ sign, meaning }) => html`<span role="img" aria-label=${meaning} title=${meaning}>${sign}</span>`)}
        ${config.version ? html`<span class="version">${config.version}</span>` : nothing}
      </div>
      ${config.description ? html`<p class="description"><bdi>${config.description}</bdi></p>` : nothing}
      <dl>
        <dt>Type</dt>
        <dd>${type}</dd>
        <dt>From</dt>
        <dd class="from"><bdi>${offer.from}</bdi></dd>
        ${this.#present(name)}
      </dl>
      ${file.config.tags.length > 0 ? this.#tags(offer, file.config.tags, tag) : nothing}
      <p class="caution">
        Written by a third party. It runs shut off from this page, but can use the network and what
        you give it.
      </p>
      <div class="actions">
        <button class="primary" @click=${() => this.#install(record)}>${this.#verb(record)}</button>
        ${this.#cancel()}
      </div>
    `;
  }

  #present(name: string): TemplateResult | typeof nothing {
    const present = this.workspace?.plugins.find(name);
    if (!present) return nothing;
    return html`<dt>Replaces</dt>
      <dd>version ${present.config.version ?? 'unknown'}</dd>`;
  }

  #tags(offer: InstallOffer, tags: readonly string[], chosen: string | null): TemplateResult {
    return html`<fieldset>
      <legend>Tag</legend>
      ${tags.map(
        (tag) =>
          html`<label>
            <input
              type="radio"
              name="tag"
              .checked=${tag === chosen}
              @change=${() => void this.offer({ ...offer, tag })}
            />
            <bdi>${tag}</bdi>
          </label>`,
      )}
    </fieldset>`;
  }

  #cancel(): TemplateResult {
    return html`<button type="button" @click=${this.close}>Cancel</button>`;
  }

  #verb({ name, config }: PluginRecord): string {
    const present = this.workspace?.plugins.find(name);
    if (!present) return 'Install';
    const order = compareVersions(config.version ?? '0', present.config.version ?? '0');
    return order > 0 ? 'Upgrade' : order < 0 ? 'Downgrade' : 'Install again';
  }

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    const src = this.address?.value.trim();
    if (src) void this.offer({ src, from: src });
  };

  /** Its code may fail: it is kept then, and its row says why. */
  async #install(record: PluginRecord): Promise<void> {
    const { workspace } = this;
    const step: Step = { kind: 'installing', record };
    this.#go(step);
    try {
      await workspace?.library.keep(record);
    } catch (error) {
      const isKept = workspace?.library.installed.get(record.name)?.code === record.origin.code;
      if (this.step === step && !isKept) return this.#go({ kind: 'address' }, error);
    }
    if (this.step === step) this.close();
  }

  #key(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.close();
  }

  #go(step: Step, problem: unknown = null): void {
    this.step = step;
    this.problem = problem === null ? null : messageOf(problem);
    void this.updateComplete.then(() => this.first?.focus());
  }
}
