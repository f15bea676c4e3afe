import { css } from 'lit';

/** Sliders: a thin track and a round thumb, in the kit's colours. */
export const rangeStyles = css`
  input[type='range'] {
    appearance: none;
    width: 100%;
    height: 1.5rem;
    margin: 0;
    background: none;
    cursor: pointer;
  }
  input[type='range']::-webkit-slider-runnable-track {
    height: 4px;
    border-radius: var(--_radius-pill);
    background: var(--_color-border);
  }
  input[type='range']::-moz-range-track {
    height: 4px;
    border-radius: var(--_radius-pill);
    background: var(--_color-border);
  }
  input[type='range']::-webkit-slider-thumb {
    appearance: none;
    width: 16px;
    height: 16px;
    margin-top: -6px;
    border: 2px solid var(--_color-surface);
    border-radius: 50%;
    background: var(--_color-accent);
    box-shadow: 0 0 0 1px var(--_color-accent);
  }
  input[type='range']::-moz-range-thumb {
    width: 12px;
    height: 12px;
    border: 2px solid var(--_color-surface);
    border-radius: 50%;
    background: var(--_color-accent);
    box-shadow: 0 0 0 1px var(--_color-accent);
  }
`;
