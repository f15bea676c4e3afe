import type { MenuItem } from '../menu/menu-item.js';
import type { Side } from './layout-tree.js';

/** What can be done with a window from its menu. */
export interface WindowActions {
  readonly isMaximized: boolean;
  /** Whether it is the only window. */
  readonly isAlone: boolean;
  /** Whether there is a layout to move it in: not where one window is shown at a time. */
  readonly isTiled: boolean;
  rename(): void;
  toggleMaximized(): void;
  splitOff(side: Side): void;
  close(): void;
  closeOthers(): void;
  /** Null where the host cannot. */
  readonly duplicate: (() => void) | null;
  /** What the host adds. */
  readonly more: readonly MenuItem[];
}

const SIDES: readonly Side[] = ['left', 'right', 'top', 'bottom'];
const NAMES = { left: 'left', right: 'right', top: 'up', bottom: 'down' } as const;

/** The menu of one window. */
export function windowMenu(actions: WindowActions): readonly MenuItem[] {
  const { isAlone, isMaximized, isTiled, duplicate, more } = actions;
  const tiled: readonly MenuItem[] = [
    { label: 'Rename…', shortcut: 'F2', run: actions.rename },
    {
      label: isMaximized ? 'Restore' : 'Maximize',
      shortcut: 'Alt+Enter',
      run: actions.toggleMaximized,
    },
    ...SIDES.map((side, nth) => ({
      label: `Split ${NAMES[side]}`,
      disabled: isAlone || isMaximized,
      divided: nth === 0,
      run: () => actions.splitOff(side),
    })),
  ];
  return [
    ...(isTiled ? tiled : []),
    ...(duplicate ? [{ label: 'Duplicate', divided: true, run: duplicate }] : []),
    ...more.map((item, nth) => (nth === 0 ? { ...item, divided: true } : item)),
    { label: 'Close', shortcut: 'Delete', divided: isTiled || more.length > 0, run: actions.close },
    { label: 'Close others', disabled: isAlone, run: actions.closeOthers },
  ];
}
