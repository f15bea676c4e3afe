export { apiMembers, type ApiMember } from './api-reference.js';
export { configFields, type ConfigField, type DocumentedValue } from './config-reference.js';
