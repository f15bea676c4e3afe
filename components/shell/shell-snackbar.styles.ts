import { css } from 'lit';

export const shellSnackbarStyles = css`
  :host {
    display: contents;
  }

  .snackbar {
    inset: auto 0 var(--_space-2xl);
    align-items: flex-start;
    gap: var(--_space-s);
    width: fit-content;
    max-width: min(40rem, 100vw - 2 * var(--_space-l));
    margin: 0 auto;
    padding: var(--_space-s);
    border: 1px solid var(--_color-border);
    border-inline-start: 4px solid var(--_color-accent);
    border-radius: var(--_radius-m);
    background: var(--_color-raised);
    color: var(--_color-text);
    box-shadow: var(--_shadow-l);
  }
  .snackbar:popover-open {
    display: flex;
  }
  .error {
    border-color: var(--_color-danger);
    background: var(--_color-danger-tint);
    color: var(--_color-danger);
  }

  [role] {
    display: flex;
    flex: 1 1 auto;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 var(--_space-m);
    min-width: 0;
  }
  [role]:empty {
    display: none;
  }
  [role] > a {
    padding: var(--_space-xs) var(--_space-s);
    font-weight: var(--_font-weight-bold);
  }

  .text {
    min-width: 0;
    min-height: 28px;
    padding: var(--_space-xs) var(--_space-s);
    border: 0;
    background: none;
    color: inherit;
    font-weight: inherit;
    text-align: start;
  }
  .text:is(:hover, :active) {
    background: none;
  }
  .text span {
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    line-clamp: 2;
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }
  .text[aria-expanded='true'] span {
    display: block;
    max-height: 50dvh;
    overflow: auto;
  }
  .error .icon-button {
    color: inherit;
  }
`;
