import { ImjoyError } from '../../base/error.js';
import type { ScriptSource } from '../program.js';

/**
 * Runs classic code in the global scope in sloppy mode, as published plugins expect: implicit globals,
 * top-level functions that `onclick=` finds. Stack traces show lines of the plugin file.
 * @throws ImjoyError `PLUGIN_SCRIPT` with the plugin's own error as cause
 */
export function runScriptText(script: ScriptSource, name: string): void {
  const text = atFileLine(script, name);
  const failure = typeof document === 'undefined' ? runInWorker(text) : runInPage(text, script);
  if (failure === undefined) return;
  throw new ImjoyError('PLUGIN_SCRIPT', `a script of ${name} failed: ${textOf(failure)}`, {
    cause: failure,
  });
}

/** Imports module code; `import.meta.url` is a blob, so its own imports need absolute URLs. */
export async function importModuleText(script: ScriptSource, name: string): Promise<void> {
  const url = toUrl(atFileLine(script, name));
  try {
    await import(url);
  } catch (cause) {
    throw new ImjoyError('PLUGIN_SCRIPT', `a module of ${name} failed: ${textOf(cause)}`, {
      cause,
    });
  } finally {
    URL.revokeObjectURL(url);
  }
}

function runInPage(text: string, { attributes }: ScriptSource): unknown {
  let failure: unknown;
  const catchError = (event: ErrorEvent) => {
    failure = event.error ?? event.message;
  };
  const element = document.createElement('script');
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.removeAttribute('src');
  element.removeAttribute('type');
  element.textContent = text;
  addEventListener('error', catchError);
  document.body.append(element);
  removeEventListener('error', catchError);
  return failure;
}

function runInWorker(text: string): unknown {
  const url = toUrl(text);
  try {
    importScripts(url);
  } catch (error) {
    return error;
  } finally {
    URL.revokeObjectURL(url);
  }
  return undefined;
}

const toUrl = (text: string) => URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));

const atFileLine = ({ content, line }: ScriptSource, name: string) =>
  `${'\n'.repeat(Math.max(0, line - 1))}${content}\n//# sourceURL=${encodeURI(name)}.imjoy.html`;

const textOf = (error: unknown) =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);
