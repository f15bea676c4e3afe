import type { FileRequest, SelectedFile } from '../../src/index.js';
import { shellHost } from '../shell/shell-host.js';
import { FileManager } from './file-manager.js';
import './imjoy-file-dialog.js';

/** A file or a folder that was chosen. */
export interface ChosenFile {
  readonly manager: FileManager;
  readonly path: string;
  readonly name: string;
}

/**
 * Lets the user choose files of file managers. Spec 4.8.
 * @returns nothing when cancelled
 */
export function openFileDialog(request: FileRequest): Promise<readonly SelectedFile[]> {
  return chooseFiles(request, async ({ manager, path }): Promise<SelectedFile> => {
    const { url: engine } = manager;
    const url = await manager.urlOf(path);
    return { type: 'imjoy/url', path, url, file_manager: engine, engine };
  });
}

/** The files themselves that the user has chosen, to be opened by the page. */
export const openManagedFiles = (request: FileRequest): Promise<readonly File[]> =>
  chooseFiles(request, ({ manager, path, name }) => manager.fileOf(path, name));

/** @param take what is made of each; the dialog stays, and says why, when that fails */
async function chooseFiles<T>(
  { managers, ...request }: FileRequest,
  take: (file: ChosenFile) => Promise<T>,
): Promise<readonly T[]> {
  const dialog = document.createElement('imjoy-file-dialog');
  let taken: readonly T[] = [];
  dialog.request = { ...request, managers: managers.map((manager) => new FileManager(manager)) };
  dialog.take = async (files) => {
    taken = await Promise.all(files.map(take));
  };
  shellHost().append(dialog);
  const isConfirmed = await dialog.answered;
  dialog.remove();
  return isConfirmed ? taken : [];
}
