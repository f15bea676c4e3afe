import { css } from 'lit';

export const windowStyles = css`
  :host {
    position: relative;
    min-block-size: 60px;
    block-size: var(--imjoy-window-height, 360px);
    overflow: hidden;
    border: 1px solid var(--_color-border);
    border-radius: var(--imjoy-window-radius, var(--_radius-m));
    background: var(--imjoy-window-background, var(--_color-surface));
  }

  :host([auto-height]) {
    block-size: auto;
  }

  .body,
  .content {
    position: relative;
    inline-size: 100%;
    block-size: 100%;
  }

  .body[data-concealed] .content {
    visibility: hidden;
  }

  .content > * {
    inline-size: 100%;
    block-size: 100%;
    display: block;
    border: 0;
  }
`;
