import { isAbsolute, relative, resolve } from 'node:path';
import { ImjoyError } from '../../../base/error.js';

/** A Git repository that a plugin wants beside it. */
export interface Repository {
  readonly url: string;
  /** Absolute, below the work folder. */
  readonly folder: string;
}

export interface RepositoryOptions {
  readonly workDir: string;
  /** Whether repositories of this computer may be cloned. */
  readonly allowFiles: boolean;
}

/** Protocols that only carry data; `ext::` and others run what the address says. */
const REMOTE = /^(?:https:\/\/|ssh:\/\/(?!-)|(?!-)[\w.-]+@(?!-)[\w.-]+:(?!:))/;

/**
 * Reads the address of a repository and the folder it is to be in, both written by strangers.
 * @param text the requirement as the plugin has it
 * @throws ImjoyError `PLUGIN_REQUIREMENT`
 */
export function readRepository(
  text: string,
  [url = '', target, ...more]: readonly string[],
  { workDir, allowFiles }: RepositoryOptions,
): Repository {
  const refuse = (why: string) =>
    new ImjoyError('PLUGIN_REQUIREMENT', `the requirement "${text}" ${why}`);
  if (url === '') throw refuse('names no repository');
  if (more.length > 0) throw refuse('has more than an address and a folder');
  if (!REMOTE.test(url) && !(allowFiles && /^file:\/\/\//.test(url)))
    throw refuse('is no repository at an https or ssh address');
  const name = target ?? nameOf(url);
  const folder = resolve(workDir, name);
  const way = relative(workDir, folder);
  const parts = way.split(/[\\/]/);
  if (name.startsWith('-') || isAbsolute(name) || way === '' || parts.includes('..'))
    throw refuse('leads out of the folder of the workspace');
  if (parts.some((part) => part.toLowerCase() === '.git' || part.includes('\0')))
    throw refuse('names a folder that is not for it');
  return { url, folder };
}

const nameOf = (url: string): string =>
  url
    .replace(/[?#].*$/, '')
    .replace(/\/+$/, '')
    .replace(/\.git$/, '')
    .replace(/^.*[/:]/, '');
