import { css } from 'lit';

/** Choices that stand side by side: `<label class="chip"><input type="radio" />text</label>`. */
export const chipStyles = css`
  .chip {
    position: relative;
    padding: var(--_space-xs) var(--_space-m);
    border: 1px solid var(--_color-outline);
    border-radius: var(--_radius-pill);
    overflow-wrap: anywhere;
    cursor: pointer;
  }
  .chip:hover {
    background: var(--_color-hover);
  }
  .chip input {
    position: absolute;
    inset: 0;
    width: 100%;
    min-height: 0;
    height: 100%;
    opacity: 0;
    cursor: pointer;
  }
  .chip:has(:checked) {
    border-color: var(--_color-accent);
    background: var(--_color-accent);
    color: var(--_color-on-accent);
  }
  @media (forced-colors: active) {
    .chip:has(:checked) {
      border-color: SelectedItem;
      background: SelectedItem;
      color: SelectedItemText;
      forced-color-adjust: none;
    }
  }
  .chip:has(:focus-visible) {
    outline: 2px solid var(--_color-focus);
    outline-offset: 2px;
  }
`;
