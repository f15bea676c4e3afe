import { css } from 'lit';

export const enginePanelStyles = css`
  dialog {
    width: min(46rem, 100vw - 2 * var(--_space-s));
    max-height: min(52rem, 100dvh - 2 * var(--_space-s));
  }
  dialog[open] {
    display: flex;
    flex-direction: column;
  }
  .top {
    display: flex;
    flex: none;
    align-items: center;
    justify-content: space-between;
    gap: var(--_space-m);
    padding: var(--_space-m) var(--_space-l);
    border-block-end: 1px solid var(--_color-border);
  }
  .body {
    display: grid;
    gap: var(--_space-l);
    padding: var(--_space-l);
    overflow-wrap: anywhere;
  }
  .introduction {
    display: grid;
    gap: var(--_space-s);
  }
  p,
  h3 {
    margin: 0;
  }

  .adding {
    display: grid;
    grid-template:
      'title title title'
      'address-label token-label .'
      'address token go'
      'hint hint hint'
      'problem problem problem'
      / minmax(0, 2fr) minmax(0, 1fr) auto;
    gap: var(--_space-2xs) var(--_space-s);
    max-height: none;
  }
  .adding h3 {
    grid-area: title;
    margin-block-end: var(--_space-2xs);
    font-size: var(--_font-size-m);
    font-weight: var(--_font-weight-bold);
  }
  .adding label {
    color: var(--_color-text-muted);
    font-size: var(--_font-size-s);
  }
  [for='address'] {
    grid-area: address-label;
  }
  [for='token'] {
    grid-area: token-label;
  }
  #address {
    grid-area: address;
  }
  #token {
    grid-area: token;
  }
  .adding .primary {
    grid-area: go;
  }
  #address {
    direction: ltr;
  }
  .hint,
  .problem {
    font-size: var(--_font-size-s);
  }
  .hint {
    grid-area: hint;
    margin-block-start: var(--_space-xs);
    color: var(--_color-text-muted);
  }
  .problem {
    grid-area: problem;
    color: var(--_color-danger);
  }
  [aria-invalid='true'] {
    border-color: var(--_color-danger);
  }

  @media (max-width: 36rem) {
    .top,
    .body {
      padding-inline: var(--_space-m);
    }
    .adding {
      grid-template:
        'title' 'address-label' 'address' 'token-label' 'token' 'go' 'hint' 'problem'
        / minmax(0, 1fr);
    }
    .adding .primary {
      margin-block-start: var(--_space-s);
    }
  }
`;
