import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { firefoxOptions } from '../support/browser.mjs';
import { openSite, STRICT, type Site } from './site.js';

const ANSWERS = [
  ['null', 42],
  ['null', 42],
  ['null', 42],
];

const firefox = firefoxOptions();

/**
 * Cookies that may come with the requests of a frame of no site: those a server shares with every site. For
 * Firefox that are also the ones of which it does not say so.
 */
const BROWSERS = [
  { name: 'Chromium', options: undefined, skip: false, shared: ['everywhere'] },
  {
    name: 'Firefox',
    options: firefox ?? undefined,
    skip: firefox ? false : 'there is no Firefox here: FIREFOX_PATH names one',
    shared: ['everywhere', 'unmarked'],
  },
];

for (const { name, options, skip, shared } of BROWSERS) {
  describe(`on a page with a policy of its own, in ${name}`, { skip }, () => {
    let site: Site;
    before(async () => {
      site = await openSite(options);
    });
    after(() => site.close());

    const onePlugin = (policy: string, sandbox: string) =>
      site.visit('one-plugin', policy, { sandbox });

    it('plugins of all kinds run under the strictest one without a complaint', async () => {
      const { report, errors } = await onePlugin(STRICT, '/dist/sandbox.html');
      assert.deepEqual(report, { answers: ANSWERS, fallback: false, violations: [] });
      assert.deepEqual(errors, []);
    });

    it('dialogs, messages, forms and the windows of the kit do, too', async () => {
      const { report, errors } = await site.visit('strict', STRICT);
      assert.equal(report.failure, undefined);
      assert.deepEqual(report.violations, []);
      assert.deepEqual(errors, []);
      assert.deepEqual(report.answers, { form: { k: 3 }, confirmed: true });
      assert.deepEqual(report.empty, [], 'windows that show nothing');
    });

    it('a kit of another origin works where the policy names it', async () => {
      const policy = STRICT.replace("frame-src 'self'", `frame-src ${site.elsewhere}`);
      const { report, errors } = await onePlugin(policy, `${site.elsewhere}/dist/sandbox.html`);
      assert.deepEqual(report, { answers: ANSWERS, fallback: false, violations: [] });
      assert.deepEqual(errors, []);
    });

    it('a page of somebody else is shown where the policy names it, and else it says what to add', async () => {
      const src = `${site.elsewhere}/dist/sandbox.html`;
      const allowing = STRICT.replace("frame-src 'self'", `frame-src 'self' ${site.elsewhere}`);
      const shown = await site.visit('foreign', allowing, { src });
      assert.deepEqual(shown.report, { shown: 1, violations: [] });
      const { report } = await site.visit('foreign', STRICT, { src });
      assert.equal(report.code, 'SANDBOX_BLOCKED');
      assert.match(
        String(report.message),
        /frame-src has to name http:\/\/127\.0\.0\.1:\d+ in "default-src/,
      );
    });

    const blocked = {
      'forbids frames': [
        STRICT.replace("frame-src 'self'", "frame-src 'none'"),
        '/dist/sandbox.html',
      ],
      'lets our script in, but no code of plugins': [STRICT, '/text/sandbox.html'],
      'is sent with the sandbox page as well': [STRICT, '/policed/sandbox.html'],
      'forbids the fallback': [`${STRICT}; trusted-types 'none'`, '/text/sandbox.html'],
    } as const;
    for (const [how, [policy, sandbox]] of Object.entries(blocked))
      it(`nothing hangs where it ${how}: the error says what to do`, async () => {
        const { report } = await onePlugin(policy, sandbox);
        assert.equal(report.code, 'SANDBOX_BLOCKED');
        assert.match(String(report.message), /sandbox\.html must be served as HTML/);
      });
  });

  describe(`on a page without a policy, in ${name}`, { skip }, () => {
    let site: Site;
    before(async () => {
      site = await openSite(options);
    });
    after(() => site.close());

    for (const where of ['origin', 'elsewhere'] as const)
      it(`a sandbox page that is served as text is replaced (${where})`, async () => {
        const sandbox = `${site[where]}/text/sandbox.html`;
        const { report } = await site.visit('one-plugin', '', { sandbox });
        assert.deepEqual(report, { answers: ANSWERS, fallback: true, violations: [] });
      });

    it('no request of a plugin carries the cookies of the page, and no answer is readable', async () => {
      const { report } = await site.visit('requests');
      assert.deepEqual(report.readable, []);
      const { page, ...others } = Object.fromEntries(site.cookies);
      assert.deepEqual(page, ['everywhere', 'hidden', 'lax', 'strict', 'unmarked']);
      assert.ok(Object.keys(others).length >= 12, `requests seen: ${Object.keys(others)}`);
      for (const [what, names] of Object.entries(others))
        assert.deepEqual(
          names.filter((name) => !shared.includes(name)),
          [],
          what,
        );
    });

    it('a plugin is followed in height, and noticed when it hides behind an endless page', async () => {
      const { report } = await site.visit('hang');
      assert.deepEqual(report.heights, [120, 333]);
      assert.equal(report.state, 'unresponsive');
    });
  });
}
