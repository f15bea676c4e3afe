import { isFileName } from './file-name.js';
import { unknownUrl } from './grants.js';

/** The parts of `/file/<token>[@<password>]/<name>[/<way>…]`. */
export interface FileRoute {
  readonly token: string;
  readonly password: string;
  /** Names of what is meant below a folder; none is the thing itself. */
  readonly way: readonly string[];
}

/**
 * Reads the path of a file's url as it was sent: whoever tidies it up first has let `..` act.
 * @throws ImjoyError for what is no such path
 */
export function readFileRoute(path: string): FileRoute {
  const [, route, key = '', ...names] = path.split('/');
  if (route !== 'file') throw unknownUrl();
  const [token = '', ...password] = key.split('@');
  // `…/folder/` is the folder itself.
  if (names.at(-1) === '') names.pop();
  return {
    token,
    password: decode(password.join('@')),
    way: names.slice(1).map((name) => needName(decode(name))),
  };
}

/** The name is for people, and for programs that go by the end of a url. */
export function writeFileUrl(base: string, token: string, password: string, name: string): string {
  const key = password ? `${token}@${encodeURIComponent(password)}` : token;
  return `${base}/file/${key}/${encodeURIComponent(name)}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw unknownUrl();
  }
}

/** A name that is more than one, as an encoded slash makes it, is none. */
function needName(name: string): string {
  if (!isFileName(name)) throw unknownUrl();
  return name;
}
