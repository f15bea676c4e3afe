import type { LaunchOptions } from 'puppeteer-core';

export function findBrowser(): Promise<string>;
export const browserFlags: string[];
export function launchOptions(puppeteer: { defaultArgs(): string[] }): Promise<LaunchOptions>;
/** Null where there is no Firefox. */
export function firefoxOptions(): LaunchOptions | null;
