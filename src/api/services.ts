import { ImjoyError } from '../base/error.js';
import type { Provider } from '../registry/service-registry.js';
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
  const register = (config: unknown) =>
    registry.register(withOwnFunctions(config, caller), provider);
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
  return { id, name: plugin?.name ?? 'page', flags: plugin?.config.flags ?? [] };
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
