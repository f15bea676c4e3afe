import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { KnownRepository, ListedPlugin, Manifest, Workspace } from '../../src/index.js';
import type { Offering } from './library-model.js';
import { pluginCard } from './plugin-card.js';

export interface RepositoryPage {
  readonly repository: KnownRepository;
  readonly offering: Offering;
  readonly workspace: Workspace;
  readonly query: string;
  /** Name of the collection that is shown; null for all plugins. */
  readonly collection: string | null;
  propose(plugin: ListedPlugin): void;
  chooseCollection(name: string | null): void;
  refresh(): void;
  retry(): void;
  remove(): void;
  clearSearch(): void;
}

/** The plugins of one repository. */
export function repositoryPage(page: RepositoryPage): TemplateResult {
  const { repository, offering } = page;
  return html`<div class="about">
      <p>
        ${repository.description || nothing}
        <span class="key"><bdi>${repository.key}</bdi></span>
      </p>
      <button @click=${page.refresh}>Refresh</button>
      <button @click=${page.remove}>Remove from the list</button>
    </div>
    ${content(offering, page)}`;
}

function content(offering: Offering, page: RepositoryPage): TemplateResult {
  switch (offering.kind) {
    case 'loading':
      return html`<p class="wait" role="status">
        <progress aria-label="Asking the repository"></progress> Asking the repository…
      </p>`;
    case 'failed':
      return html`<p class="problem" role="alert">${offering.problem}</p>
        <p><button @click=${page.retry}>Try again</button></p>`;
    case 'there':
      return plugins(offering.manifest, page);
  }
}

function plugins(manifest: Manifest, page: RepositoryPage): TemplateResult {
  const { collection, query, workspace } = page;
  const members = manifest.collections.find(({ name }) => name === collection)?.plugins;
  const shown = manifest.plugins.filter(
    (plugin) => (!members || members.includes(plugin.name)) && matches(plugin, query),
  );
  return html`${collections(manifest, page)}
    <p class="hidden" role="status">
      ${query ? `${shown.length} of ${manifest.plugins.length} plugins` : ''}
    </p>
    ${shown.length > 0 ? nothing : none(manifest, page)}
    <ul class="cards">
      ${repeat(
        shown,
        ({ origin }) => origin,
        (plugin) => pluginCard(plugin, workspace, page.propose),
      )}
    </ul>`;
}

function collections(
  { collections: all }: Manifest,
  { collection, chooseCollection }: RepositoryPage,
): TemplateResult | typeof nothing {
  if (all.length === 0) return nothing;
  const choice = (name: string | null): TemplateResult =>
    html`<label class="chip">
      <input
        type="radio"
        name="collection"
        .checked=${name === collection}
        @change=${() => chooseCollection(name)}
      />${name ?? 'All'}
    </label>`;
  return html`<fieldset class="chips">
    <legend>Collections</legend>
    ${choice(null)} ${all.map(({ name }) => choice(name))}
  </fieldset>`;
}

function none({ plugins: all }: Manifest, { query, clearSearch }: RepositoryPage): TemplateResult {
  if (all.length === 0) return html`<p class="none">This repository lists no plugins.</p>`;
  return html`<div class="none">
    <p>
      ${query ? html`No plugin matches <q><bdi>${query}</bdi></q>` : 'No plugin is in this collection'}
    </p>
    <button @click=${clearSearch}>Show all</button>
  </div>`;
}

/** Whether every word of a query occurs in what the manifest says. */
export function matches({ name, description, tags }: ListedPlugin, query: string): boolean {
  const text = [name, description, ...tags].join('\n').toLocaleLowerCase();
  return query
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
