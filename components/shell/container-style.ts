/**
 * A window's container must look the same whatever the page's style sheet says of its tag. It keeps the colour
 * scheme around it, so that a plugin written for white paper gets white paper on a dark page. The text needs a
 * word of its own: the initial colour is that of the page's scheme in Firefox.
 */
export const CONTAINER_STYLE = {
  all: 'initial',
  'color-scheme': 'inherit',
  color: 'CanvasText',
  display: 'block',
  position: 'relative',
  width: '100%',
  height: '100%',
};
