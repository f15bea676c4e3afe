import { ImjoyError } from '../../base/error.js';
import type { Requirement } from '../program.js';

/** How each kind of requirement is loaded; every one is awaited and names its URL when it fails. */
const loaders: Record<Requirement['kind'], (url: string) => Promise<unknown>> = {
  script: loadScript,
  style: loadStyle,
  module: (url) => import(url),
  package: (url) => Promise.reject(failed(url, new Error('only Python has packages'))),
  cache: (url) => fetch(url, { mode: 'no-cors' }),
};

export async function loadRequirement({ kind, url }: Requirement): Promise<void> {
  try {
    await loaders[kind](url);
  } catch (cause) {
    if (cause instanceof ImjoyError) throw cause;
    throw failed(url, cause);
  }
}

/** Loads a classic script into the global scope, in a page or a worker. */
export function loadScript(url: string): Promise<void> {
  if (typeof document !== 'undefined') {
    const script = document.createElement('script');
    script.src = url;
    return insert(script, url);
  }
  return new Promise((resolve) => {
    try {
      importScripts(url);
    } catch (cause) {
      throw failed(url, cause);
    }
    resolve();
  });
}

export function loadStyle(url: string): Promise<void> {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = url;
  return insert(link, url);
}

function insert(element: HTMLElement, url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    element.addEventListener('load', () => resolve());
    element.addEventListener('error', () => reject(failed(url)));
    document.head.append(element);
  });
}

function failed(url: string, cause?: unknown): ImjoyError {
  const why = cause instanceof Error ? `: ${cause.message}` : '';
  return new ImjoyError('PLUGIN_REQUIREMENT', `${url} could not be loaded${why}`, { cause });
}
