import type { EngineClient, EngineSet, Shell, Workspace } from '../../src/index.js';

/** Seconds that a message about an engine stays. */
const SECONDS = 15;

/** Says when a plugin engine is lost, and when it is there again. @returns ends it */
export function watchEngines(workspace: Workspace, shell: Shell): () => void {
  const lost = new Set<EngineClient>();
  const look = (engines: EngineSet): void => {
    for (const engine of engines.all) {
      const { kind } = engine.state;
      if (kind === 'lost' && !lost.has(engine))
        shell.showSnackbar(`The plugin engine ${engine.url} is lost; trying again`, SECONDS);
      if (kind === 'connected' && lost.has(engine))
        shell.showSnackbar(`The plugin engine ${engine.url} is there again`, SECONDS);
      if (kind === 'lost') lost.add(engine);
      else lost.delete(engine);
    }
  };
  const disconnects: (() => void)[] = [];
  const follow = (engines: EngineSet) =>
    void disconnects.push(engines.onChange.connect(() => look(engines)));
  if (workspace.openEngines) follow(workspace.openEngines);
  else disconnects.push(workspace.onEnginesOpened.connect(follow));
  return () => {
    for (const disconnect of disconnects) disconnect();
  };
}
