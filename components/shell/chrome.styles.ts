import { css } from 'lit';

/** Icons, and buttons that are nothing but an icon. Comes after `controlStyles`. */
export const chromeStyles = css`
  .icon {
    display: block;
    width: 16px;
    height: 16px;
    fill: none;
    stroke: currentcolor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .icon-button {
    display: grid;
    flex: none;
    place-items: center;
    width: 28px;
    height: 28px;
    min-height: 0;
    padding: 0;
    border-color: transparent;
    background: none;
    color: var(--_color-text-muted);
  }
  .icon-button:hover {
    color: var(--_color-text);
  }
`;
