/**
 * Pictures of every state worth looking at: `npm run screenshots`, after a build, into
 * `test/screenshots/pictures`, which git ignores.
 *
 *   --scenes a,b     only these scenes
 *   --variants a,b   only these variants
 */
import { mkdir, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import puppeteer from 'puppeteer-core';
import { startServer } from '../../demo/serve.mjs';
import { launchOptions } from '../support/browser.mjs';
import { closeEngine } from './engine-scenes.mjs';
import { scenes } from './scenes.mjs';
import { variants } from './variants.mjs';

const FOLDER = fileURLToPath(new URL('pictures/', import.meta.url));

const { values } = parseArgs({
  options: { scenes: { type: 'string' }, variants: { type: 'string' } },
});
const chosen = (all, names) =>
  names ? all.filter(({ name }) => names.split(',').includes(name)) : all;

async function take(browser, url, scene, variant) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const { width, height, scale = 1, features = [], direction } = variant;
  await page.setViewport({ width, height, deviceScaleFactor: scale });
  // Forced colours are not among those that puppeteer knows.
  const session = await page.createCDPSession();
  await session.send('Emulation.setEmulatedMedia', { features });
  try {
    await page.goto(new URL(scene.page, url).href);
    if (direction) await page.evaluate((dir) => (document.documentElement.dir = dir), direction);
    await scene.prepare?.(page);
    await page.evaluate(() => document.fonts.ready);
    const path = `${FOLDER}${scene.name}-${variant.name}.png`;
    await page.screenshot({ path, fullPage: scene.whole === true });
    console.log(path);
  } finally {
    await context.close();
  }
}

if (!values.scenes && !values.variants) await rm(FOLDER, { recursive: true, force: true });
await mkdir(FOLDER, { recursive: true });
const server = await startServer(0);
const browser = await puppeteer.launch(await launchOptions(puppeteer));
let failed = 0;
try {
  for (const scene of chosen(scenes, values.scenes))
    for (const variant of chosen(variants, values.variants ?? scene.variants?.join(',')))
      await take(browser, server.url, scene, variant).catch((error) => {
        failed++;
        console.error(`${scene.name} ${variant.name}: ${error.message}`);
      });
} finally {
  await browser.close();
  await closeEngine();
  await server.close();
}
process.exit(failed === 0 ? 0 : 1);
