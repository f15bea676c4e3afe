import type { DialogMessage, PlaceRequest } from '../../src/api/shell.js';

/** A message of the plugin "Histogram". */
export const message = (fields: Partial<DialogMessage> = {}): DialogMessage => ({
  title: null,
  text: fields.html === undefined ? 'Ready' : null,
  html: null,
  confirmText: 'OK',
  cancelText: 'Cancel',
  from: 'Histogram',
  ...fields,
});

/** A floating window of 480 × 300 pixels at 60, 60. */
export const windowRequest = (fields: Partial<PlaceRequest> = {}): PlaceRequest => ({
  id: 'w',
  name: 'Histogram',
  type: 'Histogram',
  dialog: false,
  fullscreen: false,
  standalone: false,
  size: { w: 16, h: 10 },
  position: { x: 2, y: 2 },
  elementId: null,
  ...fields,
});

/** Text that would run or show if it were taken as HTML. */
export const INJECTION = '<img src=x onerror="injected()"><b>bold</b>';
