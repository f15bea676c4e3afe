import { ImjoyError } from '../base/error.js';
import type { Capability, MapPlace, MapRequest } from './api-host.js';
import {
  isFields,
  needFunction,
  needText,
  toText,
  wrongArgument,
  type Fields,
} from './arguments.js';

/** One function of a plugin for many items. */
export const map: Capability = (host, caller) => ({
  /** Python may give all of it by name. A signal may also be the last argument, as for every function. */
  map(...args: unknown[]) {
    const signal = args.at(-1) instanceof AbortSignal ? args.pop() : undefined;
    const [op, items, options = {}] = args;
    const isNamed = isFields(op) && 'op' in op && items === undefined;
    const fields = isNamed ? op : { ...needOptions(options), op, items };
    return host.map(readRequest({ ...fields, last: signal }), caller);
  },
});

function needOptions(options: unknown): Fields {
  if (isFields(options)) return options;
  throw wrongArgument('map', options, 'options as its third argument');
}

/** @throws ImjoyError `ARGUMENT` naming the option that makes no sense */
function readRequest(fields: Fields): MapRequest {
  const { items, config, key, where, concurrency, retries, failures, signal, last } = fields;
  const progress = fields.onProgress ?? fields.progress;
  if (!Array.isArray(items)) throw wrongArgument('map', items, 'a list of items');
  return {
    op: readOp(fields.op),
    items,
    config: config ?? undefined,
    where: oneOf(PLACES, where ?? 'auto', 'where'),
    concurrency: concurrency == null ? null : needCount(concurrency, 1, 'concurrency'),
    retries: needCount(retries ?? 0, 0, 'retries'),
    keepsFailures: oneOf(['reject', 'keep'], failures ?? 'reject', 'failures') === 'keep',
    resume: fields.resume !== false,
    key: key ?? null,
    verify: fields.verify === true,
    signals: [signal, last].filter((each) => each != null).map(needSignal),
    onProgress: progress == null ? null : needFunction(progress, 'map'),
  };
}

function readOp(op: unknown): MapRequest['op'] {
  if (!isFields(op)) return needText(op, 'map');
  return { plugin: needText(op.plugin, 'map'), fn: needText(op.fn, 'map') };
}

const PLACES: readonly MapPlace[] = ['auto', 'browser', 'engine', 'cluster'];

function oneOf<T extends string>(choices: readonly T[], value: unknown, option: string): T {
  const found = choices.find((choice) => choice === value);
  if (found !== undefined) return found;
  throw unfit(option, `one of ${choices.join(', ')}`, value);
}

function needCount(value: unknown, least: number, option: string): number {
  if (Number.isInteger(value) && Number(value) >= least) return Number(value);
  throw unfit(option, `a whole number from ${least} on`, value);
}

function needSignal(value: unknown): AbortSignal {
  if (value instanceof AbortSignal) return value;
  throw unfit('signal', 'an AbortSignal', value);
}

const unfit = (option: string, wanted: string, value: unknown) =>
  new ImjoyError('ARGUMENT', `api.map: "${option}" is ${wanted}, not ${toText(value)}`);
