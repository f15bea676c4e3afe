/** What `path.parse` finds in a path. */
export interface ParsedPath {
  root: string;
  dir: string;
  base: string;
  ext: string;
  name: string;
}

export const sep = '/';
export const delimiter = ':';

/** Whether the path starts at the root. */
export const isAbsolute = (path: string): boolean => path.startsWith(sep);

/** Resolves `.` and `..` by the text alone, as Node does; `..` above the root stays at the root. */
export function normalize(path: string): string {
  if (path === '') return '.';
  const absolute = isAbsolute(path);
  const kept: string[] = [];
  for (const step of path.split(sep)) {
    if (step === '' || step === '.') continue;
    if (step !== '..') kept.push(step);
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (!absolute) kept.push('..');
  }
  const body = kept.join(sep);
  const tail = path.endsWith(sep) && body !== '' ? sep : '';
  if (absolute) return sep + body + tail;
  if (body === '') return path.endsWith(sep) ? './' : '.';
  return body + tail;
}

/** Joins the parts and normalises the result; empty parts count for nothing. */
export function join(...parts: string[]): string {
  return normalize(parts.filter((part) => part !== '').join(sep));
}

/** The absolute path that the parts lead to, read from right to left; the working directory is the root. */
export function resolve(...parts: string[]): string {
  const start = parts.findLastIndex(isAbsolute);
  const path = normalize(sep + parts.slice(Math.max(start, 0)).join(sep));
  return path.length > 1 && path.endsWith(sep) ? path.slice(0, -1) : path;
}

/** The way from one path to another. */
export function relative(from: string, to: string): string {
  const start = stepsOf(from);
  const end = stepsOf(to);
  const split = start.findIndex((step, index) => step !== end[index]);
  const shared = split < 0 ? start.length : split;
  return [...start.slice(shared).map(() => '..'), ...end.slice(shared)].join(sep);
}

/** The names from the root to a path; none for the root itself. */
export const stepsOf = (path: string): string[] =>
  resolve(path)
    .split(sep)
    .filter((step) => step !== '');

/** Where the last name starts and ends: trailing slashes are not part of it. */
function lastName(path: string): { start: number; end: number } {
  let end = path.length;
  while (end > 1 && path[end - 1] === sep) end -= 1;
  return { start: path.lastIndexOf(sep, end - 1) + 1, end };
}

/** Everything before the last name and its slash; `.` for a bare name. */
export function dirname(path: string): string {
  const { start } = lastName(path);
  if (start === 0) return '.';
  if (start === 2 && isAbsolute(path)) return '//';
  return path.slice(0, start - 1) || sep;
}

/** The last name, without `suffix` if it ends so and is more than that; empty if `suffix` is the path itself. */
export function basename(path: string, suffix = ''): string {
  if (suffix !== '' && suffix === path) return '';
  const { start, end } = lastName(path);
  const base = path.slice(start, end);
  const cut = suffix !== '' && base !== suffix && base.endsWith(suffix);
  return cut ? base.slice(0, -suffix.length) : base;
}

/** The last name's ending from its last dot on; a dot at its start begins no ending. */
export function extname(path: string): string {
  const base = basename(path);
  const dot = base.lastIndexOf('.');
  return dot <= 0 || base === '..' ? '' : base.slice(dot);
}

/** The path in parts; {@link format} puts them together again. */
export function parse(path: string): ParsedPath {
  const base = basename(path);
  const ext = extname(path);
  const root = isAbsolute(path) ? sep : '';
  const dir = path.slice(0, Math.max(lastName(path).start - 1, 0)) || root;
  return { root, dir, base, ext, name: base.slice(0, base.length - ext.length) };
}

/** A path from its parts: `dir` wins over `root`, `base` over `name` and `ext`. */
export function format({
  root = '',
  dir = root,
  base,
  name = '',
  ext = '',
}: Partial<ParsedPath>): string {
  const last = base ?? name + (ext === '' || ext.startsWith('.') ? ext : `.${ext}`);
  return dir === '' ? last : dir === root ? dir + last : `${dir}${sep}${last}`;
}

/** Node's `path`, as it is on systems with slashes. */
export const nodePath = {
  basename,
  delimiter,
  dirname,
  extname,
  format,
  isAbsolute,
  join,
  normalize,
  parse,
  relative,
  resolve,
  sep,
} as const;
