import { describeValue, LINE, type ValueDescription } from './describe-value.js';
import { isImageSource } from './image-source.js';

/** Members shown of a node before the rest is asked for, and how many each such request adds. */
export const PAGE = 100;

/** What is unfolded: nodes by their path, and how many members of each are shown. */
export interface Unfolded {
  readonly open: ReadonlySet<string>;
  readonly shown: ReadonlyMap<string, number>;
}

/** What every row knows of its place in the tree, in ARIA's terms (all counted from 1). */
interface Place {
  readonly path: string;
  readonly parent: string | null;
  readonly level: number;
  readonly position: number;
  readonly setSize: number;
}

/** A value with its name. */
export interface NodeRow extends Place {
  readonly type: 'node';
  readonly key: string;
  readonly value: unknown;
  readonly description: ValueDescription;
  readonly expandable: boolean;
  readonly expanded: boolean;
}

/** The picture or the whole text of the node above. */
export interface PreviewRow extends Place {
  readonly type: 'image' | 'text';
  readonly value: unknown;
}

/** Stands for the members that are not shown yet. */
export interface MoreRow extends Place {
  readonly type: 'more';
  readonly hidden: number;
}

export type TreeRow = NodeRow | PreviewRow | MoreRow;

/** The rows of a tree from top to bottom, as far as it is unfolded. */
export function treeRows(name: string, value: unknown, unfolded: Unfolded): TreeRow[] {
  const rows: TreeRow[] = [];
  const place = { path: '0', parent: null, level: 1, position: 1, setSize: 1 };
  addNode(rows, place, name, value, [], unfolded);
  return rows;
}

function addNode(
  rows: TreeRow[],
  place: Place,
  key: string,
  value: unknown,
  ancestors: readonly unknown[],
  unfolded: Unfolded,
): void {
  const isCycle = typeof value === 'object' && value !== null && ancestors.includes(value);
  const described = describeValue(value);
  const description = isCycle
    ? { ...described, summary: `↑ ${described.summary}, shown above` }
    : described;
  const preview = previewOf(value);
  const expandable = !isCycle && (description.members.count > 0 || preview !== null);
  const expanded = expandable && unfolded.open.has(place.path);
  rows.push({ ...place, type: 'node', key, value, description, expandable, expanded });
  if (expanded) addMembers(rows, place, description, preview, [...ancestors, value], unfolded);
}

function addMembers(
  rows: TreeRow[],
  node: Place,
  { members }: ValueDescription,
  preview: PreviewRow['type'] | null,
  ancestors: readonly unknown[],
  unfolded: Unfolded,
): void {
  const shown = Math.min(unfolded.shown.get(node.path) ?? PAGE, members.count);
  const ahead = preview ? 1 : 0;
  const setSize = ahead + shown + (shown < members.count ? 1 : 0);
  const place = (name: string, position: number): Place => ({
    path: `${node.path}/${name}`,
    parent: node.path,
    level: node.level + 1,
    position,
    setSize,
  });
  if (preview) rows.push({ ...place('preview', 1), type: preview, value: ancestors.at(-1) });
  members.slice(0, shown).forEach(({ key, value }, i) => {
    addNode(rows, place(String(i), ahead + i + 1), key, value, ancestors, unfolded);
  });
  const hidden = members.count - shown;
  if (hidden) rows.push({ ...place('more', setSize), type: 'more', hidden });
}

function previewOf(value: unknown): PreviewRow['type'] | null {
  if (isImageSource(value)) return 'image';
  return typeof value === 'string' && (value.length > LINE || value.includes('\n')) ? 'text' : null;
}
