import type { LaunchOptions } from 'puppeteer-core';

export function findBrowser(): Promise<string>;
export const browserFlags: string[];
export function launchOptions(puppeteer: { defaultArgs(): string[] }): Promise<LaunchOptions>;
/** Path of an installed Firefox; undefined where there is none. */
export function findFirefox(): string | undefined;
