import { messageOf } from '../../base/error.js';
import { selectTag } from '../../plugin-file/select-tag.js';
import type { Block, FlatConfig } from '../../plugin-file/types.js';
import { parseRequirements } from '../../sandbox/requirements.js';
import { NOWHERE, type FoundPlugin } from './found-plugin.js';
import type { ResourceKind } from './vendor.js';

/** A text in a plugin file that says where something is. */
export interface Reference {
  /** As it is written. */
  readonly text: string;
  readonly url: string;
  readonly kind: ResourceKind;
  /** What stands in front of it and stays. */
  readonly prefix: string;
}

export interface References {
  readonly requirements: readonly Reference[];
  /** `src` and `href` of its blocks. */
  readonly attributes: readonly Reference[];
  /** What nobody can fetch. */
  readonly problems: readonly string[];
}

const KINDS = {
  script: 'script',
  module: 'module',
  style: 'style',
  cache: 'other',
  package: 'other',
} as const;

/** Everything that a plugin says it loads, with any of its tags. */
export function referencesOf({ file, base }: FoundPlugin): References {
  const { tags } = file.config;
  const configs = (tags.length > 0 ? tags : [null]).map((tag) => selectTag(file, tag).config);
  const problems: string[] = [];
  const requirements = configs.flatMap((config) =>
    [config.requirements ?? []]
      .flat()
      .filter((entry) => entry !== '')
      .flatMap((entry) => readRequirement(String(entry), config, base, problems)),
  );
  const inFrame = configs.some(({ type }) => !isWorker(type) && !/python$/.test(type));
  const blocks = [...file.scripts, ...(inFrame ? [...file.styles, ...file.links] : [])];
  const attributes = blocks.flatMap((block) => readAttribute(block, base, problems));
  return {
    requirements: once(requirements),
    attributes: once(attributes),
    problems: [...new Set(problems)],
  };
}

function readRequirement(
  text: string,
  { type }: FlatConfig,
  base: string | null,
  problems: string[],
): Reference[] {
  if (type.includes('python') && !/^(?:js|css):/.test(text)) {
    problems.push(`the package ${text} cannot be packed: it is for Python`);
    return [];
  }
  try {
    const realm = isWorker(type) ? 'worker' : 'frame';
    const [requirement] = parseRequirements(text, realm, base ?? NOWHERE);
    if (!requirement || !isElsewhere(requirement.url)) return [];
    const kind = KINDS[requirement.kind];
    const [written = ''] = /^(?:js|css|cache):\s*/.exec(text.trim()) ?? [];
    return [{ text, url: requirement.url, kind, prefix: kind === 'module' ? 'mjs:' : written }];
  } catch (error) {
    problems.push(messageOf(error));
    return [];
  }
}

function readAttribute(block: Block, base: string | null, problems: string[]): Reference[] {
  const text = block.attributes[block.name === 'link' ? 'href' : 'src'];
  if (typeof text !== 'string') return [];
  if (!URL.canParse(text, base ?? NOWHERE)) {
    problems.push(`${text} of a <${block.name}> block is relative to what nobody knows`);
    return [];
  }
  const { href: url } = new URL(text, base ?? NOWHERE);
  return isElsewhere(url) ? [{ text, url, kind: kindOf(block), prefix: '' }] : [];
}

function kindOf({ name, attributes }: Block): ResourceKind {
  const type = String(attributes.type ?? '').toLowerCase();
  if (name === 'style' || (name === 'link' && /\bstylesheet\b/i.test(String(attributes.rel))))
    return 'style';
  if (name === 'script' && type === 'module') return 'module';
  const isScript = name === 'script' && (type === '' || type.includes('javascript'));
  return isScript && !/python/i.test(String(attributes.lang)) ? 'script' : 'other';
}

const isWorker = (type: string): boolean => type === 'web-worker' || type === 'rpc-worker';

/** Whether somebody has to be asked for it. */
const isElsewhere = (url: string): boolean => /^(?:https?|file):/.test(url);

function once(references: readonly Reference[]): Reference[] {
  return [...new Map(references.map((each) => [each.text, each])).values()];
}
