import { ImjoyError } from '../base/error.js';

/** Small texts that outlive the page: what plugins keep with `setConfig`. */
export interface KeyValueStore {
  get(key: string): string | null;
  /** @throws ImjoyError `STORAGE_QUOTA` when the browser refuses more */
  set(key: string, value: string): void;
  delete(key: string): void;
  /** How many characters keys that begin so and their values have together. */
  sizeOf(prefix: string): number;
}

/** The browser's local storage, or memory where there is none or the user forbids it. */
export function createKeyValueStore(): KeyValueStore {
  try {
    const storage = globalThis.localStorage;
    if (storage) return new StorageStore(storage);
  } catch {
    // reading the property throws where storage is forbidden
  }
  return new MapStore();
}

class StorageStore implements KeyValueStore {
  readonly #storage: Storage;

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  get(key: string): string | null {
    return this.#storage.getItem(key);
  }

  set(key: string, value: string): void {
    try {
      this.#storage.setItem(key, value);
    } catch (cause) {
      throw new ImjoyError('STORAGE_QUOTA', `"${key}" could not be stored: the storage is full`, {
        cause,
      });
    }
  }

  delete(key: string): void {
    this.#storage.removeItem(key);
  }

  sizeOf(prefix: string): number {
    return sizeOf(Object.entries(this.#storage as Readonly<Record<string, string>>), prefix);
  }
}

class MapStore implements KeyValueStore {
  readonly #values = new Map<string, string>();

  get(key: string): string | null {
    return this.#values.get(key) ?? null;
  }

  set(key: string, value: string): void {
    this.#values.set(key, value);
  }

  delete(key: string): void {
    this.#values.delete(key);
  }

  sizeOf(prefix: string): number {
    return sizeOf([...this.#values], prefix);
  }
}

function sizeOf(entries: readonly (readonly [string, string])[], prefix: string): number {
  return entries
    .filter(([key]) => key.startsWith(prefix))
    .reduce((size, [key, value]) => size + key.length + value.length, 0);
}
