const BREAK = /<br\s*\/?>|<\/?(?:p|div|hr)\b[^<>]*>/i;
const TAG = /<!--[\s\S]*?(?:-->|$)|<[/!?a-z][^<>]*>/gi;
const REFERENCE = /&(?:amp|lt|gt|quot|#39);/g;
const MARKUP = /<(?!br\s*\/?>)[/!?a-z]|&(?!(?:amp|lt|gt|quot|#39);)[#a-z]/i;

const characters: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

/** Whether HTML is nothing but text and line breaks. */
export function isPlainHtml(html: string): boolean {
  return !MARKUP.test(html);
}

/** The text of HTML and its line breaks; whatever else it has is left out. */
export function readPlainHtml(html: string): DocumentFragment {
  const nodes = document.createDocumentFragment();
  for (const [index, line] of html.split(BREAK).entries()) {
    if (index > 0) nodes.append(document.createElement('br'));
    const text = line.replace(TAG, '').replace(REFERENCE, (name) => characters[name] ?? name);
    if (text !== '') nodes.append(text);
  }
  return nodes;
}
