import { css } from 'lit';

export const noticesStyles = css`
  .notice {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 var(--_space-xs);
    padding: var(--_space-xs);
    padding-inline-start: var(--_space-m);
    border-block-start: 1px solid var(--_color-border);
    border-inline-start: 3px solid var(--_color-accent);
    background: var(--_color-raised);
  }
  .error {
    border-inline-start-color: var(--_color-danger);
    background: var(--_color-danger-tint);
    color: var(--_color-danger);
  }

  .text {
    flex: 1;
    min-width: 0;
    padding-block: var(--_space-xs);
    overflow-wrap: anywhere;
  }
  .notice:not(.error) .text {
    max-height: 6em;
    overflow: auto;
  }

  button {
    border-color: transparent;
    background: none;
  }
  button:hover {
    background: var(--_color-hover);
  }
  .action {
    padding-inline: var(--_space-s);
    color: var(--_color-link);
    font-weight: var(--_font-weight-bold);
  }
  .close {
    display: grid;
    place-items: center;
    width: 2rem;
    height: 2rem;
    padding: 0;
    color: inherit;
  }
  .icon {
    width: 1.125rem;
    height: 1.125rem;
    fill: currentcolor;
  }
`;
