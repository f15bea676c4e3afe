import { ImjoyError } from '../base/error.js';
import { compareVersions } from '../plugin-file/version.js';
import { isFields } from './arguments.js';

export interface SelectionForm {
  /** The plugin's `api_version`; null for the newest. */
  readonly apiVersion: string | null;
  /** Whether several files could be selected. */
  readonly multiple: boolean;
  /** Whether the oldest plugins, which get bare texts, want paths instead of URLs. */
  readonly wantsPath: boolean;
  /** Whether a plugin that could have objects has asked for bare texts. */
  readonly asTexts?: boolean;
}

const LAST_WITH_TEXTS = '0.1.3';
const FIRST_WITH_LISTS = '0.1.8';

/**
 * What `showFileDialog` answers with, in the form that plugins of an api version rely on. Spec 4.8.
 * @param selected what a file manager answered: a file, a list of files, or nothing
 * @throws ImjoyError `DIALOG_CANCELLED` where the oldest plugins expect a rejection
 */
export function shapeSelection(selected: unknown, form: SelectionForm): unknown {
  const found =
    selected == null ? [] : Array.isArray(selected) ? (selected as unknown[]) : [selected];
  const { apiVersion, multiple, asTexts } = form;
  const isOldest = apiVersion !== null && compareVersions(apiVersion, LAST_WITH_TEXTS) <= 0;
  const files = isOldest || asTexts ? found.map((file) => toText(file, form.wantsPath)) : found;
  if (apiVersion === null || compareVersions(apiVersion, FIRST_WITH_LISTS) >= 0) return files;
  if (files.length === 0 && isOldest)
    throw new ImjoyError('DIALOG_CANCELLED', 'no file was selected');
  if (!multiple || files.length === 0) return files[0] ?? null;
  return isOldest || asTexts ? files : merge(files);
}

function toText(file: unknown, wantsPath: boolean): unknown {
  if (!isFields(file)) return file;
  return wantsPath ? (file.path ?? file.url) : (file.url ?? file.path);
}

/** One object whose `path` and `url` are lists. */
function merge(files: readonly unknown[]): unknown {
  const lists = ['path', 'url'].map((key) => {
    const values = files.map((file) => (isFields(file) ? file[key] : file));
    return values.every((value) => value === undefined) ? [] : [[key, values]];
  });
  return { ...(isFields(files[0]) && files[0]), ...Object.fromEntries(lists.flat()) };
}
