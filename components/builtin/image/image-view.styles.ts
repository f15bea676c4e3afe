import { css } from 'lit';

export const imageViewStyles = css`
  :host {
    overflow: hidden;
  }

  .stage {
    position: relative;
    flex: 1;
    min-height: 0;
  }
  imjoy-image-stage {
    position: absolute;
    inset: 0;
  }

  .toolbar {
    position: absolute;
    inset-block-start: var(--_space-s);
    inset-inline-end: var(--_space-s);
    display: flex;
    padding: var(--_space-2xs);
    border: 1px solid var(--_color-border);
    border-radius: var(--_radius-l);
    background: var(--_color-raised);
    box-shadow: var(--_shadow-m);
    opacity: 0.94;
  }
  .toolbar button {
    padding: 0 var(--_space-xs);
  }
  .toolbar .scale {
    min-width: 4.2em;
    font-size: var(--_font-size-s);
  }

  .slice {
    display: grid;
    grid-template-columns: auto 1fr auto;
    align-items: center;
    gap: var(--_space-m);
    padding: var(--_space-2xs) var(--_space-m);
    border-block-start: 1px solid var(--_color-border);
    font-size: var(--_font-size-s);
  }

  .status {
    display: flex;
    flex: none;
    justify-content: space-between;
    gap: var(--_space-m);
    padding: var(--_space-2xs) var(--_space-m);
    border-block-start: 1px solid var(--_color-border);
    font-size: var(--_font-size-s);
    white-space: pre;
    overflow: hidden;
  }
  .status > :first-child {
    overflow: hidden;
    text-overflow: ellipsis;
  }

  @container (max-width: 260px) {
    .toolbar .scale {
      display: none;
    }
  }
`;
