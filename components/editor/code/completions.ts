import type { CompletionContext } from '@codemirror/autocomplete';
import type { Extension } from '@codemirror/state';
import type { Language } from '@codemirror/language';
import { loadReference, type BlockLanguage } from '../../../src/index.js';
import { completeApi } from './complete-api.js';
import { completeBlocks } from './complete-blocks.js';
import { completeConfig } from './complete-config.js';
import { pluginLanguageData } from './language-data.js';

type Complete = (
  context: CompletionContext,
  reference: Awaited<ReturnType<typeof loadReference>>,
) => ReturnType<typeof completeApi>;

const config: Complete = (context, { configFields }) => completeConfig(context, configFields);
const api: Complete = (context, { apiMembers }) => completeApi(context, apiMembers);

/** What the kit knows to complete in each language, beside what the language knows itself. */
const COMPLETIONS: Readonly<Partial<Record<BlockLanguage, Complete>>> = {
  json: config,
  yaml: config,
  javascript: api,
  python: api,
};

/** Completion of one language's blocks; the documented lists are fetched when it is first asked for. */
export function completionsOf(name: BlockLanguage, language: Language): Extension {
  const complete = COMPLETIONS[name];
  if (!complete) return [];
  const autocomplete = async (context: CompletionContext) =>
    complete(context, await loadReference());
  return language.data.of({ autocomplete });
}

/** Completion between the blocks. */
export const blockCompletions: Extension = pluginLanguageData.of({ autocomplete: completeBlocks });
