/** The path of the first member that contains itself (`a.b[3]`), or null. Walks without recursion. */
export function findCycle(root: unknown): string | null {
  if (typeof root !== 'object' || root === null) return null;
  const ancestors = new Set<object>([root]);
  const done = new Set<object>();
  const stack = [{ object: root, members: membersOf(root), label: '' }];
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const next = top.members.next();
    if (next.done) {
      ancestors.delete(top.object);
      done.add(top.object);
      stack.pop();
      continue;
    }
    const [label, member] = next.value;
    if (typeof member !== 'object' || member === null || done.has(member)) continue;
    // Only here, for to write the path of each member would take long where values are deep.
    if (ancestors.has(member))
      return [...stack, { label }].map(labelOf).join('').replace(/^\./, '');
    ancestors.add(member);
    stack.push({ object: member, members: membersOf(member), label });
  }
  return null;
}

const labelOf = ({ label }: { readonly label: string }): string => label;

/** What a value is sent with, each with its place: `.key`, `[index]`, or `<index>` in a Map or Set. */
function* membersOf(value: object): Generator<[string, unknown]> {
  if (ArrayBuffer.isView(value)) return;
  if (value instanceof Map || value instanceof Set) {
    const items = [...(value as Iterable<unknown>)];
    for (const [i, item] of items.entries()) yield [`<${i}>`, item];
    return;
  }
  const isArray = Array.isArray(value);
  for (const [key, member] of Object.entries(value))
    yield [isArray ? `[${key}]` : `.${key}`, member];
}
