import { createWorkspace } from '../../../src/index.js';
import { rejection } from '../../support/plugin-text.js';
import { startAttacker } from '../attacker.js';
import { countTurns } from '../count-turns.js';
import { report } from './report.js';

/** A plugin loops for ever in its frame while others are kept ready; it is ended, and the next one starts. */
await report(async () => {
  const workspace = createWorkspace({ frameSrc: '/dist/sandbox.html' });
  for (const name of ['Earlier', 'Earlier still']) {
    await startAttacker(workspace, 'web-worker', name);
    await workspace.unload(workspace.plugins.get(name));
  }
  const spare = document.querySelector('iframe[name]') !== null;
  const evaluate = await startAttacker(workspace, 'iframe');
  const limited = rejection(
    (evaluate as (...args: unknown[]) => Promise<unknown>)('for (;;);', AbortSignal.timeout(200)),
  );
  const stop = countTurns();
  const { code } = await limited;
  const turns = stop();
  const waiting = rejection(evaluate('1'));
  await workspace.unload(workspace.plugins.get('Attacker'));
  const gone = workspace.plugins.find('Attacker') === undefined;
  const next = await startAttacker(workspace, 'iframe', 'Next');
  return { spare, code, turns, waiting: (await waiting).code, gone, next: await next('1 + 1') };
});
