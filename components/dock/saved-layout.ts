import type { PlaceRequest } from '../../src/index.js';
import { keepWindows, windowsOf, type DockLayout, type LayoutNode } from './layout-tree.js';

const VERSION = 1;

/** Settings larger than this, in characters of JSON, are not kept with a window. */
const LARGEST_CONFIG = 20_000;

/** Nothing that people arrange is deeper; a broken file might be. */
const DEEPEST = 50;

/** A window as it is saved, and what there is to open it again with. */
export interface SavedWindow {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  /** What the user called it. */
  readonly title: string | null;
  readonly hidden: boolean;
  readonly standalone: boolean;
  /** What its `run` got as config, if that was plain JSON and small; else null. */
  readonly config: unknown;
  readonly size: PlaceRequest['size'];
}

/** A layout with its windows; plain JSON. */
export interface SavedLayout extends DockLayout {
  readonly version: typeof VERSION;
  readonly windows: readonly SavedWindow[];
  /** Id of the active window. */
  readonly active: string | null;
}

export function toSavedLayout(parts: Omit<SavedLayout, 'version'>): SavedLayout {
  return { version: VERSION, ...parts };
}

/** A value, if it survives being written as JSON and is small enough for a layout; else null. */
export function plainConfig(value: unknown): unknown {
  try {
    const text = JSON.stringify(value);
    if (text === undefined || text.length > LARGEST_CONFIG) return null;
    return isPlain(value) ? (JSON.parse(text) as unknown) : null;
  } catch {
    return null;
  }
}

function isPlain(value: unknown): boolean {
  if (value === null || ['string', 'boolean'].includes(typeof value)) return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (Array.isArray(value)) return value.every(isPlain);
  if (typeof value !== 'object') return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  return Object.values(value).every(isPlain);
}

/** Reads what {@link toSavedLayout} made, however long ago and whatever has become of it. @throws Error saying what is wrong */
export function parseSavedLayout(value: unknown): SavedLayout {
  const saved = record(value, 'the layout');
  if (saved['version'] !== VERSION)
    throw new Error(`its version is ${JSON.stringify(saved['version'])}, not ${VERSION}`);
  const windows = list(saved['windows'], 'windows').map(parseWindow);
  const ids = new Set(windows.map(({ id }) => id));
  if (ids.size < windows.length) throw new Error('two of its windows have one id');
  const tree = saved['tree'] === null ? null : parseNode(saved['tree'], 0);
  const placed = windowsOf(tree);
  if (new Set(placed).size < placed.length) throw new Error('it shows a window twice');
  return {
    version: VERSION,
    windows,
    tree: keepWindows(tree, (key) => ids.has(key)),
    maximized: textOrNull(saved['maximized']),
    active: textOrNull(saved['active']),
  };
}

function parseWindow(value: unknown): SavedWindow {
  const saved = record(value, 'a window');
  const size = record(saved['size'] ?? {}, 'the size of a window');
  return {
    id: text(saved['id'], 'id'),
    type: text(saved['type'], 'type'),
    name: text(saved['name'], 'name'),
    title: textOrNull(saved['title']),
    hidden: saved['hidden'] === true,
    standalone: saved['standalone'] === true,
    config: plainConfig(saved['config'] ?? null),
    size: { w: numberOrNull(size['w']), h: numberOrNull(size['h']) },
  };
}

function parseNode(value: unknown, depth: number): LayoutNode {
  if (depth > DEEPEST) throw new Error('it is too deep');
  const node = record(value, 'a place');
  const size = numberOrNull(node['size']);
  if (size === null || size <= 0 || size > 1) throw new Error('a place has no size');
  const { kind } = node;
  if (kind === 'stack') {
    const windows = list(node['windows'], 'windows of a place').map((key) => text(key, 'id'));
    const first = windows[0];
    if (first === undefined) throw new Error('a place is empty');
    const active = windows.find((key) => key === node['active']) ?? first;
    return { kind, windows, active, size };
  }
  if (kind !== 'row' && kind !== 'column') throw new Error('a place is of no known kind');
  const children = list(node['children'], 'places').map((child) => parseNode(child, depth + 1));
  if (children.length === 0) throw new Error('a place is empty');
  return { kind, children, size };
}

function record(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error(`${what} is no object`);
  return value as Readonly<Record<string, unknown>>;
}

function list(value: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error(`its ${what} are no list`);
  return value;
}

function text(value: unknown, what: string): string {
  if (typeof value !== 'string') throw new Error(`the ${what} of a window is no text`);
  return value;
}

const numberOrNull = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);
