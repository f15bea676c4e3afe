import { createWorkspace } from '../../../src/index.js';
import { apiOf } from '../attacker.js';
import { query, report } from './report.js';

/** A page of another origin in a window, which the policy of this one may forbid. */
await report(async () => {
  const api = apiOf(createWorkspace({ frameSrc: '/dist/sandbox.html' }));
  await api.createWindow({ src: query.get('src'), passive: true });
  return { shown: document.querySelectorAll('iframe').length };
});
