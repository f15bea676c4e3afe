import { FileSystemError, type Request } from './file-system-error.js';
import type { NodeStore, NodeTransaction } from './node-store.js';
import { resolve, stepsOf } from './posix-path.js';
import { type LinkOnTheWay, type Place, walk } from './walk.js';

/** As Linux has it. */
const MAX_LINKS = 40;

/** Names from the root to where a store is attached. */
type MountPoint = readonly string[];

/** Where a request goes, and how. */
export interface Access extends Request {
  readonly path: string;
  readonly mode: 'readonly' | 'readwrite';
  /** Whether a symbolic link at the end of the path stands for what it leads to. */
  readonly follow: boolean;
}

/** What is done at the end of a path; `path` is absolute and, but for a link at its end, free of links. */
export type PlaceBody<T> = (
  transaction: NodeTransaction,
  place: Place,
  where: { readonly store: NodeStore; readonly path: string },
) => Promise<T>;

type Outcome<T> = { readonly link: LinkOnTheWay } | { readonly value: T };

/**
 * One tree made of several stores. It can name nothing outside them: `..` stops at the root, and a link
 * holds a path of this tree, walked again from this root.
 */
export class Volume {
  readonly #mounts: readonly { readonly point: MountPoint; readonly store: NodeStore }[];

  /** @param mounts stores by the path they are attached to; `/` must be among them */
  constructor(mounts: Readonly<Record<string, NodeStore>>) {
    this.#mounts = Object.entries(mounts)
      .map(([path, store]) => ({ point: stepsOf(path), store }))
      .sort((a, b) => b.point.length - a.point.length);
  }

  /**
   * Runs `body` at the end of a path in a single transaction. A link on the way starts it over from where
   * the link leads, perhaps in another store.
   *
   * @throws FileSystemError for a path that cannot be walked, and whatever `body` throws
   */
  async at<T>({ path, mode, follow, ...request }: Access, body: PlaceBody<T>): Promise<T> {
    if (path === '') throw new FileSystemError('ENOENT', { ...request, path });
    let current = resolve(path);
    for (let links = 0; links <= MAX_LINKS; links += 1) {
      const { store, point, names } = this.locate(current);
      const outcome = await store.transact(mode, async (transaction): Promise<Outcome<T>> => {
        const end = await walk(transaction, names, follow, { ...request, path });
        if ('target' in end) return { link: end };
        return { value: await body(transaction, end, { store, path: current }) };
      });
      if (!('link' in outcome)) return outcome.value;
      const { before, target, after } = outcome.link;
      current = resolve('/', ...point, ...before, target, ...after);
    }
    throw new FileSystemError('ELOOP', { ...request, path });
  }

  /** The store that keeps what is at a path, if no link leads away, and the names below its top. */
  locate(path: string): { store: NodeStore; point: MountPoint; names: string[] } {
    const steps = stepsOf(path);
    const mount = this.#mounts.find(({ point }) => point.every((step, i) => step === steps[i]));
    if (!mount) throw new RangeError('a volume needs a store at its root');
    return { ...mount, names: steps.slice(mount.point.length) };
  }

  dispose(): void {
    for (const { store } of this.#mounts) store.dispose();
  }
}
