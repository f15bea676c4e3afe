import { html, nothing, type TemplateResult } from 'lit';
import type { LockedPlugin, PluginUpdate, PluginUpdates } from '../../src/index.js';

export interface InstalledPage {
  readonly plugins: readonly LockedPlugin[];
  readonly updates: PluginUpdates;
  readonly query: string;
  readonly busy: boolean;
  check(): void;
  updateAll(): void;
  propose(update: PluginUpdate): void;
  saveLockfile(): void;
  openLockfile(): void;
}

/** What is installed: where it came from, which version it is to the letter, and what is newer. */
export function installedPage(page: InstalledPage): TemplateResult {
  const { plugins, updates, query, busy } = page;
  const words = query.toLocaleLowerCase().split(/\s+/);
  const shown = plugins.filter(({ name }) =>
    words.every((word) => name.toLocaleLowerCase().includes(word)),
  );
  const { size } = updates.available;
  return html`<div class="about">
      <button ?disabled=${updates.isChecking || plugins.length === 0} @click=${page.check}>
        ${updates.isChecking ? 'Looking for updates…' : 'Look for updates'}
      </button>
      ${
        size > 0
          ? html`<button class="primary" ?disabled=${busy} @click=${page.updateAll}>
              Update all (${size})
            </button>`
          : nothing
      }
      <span class="spacer"></span>
      <button ?disabled=${plugins.length === 0} @click=${page.saveLockfile}>Save lockfile</button>
      <button ?disabled=${busy} @click=${page.openLockfile}>Install from lockfile…</button>
    </div>
    ${failures(updates.failures)}
    ${
      shown.length > 0
        ? html`<ul class="rows">
            ${shown.map((plugin) => row(plugin, updates.available.get(plugin.name), page))}
          </ul>`
        : html`<p class="none">
            ${plugins.length > 0 ? 'No installed plugin matches' : 'Nothing is installed yet'}
          </p>`
    }`;
}

function row(
  { name, version, origin, tag, sha256 }: LockedPlugin,
  update: PluginUpdate | undefined,
  { propose, busy }: InstalledPage,
): TemplateResult {
  return html`<li class="row">
    <div>
      <h3><bdi>${name}</bdi> <span class="facts">${version}</span></h3>
      <p class="facts">
        ${origin === null ? 'written here' : html`from <bdi>${origin}</bdi>`}
        ${tag === null ? nothing : html` · tag <bdi>${tag}</bdi>`}
      </p>
      <p class="facts">SHA-256 <code title=${sha256}>${sha256.slice(0, 16)}…</code></p>
    </div>
    ${
      update
        ? html`<button
            class="primary"
            aria-label="Update ${name}"
            ?disabled=${busy}
            @click=${() => propose(update)}
          >
            ${update.version && update.version !== version ? `Update to ${update.version}…` : 'Update…'}
          </button>`
        : nothing
    }
  </li>`;
}

function failures(all: ReadonlyMap<string, string>): TemplateResult | typeof nothing {
  if (all.size === 0) return nothing;
  return html`<details class="failures">
    <summary>
      ${all.size === 1 ? 'One plugin' : `${all.size} plugins`} could not be looked up
    </summary>
    <ul>
      ${[...all].map(([name, why]) => html`<li><bdi>${name}</bdi>: ${why}</li>`)}
    </ul>
  </details>`;
}
