import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { reportError } from '../../src/index.js';
import type { DockActions } from './dock-actions.js';
import type { DockFrames } from './dock-frames.js';
import type { DockModel } from './dock-model.js';
import type { Box } from './layout-geometry.js';
import type { LayoutView } from './layout-view.js';

/** Below this width, in CSS pixels, one window is shown at a time. */
const NARROW = 640;

export interface StageHost extends ReactiveControllerHost, HTMLElement {
  readonly hasUpdated: boolean;
  /** Marked while the user drags. */
  readonly base: HTMLElement;
  /** What windows have for their places. */
  readonly stage: HTMLElement;
}

/** What is seen of a dock's windows, and where: all in their layout, or one alone. */
export class DockStage implements ReactiveController {
  /** What the layout is drawn in. */
  readonly layout = document.createElement('div');
  /** Is of another size where the page is read in the other direction. */
  readonly direction = document.createElement('div');
  readonly #dock: StageHost;
  readonly #model: DockModel;
  readonly #frames: DockFrames;
  readonly #actions: DockActions;
  readonly #observer = new ResizeObserver(() => this.#resized());
  /** Null until golden-layout is loaded, and while the dock is off the page. */
  #view: LayoutView | null = null;
  #isNarrow = false;
  #isStarted = false;

  constructor(dock: StageHost, model: DockModel, frames: DockFrames, actions: DockActions) {
    this.#dock = dock;
    this.#model = model;
    this.#frames = frames;
    this.#actions = actions;
    this.layout.className = 'layout';
    this.direction.className = 'direction';
    dock.addController(this);
  }

  /** Whether one window is shown at a time for want of room. */
  get isNarrow(): boolean {
    return this.#isNarrow;
  }

  /** The window that is shown alone, without tabs; null where there is a layout. */
  get solo(): string | null {
    return this.#isNarrow || !this.#view ? this.#model.active : this.#model.standalone;
  }

  rename(key: string): void {
    this.#view?.rename(key);
  }

  /** Gives a window the keyboard: its tab, if it has one. */
  focus(key: string): void {
    if (this.solo !== null || !this.#view?.focusTab(key)) this.#frames.get(key)?.takeFocus();
  }

  hostConnected(): void {
    if (this.#dock.hasUpdated) this.#start();
  }

  hostDisconnected(): void {
    this.#isStarted = false;
    this.#observer.disconnect();
    this.#view?.dispose();
    this.#view = null;
  }

  hostUpdated(): void {
    if (!this.#isStarted && this.#dock.isConnected) this.#start();
    const isTiled = this.solo === null;
    this.layout.hidden = !isTiled;
    if (isTiled) this.#view?.update();
    this.#frames.update();
    this.#placeFrames();
  }

  #start(): void {
    this.#isStarted = true;
    // The stage grows and shrinks with the bar of a narrow dock, which the dock itself decides on: that comes
    // first, so that one round of resizing is enough.
    for (const element of [this.#dock, this.#dock.stage, this.direction])
      this.#observer.observe(element);
    this.#resized();
    void this.#loadView();
  }

  async #loadView(): Promise<void> {
    try {
      const { LayoutView } = await import('./layout-view.js');
      if (!this.#isStarted || this.#view) return;
      const { base } = this.#dock;
      this.#view = new LayoutView(this.#dock, this.layout, this.#model, this.#actions, {
        dragging: (what) => {
          if (what) base.dataset['dragging'] = what;
          else delete base.dataset['dragging'];
        },
        moved: () => this.#placeFrames(),
      });
    } catch (error) {
      // One window at a time needs nothing that was to be loaded.
      this.#isNarrow = true;
      reportError(error, 'layout of the dock');
    }
    this.#dock.requestUpdate();
  }

  #resized(): void {
    const { clientWidth: width, clientHeight: height } = this.#dock.stage;
    if (width === 0 || height === 0) return;
    this.#model.extent = { width, height };
    const wasNarrow = this.#isNarrow;
    this.#isNarrow = width < NARROW;
    if (this.#isNarrow !== wasNarrow) this.#dock.requestUpdate();
    if (this.solo === null) this.#view?.resize();
    this.#placeFrames();
  }

  #placeFrames(): void {
    const { solo } = this;
    const { width, height } = this.#model.extent;
    const alone = new Map<string, Box>(
      solo === null ? [] : [[solo, { x: 0, y: 0, width, height }]],
    );
    this.#frames.place(solo === null && this.#view ? this.#view.boxes() : alone);
  }
}
