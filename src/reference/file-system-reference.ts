import type { ApiMember } from './api-reference.js';

const INSTEAD = "getPlugin('BrowserFS')";

type Row = readonly [name: string, parameters: string, doc: string];

/** `api.fs`: Node style, the last argument is a callback. */
const FS: readonly Row[] = [
  ['readFile', 'path, options, callback', 'Reads a file.'],
  ['writeFile', 'path, data, options, callback', 'Writes a file, in place of one that is there.'],
  ['appendFile', 'path, data, options, callback', 'Adds to the end of a file.'],
  ['readdir', 'path, callback', 'Lists the names in a folder.'],
  ['mkdir', 'path, mode, callback', 'Makes a folder.'],
  ['stat', 'path, callback', 'Tells size, times and kind of a file.'],
  ['lstat', 'path, callback', 'The same of a link itself.'],
  ['exists', 'path, callback', 'Tells whether there is such a file.'],
  ['access', 'path, mode, callback', 'Fails unless the file can be used so.'],
  ['unlink', 'path, callback', 'Removes a file.'],
  ['rmdir', 'path, callback', 'Removes an empty folder.'],
  ['rm', 'path, options, callback', 'Removes a file, or a folder with what is in it.'],
  ['rename', 'from, to, callback', 'Moves a file or folder.'],
  ['copyFile', 'from, to, callback', 'Copies a file.'],
  ['realpath', 'path, callback', 'Follows links to the path of a file.'],
  ['symlink', 'target, path, callback', 'Makes a link.'],
  ['readlink', 'path, callback', 'Tells where a link leads.'],
  ['truncate', 'path, length, callback', 'Cuts a file to a length.'],
  ['chmod', 'path, mode, callback', 'Changes the mode of a file.'],
  ['utimes', 'path, atime, mtime, callback', 'Changes the times of a file.'],
  ['open', 'path, flags, callback', 'Opens a file and gives its descriptor.'],
  ['read', 'fd, buffer, offset, length, position, callback', 'Reads from an open file.'],
  ['write', 'fd, buffer, offset, length, position, callback', 'Writes to an open file.'],
  ['fstat', 'fd, callback', 'Tells size, times and kind of an open file.'],
  ['ftruncate', 'fd, length, callback', 'Cuts an open file to a length.'],
  ['futimes', 'fd, atime, mtime, callback', 'Changes the times of an open file.'],
  ['fsync', 'fd, callback', 'Waits until an open file is stored.'],
  ['fdatasync', 'fd, callback', 'Waits until the content of an open file is stored.'],
  ['close', 'fd, callback', 'Closes an open file.'],
];

/** `api.path`: the functions of Node's `path` for POSIX, as promises. */
const PATH: readonly Row[] = [
  ['join', '...parts', 'Joins parts to a path.'],
  ['resolve', '...parts', 'Makes an absolute path of parts.'],
  ['basename', 'path, extension', 'Gives the last part of a path.'],
  ['dirname', 'path', 'Gives a path without its last part.'],
  ['extname', 'path', 'Gives the extension, with its dot.'],
  ['normalize', 'path', 'Takes "." and ".." out of a path.'],
  ['relative', 'from, to', 'Gives the way from one path to another.'],
  ['isAbsolute', 'path', 'Tells whether a path begins at the root.'],
  ['parse', 'path', 'Takes a path apart into root, dir, base, name and ext.'],
  ['format', 'parsed', 'Puts together what parse took apart.'],
];

/** The types of parameters, by their names; of all others nothing is known. */
const TYPES: Readonly<Record<string, string>> = {
  ...{ path: 'string', from: 'string', to: 'string', target: 'string', fd: 'number' },
  ...{ data: 'string | ArrayBuffer | ArrayBufferView', buffer: 'ArrayBuffer | ArrayBufferView' },
  '...parts': 'string[]',
};

/** What a function cannot do without has a type; whatever stands behind may be left out. */
const typed = (parameter: string): string =>
  TYPES[parameter] ? `${parameter}: ${TYPES[parameter]}` : `${parameter}?: any`;

const toMember =
  (namespace: string) =>
  ([name, parameters, doc]: Row): ApiMember => ({
    name: `${namespace}.${name}`,
    kind: 'function',
    signature: `(${parameters.split(', ').map(typed).join(', ')}) => Promise<any>`,
    doc,
    deprecated: INSTEAD,
  });

/** The file system as older plugins reach it. */
export const fileSystemMembers: readonly ApiMember[] = [
  ...FS.map(toMember('fs')),
  ...PATH.map(toMember('path')),
];
