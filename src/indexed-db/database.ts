import { type DBSchema, deleteDB, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';
import type { StoreNames } from 'idb';
import type { Disposable } from '../base/disposable.js';
import { ImjoyError, messageOf } from '../base/error.js';

/** A transaction over all tables of a database. */
export type Transaction<
  Tables extends DBSchema,
  Mode extends IDBTransactionMode = 'readwrite',
> = IDBPTransaction<Tables, StoreNames<Tables>[], Mode>;

export interface DatabaseOptions<Tables extends DBSchema> {
  readonly name: string;
  readonly tables: StoreNames<Tables>[];
  /** Makes the tables of a database that does not exist yet. */
  create(database: IDBPDatabase<Tables>): void;
  /** Told that somebody is deleting it; it is disposed then. Without this, the next step makes it anew. */
  onDeleted?(): void;
}

/** How long others may take to let go of a database that is to be deleted, in milliseconds. */
const DELETE_LIMIT = 5_000;

/** One IndexedDB database, opened when it is needed and as often as needed; its failures are ImjoyErrors. */
export class Database<Tables extends DBSchema> implements Disposable {
  readonly #options: DatabaseOptions<Tables>;
  #connection: Promise<IDBPDatabase<Tables>> | null = null;
  #closed: string | null = null;

  constructor(options: DatabaseOptions<Tables>) {
    this.#options = options;
  }

  get name(): string {
    return this.#options.name;
  }

  /** @throws ImjoyError `STORAGE` where the browser refuses IndexedDB */
  async open(): Promise<void> {
    await this.#connect();
  }

  /**
   * Runs `body` in one transaction, which is kept whole or not at all.
   * @throws ImjoyError `STORAGE_QUOTA` when the disk is full, `STORAGE` when the browser refuses; whatever
   * `body` throws
   */
  async transact<T>(
    mode: 'readonly' | 'readwrite',
    body: (transaction: Transaction<Tables>) => Promise<T>,
  ): Promise<T> {
    const transaction = await this.#begin(mode);
    // `done` is awaited below; when `body` fails first, nobody else hears of the abort.
    const done = transaction.done.catch((error: unknown) => ({ error }));
    try {
      const result = await body(transaction);
      const failed = await done;
      if (failed) throw failed.error;
      return result;
    } catch (error) {
      abort(transaction);
      await done;
      throw this.#translate(error, transaction.error);
    }
  }

  dispose(): void {
    this.#end('is closed');
  }

  async #begin(mode: 'readonly' | 'readwrite'): Promise<Transaction<Tables>> {
    const database = await this.#connect();
    try {
      // A transaction opened for reading is only ever given to a body that reads.
      return database.transaction(this.#options.tables, mode) as Transaction<Tables>;
    } catch (error) {
      throw this.#translate(error, null);
    }
  }

  #end(why: string): void {
    this.#closed ??= why;
    this.#close();
  }

  #close(): void {
    void this.#connection?.then(
      (database) => database.close(),
      () => undefined,
    );
    this.#connection = null;
  }

  #connect(): Promise<IDBPDatabase<Tables>> {
    if (this.#closed !== null) return Promise.reject(this.#refusal(this.#closed));
    this.#connection ??= this.#openAnew().catch((cause: unknown) => {
      this.#connection = null;
      throw this.#refusal(`cannot be opened: ${messageOf(cause)}`, cause);
    });
    return this.#connection;
  }

  /** Async, because some browsers refuse at once. */
  async #openAnew(): Promise<IDBPDatabase<Tables>> {
    const { name, create, onDeleted } = this.#options;
    // A database that another page deletes, or that the browser closes, is opened again by the next step.
    return openDB<Tables>(name, 1, {
      upgrade: create,
      blocking: (_current, next) => {
        if (next !== null || !onDeleted) return this.#close();
        this.#end('was deleted');
        onDeleted();
      },
      terminated: () => this.#close(),
    });
  }

  #refusal(what: string, cause?: unknown): ImjoyError {
    return refusal(this.name, what, cause);
  }

  /** A full disk shows as the error of a step or, without one, of the transaction as a whole. */
  #translate(error: unknown, ofTransaction: DOMException | null): unknown {
    const isFull = [error, ofTransaction].some(
      (cause) => cause instanceof Error && cause.name === 'QuotaExceededError',
    );
    if (isFull)
      return new ImjoyError('STORAGE_QUOTA', `no room left in the storage "${this.name}"`, {
        cause: error,
      });
    const isOfCaller = !(error instanceof DOMException) || error.name === 'DataCloneError';
    return isOfCaller ? error : this.#refusal(`failed: ${error.message}`, error);
  }
}

/**
 * Deletes a database, whoever has it open.
 * @throws ImjoyError `STORAGE` when the browser refuses, or another page does not let go of it
 */
export async function deleteDatabase(name: string): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    const refuse = () => reject(refusal(name, 'cannot be deleted: another page uses it'));
    timer = setTimeout(refuse, DELETE_LIMIT);
  });
  try {
    await Promise.race([deleteDB(name), late]);
  } catch (error) {
    throw error instanceof ImjoyError
      ? error
      : refusal(name, `cannot be deleted: ${messageOf(error)}`, error);
  } finally {
    clearTimeout(timer);
  }
}

const refusal = (name: string, what: string, cause?: unknown): ImjoyError =>
  new ImjoyError('STORAGE', `the storage "${name}" ${what}`, { cause });

function abort<Tables extends DBSchema>(transaction: Transaction<Tables>): void {
  try {
    transaction.abort();
  } catch {
    // It has ended by itself, which is what was wanted.
  }
}
