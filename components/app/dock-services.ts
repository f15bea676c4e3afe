import type { Workspace } from '../../src/index.js';
import type { DockHost } from '../dock/dock-host.js';
import { openLog } from '../plugin-menu/open-log.js';

type CreateWindow = (config: Readonly<Record<string, unknown>>) => Promise<unknown>;

/** What the dock of a workspace offers for its windows. */
export function dockHost(workspace: Workspace): DockHost {
  const find = (id: string) => workspace.windows.find(id);
  const open = (config: Readonly<Record<string, unknown>>) =>
    void (workspace.api.createWindow as CreateWindow)(config).catch(() => undefined);
  return {
    // What built-in windows show is gone with the page.
    canReopen: (id) => Boolean(find(id)?.plugin),
    configOf: (id) => find(id)?.state.config,
    duplicate(id) {
      const window = find(id);
      if (!window) return;
      const { name, data, config } = window.state;
      open({ type: window.type, name, data, config });
    },
    menuItems(id) {
      const window = find(id);
      if (!window) return [];
      const { plugin, provenance, state } = window;
      const openers = workspace.openers.of(state.data, window).map(({ name, open: act }) => ({
        label: `Open with ${name}`,
        run: () => void act().catch(() => undefined),
      }));
      return [
        ...(plugin ? [{ label: 'Log', run: () => void openLog(workspace, plugin) }] : []),
        ...(provenance?.source
          ? [
              {
                label: `Update when ${provenance.source.state.name} changes`,
                checked: provenance.isLive,
                run: () => provenance.setLive(!provenance.isLive),
              },
            ]
          : []),
        ...openers,
      ];
    },
  };
}
