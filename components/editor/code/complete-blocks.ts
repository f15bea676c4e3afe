import {
  snippetCompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';

const block = (name: string, snippet: string, detail: string): Completion =>
  snippetCompletion(snippet, { label: `<${name}`, displayLabel: name, detail, type: 'type' });

const BLOCKS: readonly Completion[] = [
  block(
    'config',
    `<config lang="json">
{
  "name": "\${My Plugin}",
  "type": "\${web-worker}",
  "version": "0.1.0",
  "api_version": "0.1.8",
  "description": "\${}"
}
</config>`,
    'what the plugin is',
  ),
  block('script', '<script lang="${javascript}">\n${}\n</script>', 'what it does'),
  block('window', '<window>\n  ${}\n</window>', 'what its window shows'),
  block('style', '<style>\n${}\n</style>', 'how the window looks'),
  block('docs', '<docs lang="markdown">\n${}\n</docs>', 'what users read'),
  block('attachment', '<attachment name="${name.txt}">\n${}\n</attachment>', 'a file it carries'),
  block('link', '<link rel="stylesheet" href="${}">', 'a style sheet'),
];

/** Completes whole blocks between the blocks of a file. */
export function completeBlocks(context: CompletionContext): CompletionResult | null {
  const typed = context.matchBefore(/<?\w*$/);
  if (!typed || (typed.text === '' && !context.explicit)) return null;
  const isWord = !typed.text.startsWith('<');
  return {
    from: typed.from,
    options: isWord
      ? BLOCKS.map((option) => ({ ...option, label: option.label.slice(1) }))
      : [...BLOCKS],
    validFor: isWord ? /^\w*$/ : /^<\w*$/,
  };
}
