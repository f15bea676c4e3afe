import { expect } from '@open-wc/testing';
import { html, LitElement } from 'lit';
import { tokens } from '../../components/shared/tokens.styles.js';

class TokenProbe extends LitElement {
  static override styles = tokens;
  protected override render(): unknown {
    return html`<span></span>`;
  }
}
customElements.define('token-probe', TokenProbe);

const surfaces = ['ground', 'surface', 'sunken', 'raised', 'hover', 'selected'];

/** Foreground, what it is drawn on, and the contrast that the WCAG's level AA asks of the pair. */
const pairs: readonly [ink: string, ground: string, ratio: number][] = [
  ...['text', 'text-muted', 'link'].flatMap((ink) =>
    surfaces.map((ground): [string, string, number] => [ink, ground, 4.5]),
  ),
  ...['outline', 'focus', 'accent'].flatMap((ink) =>
    ['surface', 'sunken', 'raised'].map((ground): [string, string, number] => [ink, ground, 3]),
  ),
  ['on-accent', 'accent', 4.5],
  ['on-accent', 'accent-hover', 4.5],
  ...['danger', 'warning', 'success'].flatMap((state): [string, string, number][] => [
    [state, 'surface', 4.5],
    [state, 'raised', 4.5],
    [state, `${state}-tint`, 4.5],
    ['text', `${state}-tint`, 4.5],
  ]),
];

for (const theme of ['light', 'dark']) {
  describe(`tokens in ${theme}`, () => {
    let probe: HTMLElement;
    before(async () => {
      const element = new TokenProbe();
      element.setAttribute('theme', theme);
      document.body.append(element);
      await element.updateComplete;
      probe = element.renderRoot.querySelector('span')!;
    });
    after(() => (probe.getRootNode() as ShadowRoot).host.remove());

    function luminance(token: string): number {
      probe.style.setProperty('color', `var(--_color-${token})`);
      const parts = getComputedStyle(probe)
        .color.match(/[\d.]+/g)!
        .map(Number);
      const [red, green, blue] = parts.map((part) => {
        const value = part / 255;
        return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
    }

    for (const [ink, ground, ratio] of pairs) {
      it(`${ink} on ${ground} has a contrast of ${ratio}:1 or more`, () => {
        const [dark, light] = [luminance(ink), luminance(ground)].sort((a, b) => a - b);
        expect((light! + 0.05) / (dark! + 0.05)).to.be.at.least(ratio);
      });
    }
  });
}

describe('tokens', () => {
  it('are overridden from outside, and every one has a default', () => {
    const text = tokens.cssText;
    const names = [...text.matchAll(/--_([\w-]+):\s*var\(\s*--imjoy-([\w-]+)(\s*,)?/g)];
    expect(names.length).to.be.above(40);
    for (const [, inner, outer, comma] of names) {
      expect(outer).to.equal(inner);
      expect(comma, outer).to.be.a('string');
    }
  });
});
