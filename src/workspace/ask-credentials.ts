import type { Shell } from '../api/shell.js';
import type { CredentialField } from '../sandbox/foreign/run-page.js';

/** What is better not seen by whoever looks over the user's shoulder. */
const SECRET = /pass|secret|token|key|pin\b/i;

/**
 * Asks the user for what a page wants to know before it starts.
 * @returns their answers by the ids of the fields; null when they would rather not
 */
export async function askCredentials(
  shell: Shell,
  name: string,
  fields: readonly CredentialField[],
): Promise<Readonly<Record<string, unknown>> | null> {
  const ui = fields.map(({ id, label, value }, index) => ({
    [label]: {
      id: `field${index}`,
      type: 'string',
      placeholder: value,
      secret: SECRET.test(`${id} ${label}`),
    },
  }));
  const given = await shell.showForm({ title: 'Sign in', ui, from: name });
  if (!given) return null;
  return Object.fromEntries(fields.map(({ id }, index) => [id, given[`field${index}`]]));
}
