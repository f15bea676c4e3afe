import { css } from 'lit';

export const contrastBarStyles = css`
  :host {
    height: auto;
    overflow: visible;
    padding: var(--_space-s) var(--_space-m) var(--_space-xs);
    border-block-start: 1px solid var(--_color-border);
  }

  .plot {
    position: relative;
    height: 56px;
    margin-block-end: 10px;
  }
  svg {
    display: block;
    width: 100%;
    height: 100%;
    border-radius: var(--_radius-s);
    background: var(--_color-sunken);
  }
  .window {
    fill: var(--_color-selected);
  }
  .counts {
    fill: var(--_color-text-muted);
    opacity: 0.75;
  }
  .ramp {
    fill: none;
    stroke: var(--_color-accent);
    stroke-width: 1.5;
    vector-effect: non-scaling-stroke;
  }

  /* Both sliders lie over each other on the plot's lower edge: only their thumbs take the pointer. */
  .plot input {
    position: absolute;
    inset-block-end: -12px;
    inset-inline: -8px;
    width: calc(100% + 16px);
    pointer-events: none;
  }
  .plot input::-webkit-slider-runnable-track {
    background: none;
  }
  .plot input::-moz-range-track {
    background: none;
  }
  .plot input::-webkit-slider-thumb {
    pointer-events: auto;
  }
  .plot input::-moz-range-thumb {
    pointer-events: auto;
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-2xs) var(--_space-xs);
    font-size: var(--_font-size-s);
  }
  .row button {
    min-height: 1.75rem;
  }
  select {
    min-height: 1.75rem;
    border: 1px solid var(--_color-outline);
    border-radius: var(--_radius-m);
    background: var(--_color-surface);
    color: inherit;
    font: inherit;
  }
`;
