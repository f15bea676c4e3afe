import { css } from 'lit';

/** There for those who have the page read to them. */
const unseen = css`
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
`;

/** The editor's own layout, and the colours of its code: 4.5:1 or more on the surface, light and dark. */
export const editorStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    height: var(--imjoy-editor-height, 420px);
    min-height: 0;
    border: 1px solid var(--_color-border);
    border-radius: var(--_radius-m);
    overflow: hidden;

    --_code-tag: light-dark(#0b5f94, #6fc0f0);
    --_code-name: light-dark(#6b4a00, #dcb667);
    --_code-string: light-dark(#1c6b3c, #8fd6a6);
    --_code-keyword: light-dark(#8a2a83, #e0a0dc);
    --_code-literal: light-dark(#a33b12, #f2a47f);
    --_code-definition: light-dark(#1f4fb0, #9db9ff);
    --_code-selection: light-dark(#cfe3f4, #23496b);
    --_code-line: light-dark(rgb(12 60 100 / 4%), rgb(160 200 240 / 6%));
  }
  :host([embedded]) {
    height: 100%;
    border: 0;
    border-radius: 0;
  }

  /* What belongs together goes to the next line together. */
  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-xs);
  }
  .tools:last-child {
    flex: 1 0 auto;
    max-width: 100%;
    justify-content: end;
  }

  .bar button.primary {
    border-color: var(--_color-accent);
    background: var(--_color-accent);
    color: var(--_color-on-accent);
  }
  .bar button.primary:hover {
    background: var(--_color-accent-hover);
  }
  .bar button:disabled {
    background: none;
    border-color: transparent;
    color: var(--_color-text-muted);
  }

  .tag {
    display: inline-flex;
    align-items: center;
    gap: var(--_space-xs);
  }
  select {
    max-width: 10rem;
    min-height: 2rem;
    padding: 0 var(--_space-xs);
    border: 1px solid var(--_color-outline);
    border-radius: var(--_radius-m);
    background: var(--_color-surface);
    color: inherit;
    font: inherit;
  }

  .state {
    color: var(--_color-text-muted);
    font-size: var(--_font-size-s);
    white-space: nowrap;
  }
  .state.dirty::before {
    content: '';
    display: inline-block;
    width: 0.6em;
    height: 0.6em;
    margin-inline-end: 0.4em;
    border-radius: 50%;
    background: var(--_color-warning);
    forced-color-adjust: none;
  }

  .notice-bar {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-xs) var(--_space-s);
    padding: var(--_space-xs) var(--_space-s);
    border-block-end: 1px solid var(--_color-border);
    background: var(--_color-warning-tint);
  }
  .notice-bar.danger {
    background: var(--_color-danger-tint);
    color: var(--_color-danger);
  }
  .notice-bar .message {
    flex: 1 1 12rem;
    max-height: 6em;
    overflow: auto;
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }
  .notice-bar button {
    border-color: currentcolor;
  }

  .code {
    position: relative;
    flex: 1;
    min-height: 0;
  }
  /* Code reads from the left, whatever the page does. */
  .code :is(.cm-scroller, textarea) {
    direction: ltr;
  }
  .code:has(.cm-focused)::after {
    content: '';
    position: absolute;
    inset: 0;
    z-index: 300;
    border: 2px solid var(--_color-focus);
    pointer-events: none;
  }
  .view {
    position: absolute;
    inset: 0;
  }
  textarea {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    padding: var(--_space-s) var(--_space-l);
    border: 0;
    background: var(--_color-surface);
    color: inherit;
    font: 0.8125rem / 1.55 var(--_font-family-mono);
    resize: none;
    white-space: pre;
  }
  textarea:focus-visible {
    outline-offset: -2px;
  }

  .foot {
    display: flex;
    flex: none;
    align-items: center;
    gap: var(--_space-s);
    min-height: 2rem;
    padding: 0 var(--_space-s);
    border-block-start: 1px solid var(--_color-border);
    font-size: var(--_font-size-s);
  }
  .foot .danger {
    color: var(--_color-danger);
  }
  .foot .warning {
    color: var(--_color-warning);
  }
  .hint {
    color: var(--_color-text-muted);
    text-align: end;
  }

  @container (width < 860px) {
    .of-file .label {
      ${unseen}
    }
  }
  @container (width < 560px) {
    .bar .label,
    .state span,
    .hint {
      ${unseen}
    }
  }
`;
