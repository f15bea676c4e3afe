import { css } from 'lit';

export const filesViewStyles = css`
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  li + li {
    border-block-start: 1px solid var(--_color-border);
  }
  .bar {
    padding-inline: var(--_space-m);
    font-size: var(--_font-size-s);
  }
  .file {
    display: flex;
    align-items: center;
    gap: var(--_space-xs);
    padding: var(--_space-xs) var(--_space-s) var(--_space-xs) var(--_space-xs);
  }
  .name {
    flex: 1;
    min-width: 0;
    justify-content: flex-start;
    gap: var(--_space-s);
    text-align: start;
    background: none;
  }
  .kind {
    display: inline-flex;
    flex: none;
    padding: var(--_space-xs);
    border-radius: var(--_radius-s);
    background: var(--_color-hover);
    color: var(--_color-text-muted);
  }
  .kind[data-kind='image'] {
    background: var(--_color-selected);
    color: var(--_color-accent);
  }
  .kind[data-kind='table'] {
    background: var(--_color-success-tint);
    color: var(--_color-success);
  }
  .kind[data-kind='code'] {
    background: var(--_color-warning-tint);
    color: var(--_color-warning);
  }
  .path {
    overflow-wrap: anywhere;
  }
  .facts {
    flex: none;
    font-size: var(--_font-size-s);
  }

  @container (max-width: 420px) {
    .facts {
      display: none;
    }
  }
`;
