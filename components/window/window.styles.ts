import { css } from '@lit/reactive-element';

/**
 * The frame around a plugin. It reads the few public color tokens it needs itself: the whole set comes
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

  /* A window that is there at once needs no circle to flash by. */
  .spinner {
    position: absolute;
    inset: 0;
    box-sizing: border-box;
    inline-size: 28px;
    block-size: 28px;
    margin: auto;
    border: 3px solid var(--imjoy-color-border, light-dark(#d7dfe6, #2b3845));
    border-block-start-color: var(--imjoy-color-accent, light-dark(#0b6299, #58b4ea));
    border-radius: 50%;
    animation:
      turn 900ms 250ms linear infinite,
      appear 200ms 250ms backwards;
  }

  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }

  @keyframes appear {
    from {
      opacity: 0;
    }
  }

  /* Turning is what says that something goes on: slower rather than not at all. */
  @media (prefers-reduced-motion: reduce) {
    .spinner {
      animation-duration: 3s, 1ms;
    }
  }
`;
