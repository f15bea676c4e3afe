import { createHmac, timingSafeEqual } from 'node:crypto';
import { ImjoyError } from '../../../base/error.js';

/** What the url of a file or a folder gives to whoever has it. */
export interface ReadGrant {
  readonly use: 'read';
  /** The real path. Of a folder all that is below it is granted. */
  readonly path: string;
  /** When it ends, in milliseconds since 1970. */
  readonly expires: number;
  readonly disposition: 'inline' | 'attachment';
  /** Made of the password that has to be given too. */
  readonly lock?: string;
  /** Given by the user's own plugin, which can read more than the engine shares. */
  readonly everywhere: boolean;
}

/** What an upload url gives to whoever has it: to write one file, once. */
export interface WriteGrant {
  readonly use: 'write';
  readonly id: string;
  /** The real path; made if it is not there. */
  readonly folder: string;
  /** Without it the file keeps the name it comes with. */
  readonly name: string | null;
  readonly overwrite: boolean;
  readonly expires: number;
  readonly everywhere: boolean;
}

/** @returns `payload.signature`, in letters that stand for themselves in a url */
export function signGrant(key: Buffer, grant: ReadGrant | WriteGrant): string {
  const payload = Buffer.from(JSON.stringify(grant)).toString('base64url');
  return `${payload}.${mac(key, payload).toString('base64url')}`;
}

/** @throws ImjoyError for what was not signed with the key, is over, or grants something else */
export function readGrant<Use extends 'read' | 'write'>(
  key: Buffer,
  token: string,
  { use, now }: { readonly use: Use; readonly now: number },
): (ReadGrant | WriteGrant) & { use: Use } {
  const [payload = '', signature = ''] = token.split('.');
  if (!isSame(mac(key, payload), Buffer.from(signature, 'base64url'))) throw unknownUrl();
  const grant = JSON.parse(Buffer.from(payload, 'base64url').toString()) as ReadGrant | WriteGrant;
  if (grant.use !== use) throw unknownUrl();
  if (grant.expires <= now)
    throw new ImjoyError('ENGINE_URL', 'this url has expired', { details: { expired: true } });
  return grant as (ReadGrant | WriteGrant) & { use: Use };
}

export const unknownUrl = (): ImjoyError =>
  new ImjoyError('ENGINE_URL', 'this url was not given by the engine, or is no longer valid');

/** The password goes into no url: without the key nobody can try passwords on the lock that does. */
export const makeLock = (key: Buffer, path: string, expires: number, password: string): string =>
  mac(key, ['password', path, expires, password].join('\0')).toString('base64url');

/** @throws ImjoyError unless the password is the one that is asked for, or none is and none was given */
export function needPassword(key: Buffer, { path, expires, lock }: ReadGrant, given: string): void {
  const fits = lock
    ? isSame(Buffer.from(lock), Buffer.from(makeLock(key, path, expires, given)))
    : given === '';
  if (!fits) throw new ImjoyError('ENGINE_URL', 'this url needs the password it was made with');
}

const mac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

const isSame = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);
