import type { Block, FlatConfig, PluginFile, ScriptBlock } from '../plugin-file/types.js';
import type { ApiDescription, SandboxProgram, ScriptSource, StyleSource } from './program.js';
import { hasPage, parseRequirements, runsPython, type RequirementRealm } from './requirements.js';

/** A plugin file settled for one tag. */
export interface ProgramSource {
  readonly file: PluginFile;
  readonly config: FlatConfig;
  readonly scripts: readonly ScriptBlock[];
  /** What relative URLs are resolved against. */
  readonly base: string;
}

export interface ProgramOptions {
  readonly reportsHeight?: boolean;
}

/**
 * Turns a plugin into what a sandbox runs.
 * @throws ImjoyError `PLUGIN_REQUIREMENT` naming an entry that cannot be loaded there
 */
export function buildProgram(
  { file, config, scripts, base }: ProgramSource,
  realm: RequirementRealm,
  api: ApiDescription,
  { reportsHeight = false }: ProgramOptions = {},
): SandboxProgram {
  const resolve = (url: string) => (URL.canParse(url, base) ? new URL(url, base).href : url);
  return {
    name: config.name,
    requirements: parseRequirements(config.requirements, realm, base),
    styles: hasPage(realm) ? file.styles.map((style) => toStyle(style, resolve)) : [],
    links: hasPage(realm) ? file.links.map((link) => toLink(link, resolve)) : [],
    windows: hasPage(realm) ? file.windows.map((window) => window.content) : [],
    scripts: scripts.map((script) => toScript(script, realm, resolve)),
    api,
    reportsHeight,
  };
}

type Resolve = (url: string) => string;

function toStyle({ content, attributes }: Block, resolve: Resolve): StyleSource {
  return { content, src: typeof attributes.src === 'string' ? resolve(attributes.src) : null };
}

function toLink({ attributes }: Block, resolve: Resolve): Record<string, string> {
  const link = textAttributes(attributes);
  return link.href === undefined ? link : { ...link, href: resolve(link.href) };
}

function toScript(script: ScriptBlock, realm: RequirementRealm, resolve: Resolve): ScriptSource {
  const { src, ...attributes } = textAttributes(script.attributes);
  delete attributes.tag;
  return {
    content: script.content,
    src: src === undefined ? null : resolve(src),
    kind: kindOf(script, realm),
    attributes,
    line: script.line,
  };
}

/** Workers evaluate whatever they are given; a page keeps templates and shaders as they are. */
function kindOf({ attributes, lang }: ScriptBlock, realm: RequirementRealm): ScriptSource['kind'] {
  const type = typeof attributes.type === 'string' ? attributes.type.toLowerCase() : '';
  if (lang === 'python' && runsPython(realm)) return 'python';
  if (type === 'module') return 'module';
  if (!hasPage(realm)) return 'classic';
  const isScript = type === '' || /^(text|application)\/(x-)?(java|ecma)script$/.test(type);
  return isScript && lang === 'javascript' ? 'classic' : 'foreign';
}

function textAttributes(attributes: Block['attributes']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, value === true ? '' : value]),
  );
}
