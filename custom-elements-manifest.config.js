/** `custom-elements.json` is generated from the docs of the element classes and committed. */
export default {
  globs: ['components/**/*-element.ts', 'components/**/imjoy-*.ts', 'components/**/events.ts'],
  outdir: '.',
  litelement: true,
  packagejson: false,
};
