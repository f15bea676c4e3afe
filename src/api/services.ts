import { ImjoyError } from '../base/error.js';
import {
  isOperator,
  seenBy,
  type Provider,
  type ServiceInit,
} from '../registry/service-registry.js';
import { checkOperatorConfig } from '../schema/check-operator-config.js';
import { checkServiceConfig } from '../schema/check-service-config.js';
import type { Caller, Capability } from './api-host.js';
import { isFields, needFields, textOr, toText } from './arguments.js';
import { ownFunction } from './own-function.js';

/** Operators and services. Spec 4.5. */
export const services: Capability = ({ services: registry }, caller) => {
  const provider = providerOf(caller);
  const unregister = (query: unknown) => {
    const fields = isFields(query) ? query : { name: query, id: query };
    if (!registry.unregister(fields, provider))
      throw new ImjoyError(
        'SERVICE_NOT_FOUND',
        `${provider.name} registered no service ${toText(query)}`,
      );
    return true;
  };
  const register = (config: unknown) => {
    const service = readService(completeFunctions(config, caller), provider.name);
    checkFlag(service.type, caller);
    return registry.register(service, provider);
  };
  return {
    registerService: register,
    register_service: register,
    /** The older name: an operator unless it says otherwise. */
    register: (config: unknown) => {
      const fields = needFields(config, 'register');
      return register({ ...fields, type: fields.type ?? 'operator' });
    },
    unregisterService: unregister,
    unregister_service: unregister,
    unregister,
    getServices: (query: unknown = {}) =>
      registry
        .query(needFields(query, 'getServices'))
        .map((service) => seenBy(service, caller.plugin)),
  };
};

function providerOf({ id, plugin }: Caller): Provider {
  return { id, name: plugin?.name ?? 'page' };
}

/** @throws ImjoyError `SERVICE_CONFIG`, `SERVICE_TYPE` naming the field */
function readService(value: unknown, provider: string): ServiceInit {
  if (!isFields(value) || !isOperator(String(value.type ?? 'operator')))
    return checkServiceConfig(value);
  const config = checkOperatorConfig(value);
  return { ...config, type: String(config.type ?? 'operator'), name: config.name ?? provider };
}

const FLAGGED = new Set(['engine', 'engine-factory', 'file-manager']);

function checkFlag(type: string, { plugin }: Caller): void {
  const plain = type.replace(/^@/, '');
  if (!plugin || !FLAGGED.has(plain) || plugin.config.flags?.includes(plain)) return;
  throw new ImjoyError(
    'SERVICE_CONFIG',
    `${plugin.name} needs the flag "${plain}" to register such a service`,
  );
}

/**
 * Operators run the plugin's own functions: those they name, and where they bring none `run` and `update`.
 * They are looked up when they are called, because a plugin may export again.
 */
function completeFunctions(config: unknown, caller: Caller): unknown {
  if (!isFields(config) || !caller.plugin) return config;
  const isOfOperator = isOperator(String(config.type ?? 'operator'));
  const functions = ['run', 'update']
    .filter((key) => typeof config[key] === 'string' || (isOfOperator && config[key] == null))
    .map((key) => [key, exportedFunction(caller, textOr(config[key], key), config[key] == null)]);
  return { ...config, ...Object.fromEntries(functions) };
}

function exportedFunction({ plugin, window }: Caller, name: string, optional: boolean) {
  return (...args: unknown[]): unknown => {
    const fn = ownFunction(window ? window.api : plugin?.api, name);
    if (fn) return fn(...args);
    if (optional && name === 'update') return undefined;
    throw new ImjoyError('RPC_METHOD_NOT_FOUND', `${plugin?.name} exports no function "${name}"`);
  };
}
