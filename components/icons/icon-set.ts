import { reportError } from '../../src/index.js';

/** One module of the set: the icons whose names begin with the same character. */
interface IconModule {
  readonly outlines: Readonly<Record<string, string>>;
  /** Names of those that are filled by the even-odd rule. */
  readonly evenOdd: readonly string[];
}

export interface IconOutline {
  readonly path: string;
  readonly evenOdd: boolean;
}

const loaded = new Map<string, IconModule>();
const loading = new Map<string, Promise<void>>();

/** The outline of a Material icon; null for an unknown name, undefined until it is loaded. */
export function findOutline(name: string): IconOutline | null | undefined {
  const module = loaded.get(name.charAt(0));
  if (!module) return undefined;
  const path = Object.hasOwn(module.outlines, name) ? module.outlines[name] : undefined;
  return path === undefined ? null : { path, evenOdd: module.evenOdd.includes(name) };
}

/** The same, loaded if need be. Never rejects: an icon is worth no failure. */
export async function loadOutline(name: string): Promise<IconOutline | null> {
  const first = name.charAt(0);
  let load = loading.get(first);
  if (!load) loading.set(first, (load = loadModule(first)));
  await load;
  return findOutline(name) ?? null;
}

async function loadModule(first: string): Promise<void> {
  try {
    const url = new URL(`./icons/${first}.js`, import.meta.url).href;
    const { default: module } = (await import(url)) as { default: IconModule };
    loaded.set(first, module);
  } catch (error) {
    loading.delete(first);
    reportError(error, `icons that begin with "${first}"`);
  }
}
