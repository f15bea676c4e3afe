import { css } from 'lit';

/** What golden-layout draws: what it relies on, and how it looks. Follows `tokens`. */
export const layoutStyles = css`
  .lm_root,
  .lm_stack,
  .lm_content {
    position: relative;
  }
  .lm_row > .lm_item,
  .lm_splitter.lm_horizontal {
    float: inline-start;
  }
  .lm_content,
  .lm_items {
    overflow: hidden;
  }
  .lm_maximise_place {
    display: none;
  }

  .lm_stack {
    background: var(--_color-surface);
  }

  .lm_header {
    display: flex;
    position: relative;
    z-index: 1;
    border-block-end: 1px solid var(--_color-border);
    background: var(--_color-sunken);
    user-select: none;
  }
  .tab-list {
    flex: 1;
    min-width: 0;
  }
  /* Golden-layout measures every tab after each change: nothing around the bar shall be laid out for that. */
  .lm_tabs {
    display: flex;
    height: 34px;
    contain: strict;
    overflow: auto hidden;
    scrollbar-width: none;
  }
  .lm_tabs:is([data-before], [data-after]) {
    mask-image: linear-gradient(
      var(--_fade-towards, to right),
      transparent,
      #000 var(--_fade-before, 0px),
      #000 calc(100% - var(--_fade-after, 0px)),
      transparent
    );
  }
  .lm_tabs:dir(rtl) {
    --_fade-towards: to left;
  }
  .lm_tabs[data-before] {
    --_fade-before: 20px;
  }
  .lm_tabs[data-after] {
    --_fade-after: 20px;
  }
  .lm_tabdropdown_list {
    display: none;
  }

  .lm_tab {
    display: flex;
    position: relative;
    flex: none;
    align-items: center;
    gap: var(--_space-2xs);
    z-index: auto !important;
    max-width: min(240px, 100%);
    min-width: 0;
    height: 33px;
    margin: 0 !important;
    padding-inline: 12px 4px;
    border-inline-end: 1px solid var(--_color-border);
    color: var(--_color-text-muted);
    cursor: pointer;
    touch-action: none;
  }
  /* A finger that goes along a bar with more tabs than it shows scrolls it; one that leaves it takes a tab along. */
  .lm_tabs:is([data-before], [data-after]) .lm_tab {
    touch-action: pan-x;
  }
  .lm_tab:hover {
    background: var(--_color-hover);
    color: var(--_color-text);
  }
  .lm_tab.lm_active {
    height: 34px;
    background: var(--_color-surface);
    color: var(--_color-text);
  }
  .lm_tab[data-selected] {
    box-shadow: inset 0 2px var(--_color-accent);
    font-weight: var(--_font-weight-medium);
  }
  .lm_tab:focus-visible,
  .lm_splitter:focus-visible {
    outline-offset: -2px;
  }
  .lm_title {
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    unicode-bidi: plaintext;
    white-space: nowrap;
  }
  .lm_tab input {
    width: 12em;
    min-width: 0;
    min-height: 0;
    height: 24px;
    padding: 0 var(--_space-xs);
  }

  .tab-close {
    display: grid;
    flex: none;
    place-items: center;
    width: 24px;
    height: 24px;
    border-radius: var(--_radius-s);
    opacity: 0;
  }
  :is(.lm_tab:hover, .lm_tab.lm_active) .tab-close {
    opacity: 1;
  }
  /* What cannot be seen before it is touched must not be touched. */
  @media (hover: none) {
    .lm_tab:not(.lm_active) .tab-close {
      visibility: hidden;
    }
  }
  .tab-close:hover {
    background: var(--_color-selected);
  }
  .tab-close .icon {
    width: 14px;
    height: 14px;
    pointer-events: none;
  }

  .lm_controls {
    display: flex;
    flex: none;
    align-items: center;
    padding-inline: var(--_space-2xs);
  }

  .lm_controls [data-do='menu'] .icon {
    stroke-width: 2.25;
  }

  .lm_drop_tab_placeholder {
    flex: none;
    width: 100px;
    visibility: hidden;
  }

  .lm_splitter {
    position: relative;
    z-index: 2;
    background: var(--_color-ground);
    touch-action: none;
    transition: background-color 120ms;
  }
  .lm_splitter.lm_horizontal {
    height: 100%;
  }
  .lm_splitter:is(:hover, :focus-visible, [data-held]) {
    background: var(--_color-accent);
  }
  .lm_drag_handle {
    position: absolute;
  }
  .lm_vertical .lm_drag_handle {
    width: 100%;
    cursor: ns-resize;
  }
  .lm_horizontal .lm_drag_handle {
    height: 100%;
    cursor: ew-resize;
  }

  /* Golden-layout says for mice how far around a bar is the bar. */
  @media (pointer: coarse) {
    .lm_vertical .lm_drag_handle {
      inset-block: -9px !important;
      height: auto !important;
    }
    .lm_horizontal .lm_drag_handle {
      inset-inline: -9px !important;
      width: auto !important;
    }
  }

  @media (forced-colors: active) {
    .lm_tab.lm_active {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
    .lm_tab[data-selected] .lm_title {
      text-decoration: underline;
    }
    .lm_splitter {
      background: ButtonBorder;
    }
    .lm_splitter:is(:hover, :focus-visible, [data-held]) {
      background: Highlight;
    }
  }
`;
