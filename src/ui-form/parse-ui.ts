import { ImjoyError } from '../base/error.js';
import { extractItems } from './extract.js';
import { FormBuilder, type FormSurroundings, type ReadEmbedded } from './form-builder.js';
import { toMarkup } from './markup.js';
import type { UiForm } from './types.js';

/** Forms that one form may embed, directly or through others: operators can embed each other. */
const MAX_EMBEDDED = 50;

/**
 * The form that the `ui` of a plugin, an op or a dialog describes: text and HTML with `{id, type, …}` items.
 * Items it cannot offer become visible text with a warning and leave the others alone. The HTML is kept as
 * written: whoever shows it has to sanitise it.
 * @param surroundings operators whose forms may be embedded, and variables
 * @throws ImjoyError `UI_INVALID` when `ui` is neither a string, an array nor empty
 */
export function parseUi(ui: unknown, surroundings: FormSurroundings = {}): UiForm {
  const takenNames = new Set(surroundings.variables);
  let embedded = 0;

  const read = (source: unknown, within: readonly string[] | null, trail: readonly string[]) => {
    const embed: ReadEmbedded = (inner, key, path) => {
      if (trail.includes(key)) {
        throw new ImjoyError('UI_INVALID', `the form of "${key}" embeds itself`);
      }
      if ((embedded += 1) > MAX_EMBEDDED) {
        throw new ImjoyError('UI_INVALID', `more than ${MAX_EMBEDDED} forms are embedded`);
      }
      return read(inner, path, [...trail, key]);
    };
    const form = new FormBuilder({ ...surroundings, takenNames, embed });
    for (const segment of extractItems(toMarkup(source))) {
      if (segment.kind === 'html') form.addHtml(segment.source);
      else if (segment.kind === 'fields') form.addItem(segment.fields, segment.source, within);
      else form.addText(segment.source, segment.problem);
    }
    return form.build();
  };

  return read(ui, [], []);
}
