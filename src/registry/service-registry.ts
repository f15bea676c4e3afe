import { ImjoyError } from '../base/error.js';
import { randomId } from '../base/id.js';
import { Signal } from '../base/signal.js';
import type { Matcher } from '../schema/create-matcher.js';

/** A service as `getServices` hands it out. */
export interface Service {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  /** Name and id of the plugin that provides it. */
  readonly provider: string;
  readonly providerId: string;
  readonly [field: string]: unknown;
}

/** An operator: something a plugin offers to run on data, with a form. */
export interface Operator extends Service {
  /** `PLUGIN` for a plugin's own operator, `PLUGIN/OP` for others. */
  readonly key: string;
  readonly ui?: unknown;
  readonly run?: unknown;
  readonly update?: unknown;
  readonly inputs?: unknown;
}

export interface Provider {
  readonly name: string;
  readonly id: string;
}

/** What is registered: checked by whoever takes it from a plugin. */
export interface ServiceInit {
  readonly type: string;
  readonly name: string;
  readonly id?: unknown;
  readonly [field: string]: unknown;
}

/** Whether services of a type are operators. */
export const isOperator = (type: string): boolean => /^@?operator$/.test(type);

/** What plugins offer to each other and to the menu. */
export class ServiceRegistry {
  readonly onChange = new Signal<void>();
  #services = new Map<string, Service>();
  #matchers = new WeakMap<Service, Promise<Matcher>>();
  #compiled = new WeakMap<Service, Matcher>();

  /**
   * Adds a service, or replaces the one of the same id.
   * @returns its id
   * @throws ImjoyError `SERVICE_CONFIG` when the id belongs to another plugin
   */
  register(config: ServiceInit, provider: Provider): string {
    const operator = isOperator(config.type);
    const id = operator ? operatorKey(provider.name, config.name) : textOr(config.id, randomId());
    const existing = this.#services.get(id);
    if (existing && existing.providerId !== provider.id)
      throw new ImjoyError(
        'SERVICE_CONFIG',
        `the service id "${id}" belongs to ${existing.provider}`,
      );
    const service: Service = {
      ...config,
      id: operator ? config.name : id,
      provider: provider.name,
      providerId: provider.id,
      ...(operator && { key: id }),
    };
    this.#services.set(id, service);
    this.#compile(service);
    this.onChange.emit();
    return service.id;
  }

  /** Removes by id or name, but only what the provider itself registered. */
  unregister(query: { id?: unknown; name?: unknown }, provider: Provider): boolean {
    let found = false;
    for (const [key, service] of this.#services) {
      if (service.providerId !== provider.id) continue;
      if (service.id !== query.id && service.name !== query.name) continue;
      this.#services.delete(key);
      found = true;
    }
    if (found) this.onChange.emit();
    return found;
  }

  /** Removes everything of a plugin that is no more. */
  removeProvider(providerId: string): void {
    for (const [key, service] of this.#services)
      if (service.providerId === providerId) this.#services.delete(key);
    this.onChange.emit();
  }

  /** Services whose fields all equal those of the query; `{}` gives all. */
  query(query: Readonly<Record<string, unknown>>): Service[] {
    return [...this.#services.values()].filter((service) =>
      Object.entries(query).every(
        ([key, value]) => Object.hasOwn(service, key) && service[key] === value,
      ),
    );
  }

  operators(): Operator[] {
    return [...this.#services.values()].filter((service) => isOperator(service.type)) as Operator[];
  }

  operator(key: string): Operator | undefined {
    const service = this.#services.get(key);
    return service && isOperator(service.type) ? (service as Operator) : undefined;
  }

  /** Whether data fits an operator's `inputs`; null for an operator that declares none. */
  async accepts(operator: Operator, data: unknown): Promise<boolean | null> {
    const matcher = await this.#matchers.get(operator);
    return matcher ? matcher(data) : null;
  }

  /** Operators whose `inputs` are known by now to accept a value. */
  openers(value: unknown): Operator[] {
    return this.operators().filter((operator) => this.#compiled.get(operator)?.(value) === true);
  }

  #compile(service: Service): void {
    if (!isOperator(service.type) || service.inputs == null) return;
    const matcher = compileMatcher(service.inputs);
    this.#matchers.set(service, matcher);
    matcher.then(
      (compiled) => this.#compiled.set(service, compiled),
      () => undefined,
    );
  }
}

/** Most pages have no operator with inputs: the matcher is fetched with the first one. */
async function compileMatcher(inputs: unknown): Promise<Matcher> {
  const { createMatcher } = await import('../schema/create-matcher.js');
  return createMatcher(inputs);
}

export function operatorKey(plugin: string, operator: string): string {
  return plugin === operator ? plugin : `${plugin}/${operator}`;
}

const textOr = (value: unknown, fallback: string) =>
  typeof value === 'string' && value ? value : fallback;
