import { readFileSync } from 'node:fs';

const TOKENS = 'components/shared/tokens.styles.ts';

const declarationsOf = ({ modules }) => modules.flatMap(({ declarations }) => declarations);

/** Every token of the theme as a custom property of the style sheet that reads it, with its default. */
function describeTokens(module) {
  const text = readFileSync(TOKENS, 'utf8');
  const declared = text.matchAll(/: var\(\s*(--imjoy-[\w-]+),\s*([^;]*?)\s*\);\n/g);
  const cssProperties = [...declared].map(([, name, value]) => ({
    name,
    default: value.replace(/\s+/g, ' '),
  }));
  const tokens = module.declarations.find(({ name }) => name === 'tokens');
  delete tokens.default;
  tokens.cssProperties = cssProperties;
}

/** `custom-elements.json` is generated from the docs of the element classes and committed. */
export default {
  globs: [
    ...['components/**/*-element.ts', 'components/**/imjoy-*.ts', 'components/**/events.ts'],
    TOKENS,
  ],
  outdir: '.',
  litelement: true,
  packagejson: false,
  plugins: [
    {
      name: 'sorted-modules',
      // Files are found in any order; what is committed must not depend on it.
      packageLinkPhase({ customElementsManifest: { modules } }) {
        modules.sort((a, b) => (a.path < b.path ? -1 : 1));
      },
    },
    {
      name: 'declared-events',
      // The analyzer takes whatever an event is created with for its name: only what is documented counts.
      packageLinkPhase({ customElementsManifest }) {
        for (const declaration of declarationsOf(customElementsManifest))
          if (declaration.events)
            declaration.events = declaration.events.filter(({ description }) => description);
      },
    },
    {
      name: 'theme-tokens',
      packageLinkPhase({ customElementsManifest: { modules } }) {
        describeTokens(modules.find(({ path }) => path === TOKENS));
      },
    },
  ],
};
