import { css } from 'lit';

export const workflowStepsStyles = css`
  ol {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  li {
    padding-block: var(--_space-xs);
  }
  li + li {
    border-block-start: 1px solid var(--_color-border);
  }
  .removed {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-s);
    align-items: center;
    color: var(--_color-text-muted);
  }
  .empty {
    margin: var(--_space-s) 0;
    color: var(--_color-text-muted);
  }
  .add {
    display: inline-flex;
    gap: var(--_space-xs);
    align-items: center;
    margin-block: var(--_space-xs);
    padding-inline: var(--_space-s) var(--_space-m);
  }
  .icon {
    flex: none;
    width: 1.25em;
    height: 1.25em;
    fill: currentcolor;
  }
`;
