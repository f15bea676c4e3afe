import type { Provider, Service } from '../registry/service-registry.js';

/** With a space, which is in no id of a plugin. */
const OWN = 'engine ';

/** Who provides the services of an engine of the workspace itself. */
export const engineProvider = (url: string): Provider => ({
  name: 'Plugin engine',
  id: `${OWN}${url}`,
});

export const isOwnEngine = ({ providerId }: Service): boolean => providerId.startsWith(OWN);
