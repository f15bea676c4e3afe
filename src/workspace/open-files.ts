import { withPath } from '../base/file-path.js';
import { randomId } from '../base/id.js';
import type { Openers } from './openers.js';

export interface OpenFilesHost {
  readonly openers: Openers;
  openWindow(config: unknown): Promise<unknown>;
}

/**
 * Opens files the user dropped or chose: a single file with a single opener by that, any others as a list from
 * which the user opens them. Spec 8.6.
 */
export async function openFiles(files: readonly File[], host: OpenFilesHost): Promise<void> {
  const [first, ...others] = files.map((file) => withPath(file));
  if (!first) return;
  const openers = others.length > 0 ? [] : await host.openers.find(first);
  if (openers.length === 1) await openers[0]?.open();
  else
    await host.openWindow({
      type: 'imjoy/files',
      name: 'Files',
      data: [first, ...others],
      _op: '__file_loader__',
      _workflow_id: `files_${randomId()}`,
    });
}
