/** A file with the path inside the folder it was dropped or chosen with, by the names plugins know it by. */
export type PathFile = File & { _path?: string; relativePath?: string };

/** Writes down a file's path: by default the one it has already, or its name. */
export function withPath(file: File, path: string = pathOf(file)): PathFile {
  return Object.assign(file, { _path: path, relativePath: path });
}

const pathOf = ({ _path, relativePath, webkitRelativePath, name }: PathFile): string =>
  _path || relativePath || webkitRelativePath || name;
