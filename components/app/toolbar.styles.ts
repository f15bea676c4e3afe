import { css } from 'lit';

export const toolbarStyles = css`
  header {
    display: flex;
    align-items: center;
    gap: var(--_space-s);
    min-height: 3rem;
    padding: var(--_space-xs) var(--_space-s);
    border-block-end: 1px solid var(--_color-border);
    background: var(--_color-surface);
  }

  header button {
    display: flex;
    flex: none;
    align-items: center;
    gap: var(--_space-s);
    min-width: 0;
    border-color: transparent;
    background: none;
    white-space: nowrap;
  }
  header button:hover {
    background: var(--_color-hover);
  }
  header button[aria-pressed='true'] {
    background: var(--_color-selected);
  }
  header .square {
    place-content: center;
    inline-size: 2.25rem;
    padding: 0;
  }

  .name {
    flex: 0 1 auto;
    max-inline-size: 14rem;
    overflow: hidden;
  }
  .name bdi {
    overflow: hidden;
    text-overflow: ellipsis;
    font-weight: var(--_font-weight-bold);
  }

  .search {
    flex: 0 1 26rem;
    justify-content: start;
    margin-inline: auto;
    overflow: hidden;
    border-color: var(--_color-border);
    background: var(--_color-sunken);
    color: var(--_color-text-muted);
    font-weight: var(--_font-weight-normal);
  }
  .search .label {
    flex: 1;
    overflow: hidden;
    text-align: start;
    text-overflow: ellipsis;
  }
  kbd {
    flex: none;
    padding: 0 0.4em;
    border: 1px solid var(--_color-border);
    border-radius: var(--_radius-s);
    font-family: inherit;
    font-size: var(--_font-size-s);
  }

  svg {
    flex: none;
    inline-size: 20px;
    block-size: 20px;
    fill: currentcolor;
  }
  .engines .dot {
    margin-inline-start: calc(-1 * var(--_space-xs));
    font-size: var(--_font-size-s);
  }
  svg.small {
    inline-size: 16px;
    block-size: 16px;
  }

  :host {
    container: toolbar / inline-size;
  }
  @container toolbar (max-width: 44rem) {
    .search {
      flex: none;
      inline-size: 2.25rem;
      margin-inline: auto 0;
      padding: 0;
      justify-content: center;
      border-color: transparent;
      background: none;
      color: inherit;
    }
    .search kbd {
      display: none;
    }
    :is(.windows, .files, .engines) {
      padding-inline: var(--_space-s);
    }
    /* Still said to those who hear the page. */
    .label {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
  }
`;
