import type { UiForm, UiItem, UiPart } from '../../src/index.js';
import { arrangeLines } from './arrange-lines.js';
import { createControl } from './controls/create-control.js';
import type { ControlHost } from './controls/control.js';
import { readHtml } from './form-html.js';
import { createMarker, removeMarkers, replaceMarkers, restoreAttributes } from './markers.js';
import { nameControls, type PlacedControl } from './name-controls.js';

type EmbeddedPart = Exclude<UiPart, { kind: 'html' }>;

/** A control for each item of a form, those of embedded forms included. */
export function createControls({ items }: UiForm, host: ControlHost): PlacedControl[] {
  return items.map((item, index) => {
    const control = createControl(item, host);
    if (control.field) control.field.id = `field-${index}`;
    return { item, control };
  });
}

/** Builds the nodes of a form: its HTML with a control where each item stood. */
export function arrangeForm(form: UiForm, controls: readonly PlacedControl[]): DocumentFragment {
  return buildNodes(form, new Map(controls.map((placed) => [placed.item, placed])));
}

function buildNodes(form: UiForm, all: ReadonlyMap<UiItem, PlacedControl>): DocumentFragment {
  const own: PlacedControl[] = [];
  const embedded: EmbeddedPart[] = [];
  let html = '';
  for (const part of form.parts) {
    html += part.kind === 'html' ? removeMarkers(part.html) : createMarker(embedded.length);
    if (part.kind !== 'html') embedded.push(part);
  }

  const nodes = readHtml(html);
  restoreAttributes(nodes, embedded.map(sourceOf));
  replaceMarkers(
    nodes,
    embedded.map((part) => {
      if (part.kind === 'text') return [createNotice(part.text, part.problem)];
      if (part.kind === 'operator') return [createGroup(part.key, buildNodes(part.form, all))];
      const placed = all.get(part.item);
      if (!placed) return [];
      own.push(placed);
      return [placed.control.element, ...createHint(part.item.hint, placed.control.field)];
    }),
  );
  arrangeLines(nodes, new Map(own.map(({ control }) => [control.element, control.field])));
  nameControls(nodes, own);
  return nodes;
}

function sourceOf(part: EmbeddedPart): string {
  if (part.kind === 'text') return part.text;
  return part.kind === 'item' ? part.item.source : part.key;
}

/** The form of another operator, under its name. */
function createGroup(name: string, nodes: DocumentFragment): HTMLElement {
  const group = document.createElement('fieldset');
  group.className = 'group';
  group.setAttribute('part', 'group');
  const legend = document.createElement('legend');
  legend.textContent = name;
  group.append(legend, nodes);
  return group;
}

function createHint(text: string | null, field: HTMLElement | null): HTMLElement[] {
  if (text === null) return [];
  const hint = document.createElement('small');
  hint.className = 'hint';
  hint.setAttribute('part', 'hint');
  hint.textContent = text;
  if (field) {
    hint.id = `${field.id}-hint`;
    field.setAttribute('aria-describedby', hint.id);
  }
  return [hint];
}

/** What stands in place of an item that cannot be offered: its text, and why. */
function createNotice(text: string, problem: string): HTMLElement {
  const notice = document.createElement('span');
  notice.className = 'notice';
  notice.setAttribute('part', 'notice');
  const code = document.createElement('code');
  code.textContent = text;
  const reason = document.createElement('small');
  reason.textContent = problem;
  notice.append(code, ' ', reason);
  return notice;
}
