import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { apiMembers, configFields } from '../../src/reference/index.js';
import { Demo } from './open-demo.js';

interface Named {
  readonly name: string;
}

interface Declaration {
  readonly tagName?: string;
  readonly attributes?: readonly (Named & { readonly fieldName?: string })[];
  readonly members?: readonly (Named & { readonly kind: string; readonly privacy?: string })[];
  readonly events?: readonly Named[];
  readonly slots?: readonly Named[];
  readonly cssParts?: readonly Named[];
  readonly cssProperties?: readonly Named[];
}

const manifest = JSON.parse(readFileSync('custom-elements.json', 'utf8')) as {
  readonly modules: readonly { readonly declarations: readonly Declaration[] }[];
};
const elements = manifest.modules
  .flatMap(({ declarations }) => declarations)
  .filter(({ tagName }) => tagName);

/** Anchors of everything that an element has for its users; an attribute stands for its property. */
function anchorsOf(element: Declaration): string[] {
  const { tagName, attributes = [], members = [] } = element;
  const fields = new Set(attributes.map(({ fieldName }) => fieldName));
  const own = members.filter(({ privacy }) => !privacy);
  const kinds = {
    attribute: attributes,
    property: own.filter(({ kind, name }) => kind === 'field' && !fields.has(name)),
    method: own.filter(({ kind }) => kind === 'method'),
    event: element.events ?? [],
    slot: element.slots ?? [],
    part: element.cssParts ?? [],
    css: element.cssProperties ?? [],
  };
  return [
    String(tagName),
    ...Object.entries(kinds).flatMap(([kind, entries]) =>
      entries.map(({ name }) => `${tagName}.${kind}.${name || 'default'}`),
    ),
  ];
}

describe('demo/reference.html', () => {
  let demo: Demo;
  let page: Page;
  let errors: readonly string[];
  let anchors: ReadonlySet<string>;
  before(async () => {
    demo = await Demo.start();
    ({ page, errors } = await demo.open('demo/reference.html'));
    anchors = new Set(await page.$$eval('[id]', (all) => all.map(({ id }) => id)));
  });
  after(() => demo.close());

  const missing = (expected: readonly string[]) => expected.filter((id) => !anchors.has(id));

  it('has every element of the manifest, with all it has for its users', () => {
    assert.ok(elements.length > 20);
    assert.deepEqual(missing(elements.flatMap(anchorsOf)), []);
  });

  it('has every member of the api and every field of a config, with what the editor says', async () => {
    assert.deepEqual(missing(apiMembers.map(({ name }) => `api.${name}`)), []);
    assert.deepEqual(missing(configFields.map(({ name }) => `config.${name}`)), []);
    const said = new Map(
      await page.$$eval('[id]:has(> dd)', (all) =>
        all.map(({ id, lastElementChild }) => [id, lastElementChild?.textContent ?? ''] as const),
      ),
    );
    // Where the texts have code between backticks, the page has it as code.
    const expectSaid = (id: string, doc: string) =>
      assert.ok(said.get(id)?.startsWith(doc.replaceAll('`', '')), id);
    for (const { name, doc } of apiMembers) expectSaid(`api.${name}`, doc);
    for (const { name, doc } of configFields) expectSaid(`config.${name}`, doc);
  });

  it('has every token of the theme, with its default', async () => {
    const styles = readFileSync('components/shared/tokens.styles.ts', 'utf8');
    const tokens = [...new Set(styles.match(/--imjoy-[\w-]+/g))];
    assert.ok(tokens.length > 40);
    assert.deepEqual(missing(tokens.map((name) => `theme.${name}`)), []);
    const space = await page.$eval('[id="theme.--imjoy-space-m"]', (token) => token.textContent);
    assert.match(String(space), /12px/);
  });

  it('leads to an anchor that the address asks for', async () => {
    const { page: linked } = await demo.open('demo/reference.html#api.createWindow');
    const top = await linked.$eval(
      '[id="api.createWindow"]',
      (entry) => entry.getBoundingClientRect().top,
    );
    assert.ok(top >= 0 && top < 200, `it is ${top} px down`);
    await linked.close();
  });

  it('writes itself without an error', () => assert.deepEqual(errors, []));
});
