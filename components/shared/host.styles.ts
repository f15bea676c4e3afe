import { css } from 'lit';

/** What every element of the kit does alike: its box, its type, the focus ring, calm when motion is unwelcome. */
export const hostStyles = css`
  :host {
    display: block;
    box-sizing: border-box;
    color: var(--_color-text);
    font-family: var(--_font-family);
    font-size: var(--_font-size-m);
    font-weight: var(--_font-weight-normal);
    line-height: var(--_font-line-height);
    text-align: start;
  }

  /* A page's own display rule on the tag must not bring back what it hid. */
  :host([hidden]) {
    display: none !important;
  }

  /* Not inherited: the chain would break wherever a page or a dock puts a box of its own in between. */
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  :focus-visible {
    outline: 2px solid var(--_color-focus);
    outline-offset: 2px;
  }

  a {
    color: var(--_color-link);
    text-underline-offset: 0.15em;
  }

  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation-duration: 1ms !important;
      transition-duration: 1ms !important;
    }
  }
`;
