import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import type { AxeResults } from 'axe-core';
import type { Page } from 'puppeteer-core';
import { Demo } from './open-demo.js';

const PAGES = [
  'demo/index.html',
  'demo/dashboard.html',
  'demo/embed.html',
  'demo/python.html',
  'demo/guide/index.html',
  'demo/reference.html',
  'demo/migration.html',
  'demo/security.html',
];
const DOCUMENTS = PAGES.slice(3);

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong; frames of plugins are another page's matter. */
async function findViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } }).axe.run({
      iframes: false,
    }),
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

describe('the pages of the demo', () => {
  let demo: Demo;
  before(async () => {
    demo = await Demo.start();
  });
  after(() => demo.close());

  for (const path of PAGES)
    it(`${path} leads to all others, and says which one it is`, async () => {
      const { page } = await demo.open(path);
      const [links, current] = await page.$eval('nav[aria-label=Pages]', (nav) => {
        const anchors = [...nav.querySelectorAll('a')];
        const here = anchors.filter((anchor) => anchor.ariaCurrent === 'page');
        return [anchors.map(({ href }) => href), here.map(({ href }) => href)] as const;
      });
      assert.deepEqual(
        links,
        PAGES.map((other) => demo.url + other),
      );
      assert.deepEqual(current, [demo.url + path]);
      await page.close();
    });

  it('have no link within the demo that leads nowhere', { timeout: 120_000 }, async () => {
    const anchors = new Map<string, Set<string>>();
    const links: { from: string; url: URL }[] = [];
    for (const from of PAGES) {
      const { page } = await demo.open(from);
      anchors.set(from, new Set(await page.$$eval('[id]', (all) => all.map(({ id }) => id))));
      const hrefs = await page.$$eval('a[href]', (all) =>
        all.map((a) => (a as HTMLAnchorElement).href),
      );
      links.push(...hrefs.map((href) => ({ from, url: new URL(href) })));
      await page.close();
    }
    assert.ok(links.length > 100);
    const broken = links.filter(({ url }) => {
      const path = url.pathname.slice(1);
      const ids = anchors.get(path);
      const isThere = existsSync(path) && (!url.hash || ids?.has(url.hash.slice(1)));
      return url.href.startsWith(demo.url) && !isThere;
    });
    assert.deepEqual(
      broken.map(({ from, url }) => `${from} → ${url.href}`),
      [],
    );
  });

  it('are all the pages that the README links to, which exist', () => {
    const readme = readFileSync('README.md', 'utf8');
    const linked = [...readme.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, path]) => String(path));
    for (const path of linked) assert.ok(existsSync(path), path);
    assert.deepEqual(
      PAGES.filter((path) => !linked.includes(path)),
      [],
    );
  });

  for (const path of DOCUMENTS)
    for (const scheme of ['light', 'dark'] as const)
      it(`${path} can be used by everybody (${scheme})`, { timeout: 120_000 }, async () => {
        const { page, errors } = await demo.open(path, { scheme });
        assert.deepEqual(await findViolations(page), []);
        assert.deepEqual(errors, []);
        await page.close();
      });

  for (const path of PAGES)
    it(`${path} is no wider than a phone, or than half a screen at 200 %`, async () => {
      for (const width of [390, 680]) {
        const { page } = await demo.open(path, { width, height: 844 });
        assert.equal(await overflow(page), 0, `at ${width} px`);
        await page.evaluate(() => (document.documentElement.dir = 'rtl'));
        assert.equal(await overflow(page), 0, `at ${width} px, from right to left`);
        await page.close();
      }
    });

  it('say of no test in test/security what it does not', () => {
    const text = readFileSync('demo/security.html', 'utf8').replace(/\s+/g, ' ');
    const proofs = [...text.matchAll(/<code>([\w.-]+\.test\.ts)<\/code> ?<q ?>([^<]*)<\/q ?>/g)];
    assert.equal(proofs.length, text.match(/<\/q/g)?.length);
    assert.ok(proofs.length > 30);
    for (const [, file, title] of proofs) {
      const tests = readFileSync(`test/security/${file}`, 'utf8');
      assert.ok(tests.includes(String(title)), `${file}: ${title}`);
    }
  });
});
