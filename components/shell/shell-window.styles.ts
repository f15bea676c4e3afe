import { css } from 'lit';

export const shellWindowStyles = css`
  :host {
    display: contents;
  }
  :host([inline]) {
    display: block;
    height: var(--_height);
  }
  :host([inline][fills]) {
    height: 100%;
  }

  .frame {
    display: flex;
    flex-direction: column;
    background: var(--_color-surface);
    color: var(--_color-text);
  }
  :host([inline]) .frame {
    height: 100%;
  }
  .frame:focus-visible {
    outline-offset: -2px;
  }

  :host(:not([inline])) .frame {
    position: fixed;
    inset: auto;
    left: clamp(80px - var(--_width), var(--_x), 100vw - 80px);
    top: clamp(0px, var(--_y), 100dvh - 40px);
    z-index: calc(var(--imjoy-shell-z-index, 1000) + var(--_level));
    width: min(var(--_width), 100vw);
    height: min(var(--_height), 100dvh);
    max-width: none;
    max-height: none;
    margin: 0;
    padding: 0;
    border: 1px solid var(--_color-border);
    border-radius: var(--_radius-l);
    box-shadow: var(--_shadow-m);
  }
  :host([front]) .frame,
  dialog.frame {
    box-shadow: var(--_shadow-l) !important;
  }
  dialog.frame:not([open]) {
    display: none;
  }
  dialog.frame::backdrop {
    background: var(--_color-backdrop);
  }

  header {
    display: flex;
    flex: none;
    align-items: center;
    gap: var(--_space-xs);
    height: 40px;
    padding: 0 6px;
    border-block-end: 1px solid var(--_color-border);
    border-start-start-radius: inherit;
    border-start-end-radius: inherit;
    background: var(--_color-sunken);
    cursor: grab;
    touch-action: none;
    user-select: none;
  }
  h2 {
    flex: 1;
    min-width: 0;
    margin: 0;
    overflow: hidden;
    color: var(--_color-text-muted);
    font-size: var(--_font-size-m);
    font-weight: var(--_font-weight-medium);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  h2:focus-visible {
    outline: none;
  }
  :host([front]) h2,
  dialog h2 {
    color: var(--_color-text);
  }
  .grip {
    cursor: inherit;
  }
  .grip .icon {
    stroke-width: 2;
  }

  .body {
    position: relative;
    flex: 1;
    min-height: 0;
    overflow: hidden;
    border-end-start-radius: calc(var(--_radius-l) - 1px);
    border-end-end-radius: calc(var(--_radius-l) - 1px);
  }
  :host([inline]) .body {
    border-radius: 0;
  }

  .edge {
    position: absolute;
    touch-action: none;
  }
  .w,
  .e {
    inset-block: 40px 12px;
    width: 8px;
    cursor: ew-resize;
  }
  .w {
    left: -4px;
  }
  .e {
    right: -4px;
  }
  .s {
    inset: auto 12px -4px;
    height: 8px;
    cursor: ns-resize;
  }
  .sw {
    left: -4px;
    bottom: -4px;
    width: 16px;
    height: 16px;
    cursor: nesw-resize;
  }
  .corner {
    position: absolute;
    right: 0;
    bottom: 0;
    width: 24px;
    height: 24px;
    border: 0;
    cursor: nwse-resize;
    touch-action: none;
  }
  .corner:is(:hover, :active) {
    background: none;
  }

  /* An iframe that the pointer crosses would keep its events to itself. */
  .shield {
    display: none;
    position: fixed;
    inset: 0;
  }
  :host([dragging]) .shield {
    display: block;
  }
  :host([dragging]) ::slotted(*) {
    pointer-events: none !important;
  }
  :host([dragging]) header {
    cursor: grabbing;
  }

  :host([maximized]:not([inline])) .frame {
    inset: 0;
    width: 100%;
    height: 100%;
    border: 0;
    border-radius: 0;
  }
  :host([maximized]) header {
    cursor: default;
  }
  :host([maximized]) .grip {
    display: none;
  }
  :host([maximized]) h2 {
    padding-inline-start: var(--_space-s);
  }
  :host([maximized]) .body {
    border-radius: 0;
  }

  /* No room to move things about: a sheet at the lower edge, a dialog all over. */
  @media (max-width: 599.98px) {
    :host(:not([inline])) .frame {
      inset: auto 0 0;
      width: 100%;
      height: min(var(--_height), 80dvh);
      border-width: 1px 0 0;
      border-radius: var(--_radius-l) var(--_radius-l) 0 0;
    }
    :host(:not([inline])) dialog.frame {
      inset: 0;
      height: 100%;
      border: 0;
      border-radius: 0;
    }
    header {
      cursor: default;
    }
    .grip,
    .edge,
    .corner {
      display: none;
    }
    h2 {
      padding-inline-start: var(--_space-s);
    }
    .body {
      border-radius: 0;
    }
  }
`;
