import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ImjoyError } from '../../base/error.js';
import type { Environments, PreparedPython } from './environments/environments.js';
import type { StartRequest } from './plugin-table.js';

export interface PreparationOptions {
  readonly environments: Environments;
  /** Where it is kept what the user has agreed to. */
  readonly folder: string;
}

/** Prepares what plugins need, once their user has agreed to what is run for that. */
export class Preparation {
  readonly #environments: Environments;
  readonly #file: string;
  readonly #agreed: Set<string>;

  constructor({ environments, folder }: PreparationOptions) {
    this.#environments = environments;
    this.#file = join(folder, 'agreed.json');
    this.#agreed = new Set(readHashes(this.#file));
  }

  /** @throws ImjoyError `ENGINE_CONSENT` with what is to be agreed to, and what keeps it from being made */
  async prepare(
    { config, consent, signal, onStep }: StartRequest,
    workDir: string,
  ): Promise<PreparedPython> {
    const { name: plugin, tag, env, requirements } = config;
    const plan = await this.#environments.plan({ plugin, tag, env, requirements, workDir });
    const { hash, commands, isEmpty } = plan;
    if (consent === hash) this.#agree(hash);
    if (!isEmpty && !this.#agreed.has(hash))
      throw new ImjoyError('ENGINE_CONSENT', `${plugin} needs commands to be run`, {
        details: { commands, hash },
      });
    let percent = 0;
    return this.#environments.prepare(plan, {
      signal,
      onLine: (value, type) => {
        onStep({ entry: { type, value } });
        onStep({ text: value, progress: percent });
      },
      onProgress: (value) => (percent = value),
    });
  }

  #agree(hash: string): void {
    if (this.#agreed.has(hash)) return;
    this.#agreed.add(hash);
    writeFileSync(this.#file, JSON.stringify([...this.#agreed]), { mode: 0o600 });
  }
}

function readHashes(file: string): string[] {
  try {
    const list: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return Array.isArray(list) ? list.map(String) : [];
  } catch {
    return [];
  }
}
