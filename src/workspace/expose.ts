import type { ExposedPage, ExposeOptions } from '../imjoy-rpc/expose.js';

/**
 * Offers functions of this page to the page that shows it in a frame, as a plugin that brings `imjoy-rpc` along
 * would. What speaks to it is fetched when it is called.
 * @param api functions and values, and objects and instances of these; the host calls `setup()`, then `run(ctx)`
 * @returns when the host has handed over its functions
 * @throws ImjoyError `NOT_SUPPORTED` in a page that nobody shows; `PERMISSION_DENIED` naming the origin of a
 * host that may not use them
 */
export async function expose(api: object, options?: ExposeOptions): Promise<ExposedPage> {
  const wire = await import('../imjoy-rpc/expose.js');
  return wire.expose(api, options);
}

/**
 * What a workspace is to a page that shows it as a plugin: its api. To run it, as hosts do once with a window,
 * changes nothing; to `run` a plugin of it is called by name.
 */
export function asPlugin(api: Readonly<Record<string, unknown>>): object {
  const run = api.run as (name: string, ...rest: unknown[]) => unknown;
  return {
    ...api,
    setup: () => undefined,
    run: (name: unknown, ...rest: unknown[]) =>
      typeof name === 'string' ? run(name, ...rest) : undefined,
  };
}
