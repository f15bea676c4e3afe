import type {
  LayoutConfig,
  ResolvedLayoutConfig,
  ResolvedRootItemConfig,
  ResolvedRowOrColumnItemConfig,
  ResolvedStackItemConfig,
  RootItemConfig,
} from 'golden-layout';
import { changeStacks, type LayoutNode, type LayoutTree } from './layout-tree.js';

/** Height of the bar with the tabs, in CSS pixels. */
const HEADER_HEIGHT = 34;

const CONFIG: Omit<LayoutConfig, 'root'> = {
  settings: {
    // All tabs stay in their bar, which scrolls: it is told that it has any room.
    tabControlOffset: -1e6,
    constrainDragToContainer: true,
    blockedPopoutsThrowError: false,
    closePopoutsOnUnload: false,
  },
  dimensions: {
    borderWidth: 6,
    borderGrabWidth: 12,
    // It counts the least width once for every tab: `usable()` does that better.
    defaultMinItemWidth: '0px',
    defaultMinItemHeight: '0px',
    headerHeight: HEADER_HEIGHT,
    dragProxyWidth: 180,
    dragProxyHeight: HEADER_HEIGHT,
  },
  header: { popout: false, tabDropdown: false },
};

/** A layout as golden-layout is told of it. */
export function toConfig(tree: LayoutTree, titleOf: (key: string) => string): LayoutConfig {
  return { ...CONFIG, root: tree ? toItem(tree, titleOf) : undefined };
}

/** What golden-layout tells of a layout. */
export function fromConfig({ root }: ResolvedLayoutConfig): LayoutTree {
  return root ? changeStacks(fromItem(root), (stack) => stack) : null;
}

const percent = (size: number): string => `${(size * 100).toFixed(4)}%`;

function toItem(node: LayoutNode, titleOf: (key: string) => string): RootItemConfig {
  if (node.kind === 'stack')
    return {
      type: 'stack',
      size: percent(node.size),
      activeItemIndex: node.windows.indexOf(node.active),
      content: node.windows.map((key) => ({
        type: 'component',
        componentType: 'window',
        id: key,
        title: titleOf(key),
      })),
    };
  return {
    type: node.kind,
    size: percent(node.size),
    content: node.children.map((child) => toItem(child, titleOf)),
  };
}

type Saved = ResolvedRootItemConfig | ResolvedRowOrColumnItemConfig | ResolvedStackItemConfig;

function fromItem(config: Saved): LayoutNode {
  const size = config.size / 100;
  if (config.type === 'row' || config.type === 'column') {
    const { type: kind, content } = config as ResolvedRowOrColumnItemConfig;
    return { kind, size, children: content.map((child) => fromItem(child as Saved)) };
  }
  const { content, activeItemIndex } = config as ResolvedStackItemConfig;
  const windows = content.map(({ id }) => id);
  return { kind: 'stack', size, windows, active: windows[activeItemIndex ?? 0] ?? '' };
}
