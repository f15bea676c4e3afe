import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import nodeResolve from '@rollup/plugin-node-resolve';
import { build as buildWithEsbuild } from 'esbuild';
import { rollup } from 'rollup';
import { build as buildWithVite } from 'vite';

/** Makes of a site's `index.html` and `main.js` one that any server can serve. @returns what it warned of */
type Bundle = (site: string, out: string) => Promise<string[]>;

/** What the kit asks for by its address beside its modules, and most bundlers do not know of. */
const ASSETS = ['sandbox.html', 'sandbox.js', 'icons'];

const addAssets = (site: string, out: string) =>
  Promise.all([
    cp(join(site, 'index.html'), join(out, 'index.html')),
    ...ASSETS.map((name) =>
      cp(join(site, 'node_modules/imjoy-elements/dist', name), join(out, name), {
        recursive: true,
      }),
    ),
  ]);

export const bundlers: Readonly<Record<string, Bundle>> = {
  async esbuild(site, out) {
    const { warnings } = await buildWithEsbuild({
      entryPoints: [join(site, 'main.js')],
      outdir: out,
      bundle: true,
      splitting: true,
      format: 'esm',
      logLevel: 'silent',
    });
    await addAssets(site, out);
    return warnings.map(({ text }) => text);
  },

  async rollup(site, out) {
    const warnings: string[] = [];
    const bundle = await rollup({
      input: join(site, 'main.js'),
      plugins: [nodeResolve({ browser: true })],
      onwarn: ({ message }) => void warnings.push(message),
    });
    await bundle.write({ dir: out, format: 'es' });
    await bundle.close();
    await addAssets(site, out);
    return warnings;
  },

  /** Finds the assets itself. */
  async vite(site, out) {
    const warnings: string[] = [];
    await buildWithVite({
      root: site,
      base: './',
      configFile: false,
      logLevel: 'silent',
      build: {
        outDir: out,
        // Quick: what is to be seen here is what it finds and keeps.
        ...{ minify: false, target: 'esnext', reportCompressedSize: false },
        rollupOptions: { onwarn: ({ message }) => void warnings.push(message) },
      },
    });
    return warnings;
  },
};
