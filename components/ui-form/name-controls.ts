import type { UiItem } from '../../src/index.js';
import type { Control } from './controls/control.js';

/** A control and the item it shows. */
export interface PlacedControl {
  readonly item: UiItem;
  readonly control: Control;
}

const BREAKS = new Set(['BR', 'HR', 'P', 'DIV', 'FIELDSET']);

/**
 * Gives every control that has no `<label>` the name a reader would take for it: the text in front of it on
 * its line, else the line above.
 */
export function nameControls(content: ParentNode & Node, placed: readonly PlacedControl[]): void {
  const labelled = new Set([...content.querySelectorAll('label')].map(({ htmlFor }) => htmlFor));
  const isNameless = ({ control: { field } }: PlacedControl): boolean =>
    field !== null && !labelled.has(field.id);
  if (!placed.some(isNameless)) return;
  const byElement = new Map(placed.map((entry) => [entry.control.element as Node, entry]));
  let above = '';
  let line = '';

  const visit = (node: Node): void => {
    const entry = byElement.get(node);
    if (entry) {
      const { field } = entry.control;
      if (field && isNameless(entry)) field.ariaLabel = nameOf(entry.item, line, above);
      above = line = '';
      return;
    }
    if (BREAKS.has(node.nodeName)) breakLine();
    // The form of another operator has named its own.
    if (node instanceof HTMLFieldSetElement) return;
    if (node instanceof Text) line += node.data;
    node.childNodes.forEach(visit);
    if (BREAKS.has(node.nodeName)) breakLine();
  };
  const breakLine = (): void => {
    if (line.trim() !== '') above = line;
    line = '';
  };

  visit(content);
}

function nameOf(item: UiItem, line: string, above: string): string {
  const candidates = [line, above, item.label ?? '', item.id ?? ''].map((text) =>
    text
      .replace(/\s+/g, ' ')
      .replace(/[\s:]+$/, '')
      .trim(),
  );
  return candidates.find((name) => name !== '') ?? item.type;
}
