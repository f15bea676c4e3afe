/** One browser in which the contestants perform, each behind a browser context of its own. */
import puppeteer from 'puppeteer-core';
import { launchOptions } from '../support/browser.mjs';
import { openEngine } from './engine.mjs';
import { startServer } from './server.mjs';

/**
 * A context of its own keeps caches, storage and sandbox processes of the contestants apart; one
 * browser and turns taken sample by sample let the machine's moods hit them all alike.
 */
export async function openStage() {
  const server = await startServer();
  const browser = await puppeteer.launch(await launchOptions(puppeteer));
  let starting = null;
  const engine = () => (starting ??= openEngine(server.origin));

  const blank = async () => {
    const context = await browser.createBrowserContext();
    return { context, page: await context.newPage() };
  };

  return {
    version: () => browser.version(),

    /**
     * A page with the contestant set up.
     * @param {string} contestant
     * @returns {Promise<{rows: string[], sample(row: string): Promise<number>, close(): Promise<void>}>}
     * @throws {Error} says why the contestant could not be set up
     */
    async open(contestant) {
      const { context, page } = await blank();
      const tally = server.tally();
      await page.exposeFunction('startEngine', async () => {
        const { url, token } = await engine();
        return { url, token };
      });
      await page.exposeFunction('measureIdlePages', async (count) => {
        // One of its own: what has worked before has room for them.
        const idle = await openEngine(server.origin);
        return idle.measureIdlePages(count).finally(() => idle.close());
      });
      await page.goto(`${server.origin}/bench/host.html`);
      const outcome = await page.evaluate(async (path) => {
        try {
          const module = await import(path);
          window.rows = await module.setup();
          return { rows: Object.keys(window.rows) };
        } catch (error) {
          return { failed: String(error) };
        }
      }, `/bench/${contestant}.js`);
      if (!outcome.rows) {
        await context.close();
        const absent = tally.missing.filter((path) => path.startsWith('/dist/'));
        throw new Error(absent.length ? `not built: ${absent.join(', ')}` : outcome.failed);
      }
      return {
        rows: outcome.rows,
        async sample(row) {
          // A page in the background gets no frames, so nothing in it is ever shown.
          await page.bringToFront();
          // Coming to the front makes it paint all its frames, which is not what is measured.
          return page.evaluate(async (name) => {
            await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
            return window.rows[name]();
          }, row);
        },
        close: () => context.close(),
      };
    },

    /**
     * Loads a page with empty caches and waits for its first window plugin.
     * @param {string} path below `pages/cold`
     * @returns {Promise<{ms: number, kilobytes: number, requests: number}>} milliseconds since the
     *   navigation started; compressed bodies in units of 1,000 bytes
     */
    async loadCold(path) {
      const { context, page } = await blank();
      try {
        const tally = server.tally();
        await page.goto(`${server.origin}/bench/cold/${path}`, { waitUntil: 'domcontentloaded' });
        const ms = await page.evaluate(() => window.firstWindow);
        return { ms, kilobytes: tally.bytes / 1000, requests: tally.requests };
      } finally {
        await context.close();
      }
    },

    async close() {
      await browser.close();
      await (await starting)?.close();
      server.close();
    },
  };
}
