import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { describe, it } from 'node:test';

/** Layers from the ground up, and what each may import; what is absent here may not exist. */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  'src/base': [],
  'src/schema': ['src/base'],
  'src/plugin-file': ['src/base'],
  'src/ui-form': ['src/base'],
  'src/page-link': [],
  'src/workflow': ['src/base', 'src/page-link', 'src/ui-form'],
  'src/rpc': ['src/base'],
  'src/map': ['src/base', 'src/rpc'],
  'src/imjoy-rpc': ['src/base', 'src/rpc'],
  'src/indexed-db': ['src/base'],
  'src/file-system': ['src/base', 'src/indexed-db'],
  'src/storage': ['src/base', 'src/indexed-db', 'src/map'],
  'src/sources': ['src/base', 'src/plugin-file'],
  'src/scripts': ['src/plugin-file'],
  'src/lint': ['src/base', 'src/plugin-file', 'src/reference', 'src/scripts'],
  'src/templates': [],
  'src/reference': [],
  'src/engine': ['src/base'],
  'src/engine/client': ['src/base', 'src/engine', 'src/rpc', 'src/sandbox'],
  'src/engine/server': ['src/base', 'src/engine', 'src/imjoy-rpc', 'src/rpc'],
  'src/cli': [
    ...['src/base', 'src/engine', 'src/engine/server', 'src/lint', 'src/plugin-file'],
    ...['src/sandbox', 'src/schema', 'src/scripts', 'src/sources', 'src/storage', 'src/templates'],
    'src/ui-form',
  ],
  'src/live': ['src/workspace'],
  'src/registry': ['src/base', 'src/schema', 'src/plugin-file', 'src/ui-form', 'src/rpc'],
  'src/sandbox/guest': ['src/base', 'src/rpc', 'src/sandbox'],
  'src/sandbox/foreign': ['src/base', 'src/imjoy-rpc', 'src/rpc', 'src/sandbox'],
  'src/sandbox/host': ['src/base', 'src/rpc', 'src/sandbox', 'src/sandbox/foreign'],
  'src/sandbox': ['src/base', 'src/plugin-file', 'src/rpc'],
  'src/api': [
    ...['src/base', 'src/plugin-file', 'src/registry', 'src/rpc', 'src/schema', 'src/sources'],
  ],
  'src/workspace': [
    ...['src/api', 'src/base', 'src/engine', 'src/engine/client', 'src/file-system'],
    ...['src/imjoy-rpc', 'src/plugin-file'],
    ...['src/map', 'src/registry', 'src/rpc'],
    ...['src/sandbox', 'src/sandbox/foreign', 'src/sandbox/host', 'src/schema', 'src/sources'],
    ...['src/storage', 'src/ui-form', 'src/workflow'],
  ],
};

/** Packages that need a page, or that would make the small bundle large; only the named layers use them. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  ndarray: ['src/sandbox/guest'],
  // The one is fetched where its files are, the other is made by the build.
  pyodide: ['src/sandbox/guest'],
  'virtual:python-sources': ['src/sandbox/guest'],
  '@cfworker/json-schema': ['src/schema'],
  'lz-string': ['src/workflow'],
  json5: ['src/plugin-file'],
  'js-yaml': ['src/plugin-file'],
  chokidar: ['src/cli'],
  commander: ['src/cli'],
  mime: ['src/cli', 'src/engine/server'],
  '@fastify/busboy': ['src/engine/server'],
  'socket.io': ['src/engine/server'],
  'socket.io-client': ['src/engine/client'],
  '@lezer/common': ['src/cli', 'src/lint', 'src/scripts'],
  '@lezer/javascript': ['src/scripts'],
  '@lezer/python': ['src/scripts'],
  idb: ['src/indexed-db', 'src/file-system', 'src/storage'],
  // Web Crypto hashes on pages served by HTTPS alone.
  '@noble/hashes': ['src/map', 'src/workspace'],
};

/** What runs in Node: its own modules are there, and no page. */
const NODE = ['src/cli', 'src/engine/server'];

interface Import {
  readonly file: string;
  readonly target: string;
  /** `import type` and `export type` leave no trace in what is shipped. */
  readonly typeOnly: boolean;
}

const files = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));

function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8');
  const pattern =
    /(?:^|\n)\s*(import|export)(\s+type)?\b[^;'"]*?\bfrom\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]|(?:^|\n)import\s*['"]([^'"]+)['"]/g;
  return [...text.matchAll(pattern)].map((match) => ({
    file,
    target: match[3] ?? match[4] ?? match[5] ?? '',
    typeOnly: match[2] !== undefined,
  }));
}

const layerOf = (file: string): string | undefined =>
  Object.keys(LAYERS)
    .filter((layer) => file.startsWith(`${layer}/`))
    .sort((a, b) => b.length - a.length)[0];

const resolve = ({ file, target }: Import) => normalize(join(dirname(file), target));
const isLocal = ({ target }: Import) => target.startsWith('.');
const source = files('src').flatMap(importsOf);

describe('architecture', () => {
  it('puts every source file into a layer', () => {
    const strays = files('src').filter((file) => !layerOf(file) && file !== 'src/index.ts');
    assert.deepEqual(strays, []);
  });

  it('lets layers import only what lies below them', () => {
    const wrong = source.filter(isLocal).filter((entry) => {
      const from = layerOf(entry.file);
      const to = layerOf(resolve(entry));
      if (!from || from === to) return false;
      return !to || !LAYERS[from]?.includes(to);
    });
    assert.deepEqual(
      wrong.map(({ file, target }) => `${file} → ${target}`),
      [],
    );
  });

  it('keeps lit, the components and other packages out of layers that must not have them', () => {
    const wrong = source
      .filter((entry) => !isLocal(entry))
      .filter(({ file, target }) => {
        const isIn = (layers: readonly string[]) =>
          layers.some((layer) => file.startsWith(`${layer}/`));
        if (target.startsWith('node:')) return !isIn(NODE);
        const name = target
          .split('/')
          .slice(0, target.startsWith('@') ? 2 : 1)
          .join('/');
        return !isIn(PACKAGES[name] ?? []);
      });
    assert.deepEqual(
      wrong.map(({ file, target }) => `${file} → ${target}`),
      [],
    );
  });

  it('has no import cycles', () => {
    const graph = new Map<string, string[]>();
    for (const entry of source.filter((item) => isLocal(item) && !item.typeOnly)) {
      const target = resolve(entry).replace(/\.js$/, '.ts');
      graph.set(entry.file, [...(graph.get(entry.file) ?? []), target]);
    }
    const done = new Set<string>();
    const visit = (file: string, trail: string[]): string[] | null => {
      if (trail.includes(file)) return [...trail.slice(trail.indexOf(file)), file];
      if (done.has(file)) return null;
      for (const next of graph.get(file) ?? []) {
        const cycle = visit(next, [...trail, file]);
        if (cycle) return cycle;
      }
      done.add(file);
      return null;
    };
    for (const file of graph.keys()) assert.equal(visit(file, [])?.join(' → '), undefined);
  });

  it('lets elements reach the core through its public index alone', () => {
    const wrong = files('components')
      .flatMap(importsOf)
      .filter((entry) => isLocal(entry) && !entry.typeOnly)
      .filter((entry) => resolve(entry).startsWith('src/') && resolve(entry) !== 'src/index.js');
    assert.deepEqual(
      wrong.map(({ file, target }) => `${relative('components', file)} → ${target}`),
      [],
    );
  });
});
