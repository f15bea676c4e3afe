import { css } from 'lit';

/** What all built-in windows look alike in: the window's box, buttons, bars, and the text of an empty one. */
export const viewStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    height: 100%;
    min-height: 0;
    overflow: auto;
    background: var(--_color-surface);
    container-type: inline-size;
  }

  .icon {
    flex: none;
    width: 1.25em;
    height: 1.25em;
    fill: currentcolor;
  }

  button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--_space-xs);
    min-width: 2rem;
    min-height: 2rem;
    padding: 0 var(--_space-s);
    border: 1px solid transparent;
    border-radius: var(--_radius-m);
    background: none;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  button:hover {
    background: var(--_color-hover);
  }
  button[aria-pressed='true'],
  button[aria-expanded='true'] {
    background: var(--_color-selected);
  }
  button:disabled {
    color: var(--_color-text-muted);
    cursor: default;
  }

  .bar {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-xs) var(--_space-s);
    padding: var(--_space-xs) var(--_space-s);
    border-block-end: 1px solid var(--_color-border);
  }
  .spacer {
    flex: 1;
  }

  .muted {
    color: var(--_color-text-muted);
  }
  .mono {
    font-family: var(--_font-family-mono);
    font-variant-numeric: tabular-nums;
  }

  .notice {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: var(--_space-s);
    margin: auto;
    padding: var(--_space-l);
    color: var(--_color-text-muted);
    overflow-wrap: anywhere;
  }
  .notice[role='alert'] {
    color: var(--_color-danger);
  }

  .hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
