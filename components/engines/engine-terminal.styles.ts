import { css } from 'lit';

export const engineTerminalStyles = css`
  :host {
    display: contents;
  }
  section {
    inset: auto 0 0;
    inline-size: 100%;
    max-block-size: none;
    margin: 0;
    padding: 0;
    border: 0;
    border-block-start: 1px solid var(--_color-outline);
    background: var(--_color-surface);
    color: var(--_color-text);
    box-shadow: var(--_shadow-l);
  }
  section:popover-open {
    display: flex;
    flex-direction: column;
  }

  .edge {
    position: absolute;
    inset: -4px 0 auto;
    block-size: 9px;
    cursor: row-resize;
    touch-action: none;
  }
  .edge:is(:hover, :active)::after,
  .edge:focus-visible::after {
    position: absolute;
    inset: 3px 0;
    background: var(--_color-focus);
    content: '';
  }
  .edge:focus-visible {
    outline: none;
  }

  header {
    display: flex;
    flex: none;
    align-items: center;
    gap: var(--_space-2xs) var(--_space-s);
    padding: var(--_space-xs) var(--_space-s) var(--_space-xs) var(--_space-m);
    border-block-end: 1px solid var(--_color-border);
    background: var(--_color-sunken);
  }
  h2 {
    min-inline-size: 0;
    margin: 0;
    overflow: hidden;
    font-size: var(--_font-size-m);
    font-weight: var(--_font-weight-bold);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .state {
    flex: 1;
    min-inline-size: 0;
    color: var(--_color-text-muted);
    overflow-wrap: anywhere;
  }
  .again {
    flex: none;
  }

  imjoy-terminal-screen {
    flex: 1;
  }

  .keys {
    display: none;
    flex: none;
    gap: var(--_space-xs);
    padding: var(--_space-xs) var(--_space-s);
    border-block-start: 1px solid var(--_color-border);
    overflow-x: auto;
    direction: ltr;
  }
  .keys button {
    flex: 1 0 auto;
    min-inline-size: 2.25rem;
    padding-inline: var(--_space-2xs);
  }
  @media (any-pointer: coarse) {
    .keys {
      display: flex;
    }
  }
  @media (max-width: 30rem) {
    header {
      flex-wrap: wrap;
    }
    h2 {
      flex: 1;
    }
    .close {
      order: 1;
    }
    .state:empty {
      flex: 0;
    }
    .state:not(:empty) {
      order: 2;
      flex-basis: 60%;
    }
    .again {
      order: 3;
    }
  }
`;
