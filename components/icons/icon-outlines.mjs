/** At build time: the outlines of the Material icons, as the data of one path each, 24 × 24. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(
  new URL('../../node_modules/@material-design-icons/svg/filled', import.meta.url),
);
const FIRST = 'abcdefghijklmnopqrstuvwxyz0123456789';
const OF_THE_SET = /[/\\]@material-design-icons[/\\]svg[/\\].*\.svg$/;

const attributesOf = (text) =>
  Object.fromEntries(
    [...text.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]),
  );

function ellipse({ cx, cy, r, rx = r, ry = r }) {
  const arc = `a${rx} ${ry} 0 1 0`;
  return `M${cx - rx} ${cy}${arc} ${2 * rx} 0${arc} ${-2 * rx} 0z`;
}

const SHAPES = { path: ({ d }) => d, circle: ellipse, ellipse };

/** @param {string} svg text of a file of the set @returns {string} */
export function outlineOf(svg) {
  const shapes = [...svg.matchAll(/<(\w+)\b([^>]*)>/g)].filter(([, name]) => name !== 'svg');
  return shapes
    .map(([, name, attributes]) => {
      if (!Object.hasOwn(SHAPES, name)) throw new Error(`cannot draw <${name}> as a path`);
      return SHAPES[name](attributesOf(attributes));
    })
    .join('');
}

const asModule = (value) => `export default ${JSON.stringify(value)};\n`;

/** For rollup: an import of a file of the set gives its outline. */
export function svgOutlines() {
  return {
    name: 'svg-outlines',
    load: (id) => (OF_THE_SET.test(id) ? asModule(outlineOf(readFileSync(id, 'utf8'))) : null),
  };
}

/** The same for the test runner's server. */
export function serveSvgOutlines() {
  return {
    name: 'svg-outlines',
    resolveMimeType: ({ path }) => (OF_THE_SET.test(path) ? 'js' : undefined),
    transform: ({ path, body }) => (OF_THE_SET.test(path) ? asModule(outlineOf(body)) : undefined),
  };
}

/**
 * For rollup: writes the whole set, one module for each first character of the names. Modules and not JSON,
 * because a page's policy that admits our scripts need not admit any `fetch`.
 */
export function iconModules() {
  return {
    name: 'icon-modules',
    generateBundle() {
      // Also of characters that no name begins with: asking for one is no failed request.
      const modules = new Map([...FIRST].map((first) => [first, { outlines: {}, evenOdd: [] }]));
      for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.svg'))) {
        const svg = readFileSync(join(FOLDER, file), 'utf8');
        const module = modules.get(file[0]);
        const name = file.slice(0, -'.svg'.length);
        module.outlines[name] = outlineOf(svg);
        if (svg.includes('fill-rule="evenodd"')) module.evenOdd.push(name);
      }
      for (const [first, module] of modules)
        this.emitFile({ type: 'asset', fileName: `icons/${first}.js`, source: asModule(module) });
    },
  };
}
