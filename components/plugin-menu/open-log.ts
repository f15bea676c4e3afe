import type { PluginApi, PluginRecord, Workspace } from '../../src/index.js';

type Method = (value?: unknown) => unknown;

/** Shows a plugin's log in a window that goes on with it; one that is open already is brought to the front. */
export async function openLog(workspace: Workspace, record: PluginRecord): Promise<void> {
  const { id, name, log } = record;
  const open = workspace.windows.all.find(
    ({ type, state }) => type === 'imjoy/log' && isLogOf(state.data, id),
  );
  if (open) return void open.controls.focus?.();
  const history = [...log.entries];
  const data = { plugin_id: id, plugin_name: name, log_history: history };
  const createWindow = workspace.api.createWindow as (config: unknown) => Promise<PluginApi>;
  const window = await createWindow({ type: 'imjoy/log', name: `Log of ${name}`, data });
  const append = window.append as Method;
  for (const entry of log.entries.slice(history.length)) append(entry);
  const disconnect = log.onChange.connect((entry) =>
    entry ? append(entry) : (window.clear as Method)(),
  );
  const on = window.on as (event: string, handler: Method) => unknown;
  on('close', disconnect);
  on('clear', () => {
    if (log.entries.length > 0) log.clear();
  });
}

const isLogOf = (data: unknown, id: string): boolean =>
  typeof data === 'object' && data !== null && (data as { plugin_id?: unknown }).plugin_id === id;
