import { css } from 'lit';

export const engineCardStyles = css`
  :host {
    container: card / inline-size;
  }
  section {
    display: grid;
    gap: var(--_space-s);
    padding: var(--_space-m) var(--_space-l);
    border: 1px solid var(--_color-border);
    border-radius: var(--_radius-l);
    background: var(--_color-surface);
  }
  p,
  h3,
  ul {
    min-width: 0;
    margin: 0;
    overflow-wrap: anywhere;
  }

  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-2xs) var(--_space-s);
  }
  h3 {
    font-size: var(--_font-size-m);
    font-weight: var(--_font-weight-bold);
  }
  .state {
    margin-inline-start: auto;
    color: var(--_color-text-muted);
  }
  .about {
    color: var(--_color-text-muted);
    font-size: var(--_font-size-s);
  }
  .about span + span::before,
  .facts span + span:not(:empty)::before {
    content: ' · ';
  }
  .problem {
    padding: var(--_space-s) var(--_space-m);
    border: 1px solid transparent;
    border-radius: var(--_radius-m);
    background: var(--_color-danger-tint);
    color: var(--_color-danger);
  }
  .problem::first-letter {
    text-transform: uppercase;
  }
  .none {
    color: var(--_color-text-muted);
  }

  ul {
    padding: 0;
    border-block: 1px solid var(--_color-border);
    list-style: none;
  }
  .process {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: var(--_space-2xs) var(--_space-s);
    padding-block: var(--_space-s);
  }
  .process + .process {
    border-block-start: 1px solid var(--_color-border);
  }
  .what {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 var(--_space-s);
    overflow-wrap: anywhere;
  }
  .what > * {
    min-width: 0;
  }
  .place,
  .facts {
    color: var(--_color-text-muted);
    font-size: var(--_font-size-s);
  }
  .facts span {
    white-space: nowrap;
  }
  .number {
    font-variant-numeric: tabular-nums;
  }
  .flag {
    white-space: nowrap;
    padding: 0 var(--_space-xs);
    border-radius: var(--_radius-pill);
    background: var(--_color-selected);
    font-size: var(--_font-size-s);
  }
  .acts {
    display: flex;
    grid-area: 1 / 2 / span 2;
    align-items: center;
    gap: var(--_space-xs);
  }
  imjoy-engine-log {
    grid-column: 1 / -1;
    min-width: 0;
    border: 1px solid var(--_color-border);
    border-radius: var(--_radius-m);
    overflow: hidden;
  }

  footer {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-s);
  }
  footer p {
    flex: 1 1 16rem;
  }
  .spacer {
    flex: 1;
  }
  .danger {
    border-color: var(--_color-danger);
    color: var(--_color-danger);
  }

  @container card (max-width: 26rem) {
    section {
      padding-inline: var(--_space-m);
    }
    .state {
      flex-basis: 100%;
      margin: 0;
    }
    .process {
      grid-template-columns: minmax(0, 1fr);
    }
    .acts {
      grid-area: auto;
      margin-block-start: var(--_space-xs);
    }
  }
`;
