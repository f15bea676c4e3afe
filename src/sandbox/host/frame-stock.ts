import { openPage, type PageOptions } from './foreign-frame.js';
import { openFrame, type Frame, type FrameOptions } from './frame.js';
import type { FrameSource } from './frame-source.js';
import { hiddenContainer } from './hidden-container.js';
import type { PythonSupply, PythonSupplyOptions } from './python-supply.js';

type Realm = FrameOptions['realm'];

export type FrameRequest = Omit<FrameOptions, 'source' | 'container'> & {
  /** Where a visible frame is put; without it the frame is hidden. */
  readonly container?: Element;
};

export interface PythonOptions extends PythonSupplyOptions {
  /** Whether an interpreter is kept ready for the next plugin. */
  readonly spare: boolean;
}

/**
 * Makes frames, some of them early. A frame takes longer to start than all that comes after it, so a
 * window's frame is opened while its plugin is still being fetched, and of each kind that was needed twice
 * one is kept ready. Nobody's code has run in a frame before it is taken.
 */
export class FrameStock {
  readonly #source: FrameSource;
  readonly #python: PythonOptions;
  #supply: PythonSupply | null = null;
  #prepared = new WeakMap<Element, Frame>();
  #spares = new Map<Realm, Frame>();
  readonly #taken = new Map<Realm, number>();

  constructor(source: FrameSource, python: PythonOptions) {
    this.#source = source;
    this.#python = python;
  }

  /** Opens the frame of a window whose plugin is not known yet. */
  prepare(container: Element): void {
    const request: FrameRequest = { realm: 'frame', title: '', container };
    const frame = this.#takeSpare(request) ?? this.#open(request);
    this.#prepared.set(container, frame);
    // A page that moves the container makes its frame load again, with nobody at the other end.
    void frame.left.then(() => {
      if (this.#prepared.get(container) === frame) this.discard(container);
    });
  }

  /** Removes a prepared frame that nobody took. */
  discard(container: Element): void {
    this.#prepared.get(container)?.remove();
    this.#prepared.delete(container);
  }

  take(request: FrameRequest): Frame {
    const early = (request.permissions ?? []).length > 0 ? null : this.#takeEarly(request);
    if (request.container) this.discard(request.container);
    const frame = early ?? this.#open(request);
    frame.element.title = request.title;
    this.#taken.set(request.realm, this.#demand(request.realm) + 1);
    return frame;
  }

  /** Opens a page of somebody else; what was prepared for its container is of no use. */
  openPage(options: Omit<PageOptions, 'container'> & Pick<FrameRequest, 'container'>): Frame {
    const { container = hiddenContainer() } = options;
    this.discard(container);
    return openPage({ ...options, container });
  }

  /** Sees to it that a frame is ready of each kind that is in demand; called when nobody waits for one. */
  stockUp(): void {
    if (this.#demand('worker') >= DEMAND) this.#keepReady('worker');
    if (this.#demand('frame') >= DEMAND && canMove(hiddenContainer())) this.#keepReady('frame');
    if (this.#demand('python') > 0 && this.#python.spare) this.#keepReady('python');
  }

  #demand(realm: Realm): number {
    return this.#taken.get(realm) ?? 0;
  }

  #keepReady(realm: Realm): void {
    if (this.#spares.has(realm)) return;
    const frame = this.#open({ realm, title: '' });
    this.#spares.set(realm, frame);
    void frame.left.then(() => {
      if (this.#spares.get(realm) === frame) this.#discardSpare(realm);
    });
  }

  /**
   * Removes the frames kept ready. Browsers let the frames of one site share a process, and an endless loop
   * in it ends when its last frame is removed: one that nobody uses must not keep it going.
   */
  discardSpares(): void {
    for (const realm of this.#spares.keys()) this.#discardSpare(realm);
  }

  #discardSpare(realm: Realm): void {
    this.#spares.get(realm)?.remove();
    this.#spares.delete(realm);
  }

  #takeEarly(request: FrameRequest): Frame | null {
    if (!request.container) return this.#takeSpare(request);
    const prepared = request.realm === 'frame' ? this.#prepared.get(request.container) : undefined;
    const frame = prepared ?? this.#takeSpare(request);
    if (prepared) this.#prepared.delete(request.container);
    return frame;
  }

  #takeSpare({ realm, container }: FrameRequest): Frame | null {
    const frame = this.#spares.get(realm);
    if (!frame?.element.isConnected) return null;
    if (container && !move(frame.element, container)) return null;
    this.#spares.delete(realm);
    return frame;
  }

  #open(request: FrameRequest): Frame {
    const frame = openFrame({
      ...request,
      source: this.#source,
      container: request.container ?? hiddenContainer(),
    });
    return request.realm.startsWith('python') ? this.#equip(frame) : frame;
  }

  /** Has a frame find what runs Python. It is fetched when the first such frame is opened. */
  #equip(frame: Frame): Frame {
    const equipped = async () => {
      const { PythonSupply } = await import('./python-supply.js');
      const supply = (this.#supply ??= new PythonSupply(this.#python));
      supply.prepare();
      const port = await frame.port;
      await supply.equip(frame.element);
      return port;
    };
    const port = equipped();
    port.catch(() => undefined);
    return { ...frame, port };
  }
}

/** Frames of a kind that were needed before one is kept ready: a page with a single window has no use for it. */
const DEMAND = 2;

/** An element that can take in another one without its frames being loaded again. */
type Movable = Element & { moveBefore?(node: Node, child: Node | null): void };

const canMove = (container: Movable): boolean => container.moveBefore !== undefined;

/** @returns false where the browser would load the frame again */
function move(frame: Element, container: Movable): boolean {
  try {
    if (!container.moveBefore) return false;
    container.moveBefore(frame, null);
    return true;
  } catch {
    // The container is in another document, or in none.
    return false;
  }
}
