import type { ApiDescription } from './program.js';

export type ApiTree = Record<string, unknown>;

/** The host api as an object: functions by their dotted names, and the values beside them. */
export function createApiTree(
  { methods, constants }: ApiDescription,
  call: (name: string, ...args: unknown[]) => Promise<unknown>,
): ApiTree {
  const api: ApiTree = { ...constants };
  for (const name of methods) place(api, name, (...args) => call(name, ...args));
  return api;
}

function place(api: ApiTree, name: string, fn: (...args: unknown[]) => Promise<unknown>): void {
  const path = name.split('.');
  const last = path.pop() as string;
  let parent = api;
  for (const part of path) parent = (parent[part] ??= {}) as ApiTree;
  parent[last] = fn;
}
