import { css } from 'lit';

export const commandPaletteStyles = css`
  :host {
    display: contents;
  }

  dialog {
    width: min(38rem, 100vw - 2 * var(--_space-m));
    max-width: none;
    max-height: min(32rem, 84dvh);
    margin-block-start: min(12vh, 7rem);
    padding: 0;
    border: 1px solid var(--_color-border);
    border-radius: var(--_radius-l);
    background: var(--_color-raised);
    color: var(--_color-text);
    box-shadow: var(--_shadow-l);
    overflow: hidden;
  }
  dialog[open] {
    display: flex;
    flex-direction: column;
  }
  dialog::backdrop {
    background: var(--_color-backdrop);
  }

  input,
  input:focus-visible {
    flex: none;
    width: 100%;
    min-height: 3.25em;
    padding-inline: var(--_space-l);
    border: 0;
    border-radius: 0;
    outline: none;
    background: none;
    font-size: var(--_font-size-l);
  }

  ul {
    margin: 0;
    padding: var(--_space-xs);
    border-block-start: 1px solid var(--_color-border);
    overflow: auto;
    list-style: none;
    scroll-padding-block: var(--_space-xs);
  }
  li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
    column-gap: var(--_space-m);
    padding: var(--_space-s) var(--_space-m);
    border-radius: var(--_radius-m);
    cursor: pointer;
  }
  li:hover {
    background: var(--_color-hover);
  }
  li[aria-selected='true'] {
    background: var(--_color-selected);
  }
  @media (forced-colors: active) {
    li[aria-selected='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }

  .title,
  .detail {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .detail,
  .group {
    color: var(--_color-text-muted);
    font-size: var(--_font-size-s);
  }
  .detail {
    grid-row: 2;
  }
  kbd {
    padding: 0.1em 0.45em;
    border: 1px solid var(--_color-border);
    border-radius: var(--_radius-s);
    color: var(--_color-text-muted);
    font-family: inherit;
    font-size: var(--_font-size-s);
  }

  .none {
    margin: 0;
    padding: var(--_space-xl);
    border-block-start: 1px solid var(--_color-border);
    color: var(--_color-text-muted);
    text-align: center;
  }
`;
