import { css } from 'lit';

export const shellStatusStyles = css`
  :host {
    display: contents;
  }

  .status {
    position: fixed;
    inset: auto auto 0 0;
    z-index: 2147483646;
    display: flex;
    align-items: flex-start;
    max-width: min(36rem, 70vw);
    padding: 2px 2px 5px;
    border: 1px solid var(--_color-border);
    border-width: 1px 1px 0 0;
    border-start-end-radius: var(--_radius-m);
    background: var(--_color-raised);
    color: var(--_color-text-muted);
    font-size: var(--_font-size-s);
    box-shadow: var(--_shadow-s);
  }
  .status[hidden] {
    display: none;
  }
  .error {
    color: var(--_color-danger);
  }

  [role] {
    min-width: 0;
  }
  .text {
    display: block;
    max-width: 100%;
    min-height: 24px;
    padding: 2px var(--_space-s);
    border: 0;
    background: none;
    color: inherit;
    font-weight: inherit;
    text-align: start;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .text:is(:hover, :active) {
    background: none;
  }
  .text[aria-expanded='true'] {
    max-height: 50dvh;
    overflow: auto;
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }
  .icon-button {
    width: 24px;
    height: 24px;
  }
  .icon-button .icon {
    width: 12px;
    height: 12px;
  }

  progress {
    appearance: none;
    position: fixed;
    inset: auto 0 0;
    z-index: 2147483647;
    width: 100%;
    height: 3px;
    border: 0;
    background: var(--_color-border);
    pointer-events: none;
  }
  progress::-webkit-progress-bar {
    background: var(--_color-border);
  }
  progress::-webkit-progress-value {
    background: var(--_color-accent);
    transition: inline-size 200ms;
  }
  progress::-moz-progress-bar {
    background: var(--_color-accent);
  }

  @media print {
    .status,
    progress {
      display: none;
    }
  }
`;
