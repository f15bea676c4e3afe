export { fetchText, type FetchOptions } from './fetch-text.js';
export { publicHosts, type SourceHosts } from './hosts.js';
export { fetchManifest, type ListedPlugin, type Manifest } from './manifest.js';
export { parsePluginUri, type PluginUri } from './plugin-uri.js';
export { readSource, type PluginSource } from './read-source.js';
export { parseRepository, type Repository } from './repository.js';
export { resolvePluginUri, type PluginLocation } from './resolve-plugin-uri.js';
export { splitTag } from './tag.js';
