import { ImjoyError } from '../base/error.js';
import type { Capability } from './api-host.js';

/** Functions that a plugin engine or a file manager answers; none is connected here. Spec 4.3. */
const NEED_ENGINE = [
  'showFileDialog',
  'getFileUrl',
  'getFilePath',
  'requestUploadUrl',
  'getFileManager',
  'getEngine',
  'getEngineFactory',
];

export const engines: Capability = () => ({
  ...Object.fromEntries(NEED_ENGINE.map((name) => [name, () => refuse(name)])),
  connectToServer() {
    throw new ImjoyError('NOT_SUPPORTED', 'api.connectToServer is not supported');
  },
});

function refuse(name: string): never {
  throw new ImjoyError(
    'ENGINE_MISSING',
    `api.${name} needs a plugin engine or file manager, and none is connected`,
  );
}
