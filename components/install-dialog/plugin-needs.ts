import type { FlatConfig } from '../../src/index.js';

/** Something a plugin asks for, in the user's words. */
export interface PluginNeed {
  readonly label: string;
  readonly items: readonly string[];
}

/** What a plugin asks for before it can run, and while it runs. */
export function needsOf(config: FlatConfig, base: string): readonly PluginNeed[] {
  const { permissions, requirements, dependencies, env, cmd, base_frame, base_worker } = config;
  const code = listOf(requirements);
  const homes = [...listOf(base_frame), ...listOf(base_worker)].map((url) => hostOf(url, base));
  const sites = code.map((entry) => siteOf(entry, base)).filter((site) => site !== null);
  const packages = code.filter((entry) => siteOf(entry, base) === null);
  return [
    { label: 'Permissions', items: listOf(permissions) },
    { label: 'Is a page of', items: homes },
    { label: 'Loads code from', items: [...new Set(sites)] },
    { label: 'Needs packages', items: packages },
    { label: 'Needs plugins', items: listOf(dependencies) },
    { label: 'Runs commands on the engine', items: [...listOf(env), ...listOf(cmd)] },
  ].filter(({ items }) => items.length > 0);
}

/** Where code of a type runs, and what that means for the user. */
export function whereRuns(type: string): string {
  if (type === 'native-python')
    return 'It runs on your plugin engine, with all the rights of the account the engine runs under.';
  if (type.startsWith('rpc-'))
    return 'It is a page of somebody else, with a storage and a login of its own: it sees neither this page nor your files, unless you hand them over.';
  if (type === 'collection') return 'It runs nothing itself: it stands for the plugins it needs.';
  return 'It runs isolated in your browser: it sees neither this page nor your files, unless you hand them over.';
}

/** The site a requirement is loaded from; null for the name of a package. */
function siteOf(entry: string, base: string): string | null {
  const target = entry.replace(/^(js|mjs|css|cache|repo):\s*/, '');
  const isAddress = target !== entry || /^[a-z]+:\/\/|\.(js|mjs|css|whl)$/i.test(target);
  if (!isAddress || !URL.canParse(target, base)) return null;
  return hostOf(target, base);
}

function hostOf(address: string, base: string): string {
  if (!URL.canParse(address, base)) return address;
  const { host, protocol } = new URL(address, base);
  return host || protocol;
}

function listOf(value: unknown): string[] {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list
    .filter((entry) => entry != null && entry !== '')
    .map((entry) => (typeof entry === 'string' ? entry.trim() : JSON.stringify(entry)));
}
