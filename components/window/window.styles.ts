import { css } from '@lit/reactive-element';

/**
 * The frame around a plugin. It reads the two public color tokens it needs itself: the whole set comes
 * with the state panel, which most windows never show.
 */
export const windowStyles = css`
  :host {
    display: block;
    position: relative;
    box-sizing: border-box;
    min-block-size: 60px;
    block-size: var(--imjoy-window-height, 360px);
    overflow: hidden;
    color-scheme: var(--imjoy-color-scheme, light dark);
    border: 1px solid var(--imjoy-color-border, light-dark(#d7dfe6, #2b3845));
    border-radius: var(--imjoy-window-radius, 8px);
    background: var(
      --imjoy-window-background,
      var(--imjoy-color-surface, light-dark(#ffffff, #141c24))
    );
  }

  :host([theme='light']) {
    --imjoy-color-scheme: light;
  }

  :host([theme='dark']) {
    --imjoy-color-scheme: dark;
  }

  :host([hidden]) {
    display: none !important;
  }

  :host([auto-height]) {
    block-size: auto;
  }

  .content {
    inline-size: 100%;
    block-size: 100%;
  }

  .content[data-concealed] {
    visibility: hidden;
  }

  .content > * {
    inline-size: 100%;
    block-size: 100%;
  }

  .content > iframe {
    display: block;
    border: 0;
  }
`;
