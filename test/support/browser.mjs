/** Where the tests, the bench and the screenshots find a Chromium, and the flags they start it with. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const CHROMES = {
  names: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'],
  applications: ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
};
const FIREFOXES = {
  names: ['firefox', 'firefox-esr'],
  applications: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
};

/** @returns {string | undefined} */
function findInstalled({ names, applications }) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .concat(applications)
    .find((path) => existsSync(path));
}

/**
 * Options for `puppeteer.launch` with `FIREFOX_PATH`, else a Firefox installed on this machine; null where
 * there is none. Of its frames none has a process of its own then, whatever site it is from.
 * @returns {import('puppeteer-core').LaunchOptions | null}
 */
export function firefoxOptions() {
  const executablePath = process.env.FIREFOX_PATH ?? findInstalled(FIREFOXES);
  return executablePath ? { browser: 'firefox', executablePath, timeout: 120_000 } : null;
}

/**
 * `CHROME_PATH`, else a browser installed on this machine, else the binary inside `@sparticuz/chromium`.
 * @returns {Promise<string>} path of an executable
 */
export async function findBrowser() {
  if (process.env.CHROME_PATH) return process.env.CHROME_PATH;
  const installed = findInstalled(CHROMES);
  if (installed) return installed;
  const { default: chromium } = await import('@sparticuz/chromium');
  return chromium.executablePath();
}

/**
 * Sandboxed frames in a process of their own, as desktop Chromium has them: without the first two
 * flags (and with puppeteer's default `--disable-features`) an endless loop in a plugin stops the page.
 */
export const browserFlags = [
  '--site-per-process',
  '--enable-features=IsolateSandboxedIframes',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--js-flags=--expose-gc',
];

/**
 * Options for `puppeteer.launch`, for the test runner as for scripts.
 * @param {{defaultArgs(): string[]}} puppeteer
 */
export async function launchOptions(puppeteer) {
  return {
    executablePath: await findBrowser(),
    headless: true,
    args: browserFlags,
    // In the POSIX locale of a bare machine a page's language is one that no `Intl` function accepts.
    env: { ...process.env, LANG: 'en_US.UTF-8', LC_ALL: 'en_US.UTF-8', LANGUAGE: 'en_US' },
    ignoreDefaultArgs: puppeteer
      .defaultArgs()
      .filter((flag) => flag.startsWith('--disable-features')),
  };
}
