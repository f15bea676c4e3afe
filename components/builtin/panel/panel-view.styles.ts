import { css } from 'lit';

export const panelStyles = css`
  imjoy-ui-form {
    padding: var(--_space-m) var(--_space-l);
  }
  footer {
    position: sticky;
    inset-block-end: 0;
    display: flex;
    justify-content: flex-end;
    gap: var(--_space-s);
    margin-block-start: auto;
    padding: var(--_space-s) var(--_space-m);
    border-block-start: 1px solid var(--_color-border);
    background: var(--_color-surface);
  }
  footer button {
    min-width: 5.5rem;
    border-color: var(--_color-outline);
  }
  footer .primary {
    border-color: var(--_color-accent);
    background: var(--_color-accent);
    color: var(--_color-on-accent);
  }
  footer .primary:hover {
    background: var(--_color-accent-hover);
  }
`;
