import { createReadStream, existsSync } from 'node:fs';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import puppeteer from 'puppeteer-core';
import { serveSvgOutlines } from './components/icons/icon-outlines.mjs';
import { launchOptions } from './test/support/browser.mjs';
import { publishedFiles } from './test/support/published-files.mjs';
import { summaryReporter } from './test/support/summary-reporter.mjs';
import { transferServer } from './test/support/transfer-server.mjs';

/** Test files run side by side in tabs; one that is not in front would get no animation frames. */
async function createPage({ context }) {
  const page = await context.newPage();
  const session = await page.createCDPSession();
  await session.send('Emulation.setFocusEmulationEnabled', { enabled: true });
  return page;
}

/** The one dependency that is a script for Node, made a module for units that are not bundled. */
function lzStringModule() {
  return {
    name: 'lz-string-module',
    transform: ({ path, body }) =>
      path.endsWith('/lz-string.js') ? `${body}\nexport default LZString;` : undefined,
  };
}

/** Manifests of repositories are fetched as they are; other JSON is imported, and made a module for that. */
async function serveManifests(context, next) {
  const file = `.${decodeURIComponent(context.path)}`;
  if (!file.endsWith('/manifest.imjoy.json') || !existsSync(file)) return next();
  context.type = 'application/json';
  context.body = createReadStream(file);
}

/** Browser tests: TypeScript as it stands for units, `dist/` (built before) for what a page would load. */
export default {
  files: ['test/**/*.test.ts', '!test/**/*.node.test.ts'],
  nodeResolve: { exportConditions: ['browser', 'production'] },
  concurrency: 2,
  // Plugin files look like pages; the server would rewrite them as such.
  mimeTypes: { '**/*.imjoy.html': 'text/plain' },
  middleware: [publishedFiles, transferServer, serveManifests],
  plugins: [
    lzStringModule(),
    esbuildPlugin({ ts: true, json: true, tsconfig: './tsconfig.json', target: 'es2022' }),
    serveSvgOutlines(),
  ],
  browsers: [chromeLauncher({ launchOptions: await launchOptions(puppeteer), createPage })],
  testFramework: { config: { ui: 'bdd', timeout: 40000 } },
  reporters: [defaultReporter(), summaryReporter()],
  testsFinishTimeout: 900000,
};
