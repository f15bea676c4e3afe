import type { EngineOptions } from '../../engine/server/engine.js';
import { untilInterrupted } from '../interrupted.js';
import type { Output } from '../output.js';
import { answerForApp } from './engine-site.js';
import { startLocalEngine, type LocalEngine } from './local-engine.js';

/** Runs a plugin engine, with the app on its own site, until it is told to end. */
export async function runEngine(options: Partial<EngineOptions>, output: Output): Promise<void> {
  const ended = untilInterrupted();
  const engine: LocalEngine = await startLocalEngine({
    ...options,
    app: (request, response) => {
      answerForApp(engine.url, request, response).catch(() => response.destroy());
    },
  });
  const { url, token, workspace, python, problem } = engine;
  const link = engine.linkTo('/');
  output.say(`${url} is a plugin engine, Ctrl+C ends it; plugins work in ${workspace}`);
  output.say(`${link} opens it`);
  if (problem) output.warn(`no plugin in Python can run: ${problem}`);
  if (isForAll(options))
    output.warn('other computers reach it only under the names that --allow-host gives');
  output.give({ url, link, token, workspace, python, problem });
  await ended;
  output.say('the plugins are ended; Ctrl+C once more ends all at once');
  await engine.close();
}

/** Whether it listens everywhere, and no name is known under which it is to be reached. */
const isForAll = ({ host, allowHost = [], baseUrl }: Partial<EngineOptions>): boolean =>
  (host === '0.0.0.0' || host === '::') && allowHost.length === 0 && !baseUrl;
