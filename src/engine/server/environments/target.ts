import { join } from 'node:path';
import type { Interpreter } from './python-version.js';

/** A program that makes conda environments. */
export interface CondaManager {
  readonly name: 'micromamba' | 'mamba' | 'conda';
  readonly path: string;
  /** Options that name where packages come from, for the one that does not know by itself. */
  readonly channels: readonly string[];
}

/** Where a plugin is to run. The same key is the same place. */
export type Target = BaseTarget | VenvTarget | CondaTarget;

/** The Python of this computer, as it is. */
export interface BaseTarget {
  readonly kind: 'base';
  readonly key: string;
  readonly base: Interpreter;
}

export interface VenvTarget {
  readonly kind: 'venv';
  readonly key: string;
  readonly folder: string;
  /** Where its programs are. */
  readonly programs: string;
  /** Its own Python. */
  readonly python: string;
}

export interface CondaTarget {
  readonly kind: 'conda';
  readonly key: string;
  readonly manager: CondaManager;
  /** Null where a file has the name. */
  readonly select: readonly ['-n' | '-p', string] | null;
  /** Absolute. */
  readonly file: string | null;
}

export function venvTarget(folder: string, platform: NodeJS.Platform): VenvTarget {
  const isWindows = platform === 'win32';
  const programs = join(folder, isWindows ? 'Scripts' : 'bin');
  const python = join(programs, isWindows ? 'python.exe' : 'python');
  return { kind: 'venv', key: `venv:${folder}`, folder, programs, python };
}
