/**
 * How plugin frames get their page. Served as a document of its own it runs under the strictest host
 * policy; where the server hands `sandbox.html` out as something else (some CDNs send text), the same
 * runtime is started from a `srcdoc`. The first frame decides for the whole page.
 */
export class FrameSource {
  readonly #url: string;
  #mode: 'served' | 'srcdoc' = 'served';

  /** @param url absolute URL of `sandbox.html`; `sandbox.js` lies beside it */
  constructor(url: string) {
    this.#url = url;
  }

  get isFallback(): boolean {
    return this.#mode === 'srcdoc';
  }

  /** From now on, frames are made from a `srcdoc`. */
  fallBack(): void {
    this.#mode = 'srcdoc';
  }

  /** Points a frame at its page. */
  apply(frame: HTMLIFrameElement): void {
    if (this.#mode === 'served') {
      frame.src = this.#url;
      return;
    }
    const script = new URL('sandbox.js', this.#url).href;
    const page = `<!doctype html><meta charset="utf-8"><body><script src="${script.replace(/"/g, '&quot;')}"></script>`;
    frame.removeAttribute('src');
    frame.srcdoc = asTrustedHtml(page);
  }
}

interface TrustedTypes {
  createPolicy(name: string, rules: { createHTML(html: string): string }): TrustedPolicy;
}
interface TrustedPolicy {
  createHTML(html: string): string;
}

let policy: TrustedPolicy | null = null;

/** The page above is ours and holds no foreign text, which is what a Trusted Types policy vouches for. */
function asTrustedHtml(html: string): string {
  const factory = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
  if (!factory) return html;
  policy ??= factory.createPolicy('imjoy-sandbox', { createHTML: (text) => text });
  return policy.createHTML(html);
}
