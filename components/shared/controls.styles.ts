import { css } from 'lit';

/** How native controls look in the kit: `<input>`, `<select>`, `<textarea>`, `<button>`. Follows `tokens`. */
export const controlStyles = css`
  input,
  select,
  textarea,
  button {
    margin: 0;
    min-height: 2.125em;
    padding: 0.25em 0.625em;
    border: 1px solid var(--_color-outline);
    border-radius: var(--_radius-m);
    background: var(--_color-surface);
    color: var(--_color-text);
    font: inherit;
    line-height: 1.4;
    accent-color: var(--_color-accent);
    transition:
      border-color 120ms,
      background-color 120ms,
      box-shadow 120ms;
  }

  input,
  textarea,
  select {
    max-width: 100%;
  }

  input:hover,
  select:hover,
  textarea:hover {
    border-color: var(--_color-text-muted);
  }

  /* Inset so that neighbours in a dense form never cover it. */
  input:focus-visible,
  select:focus-visible,
  textarea:focus-visible {
    outline-offset: -1px;
    border-color: var(--_color-focus);
  }

  ::placeholder {
    color: var(--_color-text-muted);
    opacity: 1;
  }

  input[readonly] {
    background: var(--_color-sunken);
  }

  input:out-of-range {
    border-color: var(--_color-danger);
    background: var(--_color-danger-tint);
  }

  input[type='checkbox'] {
    width: 1.15em;
    height: 1.15em;
    min-height: 0;
    vertical-align: -0.2em;
  }

  input[type='color'] {
    width: 3.25em;
    padding: 0.2em;
    vertical-align: middle;
    cursor: pointer;
  }
  input[type='color']::-webkit-color-swatch-wrapper {
    padding: 0;
  }
  input[type='color']::-webkit-color-swatch,
  input[type='color']::-moz-color-swatch {
    border: 0;
    border-radius: var(--_radius-s);
  }

  select,
  button {
    cursor: pointer;
  }

  button {
    padding-inline: 1em;
    border-color: var(--_color-outline);
    background: var(--_color-raised);
    font-weight: var(--_font-weight-medium);
  }
  button:hover {
    background: var(--_color-hover);
  }
  button:active {
    background: var(--_color-selected);
  }

  button.primary {
    border-color: var(--_color-accent);
    background: var(--_color-accent);
    color: var(--_color-on-accent);
  }
  button.primary:hover {
    border-color: var(--_color-accent-hover);
    background: var(--_color-accent-hover);
  }

  :disabled {
    cursor: not-allowed;
  }
  :is(input, select, textarea, button):disabled {
    opacity: 0.55;
  }
`;
