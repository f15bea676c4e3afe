/** Noncharacters: no text is supposed to hold them, and HTML parsing and sanitising leave them alone. */
const OPEN = '\ufdd0';
const CLOSE = '\ufdd1';
const EITHER = /[\ufdd0\ufdd1]/g;
const MARKER = /\ufdd0(\d+)\ufdd1/g;

/** A text that keeps the place of a node while the HTML around it is parsed and sanitised. */
export function createMarker(index: number): string {
  return `${OPEN}${index}${CLOSE}`;
}

/** Takes away what could pass for a marker. */
export function removeMarkers(html: string): string {
  return html.replace(EITHER, '');
}

/** Puts nodes where their markers ended up in the text under `root`. */
export function replaceMarkers(root: DocumentFragment, nodes: readonly (readonly Node[])[]): void {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) {
    const text = walker.currentNode as Text;
    if (text.data.includes(OPEN)) texts.push(text);
  }
  for (const text of texts) text.replaceWith(...splitAtMarkers(text.data, nodes));
}

/** Gives attributes back the text that a marker stands for there: an attribute holds no node. */
export function restoreAttributes(root: DocumentFragment, sources: readonly string[]): void {
  for (const element of root.querySelectorAll('*')) {
    for (const attribute of element.attributes) {
      if (!attribute.value.includes(OPEN)) continue;
      attribute.value = attribute.value.replace(MARKER, (_, index) => sources[Number(index)] ?? '');
    }
  }
}

function splitAtMarkers(text: string, nodes: readonly (readonly Node[])[]): (Node | string)[] {
  // Split by a pattern with one group, every other piece is what the group caught.
  return text.split(MARKER).flatMap((piece, position): readonly (Node | string)[] => {
    if (position % 2 === 1) return nodes[Number(piece)] ?? [];
    return piece === '' ? [] : [piece];
  });
}
