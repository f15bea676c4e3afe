import { html, nothing, type TemplateResult } from 'lit';
import type { FlatConfig, PluginFile } from '../../src/index.js';
import { readPluginInfo } from '../builtin/markdown/plugin-info.js';
import { pluginBadges } from '../shared/plugin-badges.js';
import type { Candidate } from './candidate.js';
import { needsOf, whereRuns } from './plugin-needs.js';

/** Characters of a source that are shown. */
const MOST = 200_000;

/** What a plugin is called, its picture, its version, and where it comes from. */
export function pluginHead(
  config: FlatConfig,
  from: string,
  installed: string | null,
): TemplateResult {
  const { name, type, version, icon } = config;
  return html`<header class="plugin" role="none">
    <span class="icon"
      ><slot name="icon"><imjoy-icon .name=${icon ?? ''}></imjoy-icon></slot
    ></span>
    <div>
      <h2 id="title" tabindex="-1" autofocus><bdi>${name}</bdi> ${pluginBadges(config)}</h2>
      <p class="facts">
        ${version ? html`<span>version ${version}</span>` : nothing}
        ${installed ? html`<span>(installed: ${installed})</span>` : nothing}
        <span>${type}</span>
        <span>from <bdi>${from}</bdi></span>
      </p>
    </div>
  </header>`;
}

/** What a plugin says about itself. */
export function pluginDescription(config: FlatConfig): TemplateResult {
  const { description } = config;
  return html`${readPluginInfo(config)?.covers.map(
    (cover) => html`<img class="cover" src=${cover} alt="" referrerpolicy="no-referrer" />`,
  )}
  ${description ? html`<p class="description">${description}</p>` : nothing}`;
}

/** What the user is to know before it is installed: where it will run, what it asks for, what is in it. */
export function pluginFacts(
  config: FlatConfig,
  { docs }: PluginFile,
  { source }: Candidate,
): TemplateResult {
  return html`<p class="note">
      <strong>A third-party plugin.</strong> ${whereRuns(config.type)} Install it only if you trust
      where it comes from.
    </p>
    ${pluginNeeds(config, source.base)} ${docs ? pluginDocs(docs) : nothing}
    ${pluginSource(source.code)}`;
}

export function pluginSource(code: string): TemplateResult {
  const isCut = code.length > MOST;
  return html`<details>
    <summary>Source</summary>
    <pre tabindex="0" role="region" aria-label="Source">
${code.slice(0, MOST)}${isCut ? '…' : ''}</pre>
  </details>`;
}

function pluginNeeds(config: FlatConfig, base: string): TemplateResult | typeof nothing {
  const needs = needsOf(config, base);
  if (needs.length === 0) return nothing;
  return html`<dl>
    ${needs.map(
      ({ label, items }) =>
        html`<dt>${label}</dt>
          <dd>${items.join(', ')}</dd>`,
    )}
  </dl>`;
}

function pluginDocs(docs: string): TemplateResult {
  const show = async (event: Event): Promise<void> => {
    const place = (event.currentTarget as Element).querySelector('.docs');
    if (!place || place.hasChildNodes()) return;
    const { renderMarkdown } = await import('../shared/render-markdown.js');
    place.replaceChildren(renderMarkdown(docs));
  };
  return html`<details @toggle=${show}>
    <summary>Documentation</summary>
    <div class="docs" tabindex="0" role="region" aria-label="Documentation"></div>
  </details>`;
}
