import { css } from 'lit';

export const pluginListStyles = css`
  :host {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-height: 0;
  }
  .list {
    flex: 1;
    min-height: 0;
    overflow: auto;
    overscroll-behavior: contain;
  }
  /* Such a list has no height of its own: this is for a menu that has none either. */
  .long {
    min-height: min(24rem, 60vh);
  }
  imjoy-plugin-row {
    width: 100%;
  }
`;
