import { createReadStream, existsSync } from 'node:fs';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import puppeteer from 'puppeteer-core';
import { serveSvgOutlines } from './components/icons/icon-outlines.mjs';
import { launchOptions } from './test/support/browser.mjs';
import { engineServer } from './test/support/engine-server.mjs';
import { heldFiles } from './test/support/held-files.mjs';
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

/** The finished file, as in what is built: its modules name their counterparts for browsers where nobody looks. */
function socketForBrowsers() {
  return {
    name: 'socket-for-browsers',
    resolveImport: ({ source }) =>
      source === 'socket.io-client'
        ? '/node_modules/socket.io-client/dist/socket.io.esm.min.js'
        : undefined,
  };
}

/** What is built, and manifests of repositories, is fetched as it is; other JSON is imported, and made a module. */
async function serveJson(context, next) {
  const file = `.${decodeURIComponent(context.path)}`;
  if (!/^\.\/dist\/.*\.json$|\/manifest\.imjoy\.json$/.test(file) || !existsSync(file))
    return next();
  context.type = 'application/json';
  context.body = createReadStream(file);
}

/** As any server of the kit has to: workers of an opaque origin load modules of ours. */
async function allowEveryOrigin(context, next) {
  if (context.path.startsWith('/dist/')) context.set('Access-Control-Allow-Origin', '*');
  await next();
}

/** Browser tests: TypeScript as it stands for units, `dist/` (built before) for what a page would load. */
export default {
  files: ['test/**/*.test.ts', '!test/**/*.node.test.ts'],
  nodeResolve: { exportConditions: ['browser', 'production'] },
  concurrency: 2,
  // Plugin files look like pages; the server would rewrite them as such.
  mimeTypes: { '**/*.imjoy.html': 'text/plain' },
  middleware: [
    ...[heldFiles, allowEveryOrigin, publishedFiles],
    ...[transferServer, engineServer, serveJson],
  ],
  plugins: [
    lzStringModule(),
    socketForBrowsers(),
    esbuildPlugin({ ts: true, json: true, tsconfig: './tsconfig.json', target: 'es2022' }),
    serveSvgOutlines(),
  ],
  browsers: [chromeLauncher({ launchOptions: await launchOptions(puppeteer), createPage })],
  testFramework: { config: { ui: 'bdd', timeout: 40000 } },
  reporters: [defaultReporter(), summaryReporter()],
  testsFinishTimeout: 900000,
};
