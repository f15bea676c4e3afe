import { createWorkspace } from '../../../src/index.js';
import { apiOf, attackerText, REALMS, type Evaluate } from '../attacker.js';
import { query, report } from './report.js';

/** One plugin of each kind, all started at once, with the sandbox page that the query names. */
await report(async () => {
  const workspace = createWorkspace({ frameSrc: String(query.get('sandbox')) });
  const api = apiOf(workspace);
  const answers = await Promise.all(
    REALMS.map(async (type) => {
      const src = attackerText(type, type);
      const plugin = await (type === 'window'
        ? api.createWindow({ src })
        : api.loadPlugin({ src }));
      return (plugin as { evaluate: Evaluate }).evaluate('[self.origin, 6 * 7]');
    }),
  );
  const frames = [...document.querySelectorAll('iframe')];
  return { answers, fallback: frames.some(({ srcdoc }) => srcdoc !== '') };
});
