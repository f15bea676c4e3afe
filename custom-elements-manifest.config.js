/** `custom-elements.json` is generated from the docs of the element classes and committed. */
export default {
  globs: ['components/**/*-element.ts', 'components/**/imjoy-*.ts', 'components/**/events.ts'],
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
  ],
};
