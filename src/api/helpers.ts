import { ImjoyError } from '../base/error.js';
import type { Capability } from './api-host.js';
import { needText } from './arguments.js';
import { filePickers } from './file-pickers.js';

/** `api.utils` and `api.echo`. Spec 4.1. */
export const helpers: Capability = ({ shell }) => ({
  echo: (value: unknown) => value,
  utils: {
    $forceUpdate: () => undefined,
    openUrl: (url: unknown) => shell.openUrl(needHttpUrl(needText(url, 'utils.openUrl'))),
    async sleep(seconds: unknown) {
      const time = Number(seconds);
      if (!(time > 0))
        throw new ImjoyError('ARGUMENT', 'api.utils.sleep needs a number of seconds above 0');
      await new Promise((resolve) => setTimeout(resolve, time * 1000));
    },
    assert(condition: unknown, message?: unknown) {
      if (!condition) throw new Error(message ? String(message) : 'Assertion failed');
    },
    ...filePickers,
  },
});

function needHttpUrl(url: string): string {
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url;
  throw new ImjoyError('ARGUMENT', `api.utils.openUrl opens http and https only, not ${url}`);
}
