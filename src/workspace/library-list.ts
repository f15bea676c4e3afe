import { Signal } from '../base/signal.js';
import type { CorruptRecord, StoredPlugin } from '../storage/workspace-store.js';

/** What is known of the plugins a workspace keeps. */
export class LibraryList {
  readonly onChange = new Signal<void>();
  readonly installed = new Map<string, StoredPlugin>();
  readonly failures = new Map<string, Error>();
  corrupt: readonly CorruptRecord[] = [];
}
