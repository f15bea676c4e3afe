/** What scenes are made by. */

/** Waits until what the workspace keeps, and its plugins, are there. */
export const ready = (page) =>
  page.evaluate(async () => {
    await customElements.whenDefined('imjoy-workspace');
    await document.querySelector('imjoy-workspace').ready;
  });

export const open = (page, ...configs) =>
  page.evaluate(async (windows) => {
    const { api } = document.querySelector('imjoy-workspace');
    for (const config of windows) await api.createWindow(config);
  }, configs);

/** Does what the toolbar can, where the narrow application hides its menu, too. */
export const act = (page, name) =>
  page.evaluate((action) => {
    const app = document.querySelector('imjoy-workspace').shadowRoot.querySelector('imjoy-app');
    app.shadowRoot.querySelector('imjoy-app-toolbar').actions[action]();
  }, name);

/** Waits for an element behind shadow roots, whether or not the page is given frames meanwhile. */
export async function appears(page, selector) {
  for (const end = Date.now() + 10_000; Date.now() < end;) {
    const found = await page.$(selector);
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${selector} does not appear`);
}
