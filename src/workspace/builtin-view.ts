import type { BuiltinWindow } from '../api/shell.js';
import type { PluginApi } from '../registry/plugin-record.js';
import type { WindowRecord } from '../registry/window-record.js';
import type { OpenWindow } from './open-window.js';
import type { ValueOpener } from './openers.js';
import type { Workspace } from './workspace.js';

/** What views of the kit may do with what they show. */
export interface ViewServices {
  readonly workspace: Workspace;
  openersOf(value: unknown, window: WindowRecord): readonly ValueOpener[];
  createWindow(config: unknown): Promise<PluginApi>;
}

/** Shows a view of the kit in a window; running it again gives it new state. Spec 4.4, 4.10. */
export function showView(window: OpenWindow, view: BuiltinWindow, services: ViewServices): void {
  const show = () => Object.assign(view, { data: window.state.data, config: window.state.config });
  view.context = {
    workspace: services.workspace,
    emit: (event: string, value?: unknown) => window.announce(event, value),
    rename: (name: string) => window.merge({ name }),
    openers: (value: unknown) =>
      services.openersOf(value, window).map(({ name, open }) => ({
        name,
        open: () => void open().catch(() => undefined),
      })),
    createWindow: (config: unknown) => services.createWindow(config),
  };
  show();
  window.content = {
    end: () => Promise.resolve(view.remove()),
    update: show,
    canClose: () => view.canClose?.() ?? Promise.resolve(true),
  };
  window.place.container.append(view);
  window.offer({ ...view.methods, run: (state: unknown) => window.merge(state) });
}
