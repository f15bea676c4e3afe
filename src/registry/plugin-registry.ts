import { ImjoyError } from '../base/error.js';
import { Signal } from '../base/signal.js';
import type { PluginRecord } from './plugin-record.js';

/** The plugins of a workspace by name; a name belongs to one plugin at a time. */
export class PluginRegistry {
  readonly onAdded = new Signal<PluginRecord>();
  readonly onRemoved = new Signal<PluginRecord>();
  #records = new Map<string, PluginRecord>();

  get all(): readonly PluginRecord[] {
    return [...this.#records.values()];
  }

  find(name: string): PluginRecord | undefined {
    return this.#records.get(name);
  }

  /** @throws ImjoyError `PLUGIN_NOT_FOUND` */
  get(name: string): PluginRecord {
    const record = this.#records.get(name);
    if (!record) throw new ImjoyError('PLUGIN_NOT_FOUND', `no plugin named "${name}" is loaded`);
    return record;
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
