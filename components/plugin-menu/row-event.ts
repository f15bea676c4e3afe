import type { Operator } from '../../src/index.js';
import type { PluginEntry } from './plugin-entry.js';

/** What a row asks of the menu it is in, which lets it go no further. */
export class RowEvent extends Event {
  constructor(
    readonly wish: 'menu' | 'run',
    readonly entry: PluginEntry,
    readonly anchor: HTMLElement,
    readonly operator: Operator | null = null,
  ) {
    super('row', { bubbles: true, composed: true });
  }
}
