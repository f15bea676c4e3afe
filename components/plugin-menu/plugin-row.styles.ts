import { css } from 'lit';

export const pluginRowStyles = css`
  :host {
    display: block;
    width: 100%;
    border-block-end: 1px solid var(--_color-border);
  }

  .row {
    display: flex;
    align-items: center;
    gap: var(--_space-2xs);
    min-height: 2.5rem;
    padding-inline: var(--_space-xs);
  }
  .row:hover {
    background: var(--_color-hover);
  }

  .icon {
    flex: none;
    width: 1.25rem;
    height: 1.25rem;
    fill: currentcolor;
  }

  .row button {
    border-color: transparent;
    background: none;
  }
  .row button:focus-visible {
    outline-offset: -2px;
  }
  .opener,
  .button {
    position: relative;
    display: grid;
    flex: none;
    place-items: center;
    width: 2rem;
    height: 2rem;
    min-height: 0;
    padding: 0;
    color: var(--_color-text-muted);
  }
  .opener {
    --imjoy-icon-size: 1.375rem;
    color: var(--_color-accent);
  }
  :is(.opener, .button):hover {
    background: var(--_color-selected);
  }

  .name {
    display: flex;
    flex: 1;
    align-items: center;
    gap: var(--_space-xs);
    min-width: 0;
    min-height: 2rem;
    padding: 0 var(--_space-xs);
    color: var(--_color-text);
    text-align: start;
  }
  .name .text {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .name[aria-disabled] {
    cursor: default;
  }
  .badge {
    flex: none;
    font-size: 0.9em;
  }
  .new {
    flex: none;
    padding: 0 var(--_space-xs);
    border-radius: var(--_radius-pill);
    background: var(--_color-success-tint);
    color: var(--_color-success);
    font-size: var(--_font-size-s);
    font-weight: var(--_font-weight-bold);
  }
  .tag {
    flex: none;
    max-width: 6em;
    padding: 0 var(--_space-xs);
    overflow: hidden;
    border-radius: var(--_radius-pill);
    background: var(--_color-selected);
    color: var(--_color-text);
    font-size: var(--_font-size-s);
    font-weight: var(--_font-weight-normal);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .sign {
    display: grid;
    flex: none;
  }
  .sign .icon {
    width: 1rem;
    height: 1rem;
  }

  .running :is(.opener, .text) {
    color: var(--_color-warning);
  }
  .quiet :is(.opener, .name),
  :is(.stopped, .loading, .disconnected) :is(.opener, .name) {
    color: var(--_color-text-muted);
  }
  .quiet .name {
    font-weight: var(--_font-weight-normal);
  }
  .failed .opener,
  .button.bad {
    color: var(--_color-danger);
  }
  .button.odd {
    color: var(--_color-warning);
  }

  .spinner {
    position: absolute;
    inset: 1px;
    border: 2px solid var(--_color-accent);
    border-block-start-color: transparent;
    border-radius: 50%;
    animation: turn 900ms linear infinite;
  }
  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .spinner {
      border-style: dotted;
      animation: none;
    }
  }

  .no-arrow {
    flex: none;
    width: 2rem;
  }
  .arrow .icon {
    transition: rotate 120ms;
  }
  .arrow:dir(rtl) .icon {
    scale: -1 1;
  }
  .arrow[aria-expanded='true'] .icon {
    rotate: 90deg;
    scale: none;
  }

  .step {
    padding: 0 var(--_space-s) var(--_space-xs);
    overflow: hidden;
    color: var(--_color-text-muted);
    font-size: var(--_font-size-s);
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  progress {
    display: block;
    width: 100%;
    height: 3px;
    border: 0;
    appearance: none;
    background: var(--_color-sunken);
  }
  progress::-webkit-progress-bar {
    background: var(--_color-sunken);
  }
  progress::-webkit-progress-value {
    background: var(--_color-warning);
  }
  progress::-moz-progress-bar {
    background: var(--_color-warning);
  }

  .failure {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: var(--_space-xs) var(--_space-s);
    margin: 0 var(--_space-s) var(--_space-s);
    padding: var(--_space-s);
    border: 1px solid transparent;
    border-radius: var(--_radius-m);
    background: var(--_color-danger-tint);
    color: var(--_color-danger);
    font-size: var(--_font-size-s);
  }
  .failure.disconnected {
    background: var(--_color-warning-tint);
    color: var(--_color-warning);
  }
  .failure p {
    min-width: 0;
    margin: 0;
    overflow-wrap: anywhere;
  }
  .failure pre {
    grid-column: 2;
    min-width: 0;
    margin: 0;
    padding: var(--_space-xs) var(--_space-s);
    border-radius: var(--_radius-s);
    background: var(--_color-surface);
    color: var(--_color-text);
    font-family: var(--_font-family-mono);
    direction: ltr;
    text-align: left;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .remedies {
    display: flex;
    flex-wrap: wrap;
    grid-column: 2;
    gap: var(--_space-s);
  }
  .failure button {
    display: inline-flex;
    align-items: center;
    gap: var(--_space-xs);
    padding-inline: var(--_space-s);
    border-color: currentcolor;
    background: none;
    color: inherit;
  }
  .failure .icon {
    width: 1rem;
    height: 1rem;
  }
  .failure > .icon {
    margin-block-start: calc((1lh - 1rem) / 2);
  }

  imjoy-plugin-operators {
    padding: var(--_space-xs) var(--_space-m) var(--_space-m);
    padding-inline-start: calc(2rem + var(--_space-m));
  }
`;
