import { html, nothing, type TemplateResult } from 'lit';
import { messageOf } from '../../src/index.js';
import type { Candidate, Offer } from './candidate.js';
import { pluginSource } from './plugin-summary.js';

/** Asks for the address of a plugin. */
export function addressPage(
  address: string,
  problem: string | null,
  cancel: TemplateResult,
): TemplateResult {
  return html`
    <header role="none"><h2 id="title">Open a plugin from the web</h2></header>
    <div class="body">
      <label for="address">Address of the plugin</label>
      <input
        id="address"
        type="text"
        inputmode="url"
        required
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        placeholder="https://…/name.imjoy.html"
        .value=${address}
        autofocus
      />
      ${problemText(problem)}
    </div>
    <footer part="actions" role="none">${cancel}<button class="primary">Continue</button></footer>
  `;
}

/** Says what is being fetched. */
export function readingPage({ src, from }: Offer, cancel: TemplateResult): TemplateResult {
  const place = from ?? (typeof src === 'string' ? src : src.name);
  return html`
    <header role="none"><h2 id="title" tabindex="-1" autofocus>Reading the plugin…</h2></header>
    <div class="body">
      <p class="place"><bdi>${place}</bdi></p>
      <progress aria-labelledby="title"></progress>
    </div>
    <footer part="actions" role="none">${cancel}</footer>
  `;
}

/** Says why what was read is no plugin. */
export function refusalPage({ source, error }: Candidate, buttons: TemplateResult): TemplateResult {
  return html`
    <header role="none">
      <h2 id="title" tabindex="-1" autofocus>This is not a plugin that can be used</h2>
    </header>
    <div class="body">${problemText(messageOf(error))} ${pluginSource(source.code)}</div>
    <footer part="actions" role="none">${buttons}</footer>
  `;
}

/** What went wrong, if anything. */
export function problemText(problem: string | null): TemplateResult | typeof nothing {
  return problem === null ? nothing : html`<p class="problem" role="alert">${problem}</p>`;
}
