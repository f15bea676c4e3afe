import type { Page } from 'puppeteer-core';

/** The functions of a plugin, as the page calls them. */
export type Plugin = Record<string, (...args: unknown[]) => Promise<unknown>>;

/** Loads a plugin into the page's workspace, and calls a function of it. */
export const loadAndCall = (page: Page, src: string, name: string, ...args: unknown[]) =>
  page.evaluate(
    async (text, fn, rest) => {
      const workspace = document.querySelector('imjoy-workspace');
      const api = workspace?.api as unknown as Record<string, (value: object) => Promise<Plugin>>;
      const plugin = await api.loadPlugin?.({ src: text });
      return plugin?.[fn]?.(...rest);
    },
    src,
    name,
    args,
  );
