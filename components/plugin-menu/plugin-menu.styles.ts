import { css } from 'lit';

export const pluginMenuStyles = css`
  :host {
    display: block;
    min-width: 0;
    height: 100%;
    background: var(--_color-surface);
    container-type: inline-size;
  }
  .base {
    display: flex;
    flex-direction: column;
    height: 100%;
    min-height: 0;
  }

  .header {
    display: grid;
    flex: none;
    grid-template-columns: 1fr auto auto;
    align-items: center;
    gap: var(--_space-s);
    padding: var(--_space-s) var(--_space-m);
    border-block-end: 1px solid var(--_color-border);
  }
  h2 {
    margin: 0;
    font-size: var(--_font-size-l);
    font-weight: var(--_font-weight-bold);
  }
  .add {
    display: inline-flex;
    grid-column: 3;
    align-items: center;
    gap: var(--_space-xs);
    padding-inline: var(--_space-s) var(--_space-m);
    /* It changes by itself, when the first plugin comes. */
    transition: none;
  }
  .icon {
    flex: none;
    width: 1.25rem;
    height: 1.25rem;
    fill: currentcolor;
  }

  .search {
    display: grid;
    grid-column: 1 / -1;
    align-items: center;
    color: var(--_color-text-muted);
  }
  .search > :is(.icon, input) {
    grid-area: 1 / 1;
  }
  .search .icon {
    z-index: 1;
    margin-inline-start: var(--_space-s);
    pointer-events: none;
  }
  .search input {
    width: 100%;
    padding-inline-start: calc(1.25rem + 2 * var(--_space-s));
  }

  .nothing,
  .start {
    display: flex;
    flex: 1;
    flex-direction: column;
    gap: var(--_space-s);
    min-height: 0;
    padding: var(--_space-l) var(--_space-m);
    overflow: auto;
  }
  .nothing {
    align-items: flex-start;
    overflow-wrap: anywhere;
  }
  .nothing p,
  .start p,
  h3 {
    margin: 0;
  }
  h3 {
    font-size: var(--_font-size-m);
    font-weight: var(--_font-weight-bold);
  }
  .card {
    display: flex;
    align-items: center;
    gap: var(--_space-m);
    padding: var(--_space-m);
    border-color: var(--_color-border);
    text-align: start;
  }
  .card .icon {
    color: var(--_color-accent);
  }
  .card strong,
  .card .muted {
    display: block;
  }
  .card strong {
    font-weight: var(--_font-weight-bold);
  }
  .muted {
    color: var(--_color-text-muted);
    font-size: var(--_font-size-s);
    font-weight: var(--_font-weight-normal);
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
