import { writeFile } from 'node:fs/promises';
import { messageOf } from '../base/error.js';
import { parsePluginFile } from '../plugin-file/parse.js';
import { pluginTemplates } from '../templates/index.js';
import { CommandFailure, type Output } from './output.js';
import { fileNameOf } from './plugin-files.js';

export const templateIds = pluginTemplates.map(({ id }) => id);

export interface CreateOptions {
  /** Id of the template; the first by default. */
  readonly type: string;
  /** Where to write it; by default `NAME.imjoy.html`, with `-` for what files are not called. */
  readonly out?: string;
  readonly force: boolean;
}

/** Writes a new plugin from a template. */
export async function create(
  name: string,
  { type, out, force }: CreateOptions,
  output: Output,
): Promise<void> {
  const template = pluginTemplates.find(({ id }) => id === type);
  if (!template) throw new CommandFailure(`there is no template "${type}"`);
  const path = out ?? fileNameOf(name.trim());
  const text = rename(template.code, name);
  refuseBroken(text, name);
  await writeFile(path, text, { flag: force ? 'w' : 'wx' }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') throw new CommandFailure(`${path} exists; --force replaces it`);
      throw error;
    },
  );
  output.say(`${path} is a plugin of type ${type}`);
  output.give({ path, name, type });
}

/** Not every text is the name of a plugin. */
function refuseBroken(text: string, name: string): void {
  try {
    parsePluginFile(text);
  } catch (error) {
    throw new CommandFailure(`"${name}" is no name of a plugin: ${messageOf(error)}`);
  }
}

/** Puts a name in the place of the template's, in the config and in the heading of its docs. */
function rename(code: string, name: string): string {
  const [, former = ''] = /"name":\s*"([^"]*)"/.exec(code) ?? [];
  return code
    .replace(/("name":\s*)"[^"]*"/, (_, key: string) => `${key}${JSON.stringify(name)}`)
    .replace(`# ${former}\n`, () => `# ${name.replace(/</g, '&lt;')}\n`);
}
