import { ImjoyError } from '../base/error.js';
import {
  type FileNode,
  newNode,
  type NodeStore,
  type NodeTransaction,
  ROOT,
} from './node-store.js';

/** Keeps nodes as long as the page lives. One transaction at a time; a failed one is undone. */
export class MemoryStore implements NodeStore {
  #nodes = new Map<number, FileNode>([[ROOT, newNode('directory', 0o777)]]);
  #entries = new Map<number, Map<string, number>>();
  #chunks = new Map<number, Map<number, Uint8Array>>();
  #nextId = ROOT + 1;
  #last: Promise<unknown> = Promise.resolve();
  #disposed = false;

  /** @param directories names of empty directories to start with */
  constructor(directories: readonly string[] = []) {
    for (const name of directories) {
      const id = this.#nextId++;
      this.#nodes.set(id, newNode('directory', 0o777));
      mapIn(this.#entries, ROOT).set(name, id);
    }
  }

  transact<T>(
    _mode: 'readonly' | 'readwrite',
    body: (transaction: NodeTransaction) => Promise<T>,
  ): Promise<T> {
    if (this.#disposed)
      return Promise.reject(new ImjoyError('STORAGE', 'the file system is closed'));
    const turn = this.#last.then(() => this.#run(body));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  dispose(): void {
    this.#disposed = true;
    void this.#last.then(() => {
      for (const map of [this.#nodes, this.#entries, this.#chunks]) map.clear();
    });
  }

  async #run<T>(body: (transaction: NodeTransaction) => Promise<T>): Promise<T> {
    const undo: (() => void)[] = [];
    try {
      return await body(this.#begin(undo));
    } catch (error) {
      for (const step of undo.reverse()) step();
      throw error;
    }
  }

  #begin(undo: (() => void)[]): NodeTransaction {
    const change = <K, V>(map: Map<K, V>, key: K, value: V | undefined): Promise<void> => {
      const former = map.get(key);
      undo.push(() => void (former === undefined ? map.delete(key) : map.set(key, former)));
      if (value === undefined) map.delete(key);
      else map.set(key, value);
      return Promise.resolve();
    };
    return {
      node: (id) => Promise.resolve(this.#nodes.get(id)),
      addNode: async (node) => {
        const id = this.#nextId++;
        await change(this.#nodes, id, node);
        return id;
      },
      putNode: (id, node) => change(this.#nodes, id, node),
      dropNode: async (id) => {
        await change(this.#nodes, id, undefined);
        await change(this.#chunks, id, undefined);
        await change(this.#entries, id, undefined);
      },
      entry: (directory, name) => Promise.resolve(this.#entries.get(directory)?.get(name)),
      entries: (directory) => Promise.resolve([...(this.#entries.get(directory) ?? [])]),
      putEntry: (directory, name, id) => change(mapIn(this.#entries, directory), name, id),
      dropEntry: (directory, name) => change(mapIn(this.#entries, directory), name, undefined),
      chunk: (id, index) => Promise.resolve(this.#chunks.get(id)?.get(index)),
      putChunk: (id, index, bytes) => change(mapIn(this.#chunks, id), index, bytes.slice()),
      dropChunks: async (id, from) => {
        const chunks = mapIn(this.#chunks, id);
        for (const index of [...chunks.keys()])
          if (index >= from) await change(chunks, index, undefined);
      },
    };
  }
}

function mapIn<K, V>(maps: Map<number, Map<K, V>>, id: number): Map<K, V> {
  const map = maps.get(id) ?? new Map<K, V>();
  maps.set(id, map);
  return map;
}
