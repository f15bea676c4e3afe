/* global fetch */
/** The bench's one plugin under another name or as another type. */

let text;

/** @param {{name?: string, type?: 'window' | 'web-worker' | 'iframe'}} fields @returns {Promise<string>} its source */
export async function variant({ name = 'Echo', type = 'window' } = {}) {
  text ??= await (await fetch('/bench/echo.imjoy.html')).text();
  return text.replace('"Echo"', JSON.stringify(name)).replace('"window"', JSON.stringify(type));
}
