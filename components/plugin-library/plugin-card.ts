import { html, nothing, type TemplateResult } from 'lit';
import type { ListedPlugin, Workspace } from '../../src/index.js';
import { actionFor, installedVersion, type InstallAction } from '../install-dialog/candidate.js';
import { pluginBadges } from '../shared/plugin-badges.js';

/** A plugin that a repository offers, and what can be done about it. */
export function pluginCard(
  plugin: ListedPlugin,
  workspace: Workspace,
  propose: (plugin: ListedPlugin) => void,
): TemplateResult {
  const { name, version, type, description, icon, covers, tags } = plugin;
  const present = installedVersion(workspace, name);
  const isInstalled = workspace.library.installed.has(name);
  const action = isInstalled ? actionFor(version, present) : 'Install';
  const [cover] = covers;
  return html`<li class="card">
    ${
      cover
        ? html`<img
            class="cover"
            src=${cover}
            alt=""
            loading="lazy"
            referrerpolicy="no-referrer"
          />`
        : nothing
    }
    <div class="head">
      <imjoy-icon .name=${icon}></imjoy-icon>
      <h3><bdi>${name}</bdi> ${pluginBadges(plugin)}</h3>
    </div>
    <p class="facts">
      ${version || 'no version'}${presence(version, present, isInstalled)} · ${type || 'plugin'}
    </p>
    ${description ? html`<p class="description">${description}</p>` : nothing}
    ${tags.length > 0 ? html`<p class="facts">${tags.join(' · ')}</p>` : nothing}
    <div class="act">
      <button
        class=${action === 'Install' || action === 'Upgrade' ? 'primary' : ''}
        aria-label="${action} ${name}"
        @click=${() => propose(plugin)}
      >
        ${LABELS[action]}
      </button>
    </div>
  </li>`;
}

const LABELS: Readonly<Record<InstallAction, string>> = {
  Install: 'Install…',
  Upgrade: 'Upgrade…',
  Downgrade: 'Downgrade…',
  Reinstall: 'Reinstall…',
};

function presence(version: string, present: string | null, isInstalled: boolean): string {
  if (present === null) return '';
  const which = present === version ? '' : `: ${present || 'another version'}`;
  return `, ${isInstalled ? 'installed' : 'here with the page'}${which}`;
}
