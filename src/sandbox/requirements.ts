import { ImjoyError } from '../base/error.js';
import type { Requirement } from './program.js';

/** Where requirements are loaded. */
export type RequirementRealm = 'frame' | 'worker' | 'python' | 'python-window' | 'engine';

/** Where a page itself runs plugins. */
export type PageRealm = Exclude<RequirementRealm, 'engine'>;

/** Workers have no document to put a stylesheet into. */
export const hasPage = (realm: RequirementRealm): boolean =>
  realm === 'frame' || realm === 'python-window';

export const runsPython = (realm: RequirementRealm): boolean =>
  realm.startsWith('python') || realm === 'engine';

const PREFIX = /^(js|mjs|css|cache):\s*/;
const KIND_OF_PREFIX = { js: 'script', mjs: 'module', css: 'style', cache: 'cache' } as const;

/**
 * Reads the `requirements` of a JavaScript plugin. Spec 6.6.
 * @param base URL that relative entries are resolved against
 * @throws ImjoyError `PLUGIN_REQUIREMENT` naming the entry
 */
export function parseRequirements(
  requirements: unknown,
  realm: RequirementRealm,
  base: string,
): Requirement[] {
  // An engine has rules of its own.
  if (realm === 'engine') return [];
  const list: unknown[] = Array.isArray(requirements) ? requirements : [requirements];
  return list
    .filter((entry) => entry != null && entry !== '')
    .map((entry) => parseEntry(entry, realm, base));
}

function parseEntry(entry: unknown, realm: RequirementRealm, base: string): Requirement {
  if (typeof entry !== 'string') throw refuse(entry, 'is not a text');
  const text = entry.trim();
  const wanted = runsPython(realm) ? packageIn(text) : null;
  if (wanted !== null) return { kind: 'package', url: toAddress(wanted, base) };
  const prefix = PREFIX.exec(text)?.[1] as keyof typeof KIND_OF_PREFIX | undefined;
  const kind = prefix ? KIND_OF_PREFIX[prefix] : kindOfUrl(text);
  if (!kind) throw refuse(entry, 'is neither a .js, .mjs or .css file nor a URL');
  if (kind === 'style' && !hasPage(realm))
    throw refuse(entry, 'is a stylesheet; a worker has no page');
  const target = text.replace(PREFIX, '');
  const url = URL.canParse(target, base) ? new URL(target, base) : null;
  if (!url || !/^(https?|blob|data|file):$/.test(url.protocol))
    throw refuse(entry, 'has no valid URL');
  return { kind, url: url.href };
}

/** What a Python plugin wants installed: all but scripts, by a name or the address of a wheel. */
function packageIn(text: string): string | null {
  return PREFIX.test(text) ? null : text.replace(/^(package|pip):\s*/, '');
}

const toAddress = (wanted: string, base: string): string =>
  /^[a-z]+:\/\/|\.whl$/i.test(wanted) && URL.canParse(wanted, base)
    ? new URL(wanted, base).href
    : wanted;

function kindOfUrl(text: string): Requirement['kind'] | null {
  const path = text.replace(/[?#].*$/, '').toLowerCase();
  if (path.endsWith('.css')) return 'style';
  if (path.endsWith('.mjs')) return 'module';
  if (path.endsWith('.js') || /^(https?|blob|data):/i.test(text)) return 'script';
  return null;
}

function refuse(entry: unknown, why: string): ImjoyError {
  return new ImjoyError('PLUGIN_REQUIREMENT', `the requirement ${JSON.stringify(entry)} ${why}`);
}
