import { randomId } from '../../src/base/id.js';
import type { SourceHosts } from '../../src/index.js';

/** A site of the test's own, which plays GitHub. */
export interface Publisher {
  readonly hosts: Partial<SourceHosts>;
  urlOf(path: string): string;
  /** Publishes a text, or a value as JSON, under a path. */
  publish(path: string, content: unknown): Promise<void>;
  withdraw(path: string): Promise<void>;
}

export function createPublisher(): Publisher {
  const root = new URL(`/published/${randomId()}`, location.href).href;
  const urlOf = (path: string) => `${root}/${path}`;
  return {
    hosts: { githubRaw: root },
    urlOf,
    async publish(path, content) {
      const body = typeof content === 'string' ? content : JSON.stringify(content);
      await fetch(urlOf(path), { method: 'PUT', body });
    },
    async withdraw(path) {
      await fetch(urlOf(path), { method: 'DELETE' });
    },
  };
}
