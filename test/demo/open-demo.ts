import puppeteer, { type Browser, type ElementHandle, type Page } from 'puppeteer-core';
import { startServer } from '../../demo/serve.mjs';
import { browserFlags, launchOptions } from '../support/browser.mjs';

export interface View {
  readonly width?: number;
  readonly height?: number;
  readonly scheme?: 'light' | 'dark';
}

/** A page of the demo, and what went wrong on it since. */
export interface OpenPage {
  readonly page: Page;
  readonly errors: readonly string[];
}

/** The demo as `npm start` serves it, in a browser. */
export class Demo {
  readonly url: string;
  readonly browser: Browser;
  readonly #close: () => Promise<void>;

  private constructor(url: string, browser: Browser, close: () => Promise<void>) {
    this.url = url;
    this.browser = browser;
    this.#close = close;
  }

  static async start(): Promise<Demo> {
    const server = await startServer(0);
    return Demo.at(server.url, () => server.close());
  }

  /** @param close ends what serves it */
  static async at(url: string, close: () => Promise<void>): Promise<Demo> {
    const { executablePath, env } = await launchOptions(puppeteer);
    // Puppeteer loses sight of some frames that have a process of their own, as most tests have them.
    const args = browserFlags.filter((flag) => !/site-per-process|IsolateSandboxed/.test(flag));
    const browser = await puppeteer.launch({ executablePath, env, args });
    return new Demo(url, browser, close);
  }

  async open(path: string, { width = 1360, height = 900, scheme }: View = {}): Promise<OpenPage> {
    const page = await this.browser.newPage();
    // The loader that runs these tests names functions with a helper that pages lack.
    await page.evaluateOnNewDocument('globalThis.__name = (fn) => fn');
    await page.setViewport({ width, height });
    if (scheme) await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    await page.goto(new URL(path, this.url).href);
    // The reference is there when its script says so.
    if (path.startsWith('demo/reference.html')) await page.waitForSelector('[data-state=written]');
    return { page, errors };
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.#close();
  }
}

/** Waits for an element behind shadow roots, whether or not the page is given frames meanwhile. */
export async function appears(page: Page, selector: string): Promise<ElementHandle<HTMLElement>> {
  for (const end = Date.now() + 60_000; Date.now() < end;) {
    const found = await page.$(selector).catch(() => null);
    if (found) return found as ElementHandle<HTMLElement>;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${selector} does not appear`);
}

/** Presses what {@link appears}. */
export async function click(page: Page, selector: string): Promise<void> {
  await (await appears(page, selector)).evaluate((element) => element.click());
}
