import type { Functions, OpenWorkspace } from '../support/open-workspace.js';

/** URL of a plugin as it was written for the original. */
export const fixtureUrl = (name: string): string =>
  new URL(`../fixtures/legacy/${name}.imjoy.html`, import.meta.url).href;

export const loadFixture = ({ page }: OpenWorkspace, name: string): Promise<Functions> =>
  page('loadPlugin', { src: fixtureUrl(name) });

export const openFixture = (
  { page }: OpenWorkspace,
  name: string,
  config: object = {},
): Promise<Functions> => page('createWindow', { ...config, src: fixtureUrl(name) });
