import { Option, type Command } from 'commander';
import { DEFAULT_PORT } from '../../engine/protocol.js';
import type { EngineOptions } from '../../engine/server/engine.js';
import {
  each,
  toBaseUrl,
  toBytes,
  toCluster,
  toHost,
  toOrigin,
  toPort,
  toSeconds,
  toToken,
} from '../option-values.js';

/** What the words of the command say. */
interface Given extends Partial<EngineOptions> {
  readonly share?: readonly string[];
}

/** Adds the command `engine`. @param act runs it */
export function addEngineCommand(
  program: Command,
  act: (options: Partial<EngineOptions>) => Promise<void>,
): void {
  program
    .command('engine')
    .description('run plugins in Python on this computer, for the pages that have its token')
    .option('--host <address>', 'where it listens; 0.0.0.0 is everywhere', '127.0.0.1')
    .option('-p, --port <number>', 'where; 0 is any that is free', toPort, DEFAULT_PORT)
    .option('-w, --workspace <folder>', 'where plugins work (default: ~/ImJoyWorkspace)')
    .option(
      '--token <token>',
      'what pages have to show; all users of this computer may see it here (default: one that is made and kept)',
      toToken,
    )
    .option('--allow-origin <origin>', 'a site whose pages may connect, too', each(toOrigin))
    .option('--allow-host <host>', 'a name under which it is reached, too', each(toHost))
    .option('--base-url <url>', 'how pages reach it, where a proxy is in between', toBaseUrl)
    .option('--share <folder>', 'a folder whose files pages may ask for, too', each(String))
    .option('--freeze', 'install nothing: plugins run with what is there', false)
    .option('--python <program>', 'what plugins run with (default: python3 or python)')
    .addOption(
      new Option('--env-manager <name>', 'what makes the environments that plugins ask for')
        .choices(['auto', 'venv', 'micromamba', 'mamba', 'conda', 'none'])
        .default('auto'),
    )
    .option('--grace <seconds>', 'how long plugins outlive a page that is cut off', toSeconds, 15)
    .addOption(
      new Option('--max-message <size>', 'the largest message of a plugin')
        .default(100e6, '100MB')
        .argParser(toBytes),
    )
    .option('--dask <address>', 'a Dask cluster for many items at once', toCluster)
    .option('--terminal', 'let whoever has the token open a shell here', false)
    .option('--legacy-clients', 'let the ImJoy app of 2019 connect', false)
    .action(({ share, ...options }: Given) => act({ ...options, shares: share ?? [] }));
}
