import type { Folder } from './file-entries.js';

/** A folder on the way to another one. */
export interface Crumb {
  readonly name: string;
  readonly path: string;
}

type Place = Pick<Folder, 'path' | 'separator'>;

/** The path of something in a folder. */
export const joinPath = ({ path, separator }: Place, name: string): string =>
  path.endsWith(separator) ? path + name : path + separator + name;

/** The folders from the outermost one to a folder. */
export function crumbsOf({ path, separator }: Place): Crumb[] {
  const isAbsolute = path.startsWith(separator);
  const crumbs: Crumb[] = isAbsolute ? [{ name: separator, path: separator }] : [];
  let way = isAbsolute ? separator : '';
  for (const name of path.split(separator).filter(Boolean)) {
    way = way === '' || way === separator ? way + name : way + separator + name;
    // A drive without a separator is wherever one was on it last.
    if (/^[a-z]:$/i.test(way)) way += separator;
    crumbs.push({ name, path: way });
    way = way.length > 1 && way.endsWith(separator) ? way.slice(0, -1) : way;
  }
  return crumbs;
}

/** The folder that a folder lies in; null for an outermost one. */
export const parentOf = (folder: Place): string | null => crumbsOf(folder).at(-2)?.path ?? null;

/** A name that is not taken: `scan (2).tif`. */
export function freeName(name: string, isTaken: (name: string) => boolean): string {
  const [, stem = name, extension = ''] = /^(.+?)((?:\.tar)?\.[^.]+)?$/.exec(name) ?? [];
  for (let number = 2; ; number++) {
    const other = `${stem} (${number})${extension}`;
    if (!isTaken(other)) return other;
  }
}
