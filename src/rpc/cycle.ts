/** The path of the first member that contains itself (`a.b[3]`), or null. Walks without recursion. */
export function findCycle(root: unknown): string | null {
  if (typeof root !== 'object' || root === null) return null;
  const ancestors = new Set<object>([root]);
  const done = new Set<object>();
  const stack = [{ object: root, keys: Object.keys(root), next: 0, path: '' }];
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const key = top.keys[top.next++];
    if (key === undefined) {
      ancestors.delete(top.object);
      done.add(top.object);
      stack.pop();
      continue;
    }
    const member: unknown = (top.object as Record<string, unknown>)[key];
    if (typeof member !== 'object' || member === null || ArrayBuffer.isView(member)) continue;
    const path = joinPath(top.path, key, Array.isArray(top.object));
    if (ancestors.has(member)) return path;
    if (done.has(member)) continue;
    ancestors.add(member);
    stack.push({ object: member, keys: Object.keys(member), next: 0, path });
  }
  return null;
}

function joinPath(path: string, key: string, isIndex: boolean): string {
  if (isIndex) return `${path}[${key}]`;
  return path ? `${path}.${key}` : key;
}
