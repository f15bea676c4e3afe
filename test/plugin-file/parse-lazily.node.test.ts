import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { it } from 'node:test';
import { build } from 'esbuild';

it('a page that parses lazily downloads the YAML and JSON5 readers only on demand', async () => {
  const entry = fileURLToPath(new URL('../../src/plugin-file/parse-lazily.ts', import.meta.url));
  const { metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    splitting: true,
    format: 'esm',
    metafile: true,
    write: false,
    outdir: 'out',
  });
  const outputs = Object.values(metafile.outputs);
  const first = outputs.find(({ entryPoint }) => entryPoint?.endsWith('parse-lazily.ts'));
  assert.ok(first);
  const atOnce = [
    first,
    ...first.imports
      .filter(({ kind }) => kind === 'import-statement')
      .map(({ path }) => metafile.outputs[path]!),
  ];
  const inputs = atOnce.flatMap((output) => Object.keys(output.inputs));
  assert.deepEqual(
    inputs.filter((path) => /js-yaml|json5|tolerant/.test(path)),
    [],
  );
  const later = outputs.flatMap((output) => Object.keys(output.inputs));
  assert.ok(
    later.some((path) => path.includes('js-yaml')),
    'and it can be had',
  );
});
