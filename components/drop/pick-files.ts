import { withPath } from '../../src/index.js';
import { isHidden, MOST_ENTRIES, tooMany } from './read-drop.js';

export interface PickOptions {
  /** Lets the user choose a folder, whose files keep their path from there on; hidden ones are left out. */
  readonly directory?: boolean;
  /** What the browser is to offer, as in `<input accept>`. */
  readonly accept?: string;
}

/**
 * Asks the user for files: what a drop does, for those who do not drag. To be called from a click or a key.
 * @returns nothing when the user cancels
 * @throws ImjoyError `ARGUMENT` when a folder holds too many files
 */
export async function pickFiles({ directory = false, accept = '' }: PickOptions = {}): Promise<
  File[]
> {
  const input = document.createElement('input');
  Object.assign(input, { type: 'file', multiple: true, webkitdirectory: directory, accept });
  const chosen = await new Promise<File[]>((resolve) => {
    input.addEventListener('change', () => resolve([...(input.files ?? [])]));
    input.addEventListener('cancel', () => resolve([]));
    input.click();
  });
  if (chosen.length > MOST_ENTRIES) throw tooMany();
  const files = chosen.map((file) => withPath(file));
  return directory ? files.filter(({ _path = '' }) => !_path.split('/').some(isHidden)) : files;
}
