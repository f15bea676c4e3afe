import type { ApiHost, Caller } from '../api/api-host.js';
import { ownFunction } from '../api/own-function.js';
import { createPluginApi } from '../api/plugin-api.js';
import { ImjoyError } from '../base/error.js';
import type { PluginRecord } from '../registry/plugin-record.js';
import type { PluginInterface } from '../sandbox/sandbox.js';
import type { OpenWindow } from './open-window.js';
import { windowContext } from './run-context.js';
import { windowRealmOf } from './runtimes.js';
import type { SandboxPool } from './sandbox-pool.js';
import { setUp } from './set-up.js';

/** Runs a window plugin in a window: its code, `setup`, and the first `run`. Spec 3.6. */
export async function startInstance(
  window: OpenWindow,
  plugin: PluginRecord,
  host: ApiHost,
  pool: SandboxPool,
): Promise<void> {
  const { events, place } = window;
  const caller: Caller = { id: window.id, plugin, window, events, log: plugin.log };
  const passive = plugin.config.passive === true || window.state.passive === true;
  const sandbox = pool.create({
    plugin,
    passive,
    realm: windowRealmOf(plugin.type, plugin.name),
    api: createPluginApi(host, caller),
    container: place.container,
    onNamed: (name) => {
      if (window.state.name === plugin.name) window.rename(name);
    },
    onStep: (step, progress) =>
      place.setState(step ? { kind: 'loading', step, progress } : { kind: 'ready' }),
    onHeight: place.setContentHeight?.bind(place),
  });
  const content = { end: () => pool.end(sandbox, plugin.name), update: () => undefined };
  window.content = content;
  sandbox.onState.connect((state) => {
    if (state === 'unresponsive') place.setState({ kind: 'unresponsive' });
    if (state === 'responsive') place.setState({ kind: 'ready' });
  });
  sandbox.onEnd.connect((error) => {
    host.services.removeProvider(window.id);
    events.drop((handler) => sandbox.owns(handler));
    if (!window.isClosing && window.content === content) place.setState({ kind: 'failed', error });
  });
  const first = await pool.boot(sandbox, plugin, passive);
  const offer = (exported: PluginInterface) => window.offer(passive ? inert(exported) : exported);
  sandbox.onExport.connect(offer);
  offer(sandbox.exported ?? first);
  if (passive) return;
  try {
    await setUp(plugin, sandbox.exported ?? first);
    const ids = { id: window.id, window_id: window.windowId };
    const context = windowContext(window.state, plugin.name, ids);
    window.merge(await ownFunction(sandbox.exported ?? first, 'run')?.(context));
  } catch (error) {
    sandbox.dispose(new ImjoyError('PLUGIN_TERMINATED', `${plugin.name} failed to start`));
    throw error;
  }
}

/** What a page without an api answers with. Spec 4.4. */
const inert = (exported: PluginInterface): PluginInterface => ({
  setup: () => undefined,
  ...exported,
  passive: true,
});
