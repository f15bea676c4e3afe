import { css } from 'lit';

export const tableViewStyles = css`
  :host {
    overflow: hidden;
  }
  .bar {
    min-height: 2.5rem;
    padding-inline-start: var(--_space-m);
    font-size: var(--_font-size-s);
  }
  .scroll {
    flex: 1;
    min-height: 0;
    overflow: auto;
  }
  .scroll:focus-visible {
    outline-offset: -2px;
  }
  table {
    border-collapse: separate;
    border-spacing: 0;
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    max-width: 24em;
    padding: var(--_space-xs) var(--_space-m);
    overflow: hidden;
    border-block-end: 1px solid var(--_color-border);
    border-inline-end: 1px solid var(--_color-border);
    text-align: start;
    text-overflow: ellipsis;
    white-space: pre;
  }
  td.number {
    text-align: end;
  }
  thead th {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    background: var(--_color-sunken);
    font-weight: var(--_font-weight-bold);
  }
  tbody th,
  thead th:first-child {
    position: sticky;
    inset-inline-start: 0;
    background: var(--_color-sunken);
    color: var(--_color-text-muted);
    font-weight: var(--_font-weight-normal);
    text-align: end;
  }
  thead th:first-child {
    z-index: 2;
  }
  tbody tr:hover td {
    background: var(--_color-hover);
  }
  .more {
    position: sticky;
    inset-inline-start: 0;
    margin: var(--_space-s);
    border-color: var(--_color-outline);
  }
`;
