import { css } from 'lit';

export const operatorsStyles = css`
  [role='group'] {
    display: grid;
    gap: var(--_space-m);
  }
  .operator {
    display: grid;
    gap: var(--_space-s);
    min-width: 0;
  }
  .operator + .operator {
    padding-block-start: var(--_space-m);
    border-block-start: 1px dashed var(--_color-border);
  }
  button {
    justify-self: start;
    max-width: 100%;
    overflow-wrap: anywhere;
    text-align: start;
  }
`;
