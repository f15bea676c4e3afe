import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The folder of the built kit: this program is a file of it. */
export const KIT = fileURLToPath(new URL('.', import.meta.url));

/** The version of the package that the kit is in. */
export function readVersion(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
