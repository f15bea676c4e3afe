import { css } from 'lit';

export const menuStyles = css`
  :host {
    display: contents;
  }
  [popover] {
    position: fixed;
    inset: auto;
    min-width: 10rem;
    max-width: min(20rem, 90vw);
    max-height: 60vh;
    margin: 0;
    padding: var(--_space-xs);
    overflow: auto;
    border: 1px solid var(--_color-border);
    border-radius: var(--_radius-m);
    background: var(--_color-raised);
    color: inherit;
    box-shadow: var(--_shadow-l);
  }

  button {
    display: flex;
    align-items: center;
    gap: var(--_space-s);
    width: 100%;
    min-height: 2rem;
    padding: var(--_space-xs) var(--_space-s);
    border: 0;
    border-radius: var(--_radius-s);
    background: none;
    color: inherit;
    font: inherit;
    text-align: start;
    overflow-wrap: anywhere;
    cursor: pointer;
  }
  button:hover,
  button:focus-visible {
    background: var(--_color-selected);
    outline-offset: -2px;
  }
  .label {
    flex: 1;
    min-width: 0;
  }
  button[aria-disabled='true'] {
    color: var(--_color-text-muted);
    opacity: 0.65;
    cursor: default;
  }
  kbd {
    flex: none;
    color: var(--_color-text-muted);
    font: inherit;
    font-size: var(--_font-size-s);
  }
  small {
    display: block;
    color: var(--_color-text-muted);
    font-size: var(--_font-size-s);
  }
  p {
    margin: 0 0 var(--_space-xs);
    padding: var(--_space-xs) var(--_space-s);
    border-radius: var(--_radius-s);
    background: var(--_color-danger-tint);
    color: var(--_color-danger);
    overflow-wrap: anywhere;
  }
  .icon {
    flex: none;
    width: 1.25em;
    height: 1.25em;
    fill: var(--_color-text-muted);
  }
  .mark {
    flex: none;
    width: 1.25em;
    height: 1.25em;
  }

  hr {
    margin: var(--_space-xs) 0;
    border: 0;
    border-block-start: 1px solid var(--_color-border);
  }
`;
