import type {
  EngineClient,
  PluginApi,
  PluginRecord,
  PluginTemplate,
  StoredPlugin,
} from '../../src/index.js';
import { download } from '../builtin/shared/download.js';
import { badgesOf } from '../shared/badges.js';
import type { SharedPlugin } from '../share/open-share-dialog.js';
import type { MenuModel } from './menu-model.js';
import type { Notices } from './notices.js';
import { openLog } from './open-log.js';
import type { PluginEntry } from './plugin-entry.js';

type OpenWindow = (config: unknown) => Promise<PluginApi>;

/** The dialogs around a menu. */
export interface PluginDialogs {
  /** Shows what a plugin is, for the user to install it. */
  offer(src: string): Promise<unknown>;
  share(plugin: SharedPlugin): Promise<void>;
  /** Shows the plugin engines. */
  showEngines(): Promise<void>;
}

/** What the menu of a plugin does. Whatever fails is said in the notices. */
export class PluginActions {
  readonly #model: MenuModel;
  readonly #notices: Notices;
  readonly #dialogs: PluginDialogs;

  constructor(model: MenuModel, notices: Notices, dialogs: PluginDialogs) {
    this.#model = model;
    this.#dialogs = dialogs;
    this.#notices = notices;
  }

  showDocs({ name, config, record }: PluginEntry): void {
    if (!config) return;
    const { cover, icon, version, description } = config;
    const badges = badgesOf(config)
      .map(({ sign }) => sign)
      .join(' ');
    const source = record?.file.docs ?? description ?? '';
    const data = { source, plugin_info: { cover, icon, name, badges, version } };
    this.#open({ type: 'imjoy/markdown', name: `About ${name}`, data }, `show the docs of ${name}`);
  }

  showLog(record: PluginRecord): void {
    const shown = openLog(this.#model.workspace, record);
    void this.#notices.watch(shown, `show the log of ${record.name}`);
  }

  exportCode(entry: PluginEntry): void {
    const fileName = entry.name.replace(/[^\p{L}\p{N}._-]+/gu, '_');
    download(new Blob([codeOf(entry)], { type: 'text/html' }), `${fileName}.imjoy.html`);
  }

  edit(entry: PluginEntry): void {
    const { name, record, stored } = entry;
    const data = { name, code: codeOf(entry), tag: record?.tag ?? stored?.tag ?? null };
    this.#open({ type: 'imjoy/plugin-editor', name: `Edit-${name}`, data }, `edit ${name}`);
  }

  /** Shows what the newer plugin is, which the user may install then. */
  update({ update, name }: PluginEntry): void {
    if (!update) return;
    void this.#notices.watch(this.#dialogs.offer(update.origin), `update ${name}`);
  }

  create(template: PluginTemplate | null): void {
    const data = { name: null, code: template?.code ?? '', tag: null };
    this.#open({ type: 'imjoy/plugin-editor', name: 'New Plugin', data }, 'open the editor');
  }

  /** Loads it, or loads it again; a failure stands in its row. */
  load(entry: PluginEntry): void {
    const loading = this.#load(entry);
    if (loading) this.#model.during(entry.name, loading).catch(() => undefined);
  }

  /** Says no more of one that the page names and that is not there. */
  dismiss({ missing }: PluginEntry): void {
    if (missing) this.#model.workspace.pagePlugins.dismiss(missing.src);
  }

  /** Where it runs on, or anew, is said: what it had in memory is there still, or gone. */
  async stop(record: PluginRecord): Promise<void> {
    const { name, isWindow } = record;
    const stopping = this.#model.during(name, this.#model.workspace.stop(record));
    const next = await stopping.catch(() => null);
    if (!next || isWindow) return;
    const text = next === record ? INTERRUPTED : RESTARTED;
    this.#notices.add({ text: `${name} ${text}` });
  }

  terminate(record: PluginRecord): void {
    const { name } = record;
    const ended = this.#model.during(name, this.#model.workspace.unload(record));
    void this.#notices.watch(ended, `terminate ${name}`);
  }

  chooseTag(entry: PluginEntry, tag: string): void {
    const { name, stored } = entry;
    const { workspace } = this.#model;
    const load = stored ? workspace.library.setTag(name, tag) : this.#loadAgain(entry, tag);
    void this.#notices.watch(this.#model.during(name, load), `load ${name} with the tag ${tag}`);
  }

  /** Those that are known here. */
  get engines(): readonly EngineClient[] {
    return this.#model.workspace.openEngines?.all ?? [];
  }

  showEngines(): void {
    void this.#notices.watch(this.#dialogs.showEngines(), 'show the plugin engines');
  }

  /** @param url null for any */
  chooseEngine({ name }: PluginEntry, url: string | null): void {
    const loading = this.#model.workspace.library.setEngine(name, url);
    // Why it cannot be loaded there stands in its row.
    this.#model.during(name, loading).catch(() => undefined);
  }

  /** Lets the user make links to it. */
  share(entry: PluginEntry): void {
    const origin = originOf(entry);
    const { name, config, record, stored } = entry;
    if (!origin) return;
    const { type = '', tags = [] } = config ?? {};
    const tag = record?.tag ?? stored?.tag ?? null;
    const plugin = { name, origin, tags, tag, isWindow: type.endsWith('window') };
    void this.#notices.watch(this.#dialogs.share(plugin), `share ${name}`);
  }

  /** No question asked: it can be undone, and says who will miss it. */
  async remove(entry: PluginEntry): Promise<void> {
    const { name } = entry;
    const { library } = this.#model.workspace;
    const dependants = await library.dependants(name).catch(() => []);
    const removing = library.uninstall(name);
    const notice = this.#notices.add({
      text: [`${name} was removed`, ...missedBy(dependants)].join('. '),
      takesFocus: true,
      action: { label: 'Undo', run: () => void this.#undo(entry, removing) },
    });
    removing.catch(() => this.#notices.remove(notice));
    void this.#notices.watch(removing, `remove ${name}`);
  }

  #load({ record, stored, missing }: PluginEntry): Promise<unknown> | null {
    const { workspace } = this.#model;
    if (record) return workspace.reload(record);
    if (stored) return workspace.library.restore(stored);
    return missing && workspace.pagePlugins.load(missing.src);
  }

  /** What was not kept is not kept now; what was is, even when it cannot be loaded. */
  async #undo(entry: PluginEntry, removing: Promise<StoredPlugin | null>): Promise<void> {
    const { name } = entry;
    const { workspace } = this.#model;
    const stored = await removing.catch(() => null);
    const tag = entry.record?.tag ?? null;
    const load = stored ? workspace.library.restore(stored) : this.#loadAgain(entry, tag);
    await this.#model.during(name, load).catch(() => undefined);
  }

  #loadAgain(entry: PluginEntry, tag: string | null): Promise<PluginRecord> {
    return this.#model.workspace.load(codeOf(entry), tag, entry.record?.origin.base);
  }

  #open(config: { type: string; name: string; data: unknown }, what: string): void {
    const open = this.#model.workspace.api.createWindow as OpenWindow;
    void this.#notices.watch(open(config), what);
  }
}

const INTERRUPTED = 'was interrupted. What it had in memory is kept';
const RESTARTED = 'was ended and loaded anew. What it had in memory is gone';

/** What an update, or another user, would load. */
export const originOf = ({ record, stored }: PluginEntry): string | null =>
  stored?.origin ?? record?.origin.uri ?? null;

const codeOf = ({ record, stored }: PluginEntry): string =>
  record?.origin.code ?? stored?.code ?? '';

const missedBy = (dependants: readonly string[]): string[] =>
  dependants.length === 0
    ? []
    : [`${dependants.join(', ')} ${dependants.length === 1 ? 'needs' : 'need'} it`];
