import type { MenuItem } from '../menu/menu-item.js';

/** What the dock asks of whoever it belongs to; all of it may be left out. */
export interface DockHost {
  /** More for the menu of a window: its log, what opens its data. */
  menuItems?(id: string): readonly MenuItem[];
  /** Opens another window like this one. */
  duplicate?(id: string): void;
  /** Whether a window can be opened again another time; one that cannot is not saved with the layout. */
  canReopen?(id: string): boolean;
  /** What a window was run with, to be saved with the layout if it is plain JSON and small. */
  configOf?(id: string): unknown;
}
