import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { messageOf } from '../../base/error.js';
import { parsePluginFile } from '../../plugin-file/parse.js';
import { CommandFailure, type Output } from '../output.js';
import { readPluginFiles, type PluginOnDisk } from '../plugin-files.js';
import { declarePlugin, type Declaration } from './declare-plugin.js';
import { comment, indent, objectType } from './print-type.js';
import { TypeNames } from './type-names.js';

/** Writes TypeScript declarations of what plugins declare, for those who call them. */
export async function writeTypes(
  paths: readonly string[],
  { out }: { out?: string },
  output: Output,
): Promise<void> {
  const files = await readPluginFiles(paths);
  if (files.length === 0) throw new CommandFailure(`no *.imjoy.html in ${paths.join(', ')}`);
  const { text, plugins, problems } = declare(files);
  for (const problem of problems) output.warn(problem);
  if (out === undefined) output.say(text.trimEnd());
  else {
    await writeFile(out, text);
    output.say(`${out} declares ${plugins.join(', ')}`);
  }
  output.give({ path: out ?? null, plugins, problems, ...(out === undefined && { text }) });
}

function declare(files: readonly PluginOnDisk[]) {
  const names = new TypeNames();
  const declared = new Map<string, Declaration>();
  for (const file of files) {
    const { name, declaration } = declareFile(file, names);
    if (declared.has(name)) throw new CommandFailure(`${file.path} is one more plugin "${name}"`);
    declared.set(name, declaration);
  }
  const text = [
    comment(
      `Written by \`imjoy types\` from ${files.map(({ path }) => basename(path)).join(', ')}`,
    ),
    "import type { NdArray, PluginApi, RunContext, WindowApi } from 'imjoy-elements/plugin-api';\n\n",
    ...[...declared.values()].map((each) => each.text),
    augmentation(declared),
  ].join('');
  const problems = [...declared.values()].flatMap((each) => each.problems);
  return { text, plugins: [...declared.keys()], problems };
}

/** Has `api.getPlugin` know the plugins by their names. */
function augmentation(declared: ReadonlyMap<string, Declaration>): string {
  const members = [...declared].map(([name, { typeName }]) => ({ name, type: typeName }));
  const body = indent(`interface Plugins ${objectType(members)}`);
  return `declare module 'imjoy-elements/plugin-api' {\n${body}\n}\n`;
}

function declareFile({ path, text }: PluginOnDisk, names: TypeNames) {
  try {
    const file = parsePluginFile(text);
    return { name: file.config.name, declaration: declarePlugin(file, names) };
  } catch (error) {
    throw new CommandFailure(`${path}: ${messageOf(error)}`);
  }
}
