import { ImjoyError } from '../base/error.js';
import { randomId } from '../base/id.js';
import { reportError } from '../base/report-error.js';
import { Signal } from '../base/signal.js';
import type { Matcher } from '../schema/create-matcher.js';

/** A plugin that asks for something of the host. */
export interface Asking {
  readonly id: string;
  readonly name: string;
  /** See `PluginRecord`. */
  readonly processOn: string | null;
}

/** Of a service of the host itself: gives it as a plugin may use it; null asks for the page. */
export const SEEN_BY = Symbol('seen by');

/** A service as `getServices` hands it out. */
export interface Service {
  readonly [SEEN_BY]?: (asking: Asking | null) => Service;
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
  readonly [SEEN_BY]?: (asking: Asking | null) => Service;
  readonly type: string;
  readonly name: string;
  readonly id?: unknown;
  readonly [field: string]: unknown;
}

/** A service as a plugin may use it; most are the same for all. */
export const seenBy = (service: Service, asking: Asking | null): Service =>
  service[SEEN_BY]?.(asking) ?? service;

/** Whether services of a type are operators. */
export const isOperator = (type: string): boolean => /^@?operator$/.test(type);

/** What plugins offer to each other and to the menu. */
export class ServiceRegistry {
  readonly onChange = new Signal<void>();
  /** An operator's `inputs` are no schema: it will be offered for nothing. */
  readonly onProblem = new Signal<{ readonly operator: Operator; readonly error: ImjoyError }>();
  #services = new Map<string, Service>();
  #matchers = new WeakMap<Service, Promise<Matcher>>();
  #compiled = new WeakMap<Service, Matcher>();

  /**
   * Adds a service, or replaces the one of the same id if it is the same plugin's.
   * @returns its id
   * @throws ImjoyError `SERVICE_CONFIG` when the id belongs to another plugin
   */
  register(config: ServiceInit, provider: Provider): string {
    const operator = isOperator(config.type);
    const id = operator ? config.name : textOr(config.id, randomId());
    const key = operatorKey(provider.name, config.name);
    // Slots of their own for operators, lest another plugin's service squat on the name of one.
    const slot = operator ? operatorSlot(key) : `service ${id}`;
    const owner = this.#services.get(slot)?.provider ?? provider.name;
    if (owner !== provider.name)
      throw new ImjoyError('SERVICE_CONFIG', `the service id "${id}" belongs to ${owner}`);
    const service: Service = {
      ...config,
      id,
      provider: provider.name,
      providerId: provider.id,
      ...(operator && { key }),
    };
    this.#services.set(slot, service);
    this.#compile(service);
    this.onChange.emit();
    return id;
  }

  /** Removes by id or name, but only what the provider itself registered. */
  unregister(query: { id?: unknown; name?: unknown }, provider: Provider): boolean {
    let found = false;
    for (const [slot, service] of this.#services) {
      if (service.providerId !== provider.id) continue;
      if (service.id !== query.id && service.name !== query.name) continue;
      this.#services.delete(slot);
      found = true;
    }
    if (found) this.onChange.emit();
    return found;
  }

  /** Removes everything of a plugin that is no more. */
  removeProvider(providerId: string): void {
    for (const [slot, service] of this.#services)
      if (service.providerId === providerId) this.#services.delete(slot);
    this.onChange.emit();
  }

  /** Services whose fields all equal those of the query; `{}` gives all. */
  query(query: Readonly<Record<string, unknown>>): Service[] {
    return [...this.#services.values()].filter((service) =>
      Object.entries(query).every(
        ([key, value]) => (Object.hasOwn(service, key) ? service[key] : undefined) === value,
      ),
    );
  }

  operators(): Operator[] {
    return [...this.#services.values()].filter((service) => isOperator(service.type)) as Operator[];
  }

  operator(key: string): Operator | undefined {
    return this.#services.get(operatorSlot(key)) as Operator | undefined;
  }

  /** The form of an operator, as text where it has none; undefined where there is no such operator. */
  operatorUi(key: string): unknown {
    const operator = this.operator(key);
    return operator && (operator.ui ?? '');
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
      (compiled) => {
        this.#compiled.set(service, compiled);
        const { problem: error } = compiled;
        if (error) this.onProblem.emit({ operator: service as Operator, error });
      },
      (error: unknown) => reportError(error, `inputs of the operator "${service.name}"`),
    );
  }
}

/** Most pages have no operator with inputs: the matcher is fetched with the first one. */
async function compileMatcher(inputs: unknown): Promise<Matcher> {
  const { createMatcher } = await import('../schema/create-matcher.js');
  return createMatcher(inputs);
}

const operatorSlot = (key: string) => `operator ${key}`;

export function operatorKey(plugin: string, operator: string): string {
  return plugin === operator ? plugin : `${plugin}/${operator}`;
}

const textOr = (value: unknown, fallback: string) =>
  typeof value === 'string' && value ? value : fallback;
