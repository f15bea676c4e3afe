import type { Interpreter } from './python-version.js';
import type { CondaManager } from './target.js';

/** What a plugin wants, settled for its tag; `env` and `requirements` are as its file has them. */
export interface PlanRequest {
  readonly plugin: string;
  readonly tag: string | null;
  readonly env: unknown;
  readonly requirements: unknown;
  /** The folder of the workspace; absolute. */
  readonly workDir: string;
}

/** What there is to make environments with. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly python: Interpreter;
  /** All others that are on the path. */
  readonly pythons: readonly Interpreter[];
  readonly conda: CondaManager | null;
  /** Without it everything goes into the Python of this computer. */
  readonly makesEnvironments: boolean;
  /** Whether repositories of this computer may be cloned. */
  readonly allowFiles: boolean;
  /** Where environments are made; absolute. */
  readonly folder: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
}
