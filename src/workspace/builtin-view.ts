import type { BuiltinWindow } from '../api/shell.js';
import type { PluginApi } from '../registry/plugin-record.js';
import type { Operator } from '../registry/service-registry.js';
import type { OpenWindow } from './open-window.js';

/** What views of the kit may do with what they show. */
export interface ViewServices {
  /** For views that are elements of the kit like others: they expect it where they stand. */
  readonly workspace: unknown;
  openersOf(value: unknown): readonly Operator[];
  openWith(operator: Operator, value: unknown): void;
  createWindow(config: unknown): Promise<PluginApi>;
}

/** Shows a view of the kit in a window; running it again gives it new state. Spec 4.4, 4.10. */
export function showView(window: OpenWindow, view: BuiltinWindow, services: ViewServices): void {
  const show = () => Object.assign(view, { data: window.state.data, config: window.state.config });
  view.context = {
    workspace: services.workspace,
    emit: (event: string, value?: unknown) => window.announce(event, value),
    openers: (value: unknown) =>
      services.openersOf(value).map((operator) => ({
        name: operator.key,
        open: () => services.openWith(operator, value),
      })),
    createWindow: (config: unknown) => services.createWindow(config),
  };
  show();
  window.content = { end: () => Promise.resolve(view.remove()), update: show };
  window.place.container.append(view);
  window.offer({ ...view.methods, run: (state: unknown) => window.merge(state) });
}
