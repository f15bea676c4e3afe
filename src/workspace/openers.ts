import type { ServiceRegistry } from '../registry/service-registry.js';
import type { WindowRecord } from '../registry/window-record.js';

/** A part of the user interface that opens files, beside the operators of plugins. */
export interface FileOpener {
  /** What a menu calls it. */
  readonly name: string;
  accepts(file: File): boolean;
  /** Rejects only after the user has seen why. */
  open(file: File): Promise<unknown>;
}

/** One way to open a value. */
export interface ValueOpener {
  readonly name: string;
  /** Rejects with what failed, which the user has seen by then. */
  open(): Promise<unknown>;
}

type OpenWith = (key: string, value: unknown, source: WindowRecord | null) => Promise<unknown>;

/** Everything that opens a value: parts of the user interface, and operators whose `inputs` it fits. */
export class Openers {
  readonly #services: ServiceRegistry;
  readonly #openWith: OpenWith;
  #fileOpeners = new Set<FileOpener>();

  constructor(services: ServiceRegistry, openWith: OpenWith) {
    this.#services = services;
    this.#openWith = openWith;
  }

  /** @returns a function that takes it out again */
  add(opener: FileOpener): () => void {
    this.#fileOpeners.add(opener);
    return () => void this.#fileOpeners.delete(opener);
  }

  /**
   * The openers that are known by now.
   * @param source the window the value is shown in
   */
  of(value: unknown, source: WindowRecord | null = null): readonly ValueOpener[] {
    const parts = value instanceof File ? this.#forFile(value) : [];
    const operators = this.#services.openers(value).map(({ key }) => ({
      name: key,
      open: () => this.#openWith(key, value, source),
    }));
    return [...parts, ...operators];
  }

  /** All openers, once the `inputs` of every operator are read. */
  async find(value: unknown): Promise<readonly ValueOpener[]> {
    const services = this.#services;
    await Promise.allSettled(
      services.operators().map((operator) => services.accepts(operator, value)),
    );
    return this.of(value);
  }

  #forFile(file: File): ValueOpener[] {
    return [...this.#fileOpeners]
      .filter((opener) => opener.accepts(file))
      .map((opener) => ({ name: opener.name, open: () => opener.open(file) }));
  }
}
