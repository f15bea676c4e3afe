import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { fileURLToPath } from 'node:url';
import commonjs from '@rollup/plugin-commonjs';
import json from '@rollup/plugin-json';
import nodeResolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import esbuild from 'rollup-plugin-esbuild';
import { iconModules, svgOutlines } from './components/icons/icon-outlines.mjs';

/** Its modules name their counterparts for browsers where rollup does not look: the finished file has them. */
function socketForBrowsers() {
  return {
    name: 'socket-for-browsers',
    resolveId: (source) =>
      source === 'socket.io-client'
        ? fileURLToPath(
            new URL('node_modules/socket.io-client/dist/socket.io.esm.min.js', import.meta.url),
          )
        : null,
  };
}

const plugins = [
  socketForBrowsers(),
  nodeResolve({ browser: true, exportConditions: ['production'] }),
  commonjs(),
  json(),
  svgOutlines(),
  esbuild({ target: 'es2022', tsconfig: './tsconfig.json' }),
  // Two per cent smaller than what esbuild makes of it.
  terser({ ecma: 2022, module: true, format: { comments: false }, compress: { passes: 3 } }),
];

/** Chunks are named by content: those of an earlier build would pile up. */
function emptyDist() {
  return { name: 'empty-dist', buildStart: () => rmSync('dist', { recursive: true, force: true }) };
}

/** Puts what is known about the elements beside them, where a page can read it. */
function elementManifest() {
  return {
    name: 'element-manifest',
    generateBundle() {
      const fileName = 'custom-elements.json';
      this.emitFile({ type: 'asset', fileName, source: readFileSync(fileName) });
    },
  };
}

/**
 * Chunks that define elements are called `imjoy-…`, as the modules are that do: `sideEffects` in `package.json`
 * keeps those, and bundlers may leave out all others of which nothing is used.
 */
function chunkFileNames({ name, moduleIds }) {
  const defines = moduleIds.some((id) =>
    /\/components\/.*\/imjoy-[\w-]+\.ts$/.test(id.replaceAll('\\', '/')),
  );
  return `${defines && !name.startsWith('imjoy') ? 'imjoy-' : ''}[name]-[hash].js`;
}

/** Writes `sandbox.html` with the runtime inside: one request, and the text a worker is started from. */
function sandboxPage() {
  return {
    name: 'sandbox-page',
    generateBundle(_options, bundle) {
      const runtime = bundle['sandbox.js'].code.trim().replaceAll('</script', '<\\/script');
      this.emitFile({
        type: 'asset',
        fileName: 'sandbox.html',
        source: `<!doctype html><meta charset="utf-8"><title>ImJoy plugin</title><body><script>${runtime}</script>\n`,
      });
    },
  };
}

/** Lists the hash of every script in `dist`, as the `integrity` of tags and of import maps has it. */
function integrityList() {
  const hash = (file) =>
    createHash('sha384')
      .update(readFileSync(`dist/${file}`))
      .digest('base64');
  return {
    name: 'integrity-list',
    writeBundle() {
      const scripts = readdirSync('dist', { recursive: true }).filter((name) =>
        name.endsWith('.js'),
      );
      const list = scripts
        .sort()
        .map((name) => [name.replaceAll('\\', '/'), `sha384-${hash(name)}`]);
      writeFileSync(
        'dist/integrity.json',
        `${JSON.stringify(Object.fromEntries(list), null, 2)}\n`,
      );
    },
  };
}

/** The Python side of plugins: files by their names, those aside that only the other side needs. */
const pythonFiles = (...others) =>
  readdirSync('src/python', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.py') && !others.some((other) => name.startsWith(other)))
    .map((name) => [name.replaceAll('\\', '/'), readFileSync(`src/python/${name}`, 'utf8')]);

/** What plugins in pyodide need, as one module of file contents. */
function pythonSources() {
  const id = 'virtual:python-sources';
  return {
    name: 'python-sources',
    resolveId: (source) => (source === id ? `\0${id}` : null),
    load(loaded) {
      if (loaded !== `\0${id}`) return null;
      const files = pythonFiles('imjoy_engine', 'imjoy_dask');
      return `export default ${JSON.stringify(Object.fromEntries(files))};`;
    },
  };
}

/** What of pyodide a page needs, beside the modules. */
function pyodideFiles() {
  const files = ['pyodide.mjs', 'pyodide.asm.mjs', 'pyodide.asm.wasm', 'python_stdlib.zip'];
  return {
    name: 'pyodide-files',
    generateBundle() {
      for (const file of [...files, 'pyodide-lock.json'])
        this.emitFile({
          type: 'asset',
          fileName: `pyodide/${file}`,
          source: readFileSync(`node_modules/pyodide/${file}`),
        });
    },
  };
}

/** Has a module that makes declarations make them, and writes those instead of the module. */
function pluginApiTypes() {
  return {
    name: 'plugin-api-types',
    async generateBundle(_options, bundle) {
      const [[fileName, { code }]] = Object.entries(bundle);
      delete bundle[fileName];
      const { declareApi } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
      const types = readFileSync('src/reference/plugin-types.ts', 'utf8');
      this.emitFile({ type: 'asset', fileName: 'plugin-api.d.ts', source: declareApi(types) });
    },
  };
}

/** What plugins of the engine need, as files. */
function pythonRuntime() {
  return {
    name: 'python-runtime',
    generateBundle() {
      for (const [name, source] of pythonFiles('imjoy_web'))
        this.emitFile({ type: 'asset', fileName: `python/${name}`, source });
    },
  };
}

/** The command line and the engine: for Node, with all that they need, so that the package needs no others. */
const commandLine = {
  input: { 'imjoy-cli': 'src/cli/imjoy.ts', engine: 'src/cli/engine/index.ts' },
  output: { dir: 'dist', format: 'es', chunkFileNames: 'cli-[name]-[hash].js' },
  external: [/^node:/, ...builtinModules],
  plugins: [
    nodeResolve({ exportConditions: ['node', 'production'], preferBuiltins: true }),
    commonjs(),
    json(),
    esbuild({ target: 'node20', tsconfig: './tsconfig.json' }),
    pythonRuntime(),
  ],
};

export default [
  {
    input: {
      core: 'src/index.ts',
      window: 'components/window/imjoy-window.ts',
      imjoy: 'components/index.ts',
      'imjoy-live': 'src/live/live-reload.ts',
    },
    output: { dir: 'dist', format: 'es', chunkFileNames, sourcemap: true },
    plugins: [emptyDist(), ...plugins, iconModules(), elementManifest()],
  },
  {
    input: { python: 'src/sandbox/guest/python/main.ts' },
    output: { dir: 'dist', format: 'es', chunkFileNames: 'python-[name]-[hash].js' },
    plugins: [pythonSources(), ...plugins, pyodideFiles()],
  },
  {
    input: 'src/sandbox/guest/main.ts',
    output: { file: 'dist/sandbox.js', format: 'iife' },
    // What follows is for no page.
    plugins: [...plugins, sandboxPage(), integrityList()],
  },
  commandLine,
  {
    input: 'src/reference/declare-api.ts',
    output: { dir: 'dist', format: 'es' },
    plugins: [esbuild({ target: 'node20', tsconfig: './tsconfig.json' }), pluginApiTypes()],
  },
];
