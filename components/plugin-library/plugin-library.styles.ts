import { css } from 'lit';

export const pluginLibraryStyles = css`
  dialog {
    width: min(64rem, 100vw - 2 * var(--_space-s));
    height: min(46rem, 100dvh - 2 * var(--_space-s));
    max-height: none;
  }
  .base {
    display: flex;
    flex-direction: column;
    height: 100%;
  }
  .base > .body {
    flex: 1;
    padding: var(--_space-m) var(--_space-l) var(--_space-l);
    overflow-wrap: anywhere;
  }

  .top {
    display: grid;
    flex: none;
    grid-template-columns: auto minmax(0, 1fr) auto;
    align-items: center;
    gap: var(--_space-s) var(--_space-m);
    padding: var(--_space-m) var(--_space-l);
    border-block-end: 1px solid var(--_color-border);
  }
  .close {
    grid-area: 1 / 3;
  }
  .search {
    display: grid;
    grid-area: 1 / 2;
    justify-self: end;
    align-items: center;
    width: min(100%, 20rem);
    color: var(--_color-text-muted);
  }
  .search > * {
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

  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-xs);
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  form.chips {
    flex-direction: row;
    grid-column: 1 / -1;
    align-items: center;
    max-height: none;
  }
  legend {
    float: inline-start;
    margin-inline-end: var(--_space-xs);
    padding: var(--_space-xs) 0;
    color: var(--_color-text-muted);
    font-size: var(--_font-size-s);
  }
  .add {
    display: inline-flex;
    align-items: center;
    gap: var(--_space-2xs);
    padding: var(--_space-xs) var(--_space-m) var(--_space-xs) var(--_space-s);
    border-style: dashed;
    border-radius: var(--_radius-pill);
  }
  #repository {
    flex: 1 1 14rem;
  }

  .about {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-s);
    margin-block-end: var(--_space-m);
  }
  .about > p {
    flex: 1 1 16rem;
    margin: 0;
  }
  .key {
    display: block;
    color: var(--_color-text-muted);
    font-size: var(--_font-size-s);
  }
  .spacer {
    flex: 1;
  }

  .cards {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(15rem, 100%), 1fr));
    gap: var(--_space-m);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .card {
    display: flex;
    flex-direction: column;
    gap: var(--_space-xs);
    padding: var(--_space-m);
    border: 1px solid var(--_color-border);
    border-radius: var(--_radius-l);
    background: var(--_color-surface);
    content-visibility: auto;
    contain-intrinsic-size: auto 11rem;
  }
  .card p,
  .row p {
    margin: 0;
  }
  .cover {
    width: 100%;
    height: 7rem;
    border-radius: var(--_radius-m);
    object-fit: cover;
  }
  .head {
    display: flex;
    align-items: center;
    gap: var(--_space-s);
    color: var(--_color-accent);
  }
  h3 {
    min-width: 0;
    margin: 0;
    color: var(--_color-text);
    font-size: var(--_font-size-m);
    font-weight: var(--_font-weight-bold);
  }
  .facts {
    color: var(--_color-text-muted);
    font-size: var(--_font-size-s);
    font-weight: var(--_font-weight-normal);
  }
  .description {
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
  }
  .act {
    margin-block-start: auto;
    padding-block-start: var(--_space-xs);
  }
  .act button {
    width: 100%;
  }

  .rows {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .row {
    display: flex;
    align-items: center;
    gap: var(--_space-m);
    padding-block: var(--_space-s);
  }
  .row + .row {
    border-block-start: 1px solid var(--_color-border);
  }
  .row > div {
    flex: 1;
    min-width: 0;
  }
  .row button {
    flex: none;
  }
  code {
    font-family: var(--_font-family-mono);
  }

  .wait {
    display: flex;
    align-items: center;
    gap: var(--_space-s);
    color: var(--_color-text-muted);
  }
  progress {
    width: 8rem;
    accent-color: var(--_color-accent);
  }
  .none {
    padding: var(--_space-2xl) 0;
    color: var(--_color-text-muted);
    text-align: center;
  }
  .note {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-s);
    margin: 0 0 var(--_space-m);
    padding: var(--_space-xs) var(--_space-m);
    border-radius: var(--_radius-m);
    background: var(--_color-sunken);
  }
  .problem {
    margin: 0 0 var(--_space-m);
    padding: var(--_space-s) var(--_space-m);
    border: 1px solid transparent;
    border-radius: var(--_radius-m);
    background: var(--_color-danger-tint);
    color: var(--_color-danger);
    white-space: pre-wrap;
  }
  .failures {
    margin-block-end: var(--_space-m);
    color: var(--_color-warning);
  }
  .hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  @media (max-width: 480px) {
    .search {
      grid-area: auto / 1 / auto / -1;
      justify-self: stretch;
      width: 100%;
    }
    .row {
      flex-wrap: wrap;
    }
  }
`;
