import { css } from 'lit';

export const shareDialogStyles = css`
  dialog {
    width: min(34rem, 100vw - 2 * var(--_space-s));
  }
  .body {
    display: flex;
    flex-direction: column;
    gap: var(--_space-s);
    padding-block: var(--_space-m) var(--_space-xs);
  }
  .field {
    display: grid;
    gap: var(--_space-2xs);
    font-weight: var(--_font-weight-medium);
  }
  label[for] {
    margin-block-start: var(--_space-s);
    font-weight: var(--_font-weight-medium);
  }
  .choice {
    display: flex;
    align-items: center;
    gap: var(--_space-s);
  }
  .choice:has(:disabled) {
    color: var(--_color-text-muted);
  }
  .output {
    display: flex;
    gap: var(--_space-s);
  }
  .output input {
    flex: 1;
    min-width: 0;
    background: var(--_color-sunken);
    font-family: var(--_font-family-mono);
    font-size: var(--_font-size-s);
  }
  .output button {
    flex: none;
  }
  .hint {
    margin: 0;
    color: var(--_color-text-muted);
    font-size: var(--_font-size-s);
  }
  .problem {
    margin: 0;
    color: var(--_color-danger);
  }
  code {
    font-family: var(--_font-family-mono);
  }
  [aria-invalid='true'] {
    border-color: var(--_color-danger);
  }
`;
