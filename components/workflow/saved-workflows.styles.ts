import { css } from 'lit';

export const savedWorkflowsStyles = css`
  h2 {
    margin: 0 0 var(--_space-xs);
    font-size: var(--_font-size-m);
    font-weight: var(--_font-weight-bold);
  }
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  li {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-xs) var(--_space-s);
    align-items: center;
    padding-block: var(--_space-xs);
  }
  .name {
    flex: 1 1 8rem;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .actions,
  form {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-xs);
  }
  form,
  form input {
    flex: 1 1 8rem;
    min-width: 0;
  }
  .actions button {
    min-height: 1.75rem;
    padding: 0 var(--_space-s);
    border-color: transparent;
    background: none;
    color: var(--_color-link);
  }
  .actions button:hover {
    background: var(--_color-hover);
  }
  .empty,
  .removed {
    display: flex;
    gap: var(--_space-s);
    align-items: center;
    margin: var(--_space-xs) 0;
    color: var(--_color-text-muted);
  }
  .problem {
    flex: 1 0 100%;
    margin: 0;
    color: var(--_color-danger);
  }
`;
