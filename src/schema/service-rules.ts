import { callable, type FieldRules, name, object, optional, text } from './check-fields.js';
import { operatorRules } from './check-operator-config.js';

const required = (...fields: string[]): FieldRules =>
  Object.fromEntries(fields.map((field) => [field, callable]));
const mayHave = (...fields: string[]): FieldRules =>
  Object.fromEntries(fields.map((field) => [field, optional(callable)]));

/** Fields of the known services by type without its `@`, beside the `type` and `name` of every service. */
export const serviceRules: Readonly<Record<string, FieldRules>> = {
  operator: operatorRules,
  engine: {
    pluginType: name,
    url: text,
    icon: optional(text),
    factory: optional(text),
    config: optional(object),
    ...required('connect', 'disconnect', 'listPlugins', 'getPlugin', 'startPlugin'),
    ...required('getEngineStatus'),
    ...mayHave('enable', 'disable', 'getEngineConfig', 'heartbeat', 'killPlugin'),
    ...mayHave('killPluginProcess', 'restartPlugin', 'resetEngine', 'startTerminal', 'about'),
  },
  'engine-factory': {
    icon: optional(text),
    url: optional(text),
    config: optional(object),
    ...required('addEngine', 'removeEngine'),
  },
  'file-manager': {
    url: text,
    ...required('listFiles', 'getFile', 'putFile', 'getFileUrl', 'requestUploadUrl', 'removeFile'),
    ...required('heartbeat'),
    ...mayHave('showFileDialog', 'uploadFile', 'createFolder'),
  },
  transformation: { ...required('transform'), ...mayHave('fit', 'fit_transform') },
  model: { ...required('predict'), ...mayHave('fit') },
};

/** Types that the host itself calls into: their shape matters with or without the `@`. */
export const hostServiceTypes: ReadonlySet<string> = new Set([
  'operator',
  'engine',
  'engine-factory',
  'file-manager',
]);
