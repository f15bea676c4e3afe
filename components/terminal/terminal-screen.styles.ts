import { css } from 'lit';

/** The screen of xterm.js, whose own sheet is written for a page, and our colours. */
export const terminalScreenStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 0;
    overflow: hidden;
    background: var(--_color-surface);
  }
  .screen {
    flex: 1;
    min-height: 0;
    margin: var(--_space-s);
    overflow: hidden;
    /* Whatever the language of the page: programs count columns from the left. */
    direction: ltr;
    text-align: left;
    font-family: var(--_font-family-mono);
    font-size: var(--_font-size-m);
  }
  :host(:focus-within) .screen {
    outline: 2px solid var(--_color-focus);
    outline-offset: var(--_space-2xs);
    border-radius: var(--_radius-s);
  }

  .xterm {
    position: relative;
    height: 100%;
    cursor: text;
    user-select: none;
  }
  .xterm:focus {
    outline: none;
  }
  .xterm.enable-mouse-events {
    cursor: default;
  }
  .xterm-cursor-pointer {
    cursor: pointer;
  }
  .xterm-viewport,
  .xterm-accessibility,
  .xterm-message {
    position: absolute;
    inset: 0;
  }
  .xterm-screen {
    position: relative;
  }

  /* Where what is typed arrives: not to be seen, and where an input method shows its own. */
  .xterm-helpers {
    position: absolute;
    top: 0;
    z-index: 5;
  }
  .xterm-helper-textarea {
    position: absolute;
    top: 0;
    left: -9999em;
    z-index: -5;
    width: 0;
    height: 0;
    margin: 0;
    padding: 0;
    border: 0;
    opacity: 0;
    overflow: hidden;
    resize: none;
    white-space: nowrap;
  }
  .composition-view {
    display: none;
    position: absolute;
    z-index: 1;
    background: var(--_color-raised);
    color: var(--_color-text);
    white-space: nowrap;
  }
  .composition-view.active {
    display: block;
  }
  .xterm-char-measure-element {
    display: inline-block;
    position: absolute;
    top: 0;
    left: -9999em;
    line-height: normal;
    visibility: hidden;
  }

  /* What screen readers have of it. */
  .xterm-accessibility,
  .xterm-message {
    z-index: 10;
    color: transparent;
    forced-color-adjust: none;
    pointer-events: none;
  }
  .xterm-accessibility-tree {
    white-space: pre;
    user-select: text;
  }
  .live-region {
    position: absolute;
    left: -9999px;
    width: 1px;
    height: 1px;
    overflow: hidden;
  }

  .xterm-underline-1 {
    text-decoration: underline;
  }
  .xterm-underline-2 {
    text-decoration: double underline;
  }
  .xterm-underline-3 {
    text-decoration: wavy underline;
  }
  .xterm-underline-4 {
    text-decoration: dotted underline;
  }
  .xterm-underline-5 {
    text-decoration: dashed underline;
  }
  .xterm-overline {
    text-decoration: overline;
  }
  .xterm-strikethrough {
    text-decoration: line-through;
  }
  .xterm-decoration {
    position: absolute;
    z-index: 6;
  }

  .xterm-scrollable-element > .scrollbar {
    cursor: default;
  }
  .xterm-scrollable-element > .visible {
    z-index: 11;
  }
  .xterm-scrollable-element > .invisible {
    opacity: 0;
    pointer-events: none;
  }
  .xterm-scrollable-element > .shadow {
    display: none;
  }
`;
