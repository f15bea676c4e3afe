import { css } from 'lit';

/** How something stands, as a dot whose shape says it as well as its colour: `<span class="dot on"></span>`. */
export const stateDotStyles = css`
  .dot {
    flex: none;
    inline-size: 0.75em;
    block-size: 0.75em;
    border: 2px solid currentcolor;
    border-radius: 50%;
    color: var(--_color-text-muted);
    forced-color-adjust: none;
  }
  .dot.on {
    background: currentcolor;
    color: var(--_color-success);
  }
  .dot.busy {
    border-style: dotted;
    color: var(--_color-accent);
  }
  .dot.lost {
    background: linear-gradient(to top, currentcolor 50%, transparent 50%);
    color: var(--_color-warning);
  }
  .dot.bad {
    border-radius: 0;
    background: currentcolor;
    color: var(--_color-danger);
    rotate: 45deg;
    scale: 0.8;
  }
  @media (forced-colors: active) {
    .dot:is(.on, .busy, .lost, .bad, .off) {
      color: CanvasText;
    }
  }
`;
