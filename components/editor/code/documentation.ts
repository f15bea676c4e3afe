/** What the panel beside a completion shows: how it is written, and what it means. */
export function documentation(signature: string, doc: string, note?: string): HTMLElement {
  const panel = document.createElement('div');
  const code = document.createElement('code');
  code.textContent = signature;
  panel.append(code, paragraph(doc));
  if (note) panel.append(paragraph(note));
  return panel;
}

function paragraph(text: string): HTMLElement {
  const element = document.createElement('p');
  element.textContent = text;
  return element;
}
