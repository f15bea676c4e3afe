import { expect } from '@open-wc/testing';

/**
 * Asks axe about an element as it is when all that moves has come to rest: half faded in, no text has the
 * contrast it is going to have, and in a tab in the background nothing fades at all.
 */
export async function expectAccessible(element: Element): Promise<void> {
  finishAnimations(document);
  await expect(element).to.be.accessible();
}

/** Ends what moves, also inside open shadow roots. */
export function finishAnimations(root: Document | ShadowRoot): void {
  for (const animation of root.getAnimations())
    if (animation.effect?.getComputedTiming().endTime !== Infinity) animation.finish();
  for (const { shadowRoot } of root.querySelectorAll('*'))
    if (shadowRoot) finishAnimations(shadowRoot);
}
