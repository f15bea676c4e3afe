import { html, nothing, type TemplateResult } from 'lit';
import { cloudOff, hidden } from '../icons/glyphs.js';
import { outline } from '../icons/outline.js';
import { pluginBadges } from '../shared/plugin-badges.js';
import { isRunnable, type PluginEntry } from './plugin-entry.js';

/**
 * What stands behind the name of a plugin.
 * @param isCutOff whether it runs where it cannot be reached for the moment
 */
export function rowSigns(entry: PluginEntry, isCutOff: boolean): TemplateResult {
  const { config, record } = entry;
  const tag = record && record.file.config.tags.length > 1 ? record.tag : null;
  return html`${config ? pluginBadges(config) : nothing}
  ${entry.update ? html`<span class="new" title="There is a newer version">NEW</span>` : nothing}
  ${tag ? html`<span class="tag"><bdi>${tag}</bdi></span>` : nothing}
  ${isCutOff ? CUT_OFF : nothing}
  ${isRunnable(entry) ? nothing : html`<span class="sign" role="img" aria-label="cannot be run" title="Works for other plugins; there is nothing to run">${outline(hidden)}</span>`}`;
}

const CUT_OFF = html`<span
  class="sign"
  role="img"
  aria-label="connection lost"
  title="The connection to its plugin engine is lost; trying again"
  >${outline(cloudOff)}</span
>`;

/** What it is, and where it runs unless that is here. */
export function tooltipOf({ name, config, record }: PluginEntry): string {
  const { description } = config ?? {};
  const place = record?.state.kind === 'ready' ? record.engine : null;
  return [
    description ? `${name}: ${description}` : name,
    ...(place === null ? [] : [`Runs on ${place}`]),
  ].join('\n');
}
