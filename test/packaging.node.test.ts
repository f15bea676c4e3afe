import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { rollup } from 'rollup';

const root = new URL('../', import.meta.url);
const folder = fileURLToPath(root);
const read = (path: string): Promise<string> => readFile(new URL(path, root), 'utf8');

/** Kilobytes, gzipped, of an entry and of all that it imports before it runs. */
async function sizeOf(entry: string): Promise<number> {
  const seen = new Set<string>();
  let bytes = 0;
  const visit = async (file: string): Promise<void> => {
    if (seen.has(file)) return;
    seen.add(file);
    const text = await read(`dist/${file}`);
    bytes += gzipSync(text, { level: 9 }).length;
    for (const [, name = ''] of text.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g))
      await visit(name);
  };
  await visit(entry);
  return bytes / 1000;
}

describe('the package', () => {
  it('is as bundlers, Node and TypeScript expect it', async () => {
    const pkg = JSON.parse(await read('package.json')) as Record<string, unknown>;
    const { messages } = await publint({ pkgDir: folder, strict: true });
    assert.deepEqual(
      messages.map((message) => formatMessage(message, pkg)),
      [],
    );
  });

  it('stays within the sizes of its budget', async () => {
    const budget = JSON.parse(await read('test/size-budget.json')) as Record<string, number>;
    for (const [entry, most] of Object.entries(budget)) {
      const size = await sizeOf(entry);
      assert.ok(size <= most, `${entry} has ${size.toFixed(1)} KB, and may have ${most}`);
      assert.ok(size > most * 0.85, `${entry} has ${size.toFixed(1)} KB only: lower its budget`);
    }
  });

  const uses = `import { parsePluginFile } from 'imjoy-elements/core.js';
    import 'imjoy-elements/window.js';
    console.log(parsePluginFile);`;

  it('is bundled by esbuild', async () => {
    const { outputFiles } = await build({
      stdin: { contents: uses, resolveDir: folder },
      ...{ bundle: true, splitting: true, format: 'esm', write: false, logLevel: 'silent' },
      outdir: 'out',
    });
    assert.ok(outputFiles.some(({ text }) => text.includes('imjoy-window')));
  });

  it('is bundled by rollup', async () => {
    const warnings: string[] = [];
    const { default: nodeResolve } = await import('@rollup/plugin-node-resolve');
    const bundle = await rollup({
      input: 'entry',
      plugins: [
        {
          name: 'entry',
          resolveId: (id) => (id === 'entry' ? `${folder}entry.js` : null),
          load: (id) => (id === `${folder}entry.js` ? uses : null),
        },
        nodeResolve({ browser: true }),
      ],
      onwarn: ({ message }) => void warnings.push(message),
    });
    const { output } = await bundle.generate({ format: 'es' });
    assert.ok(output.some((part) => 'code' in part && part.code.includes('imjoy-window')));
    assert.deepEqual(warnings, []);
  });
});
