import { ImjoyError } from '../../base/error.js';

/**
 * Waits until this page has loaded, since the host takes any later load for another page, and makes sure
 * that it runs code: a page made from a `srcdoc` is bound by the policy of the page around it, which may
 * let our own script in and silently keep out every plugin's.
 * @throws ImjoyError `SANDBOX_BLOCKED`
 */
export async function pageReady(): Promise<void> {
  if (typeof document === 'undefined') return;
  if (document.readyState !== 'complete')
    await new Promise((resolve) => addEventListener('load', resolve, { once: true }));
  if (location.protocol === 'about:' && !runsInlineScripts())
    throw new ImjoyError(
      'SANDBOX_BLOCKED',
      "the page's Content-Security-Policy keeps plugin code from running: sandbox.html must be served " +
        'as HTML, and not with that policy',
    );
}

function runsInlineScripts(): boolean {
  const script = document.createElement('script');
  try {
    script.textContent = 'document.currentScript.id = "ran"';
  } catch {
    return false;
  }
  document.head.append(script);
  script.remove();
  return script.id === 'ran';
}
