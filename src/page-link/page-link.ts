/** What a page's address asks of the workspace on it. Spec 7. */
export interface PageLink {
  /** Name of the workspace to open. */
  readonly workspace: string | null;
  /** URL of a plugin engine. */
  readonly engine: string | null;
  readonly token: string | null;
  /** A repository to choose plugins from. */
  readonly repository: string | null;
  /** URI of a plugin to propose, or a name to look for. */
  readonly plugin: string | null;
  /** Whether the plugin is proposed also when it is there already. */
  readonly upgrade: boolean;
  /** Name of a plugin to start. */
  readonly start: string | null;
  /** URL of data for the plugin that is started. */
  readonly load: string | null;
  readonly fullscreen: boolean;
  readonly standalone: boolean;
  /** A compressed workflow. */
  readonly workflow: string | null;
  /** Whether the page that shows this one is to be given the api of the workspace. */
  readonly expose: boolean;
  /** Whether nothing but what was asked for is shown. */
  readonly quiet: boolean;
  /** All parameters as they are written, for the plugin that is started; never the token. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** Long and short names of what is read here. */
const ALIASES = {
  workspace: 'w',
  engine: 'e',
  token: 't',
  repo: 'r',
  plugin: 'p',
  start: 's',
  load: 'l',
} as const;

/** What acts once, or is nobody's business: it does not stay in the address. */
const TAKEN: ReadonlySet<string> = new Set(['token', 't', 'workflow', 'upgrade']);

/** Reads a page's address: its query and, before that, the query that older links have behind the hash. */
export function parsePageLink(href: string): PageLink {
  const { search, hash } = new URL(href);
  const [before = '', secret = ''] = splitSecret(hash);
  const pairs = [...pairsOf(secret), ...pairsOf(behindHash(before)), ...pairsOf(search)];
  const values = new Map([...pairs].reverse());
  const read = (name: string): string | null => values.get(name)?.trim() || null;
  const either = (name: keyof typeof ALIASES): string | null => read(name) ?? read(ALIASES[name]);
  return {
    workspace: either('workspace'),
    engine: either('engine'),
    token: either('token'),
    repository: either('repo'),
    plugin: either('plugin'),
    upgrade: values.has('upgrade'),
    start: either('start'),
    load: either('load'),
    fullscreen: isTrue(read('fullscreen')),
    standalone: isTrue(read('standalone')),
    workflow: read('workflow'),
    expose: isTrue(values.get('expose') ?? null),
    quiet: read('flags')?.split(',').includes('quiet') ?? false,
    parameters: Object.fromEntries([...values].filter(([name]) => !isSecret(name))),
  };
}

/** The address without what acts once or gives something away; all else stays as it is written. */
export function withoutTaken(href: string): string {
  const url = new URL(href);
  url.search = filtered(url.search);
  url.hash = filtered(splitSecret(url.hash)[0]);
  return url.href;
}

/** What a link to a page can ask for. */
export interface PageLinkFields {
  readonly plugin?: string;
  readonly start?: string;
  readonly workspace?: string;
  readonly repo?: string;
  /** Compressed. */
  readonly workflow?: string;
  readonly fullscreen?: boolean;
}

/**
 * The address of a page that asks for something, whatever its address asks for now; the workspace stays.
 * @param page an absolute URL
 */
export function toPageLink(page: string, fields: PageLinkFields): string {
  const url = new URL(page);
  url.hash = '';
  const isKept = (name: string): boolean =>
    !fields.workspace && ['workspace', ALIASES.workspace].includes(name);
  for (const name of [...Object.entries(ALIASES).flat(), ...TAKEN])
    if (!isKept(name)) url.searchParams.delete(name);
  for (const [name, value] of Object.entries(fields))
    if (value) url.searchParams.set(name, value === true ? '1' : value);
  return url.href;
}

/** A second `#` is part of a value: the oldest links name tags so. */
const behindHash = (hash: string): string => hash.split('?').slice(1).join('?');

/** What an engine prints ends in `#token=…`: behind a hash it is sent to nobody. */
function splitSecret(hash: string): [before: string, secret: string] {
  const start = hash.search(/#t(?:oken)?=/);
  return start < 0 ? [hash, ''] : [hash.slice(0, start), hash.slice(start + 1)];
}

const pairsOf = (query: string): [string, string][] => [...new URLSearchParams(query)];

const isTrue = (text: string | null): boolean => text !== null && !/^(0|false)$/i.test(text);

const isSecret = (name: string): boolean => name === 'token' || name === ALIASES.token;

function filtered(part: string): string {
  const [before = '', ...query] = part.split('?');
  const pairs = query.join('?').split('&');
  const others = pairs.filter((pair) => !pairsOf(pair).some(([name]) => TAKEN.has(name)));
  if (others.length === pairs.length) return part;
  return before + (others.length > 0 ? `?${others.join('&')}` : '');
}
