/** Longer labels stand above their field instead of beside it. */
const LABEL_LENGTH = 32;

const BLOCKS = new Set(['P', 'DIV', 'HR', 'FIELDSET', 'IMJOY-WORKFLOW-STEPS']);

/**
 * Puts every line of a form into a box of its own, so that labels and fields can line up: the text in front
 * of a line's only control becomes the label of a row, the rest its field. Lines of several controls, and
 * those inside blocks of the plugin's own, stay the running text that they were written as.
 * @param fields the control that each control element belongs to; `null` for one that takes no label
 */
export function arrangeLines(
  content: DocumentFragment,
  fields: ReadonlyMap<Node, HTMLElement | null>,
): void {
  const boxes: Node[] = [];
  let line: Node[] = [];
  const close = (ended: boolean): void => {
    if (ended || line.some((node) => !isBlank(node))) boxes.push(createLine(line, fields));
    line = [];
  };
  for (const node of [...content.childNodes]) {
    if (node.nodeName === 'BR') {
      close(true);
    } else if (BLOCKS.has(node.nodeName)) {
      close(false);
      boxes.push(node);
    } else {
      line.push(node);
    }
  }
  close(false);
  content.replaceChildren(...boxes);
}

function createLine(
  nodes: readonly Node[],
  fields: ReadonlyMap<Node, HTMLElement | null>,
): HTMLElement {
  const first = nodes.findIndex((node) => fields.has(node));
  const label = nodes.slice(0, Math.max(first, 0));
  if (label.every(isBlank) || isSentence(nodes, fields)) return createBox('div', 'line', nodes);
  const control = nodes[first];
  const field = control ? (fields.get(control) ?? null) : null;
  const labelBox = field ? createLabel(field, label) : createBox('span', 'label', label);
  const row = createBox('div', 'row', [labelBox, createBox('span', 'field', nodes.slice(first))]);
  row.classList.toggle('stacked', (labelBox.textContent ?? '').trim().length > LABEL_LENGTH);
  return row;
}

/** Whether a line reads on to another control, or holds what could not become one. */
function isSentence(
  nodes: readonly Node[],
  fields: ReadonlyMap<Node, HTMLElement | null>,
): boolean {
  const isNotice = (node: Node): boolean =>
    node instanceof HTMLElement && node.classList.contains('notice');
  return nodes.filter((node) => fields.has(node)).length > 1 || nodes.some(isNotice);
}

function createLabel(field: HTMLElement, nodes: readonly Node[]): HTMLElement {
  const label = createBox('label', 'label', nodes);
  label.htmlFor = field.id;
  return label;
}

function createBox<K extends 'div' | 'span' | 'label'>(
  tag: K,
  part: string,
  nodes: readonly Node[],
): HTMLElementTagNameMap[K] {
  const box = document.createElement(tag);
  box.className = part;
  box.setAttribute('part', part);
  box.append(...nodes);
  return box;
}

function isBlank(node: Node): boolean {
  return node instanceof Text && node.data.trim() === '';
}
