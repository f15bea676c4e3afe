import { createContext } from '@lit/context';
import type { Workspace } from '../src/index.js';

/** The workspace that elements inside an `<imjoy-workspace>` share. */
export const workspaceContext = createContext<Workspace>(Symbol.for('imjoy-workspace'));
