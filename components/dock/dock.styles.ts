import { css } from 'lit';

export const dockStyles = css`
  :host {
    position: relative;
    height: var(--imjoy-dock-height, 100%);
    min-height: 120px;
    overflow: hidden;
    background: var(--_color-ground);
  }

  .direction {
    position: absolute;
    width: 0;
  }
  .direction:dir(rtl) {
    width: 1px;
  }

  .base {
    display: flex;
    flex-direction: column;
    height: 100%;
  }
  .stage {
    position: relative;
    flex: 1;
    min-height: 0;
    overflow: hidden;
    background: var(--_color-ground);
  }
  .layout,
  .frames,
  .empty {
    position: absolute;
    inset: 0;
  }
  .layout[hidden],
  .empty[hidden] {
    display: none;
  }
  .frames {
    pointer-events: none;
  }
  .empty {
    display: grid;
    place-content: center;
    padding: var(--_space-xl);
    color: var(--_color-text-muted);
    text-align: center;
  }

  .frame {
    position: absolute;
    overflow: hidden;
    background: var(--_color-surface);
    color: var(--_color-text);
    pointer-events: auto;
  }
  .frame[data-away] {
    visibility: hidden;
    pointer-events: none;
  }
  .frame:focus-visible {
    outline-offset: -2px;
  }
  /* Some elements are visible whatever is said of what is around them. */
  .frame[data-away] * {
    visibility: hidden !important;
  }
  /* An iframe that the pointer crosses would keep its events to itself. */
  [data-dragging] .frame,
  [data-dragging] .frame * {
    pointer-events: none !important;
  }
  /* The page says which one. */
  [data-dragging='bar'] * {
    cursor: inherit !important;
  }

  .switcher {
    display: flex;
    flex: none;
    align-items: center;
    gap: var(--_space-2xs);
    height: 40px;
    padding-inline: var(--_space-xs);
    border-block-end: 1px solid var(--_color-border);
    background: var(--_color-sunken);
  }
  .switcher .icon-button {
    width: 32px;
    height: 32px;
  }
  .switcher .current {
    display: flex;
    flex: 1;
    align-items: center;
    justify-content: center;
    gap: var(--_space-s);
    min-width: 0;
    border-color: transparent;
    background: none;
  }
  .switcher .current:hover {
    background: var(--_color-hover);
  }
  .switcher .current bdi {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .switcher .count {
    flex: none;
    color: var(--_color-text-muted);
    font-weight: var(--_font-weight-normal);
    font-variant-numeric: tabular-nums;
  }
  .switcher [data-step='-1'] .icon {
    rotate: 90deg;
  }
  .switcher [data-step='1'] .icon {
    rotate: -90deg;
  }
  .switcher:dir(rtl) [data-step='-1'] .icon {
    rotate: -90deg;
  }
  .switcher:dir(rtl) [data-step='1'] .icon {
    rotate: 90deg;
  }

  .standalone-controls {
    display: flex;
    position: absolute;
    inset-block-start: var(--_space-xs);
    inset-inline-end: var(--_space-xs);
    border: 1px solid var(--_color-border);
    border-radius: var(--_radius-m);
    background: var(--_color-raised);
    box-shadow: var(--_shadow-m);
  }
`;
