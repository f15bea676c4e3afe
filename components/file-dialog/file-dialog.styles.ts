import { css } from 'lit';

/** Beside the styles of the kit's other dialogs. */
export const fileDialogStyles = css`
  dialog {
    width: min(52rem, 100vw - 2 * var(--_space-s));
    height: min(40rem, 100dvh - 2 * var(--_space-s));
    max-height: none;
  }
  .box {
    position: relative;
    display: flex;
    flex-direction: column;
    height: 100%;
  }
  .hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  header {
    position: relative;
    padding: var(--_space-l) 3.5rem var(--_space-s) var(--_space-l);
  }
  .close {
    position: absolute;
    inset-block-start: var(--_space-m);
    inset-inline-end: var(--_space-m);
  }
  svg.icon {
    flex: none;
    width: 1.35em;
    height: 1.35em;
    fill: currentcolor;
  }
  .square {
    display: inline-grid;
    flex: none;
    place-items: center;
    width: 2.25rem;
    height: 2.25rem;
    padding: 0;
    border-color: transparent;
    background: none;
  }
  [aria-disabled='true'] {
    opacity: 0.5;
    cursor: default;
  }

  .place,
  .field,
  .tools,
  ol {
    display: flex;
    align-items: center;
    gap: var(--_space-xs);
    min-width: 0;
  }
  .place,
  .tools {
    flex: none;
    flex-wrap: wrap;
    padding: 0 var(--_space-l) var(--_space-xs);
  }
  .managers {
    max-width: min(16rem, 100%);
    text-overflow: ellipsis;
  }
  nav,
  .field {
    flex: 1 1 12rem;
    min-width: 0;
  }
  form.field {
    flex-direction: row;
  }
  .field input {
    flex: 1;
    min-width: 0;
  }
  ol {
    flex-wrap: wrap;
    row-gap: 0;
    max-height: 4.5rem;
    margin: 0;
    padding: 0;
    overflow: auto;
    list-style: none;
  }
  li:not(:last-child) > .crumb::after {
    margin-inline-start: var(--_space-s);
    color: var(--_color-text-muted);
    content: '›' / '';
  }
  ol li {
    min-width: 0;
    max-width: 100%;
  }
  .crumb {
    max-width: 100%;
    padding-inline: var(--_space-xs);
    overflow: hidden;
    border-color: transparent;
    background: none;
    color: var(--_color-link);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .crumb[aria-current] {
    color: var(--_color-text);
    font-weight: var(--_font-weight-bold);
  }
  .search {
    display: flex;
    flex: 1 1 8rem;
    align-items: center;
    gap: var(--_space-xs);
    min-width: 0;
    margin-inline-start: var(--_space-s);
    color: var(--_color-text-muted);
  }
  .search input {
    width: 100%;
    min-width: 0;
  }
  .switch {
    padding-inline-start: var(--_space-s);
    white-space: nowrap;
  }

  .box > .problem,
  .note .problem {
    flex: none;
    margin: 0 var(--_space-l) var(--_space-s);
    padding: var(--_space-s) var(--_space-m);
    border: 1px solid transparent;
    border-radius: var(--_radius-m);
    background: var(--_color-danger-tint);
    color: var(--_color-danger);
    overflow-wrap: anywhere;
  }

  .files {
    display: flex;
    flex: 1 1 auto;
    flex-direction: column;
    min-height: 8rem;
    border-block: 1px solid var(--_color-border);
    container-type: inline-size;
  }
  .scroll {
    flex: 1;
    min-height: 0;
    overflow: auto;
    background: var(--_color-surface);
  }
  [role='listbox'] {
    padding: var(--_space-2xs);
    outline-offset: -2px;
  }
  [role='listbox'][hidden] {
    display: none;
  }
  .head,
  .row {
    display: grid;
    grid-template-columns: 1.25rem 1.5rem minmax(0, 1fr) 5.5rem 12rem 2rem;
    align-items: center;
    gap: var(--_space-s);
    padding-inline: var(--_space-l);
  }
  .head {
    flex: none;
    background: var(--_color-sunken);
  }
  .head button {
    display: flex;
    align-items: center;
    gap: var(--_space-2xs);
    min-height: 2rem;
    padding: 0 var(--_space-2xs);
    border-color: transparent;
    background: none;
    color: var(--_color-text-muted);
    font-size: var(--_font-size-s);
  }
  .head .name {
    grid-column: 1 / 4;
  }
  .head .size {
    justify-content: flex-end;
  }
  .ascending svg {
    transform: scaleY(-1);
  }
  .row {
    min-height: 2.25rem;
    padding-inline: calc(var(--_space-l) - var(--_space-2xs));
    border: 1px solid transparent;
    border-radius: var(--_radius-s);
    cursor: default;
    user-select: none;
    content-visibility: auto;
    contain-intrinsic-block-size: 2.25rem;
  }
  .row:hover {
    background: var(--_color-hover);
  }
  .row[aria-selected='true'] {
    background: var(--_color-selected);
  }
  [role='listbox']:focus-visible .cursor {
    border-color: var(--_color-focus);
  }
  .check {
    display: grid;
    place-items: center;
    width: 1.15rem;
    height: 1.15rem;
    border: 1px solid var(--_color-outline);
    border-radius: var(--_radius-s);
    color: var(--_color-accent);
  }
  .check.none {
    border-color: transparent;
  }
  .kind {
    display: grid;
    color: var(--_color-text-muted);
  }
  .folder .kind {
    color: var(--_color-accent);
  }
  /* On the side of the list, whichever way the name itself is read. */
  :host(:dir(rtl)) .row .name {
    text-align: right;
  }
  .row .name {
    overflow: hidden;
    text-align: left;
    text-overflow: ellipsis;
    white-space: pre;
  }
  .row .size,
  .row .mtime {
    grid-column: 4;
    color: var(--_color-text-muted);
    font-size: var(--_font-size-s);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .row .size {
    text-align: end;
  }
  .row .mtime {
    grid-column: 5;
  }
  .open {
    display: grid;
    grid-column: 6;
    place-items: center;
    align-self: stretch;
    border-radius: var(--_radius-s);
    color: var(--_color-text-muted);
    cursor: pointer;
  }
  .open:hover {
    background: var(--_color-selected);
    color: var(--_color-text);
  }
  :host(:dir(rtl)) .open svg {
    transform: scaleX(-1);
  }
  @container (max-width: 36rem) {
    .head,
    .row {
      grid-template-columns: 1.25rem 1.5rem minmax(0, 1fr) 4.5rem 2rem;
      padding-inline: var(--_space-m);
    }
    .row .mtime {
      display: none;
    }
    .head .mtime {
      display: none;
    }
    .open {
      grid-column: 5;
    }
  }
  .note {
    margin: 0;
    padding: var(--_space-l);
    color: var(--_color-text-muted);
    text-align: center;
  }
  .note .problem {
    margin: 0 0 var(--_space-m);
  }
  progress {
    max-width: 100%;
    accent-color: var(--_color-accent);
  }

  .uploads {
    flex: none;
    max-height: 30%;
    padding: var(--_space-s) var(--_space-l);
    overflow: auto;
    border-block-end: 1px solid var(--_color-border);
    background: var(--_color-sunken);
    font-size: var(--_font-size-s);
  }
  .uploads p,
  .uploads ul,
  .uploads li {
    display: flex;
    align-items: center;
    gap: var(--_space-s);
    margin: 0;
    padding: 0;
  }
  .uploads p {
    justify-content: space-between;
  }
  .uploads ul {
    flex-direction: column;
    align-items: stretch;
  }
  .uploads .name {
    flex: 1;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .uploads .why {
    flex: 1;
    color: var(--_color-danger);
    overflow-wrap: anywhere;
  }
  .done {
    color: var(--_color-success);
  }

  .box > footer {
    padding: var(--_space-m) var(--_space-l);
  }
  footer .facts {
    flex: 1;
    color: var(--_color-text-muted);
  }

  @media (forced-colors: active) {
    .row:not(.cursor) {
      border-color: Canvas;
    }
    .row[aria-selected='true'] {
      background: SelectedItem;
      color: SelectedItemText;
      forced-color-adjust: none;
    }
    .row[aria-selected='true'] * {
      color: inherit;
    }
  }
`;
