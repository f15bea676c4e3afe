import { HighlightStyle } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** The kit's tokens instead of the colours CodeMirror brings: light and dark follow the page by themselves. */
export const codeTheme = EditorView.theme({
  '&': {
    height: '100%',
    color: 'var(--_color-text)',
    backgroundColor: 'var(--_color-surface)',
    fontSize: 'var(--imjoy-editor-font-size, 0.8125rem)',
  },
  // The element draws the ring around all of it, gutters included.
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    fontFamily: 'var(--_font-family-mono)',
    lineHeight: '1.55',
    overflow: 'auto',
  },
  '.cm-content': { caretColor: 'var(--_color-text)', paddingBlock: 'var(--_space-s)' },
  '.cm-cursor, .cm-dropCursor': { borderInlineStartColor: 'var(--_color-text)' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground':
    { backgroundColor: 'var(--_code-selection)' },
  '.cm-content ::selection': { backgroundColor: 'transparent' },
  '.cm-activeLine': { backgroundColor: 'var(--_code-line)' },
  '.cm-gutters': {
    backgroundColor: 'var(--_color-sunken)',
    color: 'var(--_color-text-muted)',
    border: '0',
    borderInlineEnd: '1px solid var(--_color-border)',
  },
  '.cm-activeLineGutter': { backgroundColor: 'var(--_color-hover)', color: 'var(--_color-text)' },
  '.cm-foldGutter .cm-gutterElement': { cursor: 'pointer' },
  '.cm-foldPlaceholder': {
    padding: '0 var(--_space-xs)',
    border: '1px solid var(--_color-border)',
    backgroundColor: 'var(--_color-hover)',
    color: 'var(--_color-text-muted)',
  },
  '&.cm-focused .cm-matchingBracket': {
    backgroundColor: 'var(--_color-selected)',
    outline: '1px solid var(--_color-outline)',
  },
  '&.cm-focused .cm-nonmatchingBracket': { backgroundColor: 'var(--_color-danger-tint)' },
  '.cm-selectionMatch': { backgroundColor: 'var(--_color-selected)' },
  '.cm-searchMatch': {
    backgroundColor: 'var(--_color-warning-tint)',
    outline: '1px solid var(--_color-warning)',
  },
  '.cm-searchMatch-selected': { backgroundColor: 'var(--_code-selection)' },
  '.cm-panels': {
    color: 'var(--_color-text)',
    backgroundColor: 'var(--_color-sunken)',
    fontFamily: 'var(--_font-family)',
  },
  '.cm-panels.cm-panels-top': { borderBlockEnd: '1px solid var(--_color-border)' },
  '.cm-panels.cm-panels-bottom': { borderBlockStart: '1px solid var(--_color-border)' },
  '.cm-panel.cm-search': {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: 'var(--_space-xs)',
    padding: 'var(--_space-s)',
    paddingInlineEnd: 'var(--_space-2xl)',
    fontSize: 'var(--_font-size-m)',
  },
  // Its line break, which flexible boxes do not know, as a box of the whole width.
  '.cm-panel.cm-search br': { display: 'none' },
  '.cm-panel.cm-search::after': { content: '""', flexBasis: '100%', order: '1' },
  '.cm-panel.cm-search [name^=replace]': { order: '2' },
  '.cm-panel.cm-search .cm-textfield': { flex: '1 1 7rem', minWidth: '0', maxWidth: '16rem' },
  '.cm-panel.cm-search label': {
    display: 'inline-flex',
    alignItems: 'center',
    gap: 'var(--_space-xs)',
    fontSize: 'var(--_font-size-s)',
  },
  '.cm-panel.cm-search input[type=checkbox]': { margin: '0', accentColor: 'var(--_color-accent)' },
  '.cm-panel.cm-search [name=close]': {
    right: 'auto',
    insetInlineEnd: 'var(--_space-xs)',
    insetBlockStart: 'var(--_space-xs)',
    minWidth: '2rem',
    minHeight: '2rem',
    color: 'inherit',
    fontSize: '1.25rem',
  },
  '.cm-textfield': {
    margin: '0',
    minHeight: '2rem',
    padding: '0 var(--_space-s)',
    border: '1px solid var(--_color-outline)',
    borderRadius: 'var(--_radius-m)',
    backgroundColor: 'var(--_color-surface)',
    color: 'inherit',
    font: 'inherit',
  },
  '.cm-button': {
    margin: '0',
    minHeight: '2rem',
    padding: '0 var(--_space-s)',
    border: '1px solid var(--_color-outline)',
    borderRadius: 'var(--_radius-m)',
    backgroundImage: 'none',
    backgroundColor: 'var(--_color-raised)',
    color: 'inherit',
    font: 'inherit',
    cursor: 'pointer',
    textTransform: 'capitalize',
    '&:hover': { backgroundColor: 'var(--_color-hover)' },
    '&:active': { backgroundImage: 'none', backgroundColor: 'var(--_color-selected)' },
  },
  '.cm-tooltip': {
    border: '1px solid var(--_color-border)',
    borderRadius: 'var(--_radius-m)',
    backgroundColor: 'var(--_color-raised)',
    color: 'var(--_color-text)',
    boxShadow: 'var(--_shadow-l)',
    overflow: 'hidden',
  },
  '.cm-tooltip.cm-tooltip-autocomplete': { overflow: 'visible' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    fontFamily: 'var(--_font-family-mono)',
    maxWidth: 'min(24rem, 85vw)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '2px var(--_space-s)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--_color-selected)',
    color: 'var(--_color-text)',
  },
  '.cm-completionDetail': { color: 'var(--_color-text-muted)', fontStyle: 'normal' },
  '.cm-tooltip.cm-completionInfo': {
    padding: 'var(--_space-s)',
    maxWidth: 'min(24rem, 85vw)',
    fontFamily: 'var(--_font-family)',
    fontSize: 'var(--_font-size-s)',
  },
  // Where there is no room beside the list, below it instead of upon it.
  '.cm-completionInfo.cm-completionInfo-right-narrow, .cm-completionInfo.cm-completionInfo-left-narrow':
    {
      top: '100% !important',
      bottom: 'auto !important',
      left: '0',
      right: '0',
      width: 'auto',
      maxWidth: 'none !important',
    },
  '.cm-completionInfo code': {
    display: 'block',
    marginBlockEnd: 'var(--_space-xs)',
    fontFamily: 'var(--_font-family-mono)',
    overflowWrap: 'anywhere',
  },
  '.cm-completionInfo p': { margin: '0' },
  '.cm-diagnostic': {
    padding: 'var(--_space-xs) var(--_space-s)',
    fontFamily: 'var(--_font-family)',
    fontSize: 'var(--_font-size-s)',
  },
  '.cm-diagnostic-error': { borderInlineStart: '4px solid var(--_color-danger)', borderLeft: '' },
  '.cm-diagnostic-warning': {
    borderInlineStart: '4px solid var(--_color-warning)',
    borderLeft: '',
  },
  '.cm-diagnostic-info': { borderInlineStart: '4px solid var(--_color-outline)', borderLeft: '' },
  '.cm-lintRange-error, .cm-lintRange-warning, .cm-lintRange-info': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy 1px var(--_color-danger)',
    textUnderlineOffset: '3px',
    textDecorationSkipInk: 'none',
  },
  '.cm-lintRange-warning': { textDecorationColor: 'var(--_color-warning)' },
  '.cm-lintRange-info': { textDecorationColor: 'var(--_color-outline)' },
  '.cm-lintRange-active': { backgroundColor: 'var(--_color-selected)' },
  '.cm-lint-marker': { width: '0.7em', height: '0.7em', borderRadius: '50%', content: '""' },
  '.cm-lint-marker-error': { content: '""', backgroundColor: 'var(--_color-danger)' },
  '.cm-lint-marker-warning': {
    content: '""',
    backgroundColor: 'var(--_color-warning)',
    borderRadius: '2px',
  },
  '.cm-lint-marker-info': { content: '""', backgroundColor: 'var(--_color-outline)' },
  '.cm-panel.cm-panel-lint ul': { maxHeight: '8rem' },
  '.cm-panel.cm-panel-lint ul [aria-selected]': {
    backgroundColor: 'var(--_color-selected)',
  },
  '.cm-panel.cm-panel-lint ul:focus [aria-selected]': {
    backgroundColor: 'var(--_color-selected)',
    color: 'var(--_color-text)',
  },
  '.cm-panel.cm-panel-lint [name=close]': {
    right: 'auto',
    insetInlineEnd: 'var(--_space-xs)',
    insetBlockStart: '0',
    minWidth: '2rem',
    minHeight: '2rem',
    color: 'inherit',
    fontSize: '1.25rem',
  },
  // Nothing that only a background tells would be seen.
  '@media (forced-colors: active)': {
    '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected], .cm-panel.cm-panel-lint ul [aria-selected], .cm-searchMatch-selected':
      { outline: '2px solid Highlight', outlineOffset: '-2px' },
    '.cm-lint-marker': { forcedColorAdjust: 'none' },
  },
});

/** Few colours, each with a contrast of 4.5:1 on the surface; their values stand with the element's styles. */
export const codeColors = HighlightStyle.define([
  { tag: [tags.tagName, tags.angleBracket], color: 'var(--_code-tag)' },
  { tag: [tags.attributeName, tags.propertyName], color: 'var(--_code-name)' },
  { tag: [tags.string, tags.attributeValue, tags.regexp], color: 'var(--_code-string)' },
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], color: 'var(--_code-keyword)' },
  { tag: [tags.number, tags.bool, tags.null, tags.atom, tags.unit], color: 'var(--_code-literal)' },
  { tag: tags.comment, color: 'var(--_color-text-muted)', fontStyle: 'italic' },
  {
    tag: [tags.function(tags.definition(tags.variableName)), tags.className, tags.typeName],
    color: 'var(--_code-definition)',
  },
  { tag: tags.heading, fontWeight: 'bold' },
  { tag: tags.strong, fontWeight: 'bold' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: [tags.link, tags.url], color: 'var(--_color-link)', textDecoration: 'underline' },
  { tag: tags.strikethrough, textDecoration: 'line-through' },
  { tag: tags.invalid, color: 'var(--_color-danger)' },
]);
