import { allowAttribute } from './permissions.js';

export interface FrameElementOptions {
  /** Accessible name of the frame. */
  readonly title: string;
  /** The `sandbox` attribute. */
  readonly flags: string;
  readonly permissions?: readonly string[];
}

const FILLING = { display: 'block', width: '100%', height: '100%', border: '0' };

/** A frame that fills its container, with nothing in it yet. */
export function createFrameElement(
  owner: Document,
  { title, flags, permissions }: FrameElementOptions,
): HTMLIFrameElement {
  const element = owner.createElement('iframe');
  element.setAttribute('sandbox', flags);
  element.setAttribute('allow', allowAttribute(permissions));
  // The address of the page may hold a token: it is none of a plugin's business.
  element.referrerPolicy = 'no-referrer';
  element.title = title;
  for (const [name, value] of Object.entries(FILLING)) element.style.setProperty(name, value);
  return element;
}
