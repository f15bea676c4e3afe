import { createFileTransfers } from '../base/file-transfers.js';
import type { Capability } from './api-host.js';

/** Uploads and downloads of the page itself; those of a plugin happen in its sandbox. Spec 4.3. */
export const transfers: Capability = ({ shell }) => createFileTransfers(shell);
