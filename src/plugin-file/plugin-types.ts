/** What is known about a plugin type before anything of it runs. */
interface PluginTypeTraits {
  /** The language of scripts that do not say, and of all scripts when `only` is set. */
  readonly lang: 'javascript' | 'python';
  /** Nothing but `lang` can run there, whatever a script claims. */
  readonly only?: boolean;
  /** Whether a plugin makes sense without a script. */
  readonly scriptless?: boolean;
}

const PLUGIN_TYPES: ReadonlyMap<string, PluginTypeTraits> = new Map([
  ['web-worker', { lang: 'javascript' }],
  ['iframe', { lang: 'javascript' }],
  ['window', { lang: 'javascript' }],
  ['web-python', { lang: 'python', only: true }],
  ['native-python', { lang: 'python', only: true }],
  ['web-python-window', { lang: 'python' }],
  ['rpc-window', { lang: 'javascript', scriptless: true }],
  ['rpc-worker', { lang: 'javascript', scriptless: true }],
  ['collection', { lang: 'javascript', scriptless: true }],
]);

/** Whether this library knows the type; others need an engine that serves them. */
export function isKnownPluginType(type: string): boolean {
  return PLUGIN_TYPES.has(type);
}

/** What is known about a type; an unknown one is judged by its name. */
export function traitsOf(type: string): PluginTypeTraits {
  return PLUGIN_TYPES.get(type) ?? guessTraits(type);
}

function guessTraits(type: string): PluginTypeTraits {
  const lang = type.includes('python') ? 'python' : 'javascript';
  return { lang, scriptless: type.startsWith('rpc-') };
}
