import { ImjoyError } from '../base/error.js';
import { extractItems } from './extract.js';
import { FormBudget } from './form-budget.js';
import { FormBuilder, type FormSurroundings, type ReadEmbedded } from './form-builder.js';
import { toMarkup } from './markup.js';
import type { UiForm } from './types.js';

/**
 * The form that the `ui` of a plugin, an op or a dialog describes: text and HTML with `{id, type, …}` items.
 * Items it cannot offer become visible text with a warning and leave the others alone. The HTML is kept as
 * written: whoever shows it has to sanitise it.
 * @param surroundings operators whose forms may be embedded, and variables
 * @throws ImjoyError `UI_INVALID` when `ui` is neither a string, an array nor empty, or too long
 */
export function parseUi(ui: unknown, surroundings: FormSurroundings = {}): UiForm {
  const takenNames = new Set(surroundings.variables);
  const budget = new FormBudget();

  const read = (source: unknown, within: readonly string[] | null, trail: readonly string[]) => {
    const embed: ReadEmbedded = (inner, key, path) => {
      if (trail.includes(key)) {
        throw new ImjoyError('UI_INVALID', `the form of "${key}" embeds itself`);
      }
      budget.takeEmbedded();
      return read(inner, path, [...trail, key]);
    };
    const form = new FormBuilder({ ...surroundings, budget, takenNames, embed });
    const markup = toMarkup(source);
    budget.takeMarkup(markup.length);
    for (const segment of extractItems(markup)) {
      if (segment.kind === 'html') form.addHtml(segment.source);
      else if (segment.kind === 'fields') form.addItem(segment.fields, segment.source, within);
      else form.addText(segment.source, segment.problem);
      if (form.isFull) break;
    }
    return form.build();
  };

  return read(ui, [], []);
}
