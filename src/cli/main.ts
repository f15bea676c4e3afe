import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { messageOf } from '../base/error.js';
import { publicHosts, type SourceHosts } from '../sources/hosts.js';
import { check } from './check.js';
import { create, templateIds, type CreateOptions } from './create.js';
import { addEngineCommand } from './engine/engine-command.js';
import { updateManifest } from './manifest.js';
import { toPort, toSeconds } from './option-values.js';
import { createOutput, printable, type Output } from './output.js';
import { pack, type PackOptions } from './pack/pack.js';
import { serve } from './serve/serve.js';
import { writeTypes } from './types/types.js';

/** What the shell is told: all is well; what was asked for is not so, or failed; the command makes no sense. */
const [OK, FAILED, MISUSED] = [0, 1, 2];

/** Runs `imjoy` with the words after it. @returns the exit code */
export async function main(words: readonly string[], version: string): Promise<number> {
  let code = OK;
  const program = new Command('imjoy')
    .description('Write, check and publish ImJoy plugins.')
    .version(version)
    .option('--json', 'print one line of JSON, for programs')
    .showHelpAfterError('(--help tells what there is)')
    .exitOverride();
  /** Runs a command that tells whether all is well. */
  const run = async (act: (output: Output) => Promise<boolean | void>) => {
    const output = createOutput(program.opts<{ json?: boolean }>().json === true);
    if ((await act(output)) === false) code = FAILED;
  };

  program
    .command('new')
    .description('write a plugin to start from')
    .argument('<name>', 'its name')
    .addOption(
      new Option('-t, --type <type>', 'what it is').choices(templateIds).default(templateIds[0]),
    )
    .option('-o, --out <file>', 'where to write it (default: NAME.imjoy.html)')
    .option('-f, --force', 'replace a file that exists', false)
    .action((name: string, options: CreateOptions) =>
      run((output) => create(name, options, output)),
    );
  program
    .command('check')
    .description('say what is wrong with plugin files')
    .argument('<files...>', 'plugin files, or folders with some')
    .option('--strict', 'take warnings for errors', false)
    .action((files: string[], options: { strict: boolean }) =>
      run((output) => check(files, options, output)),
    );
  program
    .command('manifest')
    .description('bring the manifest of a repository up to date with its plugins')
    .argument('[folder]', 'root of the repository', '.')
    .option('-n, --dry-run', 'change nothing; fail when it is out of date', false)
    .action((folder: string, options: { dryRun: boolean }) =>
      run((output) => updateManifest(folder, options, output)),
    );
  program
    .command('types')
    .description('declare in TypeScript what plugins declare, for pages and plugins that call them')
    .argument('<files...>', 'plugin files, or folders with some')
    .option('-o, --out <file>', 'where to write it (default: print it)')
    .action((files: string[], options: { out?: string }) =>
      run((output) => writeTypes(files, options, output)),
    );
  program
    .command('serve')
    .description(
      'show plugins in a browser, on this computer, and load them again when their files change',
    )
    .argument('[folder]', 'what holds them', '.')
    .addOption(
      new Option('-p, --port <number>', 'where; 0 is any that is free')
        .default(8080)
        .argParser(toPort),
    )
    .action((folder: string, options: { port: number }) =>
      run((output) => serve(folder, options, output)),
    );

  program
    .command('pack')
    .description('write a folder that runs plugins from any static server, without a network')
    .argument('[plugins...]', 'plugin files, or URIs of plugins')
    .option('-o, --out <folder>', 'where to write it', 'imjoy-pack')
    .option('-w, --workspace <file>', 'pack the plugins of a workspace that was exported')
    .option('--allow-missing', 'only warn of what cannot be had', false)
    .addOption(
      new Option('--timeout <seconds>', 'how long one file may take')
        .default(120)
        .argParser(toSeconds),
    )
    .option(
      '--mirror <site=url>',
      `what to ask instead of ${Object.keys(publicHosts).join(', ')}; one option for each`,
      toMirror,
    )
    .action((plugins: string[], options: PackOptions) =>
      run((output) => pack(plugins, options, output)),
    );
  addEngineCommand(program, (options) =>
    run(async (output) => {
      // It is larger than all else together, and comes only when it is asked for.
      const { runEngine } = await import('./engine/run-engine.js');
      return runEngine(options, output);
    }),
  );

  try {
    await program.parseAsync(words, { from: 'user' });
    return code;
  } catch (error) {
    // Commander has said what it has to say, and its help is no failure.
    if (error instanceof CommanderError) return error.exitCode === 0 ? OK : MISUSED;
    process.stderr.write(`imjoy: ${printable(messageOf(error))}\n`);
    return FAILED;
  }
}

function toMirror(text: string, former: Partial<SourceHosts> = {}): Partial<SourceHosts> {
  const [, site = '', url = ''] = /^(\w+)=(https?:\/\/\S+)$/.exec(text) ?? [];
  if (Object.hasOwn(publicHosts, site)) return { ...former, [site]: url.replace(/\/$/, '') };
  throw new InvalidArgumentError(
    `It is SITE=URL, with one of ${Object.keys(publicHosts).join(', ')}.`,
  );
}
