import { css } from 'lit';

export const genericViewStyles = css`
  [role='tree'] {
    padding: var(--_space-s) 0;
  }
  [role='treeitem'] {
    position: relative;
    display: flex;
    align-items: center;
    gap: var(--_space-s);
    min-height: 1.75rem;
    padding-inline: var(--_space-s);
    cursor: default;
    white-space: nowrap;
  }
  [role='treeitem']:hover {
    background: var(--_color-hover);
  }
  [role='treeitem']:focus-visible {
    background: var(--_color-selected);
    outline-offset: -2px;
  }

  .guide {
    flex: none;
    align-self: stretch;
    width: 1.25em;
    margin-inline-end: calc(-1 * var(--_space-s));
    border-inline-start: 1px solid var(--_color-border);
    transform: translateX(0.6em);
  }
  .fold {
    flex: none;
    width: 1.25em;
    height: 1.25em;
    color: var(--_color-text-muted);
    transition: transform 120ms;
  }
  .fold.open {
    transform: rotate(90deg);
  }
  .sign {
    display: inline-flex;
    flex: none;
    align-items: center;
    justify-content: center;
    min-width: 1.9em;
    height: 1.5em;
    border-radius: var(--_radius-s);
    background: var(--_color-hover);
    color: var(--_color-text-muted);
    font: var(--_font-weight-bold) var(--_font-size-s) / 1 var(--_font-family-mono);
  }
  .key {
    font-weight: var(--_font-weight-medium);
  }
  .summary {
    min-width: 3em;
    overflow: hidden;
    text-overflow: ellipsis;
    color: var(--_color-text-muted);
    font-size: var(--_font-size-s);
  }
  [data-kind='text'].summary {
    color: var(--_color-success);
  }
  [data-kind='number'].summary,
  [data-kind='boolean'].summary {
    color: var(--_color-link);
  }
  [data-kind='error'] {
    color: var(--_color-danger);
  }
  [data-kind='ndarray'].sign,
  [data-kind='numbers'].sign,
  [data-kind='file'].sign {
    background: var(--_color-selected);
    color: var(--_color-accent);
  }
  .link {
    color: var(--_color-link);
    padding-inline-start: 1.25em;
  }

  .menu {
    flex: none;
    min-width: 1.75rem;
    min-height: 1.75rem;
    margin-inline-start: auto;
    padding: 0;
    color: var(--_color-text-muted);
  }

  pre {
    max-width: 60em;
    max-height: 16em;
    margin: var(--_space-xs) 0;
    padding: var(--_space-s);
    overflow: auto;
    border-radius: var(--_radius-s);
    background: var(--_color-sunken);
    font-family: var(--_font-family-mono);
    font-size: var(--_font-size-s);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  imjoy-thumbnail {
    width: 180px;
    max-height: 180px;
    margin: var(--_space-xs) 0 var(--_space-xs) 1.25em;
    border: 1px solid var(--_color-border);
    border-radius: var(--_radius-s);
  }
`;
