import type { Fields } from '../../imjoy-rpc/index.js';
import type { Requirement, SandboxProgram, ScriptSource } from '../program.js';

const PREFIXES: Readonly<Record<Requirement['kind'], string>> = {
  script: 'js',
  module: 'mjs',
  style: 'css',
  cache: 'cache',
};

/** What a page that lets its host run code is told to execute, one after the other. Spec 5.2, step 6. */
export function toExecutions(program: SandboxProgram): Fields[] {
  const requirements = program.requirements.map(({ kind, url }) => `${PREFIXES[kind]}:${url}`);
  return [
    ...(requirements.length > 0
      ? [{ type: 'requirements', lang: 'javascript', requirements }]
      : []),
    ...program.styles.map(({ content, src }) => ({ type: 'style', content, src, attrs: {} })),
    ...program.links.map((attrs) => ({
      type: 'link',
      rel: attrs.rel,
      type_: attrs.type,
      href: attrs.href,
      attrs,
    })),
    // Such a page shows the first element of what it is given.
    ...program.windows.map((html) => ({
      type: 'html',
      content: `<div>${html}</div>`,
      attrs: {},
    })),
    ...program.scripts.filter(hasText).map(({ content, src, kind, attributes }) => ({
      type: 'script',
      content,
      src,
      lang: 'javascript',
      attrs: {
        ...attributes,
        ...(kind !== 'foreign' && { lang: 'javascript' }),
        type: kind === 'classic' ? 'text/javascript' : (attributes.type ?? kind),
      },
    })),
  ];
}

const hasText = ({ content, src }: ScriptSource): boolean => src !== null || content.trim() !== '';
