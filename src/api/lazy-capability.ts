import type { ApiHost, ApiTree, Caller, Capability } from './api-host.js';

type ApiFunction = (...args: unknown[]) => unknown;
type Branch = { [name: string]: ApiFunction | Branch };

/**
 * A capability whose code is fetched when one of its functions is called for the first time. Its names are
 * given beforehand, so that the api is whole from the start; a test holds them to what the code offers.
 * @param names dotted names of its functions
 */
export function lazily(names: readonly string[], load: () => Promise<Capability>): Capability {
  return (host: ApiHost, caller: Caller): ApiTree => {
    let loading: Promise<ApiTree> | null = null;
    const open = () => (loading ??= load().then((capability) => capability(host, caller)));
    const tree: Branch = {};
    for (const name of names) {
      const path = name.split('.');
      place(tree, path, async (...args) => find(await open(), path)(...args));
    }
    return tree;
  };
}

function place(tree: Branch, [first = '', ...rest]: string[], fn: ApiFunction): void {
  if (rest.length === 0) tree[first] = fn;
  else place((tree[first] ??= {}) as Branch, rest, fn);
}

function find(tree: ApiTree, path: readonly string[]): ApiFunction {
  return path.reduce<unknown>((branch, key) => (branch as ApiTree)[key], tree) as ApiFunction;
}
