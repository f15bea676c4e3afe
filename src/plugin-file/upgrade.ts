import { isRecord } from './tags.js';
import { NEWEST_API_VERSION, compareVersions } from './version.js';

/** Type names of the first plugins, and what they are called since. */
const OLD_TYPE_NAMES: ReadonlyMap<string, string> = new Map([
  ['pyworker', 'native-python'],
  ['webworker', 'web-worker'],
  ['webpython', 'web-python'],
]);

/** The last version whose plugins have `mode` for `type`. */
const LAST_WITH_MODE = '0.1.1';

/** The last version whose config blocks need not say that they are JSON. */
const LAST_WITHOUT_CONFIG_LANG = '0.1.5';

/**
 * Brings a config of any age to the current names: `mode` becomes `type` where there is none, old type
 * names become new ones. The original does so up to api_version 0.1.1 only; plugins that were given a
 * newer number without a new type exist, so the number does not matter here.
 */
export function upgradeConfig(config: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { mode, ...rest } = config;
  const type = rest.type || mode;
  return {
    ...rest,
    type: isRecord(type) ? mapValues(type, upgradeTypeName) : upgradeTypeName(type),
  };
}

/** The api_version a config that names none was most likely written for. */
export function assumedApiVersion(config: Readonly<Record<string, unknown>>): string {
  return Object.hasOwn(config, 'mode') ? LAST_WITH_MODE : NEWEST_API_VERSION;
}

/** Whether plugins of this version may leave out the `lang` of their config block. */
export function mayOmitConfigLang(apiVersion: string): boolean {
  return compareVersions(apiVersion, LAST_WITHOUT_CONFIG_LANG) <= 0;
}

function upgradeTypeName(type: unknown): unknown {
  return (typeof type === 'string' && OLD_TYPE_NAMES.get(type)) || type;
}

function mapValues(
  record: Readonly<Record<string, unknown>>,
  change: (value: unknown) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
