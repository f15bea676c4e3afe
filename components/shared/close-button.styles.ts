import { css } from 'lit';

/** The button that closes what it is in the corner of: `<button class="close">${outline(close)}</button>`. */
export const closeButtonStyles = css`
  .close {
    display: inline-grid;
    flex: none;
    place-items: center;
    width: 2.25rem;
    min-height: 2.25rem;
    padding: 0;
    border-color: transparent;
    background: none;
  }
  .close:hover {
    background: var(--_color-hover);
  }
  .icon {
    flex: none;
    width: 1.25rem;
    height: 1.25rem;
    fill: currentcolor;
  }
`;
