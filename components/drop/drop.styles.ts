import { css } from 'lit';

/** How a `DropController`'s overlay looks. The host must be positioned. */
export const dropStyles = css`
  .drop {
    position: absolute;
    inset: 0;
    z-index: 1000;
    display: grid;
    place-items: center;
    padding: var(--_space-l);
    border-radius: inherit;
  }
  /* Nothing to see yet: only there so that a drag meets the page before it meets a plugin's frame. */
  .drop.waiting {
    opacity: 0;
  }
  .drop.active {
    background: color-mix(in srgb, var(--_color-surface) 82%, transparent);
  }
  .drop.active::before {
    position: absolute;
    inset: var(--_space-s);
    place-self: stretch;
    border: 2px dashed var(--_color-accent);
    border-radius: var(--_radius-l);
    content: '';
  }
  .drop.over {
    background: color-mix(in srgb, var(--_color-selected) 88%, transparent);
  }
  .drop.over::before {
    border-style: solid;
  }
  .drop p {
    display: flex;
    align-items: center;
    gap: var(--_space-s);
    margin: 0;
    padding: var(--_space-m) var(--_space-xl);
    border-radius: var(--_radius-pill);
    background: var(--_color-accent);
    color: var(--_color-on-accent);
    font-size: var(--_font-size-l);
    font-weight: var(--_font-weight-bold);
    text-align: center;
    box-shadow: var(--_shadow-m);
    pointer-events: none;
  }
  .drop svg {
    flex: none;
    width: 1.5em;
    height: 1.5em;
    fill: currentcolor;
  }
  @media (forced-colors: active) {
    .drop p {
      border: 2px solid;
    }
  }
`;
