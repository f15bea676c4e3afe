import { ImjoyError } from '../base/error.js';
import { Signal } from '../base/signal.js';
import type { PluginRecord } from './plugin-record.js';

/** The plugins of a workspace by name; a name belongs to one plugin at a time. */
export class PluginRegistry {
  readonly onAdded = new Signal<PluginRecord>();
  readonly onRemoved = new Signal<PluginRecord>();
  #records = new Map<string, PluginRecord>();
  #claims = new Map<string, PluginRecord>();

  get all(): readonly PluginRecord[] {
    return [...this.#records.values()];
  }

  find(name: string): PluginRecord | undefined {
    return this.#records.get(name);
  }

  /** @throws ImjoyError `PLUGIN_NOT_FOUND` */
  get(name: string): PluginRecord {
    return this.#records.get(name) ?? notFound(name);
  }

  /**
   * The plugin that has the name, or is about to take it.
   * @throws ImjoyError `PLUGIN_NOT_FOUND`
   */
  expect(name: string): PluginRecord {
    return this.expected(name) ?? notFound(name);
  }

  /** Like {@link expect}, for those who can do without. */
  expected(name: string): PluginRecord | undefined {
    return this.#claims.get(name) ?? this.#records.get(name);
  }

  /** The plugin that came, or is just coming, from a URL, be it by way of the store. */
  fromUrl(url: string): PluginRecord | undefined {
    return [...this.#claims.values(), ...this.#records.values()].find(
      ({ origin }) => origin.uri === url,
    );
  }

  /**
   * Announces that a plugin will take its name once what it depends on is there.
   * @returns a function that withdraws the claim
   */
  claim(record: PluginRecord): () => void {
    this.#claims.set(record.name, record);
    return () => {
      if (this.#claims.get(record.name) === record) this.#claims.delete(record.name);
    };
  }

  add(record: PluginRecord): void {
    this.#records.set(record.name, record);
    this.onAdded.emit(record);
  }

  remove(record: PluginRecord): void {
    if (this.#records.get(record.name) !== record) return;
    this.#records.delete(record.name);
    this.onRemoved.emit(record);
  }
}

function notFound(name: string): never {
  throw new ImjoyError('PLUGIN_NOT_FOUND', `no plugin named "${name}" is loaded`);
}
