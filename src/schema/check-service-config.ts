import { ImjoyError } from '../base/error.js';
import { checkFields, name } from './check-fields.js';
import { hostServiceTypes, serviceRules } from './service-rules.js';

/** What `registerService` is given; fields beyond these are the service's own. */
export interface ServiceConfig {
  readonly type: string;
  readonly name: string;
  readonly [field: string]: unknown;
}

/**
 * Checks a service by its type: `@…` must be a known schema, the types that the host calls are checked
 * with and without `@`, and any other type is free-form.
 *
 * @throws ImjoyError `SERVICE_CONFIG`, naming the field and its value; `SERVICE_TYPE` for an unknown `@…`
 */
export function checkServiceConfig(value: unknown): ServiceConfig {
  checkFields(value, { type: name, name }, 'SERVICE_CONFIG', 'service');
  const config = value as ServiceConfig;
  const schema = config.type.replace(/^@/, '');
  const isKnown = Object.hasOwn(serviceRules, schema);
  const isPrefixed = schema !== config.type;
  if (isPrefixed && !isKnown) {
    const known = Object.keys(serviceRules).map((type) => `@${type}`);
    const message = `"${config.type}" is no known service type; known are ${known.join(', ')}`;
    throw new ImjoyError('SERVICE_TYPE', message, { details: { type: config.type, known } });
  }
  if (isPrefixed || hostServiceTypes.has(schema))
    checkFields(
      config,
      serviceRules[schema] ?? {},
      'SERVICE_CONFIG',
      `service "${config.name}" of type "${config.type}"`,
    );
  return config;
}
