/** The layout, the names or the active window changed: the time to save the layout. At most one a frame. */
export class ImjoyDockChangedEvent extends Event {
  constructor() {
    super('imjoy-dock-changed');
  }
}

/** Another window is the active one; null when none is shown. */
export class ImjoyDockSelectedEvent extends Event {
  readonly id: string | null;

  constructor(id: string | null) {
    super('imjoy-dock-selected');
    this.id = id;
  }
}

declare global {
  interface HTMLElementEventMap {
    'imjoy-dock-changed': ImjoyDockChangedEvent;
    'imjoy-dock-selected': ImjoyDockSelectedEvent;
  }
}
