import type { PluginUpdate } from '../../src/index.js';
import * as glyphs from '../icons/glyphs.js';
import { outline } from '../icons/outline.js';
import type { MenuItem } from '../menu/menu-item.js';
import { engineItems } from './engine-items.js';
import { originOf, type PluginActions } from './plugin-actions.js';
import type { PluginEntry } from './plugin-entry.js';

/** The menu of one plugin: what can be done with it, and its tags to choose from. Spec 8.4. */
export function pluginItems(entry: PluginEntry, actions: PluginActions): MenuItem[] {
  const { record, missing } = entry;
  const isLoaded = record !== null && record.state.kind !== 'stopped';
  const isEnded = !isLoaded || record.state.kind === 'failed';
  const origin = originOf(entry);
  const item = (label: string, path: string, run: () => void): MenuItem => ({
    label,
    icon: outline(path),
    run,
  });
  if (missing)
    return [
      item('Load', glyphs.refresh, () => actions.load(entry)),
      item('Dismiss', glyphs.close, () => actions.dismiss(entry)),
    ];
  const items = [
    entry.update && item(updateLabel(entry.update), glyphs.download, () => actions.update(entry)),
    entry.config && item('Docs', glyphs.docs, () => actions.showDocs(entry)),
    record && item('Log', glyphs.log, () => actions.showLog(record)),
    item('Edit', glyphs.edit, () => actions.edit(entry)),
    item('Export', glyphs.download, () => actions.exportCode(entry)),
    origin && item('Share', glyphs.share, () => actions.share(entry)),
    divided(item(isLoaded ? 'Reload' : 'Load', glyphs.refresh, () => actions.load(entry))),
    !isEnded && item('Terminate', glyphs.power, () => actions.terminate(record)),
    item('Remove', glyphs.clear, () => void actions.remove(entry)),
    ...tagItems(entry, actions),
    ...engineItems(entry, actions),
  ];
  return items.filter((candidate): candidate is MenuItem => Boolean(candidate));
}

function tagItems(entry: PluginEntry, actions: PluginActions): MenuItem[] {
  const { config, record, stored } = entry;
  const present = record?.tag ?? stored?.tag ?? null;
  return (config?.tags ?? []).map((tag, at) => ({
    label: tag,
    checked: tag === present,
    divided: at === 0,
    run: () => {
      if (tag !== present) actions.chooseTag(entry, tag);
    },
  }));
}

const updateLabel = ({ version }: PluginUpdate): string =>
  version ? `Update to ${version}…` : 'Update…';

const divided = (item: MenuItem): MenuItem => ({ ...item, divided: true });
