export type { Finding } from './finding.js';
export { lintPluginFile } from './lint-plugin-file.js';
