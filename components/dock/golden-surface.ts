import { VirtualLayout, type ComponentItem, type ContentItem, type Stack } from 'golden-layout';
import { fromConfig, toConfig } from './golden-config.js';
import { groundInternals, setItemSize } from './golden-internals.js';
import type { Box } from './layout-geometry.js';
import { shapeOf, stacksOf, structureOf, type LayoutNode, type LayoutTree } from './layout-tree.js';
import { mirrorEdges, mirrorStack } from './mirror-drops.js';

/** A tab as it is on the page. */
export interface DrawnTab {
  readonly key: string;
  readonly element: HTMLElement;
  readonly isActive: boolean;
}

/** The bar of a stack as it is on the page. */
export interface DrawnStack {
  readonly list: HTMLElement;
  readonly tabs: readonly DrawnTab[];
  /** Where buttons for the stack go. */
  readonly controls: HTMLElement;
}

/**
 * Draws a layout with golden-layout, and reads what the user made of it by dragging. The windows themselves
 * are not in it: its components are virtual, empty places over which the dock lays its frames.
 */
export class GoldenSurface {
  /** It moved things by itself, while the user drags. */
  onMove: () => void = () => undefined;
  readonly #container: HTMLElement;
  readonly #golden: VirtualLayout;
  readonly #indicator: HTMLElement | null;
  #structure = '';
  #shape = '';
  #isDrawing = false;

  constructor(container: HTMLElement) {
    this.#container = container;
    this.#golden = new VirtualLayout(
      container,
      () => ({ component: undefined, virtual: true }),
      () => undefined,
    );
    this.#golden.resizeWithContainerAutomatically = false;
    this.#golden.afterVirtualRectingEvent = () => {
      if (!this.#isDrawing) this.onMove();
    };
    const indicators = document.querySelectorAll<HTMLElement>('body > .lm_dropTargetIndicator');
    this.#indicator = [...indicators].at(-1) ?? null;
  }

  /** Where a dragged window would go, as golden-layout shows it on the page; null if it shows nothing. */
  get indicator(): HTMLElement | null {
    return this.#indicator;
  }

  /** @param force draws anew what a drag may have left in disorder */
  draw(tree: LayoutTree, titleOf: (key: string) => string, force = false): void {
    const [structure, shape] = [structureOf(tree), shapeOf(tree)];
    this.#isDrawing = true;
    try {
      if (structure !== this.#structure || force) this.#load(tree, titleOf);
      else {
        if (shape !== this.#shape) this.#resizePlaces(tree);
        this.#adjustTabs(tree, titleOf);
      }
      this.#structure = structure;
      this.#shape = shape;
    } finally {
      this.#isDrawing = false;
    }
  }

  /** Fills its container again. */
  resize(): void {
    const { offsetWidth, offsetHeight } = this.#container;
    this.#isDrawing = true;
    this.#golden.setSize(offsetWidth, offsetHeight);
    this.#isDrawing = false;
  }

  /** The layout as the user left it. */
  read(): LayoutTree {
    return fromConfig(this.#golden.saveLayout());
  }

  /** Where the content of each window that is in front of its stack goes. */
  boxes(): ReadonlyMap<string, Box> {
    const around = this.#container.getBoundingClientRect();
    // Rectangles are measured on the screen, boxes where nothing is scaled yet.
    const scale = around.width / this.#container.offsetWidth || 1;
    return new Map(
      this.#stacks().flatMap((stack): [string, Box][] => {
        const item = stack.getActiveComponentItem();
        if (!item) return [];
        const { x, y, width, height } = item.element.getBoundingClientRect();
        const box = {
          x: (x - around.x) / scale,
          y: (y - around.y) / scale,
          width: width / scale,
          height: height / scale,
        };
        return [[item.id, box]];
      }),
    );
  }

  stacks(): readonly DrawnStack[] {
    return this.#stacks().map((stack) => ({
      list: stack.header.tabsContainerElement,
      controls: stack.header.controlsContainerElement,
      tabs: stack.header.tabs.map(({ element, componentItem }) => ({
        key: componentItem.id,
        element,
        isActive: componentItem === stack.getActiveComponentItem(),
      })),
    }));
  }

  /** The bars between places, in the order of the document. */
  splitters(): readonly HTMLElement[] {
    return [...this.#container.querySelectorAll<HTMLElement>('.lm_splitter')];
  }

  dispose(): void {
    this.#isDrawing = true;
    this.#golden.destroy();
    this.#container.replaceChildren();
  }

  #load(tree: LayoutTree, titleOf: (key: string) => string): void {
    this.#golden.loadLayout(toConfig(tree, titleOf));
    const ground = groundInternals(this.#golden);
    if (ground) mirrorEdges(ground, this.#container);
    this.#stacks().forEach(mirrorStack);
  }

  #adjustTabs(tree: LayoutTree, titleOf: (key: string) => string): void {
    const active = new Set(stacksOf(tree).map((stack) => stack.active));
    for (const stack of this.#stacks())
      for (const item of componentsOf(stack)) {
        if (active.has(item.id) && stack.getActiveComponentItem() !== item)
          stack.setActiveComponentItem(item, false);
        if (item.title !== titleOf(item.id)) item.setTitle(titleOf(item.id));
      }
  }

  /** What the user holds or has in focus stays on the page. */
  #resizePlaces(tree: LayoutTree): void {
    const { rootItem } = this.#golden;
    if (rootItem && tree) setSizes(rootItem, tree);
    this.#golden.updateRootSize();
  }

  #stacks(): readonly Stack[] {
    const { rootItem } = this.#golden;
    return rootItem ? stacksIn(rootItem) : [];
  }
}

const isStack = (item: ContentItem): item is Stack => item.isStack;

const stacksIn = (item: ContentItem): readonly Stack[] =>
  isStack(item) ? [item] : item.contentItems.flatMap(stacksIn);

const componentsOf = (stack: Stack): readonly ComponentItem[] =>
  stack.contentItems as ComponentItem[];

function setSizes(item: ContentItem, node: LayoutNode): void {
  setItemSize(item, node.size);
  if (node.kind === 'stack') return;
  item.contentItems.forEach((inner, nth) => {
    const child = node.children[nth];
    if (child) setSizes(inner, child);
  });
}
