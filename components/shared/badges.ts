import type { FlatConfig } from '../../src/index.js';

export interface Badge {
  readonly sign: string;
  readonly meaning: string;
}

const OF_TYPES: Readonly<Record<string, Badge>> = {
  'native-python': { sign: '🚀', meaning: 'Python on a plugin engine' },
  'web-python': { sign: '🐍', meaning: 'Python in the browser' },
  'web-python-window': { sign: '🐍', meaning: 'Python in the browser' },
};

const OF_FLAGS: Readonly<Record<string, Badge>> = {
  engine: { sign: '⚙', meaning: 'Provides a plugin engine' },
  'engine-factory': { sign: '⚙', meaning: 'Provides plugin engines' },
  'file-manager': { sign: '📁', meaning: 'Provides a file manager' },
};

/** The signs behind a plugin's name. Spec 8.4. */
export function badgesOf({
  type,
  flags = [],
}: Pick<FlatConfig, 'type'> & { readonly flags?: readonly string[] }): readonly Badge[] {
  const ofType = Object.hasOwn(OF_TYPES, type) ? [OF_TYPES[type]] : [];
  const ofFlags = flags.map((flag) => (Object.hasOwn(OF_FLAGS, flag) ? OF_FLAGS[flag] : undefined));
  const badges = [...ofType, ...ofFlags].filter((badge) => badge !== undefined);
  return badges.filter(({ sign }, at) => badges.findIndex((other) => other.sign === sign) === at);
}
