/**
 * How plugin frames get their page. Served as a document of its own it runs under the strictest host
 * policy; where the server hands `sandbox.html` out as something else (some CDNs send text), the same
 * runtime is started from a `srcdoc`. The first frame decides for all that use the same address.
 */
export class FrameSource {
  readonly #url: string;
  #servesHtml: Promise<boolean> | null = null;

  /** @param url absolute URL of `sandbox.html`; `sandbox.js` lies beside it */
  constructor(url: string) {
    this.#url = url;
  }

  get isFallback(): boolean {
    return unusable.has(this.#url);
  }

  /** From now on, frames are made from a `srcdoc`. */
  fallBack(): void {
    unusable.add(this.#url);
  }

  /**
   * Whether the address may well be a page, asked once, and only where a frame loaded and nothing ran in
   * it. A server that cannot be asked counts as one that serves a page.
   */
  servesHtml(): Promise<boolean> {
    return (this.#servesHtml ??= fetch(this.#url, { method: 'HEAD', credentials: 'omit' }).then(
      ({ headers }) => /html/.test(headers.get('Content-Type') ?? 'html'),
      () => true,
    ));
  }

  /**
   * Points a frame at its page.
   * @throws TypeError where the page's Trusted Types policy forbids a `srcdoc`
   */
  apply(frame: HTMLIFrameElement): void {
    if (!this.isFallback) {
      frame.src = this.#url;
      return;
    }
    const script = new URL('sandbox.js', this.#url).href;
    const page = `<!doctype html><meta charset="utf-8"><body><script src="${script.replace(/"/g, '&quot;')}"></script>`;
    // Over a `src` it takes precedence; taking that away would load an empty page first.
    frame.srcdoc = asTrustedHtml(page);
  }
}

/** Addresses that turned out not to be pages. */
const unusable = new Set<string>();

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
