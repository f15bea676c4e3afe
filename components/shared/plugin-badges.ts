import { html, type TemplateResult } from 'lit';
import { badgesOf } from './badges.js';

/** The signs behind a plugin's name, with what they mean for those who do not see them. */
export const pluginBadges = (plugin: Parameters<typeof badgesOf>[0]): TemplateResult[] =>
  badgesOf(plugin).map(
    ({ sign, meaning }) =>
      html`<span class="badge" role="img" aria-label=${meaning} title=${meaning}>${sign}</span>`,
  );
