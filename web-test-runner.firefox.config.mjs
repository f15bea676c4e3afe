import { chromeLauncher } from '@web/test-runner-chrome';
import puppeteer from 'puppeteer-core';
import config from './web-test-runner.config.mjs';
import { firefoxOptions } from './test/support/browser.mjs';

const launchOptions = firefoxOptions();
if (!launchOptions) throw new Error('There is no Firefox here: FIREFOX_PATH names one');

/** The same browser tests in Firefox, which the launcher for Chrome drives through BiDi. */
export default {
  ...config,
  // A tab that is not in front gets no animation frames, and nothing here can pretend that it is.
  concurrency: 1,
  browserStartTimeout: 120_000,
  testsStartTimeout: 60_000,
  browsers: [chromeLauncher({ puppeteer, launchOptions: { ...launchOptions, args: [] } })],
};
