import { css } from 'lit';

export const appStyles = css`
  :host {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr) auto;
    position: relative;
    overflow: hidden;
    border: 1px solid var(--_color-border);
    border-radius: var(--imjoy-app-radius, var(--_radius-l));
    background: var(--_color-ground);
    container: app / inline-size;
  }

  .body {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    position: relative;
    min-height: 0;
  }

  .side {
    inline-size: var(--imjoy-app-menu-width, 18rem);
    min-height: 0;
    border-inline-end: 1px solid var(--_color-border);
    background: var(--_color-surface);
  }
  .side[hidden] {
    display: none;
  }
  imjoy-plugin-menu {
    block-size: 100%;
  }

  main {
    position: relative;
    min-width: 0;
    min-height: 0;
  }
  imjoy-dock {
    block-size: 100%;
  }

  /* A narrow application shows its menu above the windows, one or the other. */
  @container app (max-width: 44rem) {
    .body {
      grid-template-columns: minmax(0, 1fr);
    }
    .side {
      position: absolute;
      inset: 0;
      z-index: 2;
      inline-size: auto;
      border: 0;
    }
  }

  .welcome {
    display: grid;
    justify-items: center;
    max-inline-size: 26rem;
    margin: 0 auto;
    padding: var(--_space-l);
    color: var(--_color-text-muted);
    text-align: center;
  }
  .welcome h2 {
    margin: 0 0 var(--_space-xs);
    color: var(--_color-text);
    font-size: var(--_font-size-l);
    font-weight: var(--_font-weight-bold);
  }
  .welcome p {
    margin: 0 0 var(--_space-l);
  }
  .ways {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: var(--_space-s);
  }
`;
