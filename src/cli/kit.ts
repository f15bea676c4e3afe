import { fileURLToPath } from 'node:url';

/** The folder of the built kit: this program is a file of it. */
export const KIT = fileURLToPath(new URL('.', import.meta.url));
