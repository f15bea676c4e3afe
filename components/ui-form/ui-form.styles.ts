import { css } from 'lit';

export const uiFormStyles = css`
  :host {
    /* A container has no width of its own making: without one a dialog around it would shrink to nothing. */
    container-type: inline-size;
    contain-intrinsic-inline-size: 20rem;
    min-width: 0;
    overflow-wrap: anywhere;
  }

  form {
    display: flow-root;
  }

  form > fieldset {
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }

  .line,
  .row {
    min-height: 1lh;
    margin-block: var(--imjoy-ui-form-row-gap, var(--_space-s));
  }
  .line:empty {
    min-height: 0;
  }
  fieldset > :first-child {
    margin-block-start: 0;
  }
  fieldset > :last-child {
    margin-block-end: 0;
  }

  /* Lines of running text that wraps must not touch. */
  :is(.line, p, div, span, b, i, u) > :is(input, select, textarea, button, .affixed) {
    margin-block: 3px;
  }
  .row > .field > *,
  .affixed > * {
    margin-block: 0;
  }

  .row {
    display: grid;
    grid-template-columns: var(--imjoy-ui-form-label-width, minmax(6rem, 32%)) minmax(0, 1fr);
    column-gap: var(--_space-l);
    row-gap: var(--_space-xs);
    align-items: baseline;
  }
  .row:has(textarea) {
    align-items: start;
  }
  .row.stacked {
    grid-template-columns: minmax(0, 1fr);
  }

  .label {
    color: var(--_color-text-muted);
    font-weight: var(--_font-weight-medium);
  }
  .row:focus-within > .label {
    color: var(--_color-text);
  }

  .field {
    display: flow-root;
    min-width: 0;
  }
  .field > :is(input:is(:not([type]), [type='password']), select, textarea, .affixed) {
    width: min(100%, 22rem);
  }
  .row input:is([type='number'], .expression) {
    width: min(100%, 9rem);
  }
  .row textarea {
    width: 100%;
  }

  /* In running text a control is as wide as what it holds. */
  :is(.line, p, div, b, i, u, span)
    > :is(input:is(:not([type]), [type='password']), input[type='number']) {
    field-sizing: content;
    min-width: 6ch;
  }
  .field > input:is(:not([type]), [type='password']) {
    field-sizing: fixed;
  }
  textarea {
    field-sizing: content;
    min-height: 4.5em;
    max-height: 18em;
    vertical-align: top;
    resize: vertical;
  }
  .line > textarea {
    width: min(100%, 36rem);
  }

  input[type='number'] {
    font-variant-numeric: tabular-nums;
  }

  .affixed {
    display: inline-flex;
    gap: var(--_space-s);
    align-items: baseline;
    max-width: 100%;
    vertical-align: baseline;
  }
  .affixed > input {
    flex: 1 1 8ch;
    min-width: 0;
  }
  .affixed > button {
    flex: none;
  }
  .affix {
    flex: none;
    color: var(--_color-text-muted);
  }

  .group {
    margin-block: var(--imjoy-ui-form-row-gap, var(--_space-s));
    padding: var(--_space-s) var(--_space-m);
    border: 1px solid var(--_color-border);
    border-radius: var(--_radius-m);
  }
  .group > legend {
    padding-inline: var(--_space-xs);
    color: var(--_color-text-muted);
    font-size: var(--_font-size-s);
    font-weight: var(--_font-weight-bold);
  }
  .group > .row:first-of-type,
  .group > .line:first-of-type {
    margin-block-start: 0;
  }

  [aria-invalid='true'] {
    border-color: var(--_color-danger);
    background: var(--_color-danger-tint);
  }

  .hint {
    display: block;
    margin-block-start: var(--_space-xs);
    color: var(--_color-text-muted);
    font-size: var(--_font-size-s);
  }

  .notice,
  .error {
    padding: var(--_space-xs) var(--_space-s);
    border-radius: var(--_radius-m);
    background: var(--_color-warning-tint);
    -webkit-box-decoration-break: clone;
    box-decoration-break: clone;
  }
  .notice code {
    font-family: var(--_font-family-mono);
    font-size: 0.925em;
  }
  .notice small {
    color: var(--_color-warning);
  }
  .error {
    margin: 0;
    background: var(--_color-danger-tint);
    color: var(--_color-danger);
  }

  hr {
    margin-block: var(--_space-l);
    border: 0;
    border-block-start: 1px solid var(--_color-border);
  }
  img {
    max-width: 100%;
    border-radius: var(--_radius-s);
  }

  @container (inline-size < 24rem) {
    .row {
      grid-template-columns: minmax(0, 1fr);
    }
    .field > :is(input:is(:not([type]), [type='password']), select, textarea, .affixed) {
      width: 100%;
    }
    .row input:is([type='number'], .expression) {
      width: min(100%, 6.5rem);
    }
  }
`;
