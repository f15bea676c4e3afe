import { css } from 'lit';

export const stepChooserStyles = css`
  :host {
    display: contents;
  }
  [popover] {
    position: fixed;
    inset: auto;
    width: min(18rem, 92vw);
    max-height: min(24rem, 70vh);
    margin: 0;
    padding: var(--_space-s);
    overflow: hidden;
    border: 1px solid var(--_color-border);
    border-radius: var(--_radius-m);
    background: var(--_color-raised);
    color: inherit;
    box-shadow: var(--_shadow-l);
  }
  [popover]:popover-open {
    display: flex;
    flex-direction: column;
    gap: var(--_space-s);
  }
  .groups {
    min-height: 0;
    overflow: auto;
  }
  h3 {
    margin: var(--_space-s) var(--_space-s) var(--_space-2xs);
    color: var(--_color-text-muted);
    font-size: var(--_font-size-s);
    font-weight: var(--_font-weight-bold);
    overflow-wrap: anywhere;
  }
  section:first-child h3 {
    margin-block-start: 0;
  }
  button {
    display: block;
    width: 100%;
    padding: var(--_space-xs) var(--_space-s);
    border: 1px solid transparent;
    background: none;
    font-weight: var(--_font-weight-normal);
    text-align: start;
    overflow-wrap: anywhere;
  }
  button:focus-visible {
    background: var(--_color-selected);
    outline-offset: -2px;
  }
  .none {
    margin: var(--_space-s);
    color: var(--_color-text-muted);
  }
`;
