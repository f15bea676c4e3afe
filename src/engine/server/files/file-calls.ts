import { randomBytes } from 'node:crypto';
import { lstat, mkdir } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { ImjoyError } from '../../../base/error.js';
import { needFileName } from './file-name.js';
import { readFileRoute, writeFileUrl } from './file-route.js';
import { makeLock, needPassword, readGrant, signGrant, type ReadGrant } from './grants.js';
import {
  codeOf,
  hold,
  holdFolder,
  holdNewFolder,
  outOfReach,
  realPlaceOf,
  toFileError,
} from './held.js';
import { listFolder, type Entry } from './list-folder.js';
import { readPath } from './read-path.js';
import { removeFiles } from './remove-files.js';
import type { Reach, Roots, Territory } from './roots.js';
import { fileExists } from './upload.js';

/** Who calls. */
export interface FileCaller {
  /**
   * Whether it is a program of the user's own, as a native plugin is: it can read and write what the user can,
   * and may let others do so. Whoever else calls is kept to what the engine shares.
   */
  readonly trusted: boolean;
  /** Absolute; where relative paths begin. */
  readonly workDir: string;
}

/** What the calls of this folder work with. */
export interface CallContext {
  readonly roots: Roots;
  /** Signs urls. */
  readonly key: Buffer;
  /** When a url that is made now ends, in milliseconds since 1970. */
  readonly expires: number;
  readonly now: number;
  /** How the engine is reached, without a slash at the end. */
  readonly baseUrl: string;
}

/** The fields of a payload, which may be anything. */
export type Fields = Readonly<Record<string, unknown>>;

/** `list_dir {path?, type?, recursive?, hidden?}` */
export async function listDir(
  { roots }: CallContext,
  caller: FileCaller,
  { path = '.', type, recursive, hidden }: Fields,
): Promise<{ sep: string; path: string; name: string; type: 'dir'; children: Entry[] }> {
  const reach = reachOf(caller, await roots.look());
  const asked = readPath(path, caller.workDir, reach);
  // A workspace in which nothing has run yet has none.
  if (asked === caller.workDir) await (await holdNewFolder(asked, reach)).close();
  const children = await listFolder(asked, reach, {
    foldersOnly: type === 'directory' || type === 'dir',
    recursive: recursive === true,
    hidden: hidden === true,
  });
  return { sep, path: asked, name: basename(asked), type: 'dir', children };
}

/** `make_dir {path}`: in a folder that is there. */
export async function makeDir(
  { roots }: CallContext,
  caller: FileCaller,
  { path }: Fields,
): Promise<{ path: string }> {
  const reach = reachOf(caller, await roots.look());
  const asked = readPath(path, caller.workDir, reach);
  const name = needFileName(basename(asked));
  const parent = await holdFolder(dirname(asked), reach);
  try {
    const place = join(parent.path, name);
    if (!reach(place)) throw outOfReach(place);
    await mkdir(parent.at(name));
    return { path: place };
  } catch (error) {
    throw codeOf(error) === 'EEXIST' ? fileExists(asked) : toFileError(asked, error);
  } finally {
    await parent.close();
  }
}

/** `remove_files {path, type, recursive?}`; nobody removes what is not shared. */
export async function moveToTrash(
  { roots }: CallContext,
  { workDir }: FileCaller,
  { path, type, recursive }: Fields,
): Promise<{ trash: string | null }> {
  const territory = await roots.look();
  if (type !== 'file' && type !== 'dir')
    throw new ImjoyError('ARGUMENT', 'remove_files needs "file" or "dir" as "type"');
  const removal = {
    path: readPath(path, workDir, territory.shared),
    type,
    recursive: recursive === true,
  } as const;
  return { trash: await removeFiles(removal, territory) };
}

/** `get_file_url {path, password?, headers?}`; of the headers the kind of disposition is heeded. */
export async function getFileUrl(
  { roots, key, expires, baseUrl }: CallContext,
  caller: FileCaller,
  { path, password, headers }: Fields,
): Promise<{ url: string }> {
  const territory = await roots.look();
  const reach = reachOf(caller, territory);
  const held = await hold(readPath(path, caller.workDir, reach), reach);
  await held.handle.close();
  const secret = password === undefined || password === null ? '' : String(password);
  const grant: ReadGrant = {
    use: 'read',
    path: held.path,
    expires,
    disposition: isAttachment(headers) ? 'attachment' : 'inline',
    everywhere: !territory.shared(held.path),
    ...(secret && { lock: makeLock(key, held.path, expires, secret) }),
  };
  return { url: writeFileUrl(baseUrl, signGrant(key, grant), secret, basename(held.path)) };
}

/** `get_file_path {url}` */
export async function getFilePath(
  { key, now }: CallContext,
  { url }: Fields,
): Promise<{ path: string }> {
  const [route = ''] = /\/file\/[^?#]*/.exec(String(url)) ?? [];
  const { token, password, way } = readFileRoute(route);
  const grant = readGrant(key, token, { use: 'read', now });
  needPassword(key, grant, password);
  return { path: join(grant.path, ...way) };
}

/** `request_upload_url {path?, dir?, overwrite?}` */
export async function requestUploadUrl(
  { roots, key, expires, baseUrl }: CallContext,
  caller: FileCaller,
  { path, dir = '.', overwrite }: Fields,
): Promise<{ id: string; url: string }> {
  const territory = await roots.look();
  const reach = reachOf(caller, territory);
  const base = readPath(dir, caller.workDir, reach);
  const asked = path === undefined || path === null ? null : readPath(path, base, reach);
  const name = asked === null ? null : needFileName(basename(asked));
  const folder = await realPlaceOf(asked === null ? base : dirname(asked), reach);
  const place = name === null ? folder : join(folder, name);
  if (!reach(place)) throw outOfReach(place);
  const isThere = name !== null && (await lstat(place).catch(() => null)) !== null;
  if (isThere && overwrite !== true) throw fileExists(place);
  const id = randomBytes(12).toString('hex');
  const everywhere = !territory.shared(place);
  const token = signGrant(key, {
    ...{ use: 'write', id, folder, name, overwrite: overwrite === true, expires, everywhere },
  });
  return { id, url: `${baseUrl}/upload/${token}` };
}

const reachOf = ({ trusted }: FileCaller, { all, shared }: Territory): Reach =>
  trusted ? all : shared;

/** Whether headers, which plugins write in any case, ask for a file to be stored and not shown. */
function isAttachment(headers: unknown): boolean {
  const entries = Object.entries((headers ?? {}) as Fields);
  const [, value] = entries.find(([name]) => name.toLowerCase() === 'content-disposition') ?? [];
  return typeof value === 'string' && /^attachment\b/i.test(value);
}
