import { extractItems } from './extract.js';
import { FormBuilder } from './form-builder.js';
import { toMarkup } from './markup.js';
import type { UiForm } from './types.js';

/**
 * The form that the `ui` of a plugin, an op or a dialog describes: text and HTML with `{id, type, …}` items.
 * Items it cannot offer become visible text with a warning and leave the others alone. The HTML is kept as
 * written: whoever shows it has to sanitise it.
 * @throws ImjoyError `UI_INVALID` when `ui` is neither a string, an array nor empty
 */
export function parseUi(ui: unknown): UiForm {
  const form = new FormBuilder();
  for (const segment of extractItems(toMarkup(ui))) {
    if (segment.kind === 'html') form.addHtml(segment.source);
    else if (segment.kind === 'fields') form.addItem(segment.fields, segment.source);
    else form.addText(segment.source, segment.problem);
  }
  return form.build();
}
