import { css } from 'lit';

/** Beside the styles of the kit's other dialogs. */
export const installDialogStyles = css`
  dialog {
    width: min(38rem, 100vw - 2 * var(--_space-s));
    max-height: min(90dvh, 100dvh - 2 * var(--_space-s));
  }

  header.plugin {
    display: flex;
    align-items: center;
    gap: var(--_space-m);
  }
  .icon {
    display: grid;
    flex: none;
    place-items: center;
    width: 3rem;
    height: 3rem;
    overflow: hidden;
    border-radius: var(--_radius-l);
    background: var(--_color-selected);
    color: var(--_color-accent);
    --imjoy-icon-size: 2rem;
  }
  h2:focus {
    outline: none;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-2xs) var(--_space-s);
    margin: 0;
    color: var(--_color-text-muted);
    font-size: var(--_font-size-s);
    overflow-wrap: anywhere;
  }

  .body {
    display: flex;
    flex-direction: column;
    gap: var(--_space-m);
    padding-block: var(--_space-m) var(--_space-s);
  }
  .body > * {
    flex: none;
    margin: 0;
  }
  .place {
    color: var(--_color-text-muted);
    overflow-wrap: anywhere;
  }
  progress {
    width: 100%;
    accent-color: var(--_color-accent);
  }
  label[for] {
    margin-block-end: calc(var(--_space-xs) - var(--_space-m));
    font-weight: var(--_font-weight-medium);
  }

  .cover {
    width: 100%;
    max-height: 14rem;
    border-radius: var(--_radius-m);
    object-fit: cover;
  }
  .description {
    overflow-wrap: anywhere;
  }

  fieldset {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-xs);
    min-width: 0;
    padding: 0;
    border: 0;
  }
  legend,
  dt {
    padding: 0;
    color: var(--_color-text-muted);
    font-size: var(--_font-size-s);
  }
  legend {
    margin-block-end: var(--_space-2xs);
  }

  .note {
    padding: var(--_space-s) var(--_space-m);
    border: 1px solid transparent;
    border-radius: var(--_radius-m);
    background: var(--_color-warning-tint);
    overflow-wrap: anywhere;
  }
  .note strong {
    color: var(--_color-warning);
  }
  .problem {
    padding: var(--_space-s) var(--_space-m);
    border: 1px solid transparent;
    border-radius: var(--_radius-m);
    background: var(--_color-danger-tint);
    color: var(--_color-danger);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }

  dl {
    display: grid;
    grid-template-columns: minmax(7rem, auto) 1fr;
    gap: var(--_space-xs) var(--_space-m);
  }
  dd {
    min-width: 0;
    margin: 0;
    font-family: var(--_font-family-mono);
    font-size: var(--_font-size-s);
    overflow-wrap: anywhere;
  }

  details {
    border: 1px solid var(--_color-border);
    border-radius: var(--_radius-m);
  }
  summary {
    padding: var(--_space-s) var(--_space-m);
    border-radius: inherit;
    font-weight: var(--_font-weight-medium);
    cursor: pointer;
  }
  summary:hover {
    background: var(--_color-hover);
  }
  .docs,
  pre {
    max-height: 18rem;
    margin: 0;
    padding: var(--_space-m);
    overflow: auto;
    border-block-start: 1px solid var(--_color-border);
    overflow-wrap: anywhere;
  }
  .docs > :first-child {
    margin-block-start: 0;
  }
  .docs img {
    max-width: 100%;
    height: auto;
  }
  pre {
    background: var(--_color-sunken);
    font-family: var(--_font-family-mono);
    font-size: var(--_font-size-s);
    white-space: pre-wrap;
  }

  footer {
    padding-block: var(--_space-m) var(--_space-l);
  }
  .edit {
    margin-inline-end: auto;
  }
  [aria-disabled='true'] {
    opacity: 0.55;
    cursor: not-allowed;
  }

  @media (max-width: 480px) {
    header,
    .body,
    footer {
      padding-inline: var(--_space-l);
    }
    dl {
      grid-template-columns: 1fr;
    }
    dd {
      margin-block-end: var(--_space-xs);
    }
  }
`;
