/** An engine in a process of its own, with the options given as JSON; says on one line how it is reached. */
import { startEngine, type EngineOptions } from '../../src/engine/server/engine.js';

try {
  const { url, port, token, close } = await startEngine(
    JSON.parse(process.argv[2] ?? '') as EngineOptions,
  );
  process.on('SIGINT', () => void close().then(() => process.exit(0)));
  console.log(JSON.stringify({ url, port, token }));
} catch (error) {
  console.log(JSON.stringify({ error: (error as Error).message }));
}
