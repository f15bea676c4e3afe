import type { Fields } from '../../imjoy-rpc/index.js';
import type { Requirement, SandboxProgram, ScriptSource } from '../program.js';

/** Something that a page is told to execute. */
export interface Execution {
  readonly code: Fields;
  /** For messages: which part of the plugin it is. */
  readonly part: string;
}

const PREFIXES: Readonly<Record<Requirement['kind'], string>> = {
  script: 'js',
  module: 'mjs',
  style: 'css',
  cache: 'cache',
  package: 'package',
};

/** What a page that lets its host run code is told to execute, one after the other. Spec 5.2, step 6. */
export function toExecutions(program: SandboxProgram): Execution[] {
  const requirements = program.requirements.map(({ kind, url }) => `${PREFIXES[kind]}:${url}`);
  const load = { type: 'requirements', lang: 'javascript', requirements };
  return [
    ...(requirements.length > 0 ? [{ part: 'a requirement', code: load }] : []),
    ...program.styles.map(({ content, src }) => ({
      part: 'a style',
      code: { type: 'style', content, src, attrs: {} },
    })),
    ...program.links.map((attrs) => ({
      part: 'a link',
      code: { type: 'link', rel: attrs.rel, type_: attrs.type, href: attrs.href, attrs },
    })),
    // Such a page shows the first element of what it is given.
    ...program.windows.map((html) => ({
      part: 'a window block',
      code: { type: 'html', content: `<div>${html}</div>`, attrs: {} },
    })),
    ...program.scripts.filter(hasText).map((script) => ({
      part: `the script of line ${script.line}`,
      code: { type: 'script', lang: 'javascript', ...toScript(script) },
    })),
  ];
}

const hasText = ({ content, src }: ScriptSource): boolean => src !== null || content.trim() !== '';

/** The library looks at attributes for the language, and for whether it is to run the text itself. */
function toScript({ content, src, kind, attributes }: ScriptSource): Fields {
  const type = kind === 'classic' ? 'text/javascript' : (attributes.type ?? kind);
  const lang = kind === 'foreign' ? {} : { lang: 'javascript' };
  return { content, src, attrs: { ...attributes, ...lang, type } };
}
