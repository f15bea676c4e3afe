import { css, html, nothing, type TemplateResult } from 'lit';
import { messageOf, type PlaceState } from '../../src/index.js';

/** What {@link renderWindowState} shows, and whom it tells of clicks. */
export interface WindowStateView {
  /** The window's name, as the user knows it. */
  readonly name: string;
  readonly state: PlaceState;
  /** The user wants to try again after a failure. */
  onRetry(): void;
  /** The user gives the window up: after a failure, or because it does not respond. */
  onClose(): void;
}

/**
 * How it stands with a window, drawn over its content: a spinner while it loads, what went wrong, a bar when
 * it hangs, nothing when all is well. Needs {@link windowStateStyles}, `tokens` and `controlStyles`, and a
 * positioned box around it.
 */
export function renderWindowState(view: WindowStateView): TemplateResult | typeof nothing {
  const { name, state, onClose, onRetry } = view;
  switch (state.kind) {
    case 'ready':
      return nothing;
    case 'loading':
      return html`<div class="state" part="state" role="status">
        <span class="spinner"></span><span class="state-name">Loading <bdi>${name}</bdi>…</span>
        ${renderStep(state.step, state.progress)}
      </div>`;
    case 'unresponsive':
      return html`<div class="state-bar" part="state" role="alert">
        <span><bdi>${name}</bdi> is not responding</span>
        <button type="button" @click=${onClose}>Stop</button>
      </div>`;
    case 'failed':
      return html`<div class="state" part="state">
        <div class="state-failure" role="alert">
          <strong><bdi>${name}</bdi> could not be shown</strong>
          <p tabindex="0">${messageOf(state.error)}</p>
        </div>
        <div class="state-actions">
          <button type="button" @click=${onClose}>Close</button>
          <button type="button" class="primary" @click=${onRetry}>Retry</button>
        </div>
      </div>`;
  }
}

/** Its own place is kept as soon as there is one, so that nothing jumps. */
const renderStep = (step?: string, progress?: number): TemplateResult | typeof nothing =>
  step
    ? html`<span class="state-step">${step}</span>
        <progress max="100" .value=${progress ?? 0} aria-label="Progress"></progress>`
    : nothing;

export const windowStateStyles = css`
  .state {
    position: absolute;
    inset: 0;
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: safe center;
    gap: var(--_space-m);
    padding: var(--_space-l);
    overflow: auto;
    background: var(--_color-surface);
    color: var(--_color-text-muted);
  }
  /* A window that is there at once needs no spinner to flash by. */
  .state[role='status'] > * {
    animation: state-appear 200ms 250ms both;
  }
  .state-name {
    max-width: 100%;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .spinner {
    flex: none;
    width: 28px;
    height: 28px;
  }
  .spinner::after {
    content: '';
    display: block;
    height: 100%;
    border: 3px solid var(--_color-border);
    border-block-start-color: var(--_color-accent);
    border-radius: 50%;
    animation: state-turn 900ms linear infinite;
  }

  .state-step {
    max-width: 100%;
    font-size: var(--_font-size-s);
    font-variant-numeric: tabular-nums;
    text-align: center;
  }
  .state progress {
    width: min(100%, 16rem);
    height: 4px;
    border: 0;
    border-radius: 2px;
    appearance: none;
    background: var(--_color-sunken);
    accent-color: var(--_color-accent);
  }
  .state progress::-webkit-progress-bar {
    border-radius: 2px;
    background: var(--_color-sunken);
  }
  .state progress::-webkit-progress-value {
    border-radius: 2px;
    background: var(--_color-accent);
  }
  .state progress::-moz-progress-bar {
    background: var(--_color-accent);
  }

  .state-failure {
    box-sizing: border-box;
    width: min(100%, 34rem);
    padding: var(--_space-m) var(--_space-l);
    border-radius: var(--_radius-m);
    background: var(--_color-danger-tint);
    color: var(--_color-text);
    overflow-wrap: anywhere;
  }
  .state-failure strong {
    color: var(--_color-danger);
    font-weight: var(--_font-weight-bold);
  }
  .state-failure p {
    margin: var(--_space-xs) 0 0;
    max-height: 9em;
    overflow: auto;
    white-space: pre-wrap;
  }
  .state-actions {
    display: flex;
    gap: var(--_space-s);
  }

  .state-bar {
    position: absolute;
    inset: 0 0 auto;
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--_space-m);
    padding: var(--_space-xs) var(--_space-m);
    border-block-end: 1px solid var(--_color-border);
    background: var(--_color-warning-tint);
    color: var(--_color-warning);
    font-weight: var(--_font-weight-medium);
    overflow-wrap: anywhere;
  }
  .state-bar button {
    flex: none;
  }

  @keyframes state-turn {
    to {
      transform: rotate(1turn);
    }
  }
  @keyframes state-appear {
    from {
      opacity: 0;
    }
  }
  /* Turning is what says that something goes on: slower rather than not at all. */
  @media (prefers-reduced-motion: reduce) {
    .spinner::after {
      animation-duration: 3s !important;
    }
  }
`;
