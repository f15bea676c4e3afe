import { css } from 'lit';

export const workflowStyles = css`
  :host {
    padding: var(--_space-m);
  }
  .bar,
  .panel {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-s);
    align-items: center;
  }
  .run {
    min-width: 5rem;
  }
  .reset {
    margin-inline-start: auto;
    color: var(--_color-text-muted);
  }
  .panel {
    margin-block-start: var(--_space-s);
  }
  .panel > input {
    flex: 1 1 10rem;
    min-width: 0;
  }
  .problem {
    padding: var(--_space-xs) var(--_space-s);
    border-radius: var(--_radius-m);
    background: var(--_color-danger-tint);
    color: var(--_color-danger);
  }
  .problem > span {
    flex: 1 1 10rem;
    overflow-wrap: anywhere;
  }
  .status {
    min-height: 1lh;
    margin: var(--_space-s) 0;
    color: var(--_color-text-muted);
    overflow-wrap: anywhere;
  }
  imjoy-saved-workflows {
    margin-block-start: var(--_space-l);
    padding-block-start: var(--_space-m);
    border-block-start: 1px solid var(--_color-border);
  }
`;
