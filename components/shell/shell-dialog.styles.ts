import { css } from 'lit';

export const shellDialogStyles = css`
  :host {
    display: contents;
  }

  dialog {
    width: min(30rem, 100vw - 2 * var(--_space-l));
    max-width: none;
    max-height: min(80dvh, 100dvh - 2 * var(--_space-l));
    padding: 0;
    border: 1px solid var(--_color-border);
    border-radius: var(--_radius-l);
    background: var(--_color-raised);
    color: var(--_color-text);
    box-shadow: var(--_shadow-l);
    overflow: hidden;
    transition:
      opacity 140ms ease-out,
      transform 140ms ease-out;
  }
  dialog::backdrop {
    background: var(--_color-backdrop);
  }
  @starting-style {
    dialog[open] {
      opacity: 0;
      transform: translateY(8px);
    }
  }

  form {
    display: flex;
    flex-direction: column;
    max-height: inherit;
  }

  header {
    flex: none;
    padding: var(--_space-xl) var(--_space-xl) 0;
  }
  header:not(:has(*)) {
    padding-block-start: var(--_space-l);
  }
  .from {
    display: flex;
    gap: 0.4em;
    margin: 0;
    color: var(--_color-text-muted);
    font-size: var(--_font-size-s);
    white-space: nowrap;
  }
  .from bdi {
    overflow: hidden;
    text-overflow: ellipsis;
    color: var(--_color-text);
    font-weight: var(--_font-weight-bold);
  }
  h2 {
    margin: 0;
    font-size: var(--_font-size-l);
    font-weight: var(--_font-weight-bold);
    line-height: 1.35;
    overflow-wrap: anywhere;
  }
  .from + h2 {
    margin-block-start: var(--_space-xs);
  }

  .body {
    flex: 0 1 auto;
    min-height: 0;
    padding: var(--_space-s) var(--_space-xl) 0;
    overflow: auto;
  }
  .message {
    overflow-wrap: anywhere;
  }
  .text {
    white-space: pre-wrap;
  }
  .message > :first-child {
    margin-block-start: 0;
  }
  .message > :last-child {
    margin-block-end: 0;
  }
  .message img {
    max-width: 100%;
    height: auto;
  }
  .message :is(pre, code) {
    font-family: var(--_font-family-mono);
  }
  .message pre {
    padding: var(--_space-s);
    border-radius: var(--_radius-m);
    background: var(--_color-sunken);
    white-space: pre-wrap;
  }
  .commands {
    max-height: 40dvh;
    margin: var(--_space-m) 0 0;
    padding: var(--_space-s) var(--_space-m);
    padding-inline-start: 2.5em;
    overflow: auto;
    border: 1px solid var(--_color-border);
    border-radius: var(--_radius-m);
    background: var(--_color-sunken);
    font-size: var(--_font-size-s);
  }
  .commands:focus-visible {
    outline-offset: -1px;
  }
  .commands li::marker {
    color: var(--_color-text-muted);
  }
  .commands code {
    display: block;
    direction: ltr;
    font-family: var(--_font-family-mono);
    text-align: left;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .message + input {
    width: 100%;
    margin-block-start: var(--_space-m);
  }

  footer {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    align-items: center;
    justify-content: flex-end;
    gap: var(--_space-s);
    padding: var(--_space-xl);
    padding-block-start: var(--_space-l);
  }
  footer button {
    max-width: 100%;
    min-width: 5.5rem;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .mute {
    flex: 1 1 auto;
    color: var(--_color-text-muted);
    font-size: var(--_font-size-s);
    overflow-wrap: anywhere;
  }
`;
