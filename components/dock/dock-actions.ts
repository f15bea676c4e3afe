import type { Side } from './layout-tree.js';

/** What tabs and bars ask of their dock. */
export interface DockActions {
  titleOf(key: string): string;
  /** Id of the frame a tab belongs to; null while there is none. */
  panelOf(key: string): string | null;
  isActive(key: string): boolean;
  isMaximized(key: string): boolean;
  select(key: string): void;
  close(key: string): void;
  rename(key: string, title: string): void;
  toggleMaximized(key: string): void;
  /** To the next stack on a side, as the user sees it, or into a place of its own there. */
  move(key: string, side: Side): void;
  /** @param at corner to open at, in CSS pixels of the viewport */
  openMenu(key: string, origin: HTMLElement, at?: { x: number; y: number } | null): void;
  /** A menu to choose one of some windows. */
  openList(keys: readonly string[], origin: HTMLElement): void;
}
