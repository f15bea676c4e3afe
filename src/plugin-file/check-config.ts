import type { ScannedBlock } from './blocks.js';
import { FIELD_RULES } from './config-fields.js';
import { locateField } from './locate-field.js';
import { parseFailure } from './parse-failure.js';
import { isKnownPluginType } from './plugin-types.js';
import { isRecord } from './tags.js';
import type { PluginConfig, PluginWarning } from './types.js';
import { assumedApiVersion, mayOmitConfigLang, upgradeConfig } from './upgrade.js';

/** A config that keeps the promises of its type, and what had to be overlooked for that. */
export interface CheckedConfig {
  readonly config: PluginConfig;
  readonly warnings: readonly PluginWarning[];
}

/**
 * Makes a config of the value of a config block. Only what no plugin can do without is insisted on; other
 * fields of a wrong shape are read as well as possible, or left out, with a warning.
 * @throws {@link ImjoyError} `PLUGIN_CONFIG` for a `name` or `type` that is missing or wrong
 */
export function checkConfig(value: unknown, scanned: ScannedBlock): CheckedConfig {
  return new ConfigCheck(scanned).check(value);
}

class ConfigCheck {
  readonly #scanned: ScannedBlock;
  readonly #warnings: PluginWarning[] = [];

  constructor(scanned: ScannedBlock) {
    this.#scanned = scanned;
  }

  check(value: unknown): CheckedConfig {
    if (!isRecord(value)) this.#fail('the config should be an object', '');
    const name = this.#name(value.name);
    const upgraded = upgradeConfig(value);
    const type = this.#type(upgraded.type);
    const api_version = this.#apiVersion(value);
    const fields = this.#fields(upgraded);
    const tags: readonly string[] = Array.isArray(fields.tags) ? fields.tags : [];
    return {
      config: { ...fields, name, type, api_version, tags },
      warnings: this.#warnings,
    };
  }

  #name(name: unknown): string {
    if (typeof name !== 'string' || name.trim() === '') {
      return this.#fail('the config has no "name"', 'name');
    }
    if (name.includes('/')) return this.#fail(`the name "${name}" must not contain "/"`, 'name');
    return name;
  }

  #type(type: unknown): PluginConfig['type'] {
    const types = isRecord(type) ? Object.values(type) : [type];
    for (const name of types) {
      if (typeof name !== 'string' || name.trim() === '') {
        return this.#fail('the config has no "type" that is a text', 'type');
      }
      if (!isKnownPluginType(name)) {
        this.#warn('unknown-type', `Type "${name}" needs an engine that serves it`, 'type');
      }
    }
    if (types.length === 0) return this.#fail('the config has no "type"', 'type');
    return type as PluginConfig['type'];
  }

  #apiVersion(config: Readonly<Record<string, unknown>>): string {
    const given = config.api_version;
    let version = typeof given === 'number' ? String(given) : given;
    if (typeof version !== 'string' || version === '') {
      version = assumedApiVersion(config);
      const message = `The config has no "api_version"; ${String(version)} is assumed`;
      this.#warn('api-version-missing', message, 'api_version');
    }
    if (this.#scanned.block.attributes.lang === undefined && !mayOmitConfigLang(String(version))) {
      this.#warn('config-lang-missing', 'The config block should say lang="json"', '');
    }
    return String(version);
  }

  #fields(config: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const fields: Record<string, unknown> = { ...config };
    for (const [field, rule] of Object.entries(FIELD_RULES)) {
      const value = config[field];
      if (value === undefined || !Object.hasOwn(config, field)) continue;
      const read = value === null ? undefined : rule.read(value, field);
      if (read === undefined) delete fields[field];
      else fields[field] = read;
      if (read === value || value === null) continue;
      const outcome =
        read === undefined ? 'it is ignored' : `it is read as ${JSON.stringify(read).slice(0, 80)}`;
      this.#warn('config-field', `"${field}" should be ${rule.expects}; ${outcome}`, field);
    }
    return fields;
  }

  #fail(reason: string, field: string): never {
    throw parseFailure('PLUGIN_CONFIG', reason, locateField(this.#scanned, field));
  }

  #warn(code: string, message: string, field: string): void {
    const { line } = locateField(this.#scanned, field);
    this.#warnings.push({ code, message, line });
  }
}
