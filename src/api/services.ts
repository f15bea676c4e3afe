import { ImjoyError } from '../base/error.js';
import { isOperator, type Provider, type ServiceInit } from '../registry/service-registry.js';
import { checkOperatorConfig } from '../schema/check-operator-config.js';
import { checkServiceConfig } from '../schema/check-service-config.js';
import type { Caller, Capability } from './api-host.js';
import { isFields, needFields } from './arguments.js';

/** Operators and services. Spec 4.5. */
export const services: Capability = ({ services: registry }, caller) => {
  const provider = providerOf(caller);
  const unregister = (query: unknown) => {
    const fields = isFields(query) ? query : { name: query, id: query };
    if (!registry.unregister(fields, provider))
      throw new ImjoyError(
        'SERVICE_NOT_FOUND',
        `${provider.name} registered no service ${JSON.stringify(query)}`,
      );
    return true;
  };
  const register = (config: unknown) => {
    const service = readService(withOwnFunctions(config, caller), provider.name);
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
    getServices: (query: unknown = {}) => registry.query(needFields(query, 'getServices')),
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

/** Older plugins name a function they export instead of handing it over. */
function withOwnFunctions(config: unknown, { plugin }: Caller): unknown {
  if (!isFields(config) || !plugin) return config;
  const named = ['run', 'update'].filter((key) => typeof config[key] === 'string');
  const functions = named.map((key) => {
    const name = config[key] as string;
    const call = (...args: unknown[]) => {
      const fn = plugin.api?.[name];
      if (typeof fn !== 'function')
        throw new ImjoyError(
          'RPC_METHOD_NOT_FOUND',
          `${plugin.name} exports no function "${name}"`,
        );
      return (fn as (...all: unknown[]) => unknown)(...args);
    };
    return [key, call] as const;
  });
  return { ...config, ...Object.fromEntries(functions) };
}
