import type { EngineClient, EngineSet } from '../../src/index.js';
import './imjoy-engine-terminal.js';

/**
 * Opens a terminal on the computer of an engine, or shows the one that is open.
 * @param parent what it is put into, and takes its looks from
 * @returns when the user has closed it
 */
export async function openEngineTerminal(
  engine: EngineClient,
  engines: EngineSet,
  parent: ParentNode = document.body,
): Promise<void> {
  const open = [...parent.querySelectorAll('imjoy-engine-terminal')];
  const shown = open.find((terminal) => terminal.engine === engine);
  if (shown) {
    shown.show();
    return shown.closed;
  }
  const created = document.createElement('imjoy-engine-terminal');
  const terminal = Object.assign(created, { engine, engines });
  parent.append(terminal);
  await terminal.closed;
  terminal.remove();
}
