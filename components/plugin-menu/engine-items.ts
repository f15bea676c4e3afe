import { stateText } from '../engines/engine-state.js';
import { engine as engineGlyph } from '../icons/glyphs.js';
import { outline } from '../icons/outline.js';
import type { MenuItem } from '../menu/menu-item.js';
import type { PluginActions } from './plugin-actions.js';
import { needsEngine, type PluginEntry } from './plugin-entry.js';

/** Where a plugin runs that needs an engine, and where else it might. Spec 8.4. */
export function engineItems(entry: PluginEntry, actions: PluginActions): MenuItem[] {
  if (!needsEngine(entry)) return [];
  const { record, stored } = entry;
  const { engines } = actions;
  const mode = stored?.engineMode ?? null;
  const choice = (label: string, url: string | null, detail?: string): MenuItem => ({
    label,
    ...(detail !== undefined && { detail }),
    checked: url === mode,
    divided: url === null,
    run: () => {
      if (url !== mode) actions.chooseEngine(entry, url);
    },
  });
  const isKnown = mode === null || engines.some(({ url }) => url === mode);
  const place = record?.state.kind === 'ready' ? record.engine : null;
  const choices = [
    choice('Any engine', null),
    ...engines.map(({ url, state }) => choice(url, url, stateText(state))),
    ...(isKnown ? [] : [choice(mode, mode, 'Not known here')]),
  ];
  return [
    // What is not kept has nothing to keep the choice with.
    ...(stored && choices.length > 1 ? choices : []),
    {
      label: 'Plugin engines…',
      ...(place !== null && { detail: `Runs on ${place}` }),
      icon: outline(engineGlyph),
      divided: true,
      run: () => actions.showEngines(),
    },
  ];
}
