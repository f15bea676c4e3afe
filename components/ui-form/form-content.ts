import type { UiForm, UiPart } from '../../src/index.js';
import { sanitizeHtml } from '../shared/sanitize.js';
import { arrangeLines } from './arrange-lines.js';
import { createControl } from './controls/create-control.js';
import type { ControlHost } from './controls/control.js';
import { createMarker, removeMarkers, replaceMarkers, restoreAttributes } from './markers.js';
import { nameControls, type PlacedControl } from './name-controls.js';

/** A form as nodes, and the controls among them. */
export interface FormContent {
  readonly nodes: DocumentFragment;
  readonly placed: readonly PlacedControl[];
}

type EmbeddedPart = Exclude<UiPart, { kind: 'html' }>;

/** Builds the nodes of a form: sanitised HTML with a live control where each item stood. */
export function createFormContent(form: UiForm, host: ControlHost): FormContent {
  const placed: PlacedControl[] = [];
  return { nodes: buildNodes(form, host, placed), placed };
}

/** @param all where the controls are added, those of embedded forms included */
function buildNodes(form: UiForm, host: ControlHost, all: PlacedControl[]): DocumentFragment {
  const own: PlacedControl[] = [];
  const embedded: EmbeddedPart[] = [];
  let html = '';
  for (const part of form.parts) {
    html += part.kind === 'html' ? removeMarkers(part.html) : createMarker(embedded.length);
    if (part.kind !== 'html') embedded.push(part);
  }

  const nodes = sanitizeHtml(html, 'ui');
  replaceMarkers(
    nodes,
    embedded.map((part) => {
      if (part.kind === 'text') return [createNotice(part.text, part.problem)];
      if (part.kind === 'operator')
        return [createGroup(part.key, buildNodes(part.form, host, all))];
      const control = createControl(part.item, host);
      if (control.field) control.field.id = `field-${all.length}`;
      const placed = { item: part.item, control };
      own.push(placed);
      all.push(placed);
      return [control.element, ...createHint(part.item.hint, control.field)];
    }),
  );
  restoreAttributes(nodes, embedded.map(sourceOf));
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
