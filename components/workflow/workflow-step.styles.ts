import { css } from 'lit';

export const workflowStepStyles = css`
  .head {
    display: flex;
    gap: var(--_space-s);
    align-items: center;
    min-height: 2rem;
  }
  .bullet {
    flex: none;
    min-width: 1.5rem;
    padding-inline: var(--_space-xs);
    border-radius: var(--_radius-pill);
    background: var(--_color-selected);
    font-size: var(--_font-size-s);
    font-variant-numeric: tabular-nums;
    line-height: 1.5rem;
    text-align: center;
  }
  .running .bullet {
    background: var(--_color-accent);
    color: var(--_color-on-accent);
  }
  .failed .bullet {
    background: var(--_color-danger-tint);
    color: var(--_color-danger);
  }
  .name {
    min-width: 0;
    font-weight: var(--_font-weight-bold);
    overflow-wrap: anywhere;
  }
  .state {
    flex: none;
    color: var(--_color-text-muted);
    font-size: var(--_font-size-s);
  }
  .menu {
    flex: none;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    width: 2rem;
    min-height: 2rem;
    margin-inline-start: auto;
    padding: 0;
    border-color: transparent;
    background: none;
  }
  .icon {
    width: 1.25em;
    height: 1.25em;
    fill: currentcolor;
  }
  .failure,
  .missing {
    margin: var(--_space-xs) 0;
    padding: var(--_space-xs) var(--_space-s);
    border-radius: var(--_radius-m);
    overflow-wrap: anywhere;
  }
  .failure {
    background: var(--_color-danger-tint);
    color: var(--_color-danger);
  }
  .missing {
    background: var(--_color-warning-tint);
  }
  imjoy-ui-form {
    margin-block: var(--_space-xs) var(--_space-s);
    padding-inline-start: 2rem;
  }
  .sentence {
    --imjoy-ui-form-label-width: fit-content(32%);
  }
`;
