/**
 * The page's document for a library that puts `<style>` elements into what it makes, as the policies of strict pages
 * forbid: their rules go the way that scripts may go.
 * @param root whose sheets get the rules
 */
export function createStrictDocument(root: StyleSheets): Document {
  const createElement = (tag: string): HTMLElement => {
    const element = document.createElement(tag);
    element.appendChild = (child) => {
      if (child instanceof HTMLStyleElement) adopt(child, root);
      else Node.prototype.appendChild.call(element, child);
      return child;
    };
    return element;
  };
  return new Proxy(document, {
    get(target, key) {
      if (key === 'createElement') return createElement;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

type StyleSheets = Pick<DocumentOrShadowRoot, 'adoptedStyleSheets'>;

/** Has a sheet follow the text of an element that never gets into the page. */
function adopt(style: HTMLStyleElement, root: StyleSheets): void {
  const sheet = new CSSStyleSheet();
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  Object.defineProperty(style, 'textContent', { set: (text: string) => sheet.replaceSync(text) });
  style.remove = () => {
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((one) => one !== sheet);
  };
}
