import { html, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { KnownRepository } from '../../src/index.js';
import { add } from '../icons/glyphs.js';
import { outline } from '../icons/outline.js';
import type { Place } from './library-model.js';

export interface PlacesBar {
  readonly place: Place;
  readonly repositories: readonly KnownRepository[];
  /** How many plugins are installed. */
  readonly count: number;
  /** Whether the user is about to name another repository. */
  readonly isAdding: boolean;
  choose(place: Place): void;
  /** Shows the field for another repository, or takes it away. */
  toggleField(shown: boolean): void;
  add(event: Event): void;
}

/** The places to look for plugins, one to be chosen, and a field that adds another. */
export function placesBar(bar: PlacesBar): TemplateResult {
  const { place, repositories, count, choose } = bar;
  const choice = (label: TemplateResult | string, to: Place, checked: boolean): TemplateResult =>
    html`<label class="chip">
      <input type="radio" name="place" .checked=${checked} @change=${() => choose(to)} />${label}
    </label>`;
  return html`<form class="chips" @submit=${bar.add}>
    <fieldset class="chips">
      <legend class="hidden">Where to look</legend>
      ${choice(`Installed (${count})`, { kind: 'installed' }, place.kind === 'installed')}
      ${repeat(
        repositories,
        ({ key }) => key,
        ({ key, name }) =>
          choice(
            html`<bdi>${name}</bdi>`,
            { kind: 'repository', key },
            place.kind === 'repository' && place.key === key,
          ),
      )}
    </fieldset>
    ${bar.isAdding ? field(bar) : button(bar)}
  </form>`;
}

const button = ({ toggleField }: PlacesBar): TemplateResult =>
  html`<button type="button" class="add" @click=${() => toggleField(true)}>
    ${outline(add)}<span>Repository</span>
  </button>`;

function field({ toggleField }: PlacesBar): TemplateResult {
  const leave = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    toggleField(false);
  };
  return html`<input
      id="repository"
      type="text"
      required
      autocapitalize="off"
      autocomplete="off"
      spellcheck="false"
      aria-label="Repository"
      placeholder="USER/REPO, or the URL of a manifest"
      @keydown=${leave}
    /><button class="primary">Add</button>`;
}
