import {
  Environments,
  type EnvironmentsOptions,
} from '../../../src/engine/server/environments/environments.js';

/** An engine that is killed by what it runs. Its arguments: a place, Python, what makes environments, and `env`. */
const [folder = '', python = '', manager, env = null] = process.argv.slice(2);
const environments = new Environments({
  folder: `${folder}/environments`,
  python,
  manager: manager as EnvironmentsOptions['manager'],
  freeze: false,
  allowFileRepositories: false,
});
const plan = await environments.plan({
  plugin: 'My Tool',
  tag: null,
  env,
  requirements: 'cmd:true',
  workDir: `${folder}/work/default`,
});
await environments.prepare(plan, {
  signal: new AbortController().signal,
  onLine: () => undefined,
  onProgress: () => undefined,
});
