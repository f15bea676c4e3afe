import { selectTag } from '../../plugin-file/select-tag.js';
import type { PluginFile } from '../../plugin-file/types.js';
import {
  registeredOperators,
  type RegisteredOperator,
} from '../../scripts/registered-operators.js';
import { declareRun, type RunTypes } from './declare-run.js';
import { comment, indent, objectType } from './print-type.js';
import type { TypeNames } from './type-names.js';

/** What a plugin declares, as TypeScript. */
export interface Declaration {
  /** The name of its interface. */
  readonly typeName: string;
  readonly text: string;
  /** What it says that nobody understands. */
  readonly problems: readonly string[];
}

/**
 * Declares what a plugin says of itself for all of its tags. Nothing of it is run.
 * @throws ImjoyError `PLUGIN_CONFIG` when a tag cannot be settled
 */
export function declarePlugin(file: PluginFile, names: TypeNames): Declaration {
  const { config } = file;
  const tags = config.tags.length > 0 ? config.tags : [null];
  const variants = tags.map((tag) => selectTag(file, tag));
  const registered = variants.flatMap(({ scripts }) => scripts.flatMap(registeredOperators));
  const isOwn = ({ name }: RegisteredOperator) => name === null || name === config.name;
  // What it registers under its own name stands in the place of what the config says.
  const own = registered.findLast(isOwn);
  const typeName = names.add(config.name);
  const run = declareRun(typeName, {
    name: config.name,
    uis: own?.ui === undefined ? variants.map((variant) => variant.config.ui) : [own.ui],
    inputs: own?.inputs ?? config.inputs,
    outputs: own?.outputs ?? config.outputs,
  });
  const others = new Map(
    registered.filter((each) => !isOwn(each)).map((each) => [each.name, each]),
  );
  const operators = [...others].map(([key, { ui, inputs, outputs }]): [string, RunTypes] => {
    const name = String(key);
    const types = declareRun(names.add(`${typeName} ${name}`), {
      name,
      uis: [ui],
      inputs,
      outputs,
    });
    return [name, types];
  });
  const all = [run, ...operators.map(([, types]) => types)];
  const types = variants.map((variant) => variant.config.type);
  return {
    typeName,
    text: [
      ...all.map(({ text }) => text),
      declareOperators(typeName, operators),
      declareInterface(typeName, file, types, run),
    ].join(''),
    problems: all.flatMap(({ problems }) => problems),
  };
}

function declareOperators(typeName: string, operators: readonly [string, RunTypes][]): string {
  if (operators.length === 0) return '';
  const members = operators.map(([name, { context, result }]) => ({
    name,
    type: objectType([
      { name: 'context', type: context },
      { name: 'result', type: result },
    ]),
  }));
  const doc = comment('What its other operators are run with, and what they resolve with.');
  return `${doc}export type ${typeName}Operators = ${objectType(members)};\n\n`;
}

function declareInterface(
  typeName: string,
  { config }: PluginFile,
  types: readonly string[],
  { context, result }: RunTypes,
): string {
  const { name, version, description, runnable } = config;
  const title = typeof version === 'string' ? `${name} ${version}` : name;
  const doc = comment(typeof description === 'string' ? `${title}\n${description}` : title);
  const isRun = runnable !== false && !types.includes('collection');
  // Whoever runs a window plugin gets the window that it opens.
  const given = types.some((type) => type.endsWith('window')) ? 'WindowApi' : result;
  const run = isRun ? indent(`run(context: ${context}): Promise<${given}>;\n`) : '';
  return `${doc}export interface ${typeName} extends PluginApi {\n${run}}\n\n`;
}
