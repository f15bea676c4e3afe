import { css } from 'lit';

export const logViewStyles = css`
  :host {
    overflow: hidden;
  }
  .entries {
    flex: 1;
    min-height: 0;
    overflow: auto;
    padding-block: var(--_space-xs);
  }
  .entries:focus-visible {
    outline-offset: -2px;
  }
  .older {
    margin: 0;
    padding: var(--_space-xs) var(--_space-m);
    font-size: var(--_font-size-s);
  }
  .entry {
    display: flex;
    align-items: flex-start;
    gap: var(--_space-s);
    padding: var(--_space-xs) var(--_space-m);
    content-visibility: auto;
    contain-intrinsic-size: auto 1.75rem;
  }
  .entry[data-type='error'] {
    background: var(--_color-danger-tint);
    color: var(--_color-danger);
  }
  .entry[data-type='warn'] {
    background: var(--_color-warning-tint);
    color: var(--_color-warning);
  }
  .type {
    display: inline-flex;
    color: var(--_color-accent);
  }
  :is([data-type='error'], [data-type='warn']) .type {
    color: inherit;
  }
  [data-type='progress'] .type {
    color: var(--_color-success);
  }
  .text {
    flex: 1;
    min-width: 0;
    font-size: var(--_font-size-s);
    line-height: 1.6;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  progress {
    align-self: center;
    width: 8rem;
    accent-color: var(--_color-success);
  }
  time {
    flex: none;
    margin-inline-start: auto;
    font-size: var(--_font-size-s);
  }
  .entry:is([data-type='error'], [data-type='warn']) time {
    color: inherit;
  }
  imjoy-thumbnail {
    flex: 0 1 auto;
    width: 240px;
    border-radius: var(--_radius-s);
  }
`;
