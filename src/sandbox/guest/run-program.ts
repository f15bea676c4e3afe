import { importModuleText, runScriptText } from './evaluate.js';
import { loadRequirement, loadScript, loadStyle } from './loader.js';
import type { SandboxProgram, ScriptSource, StyleSource } from '../program.js';

/** What only Python runs. */
export interface PythonSteps {
  /** A package by its name, or a wheel by its address. */
  install(wanted: string): Promise<void>;
  run(script: ScriptSource): Promise<void>;
}

/** Runs a plugin in the order its authors rely on: requirements, styles, links, markup, scripts. */
export async function runProgram(program: SandboxProgram, python?: PythonSteps): Promise<void> {
  for (const requirement of program.requirements)
    await (requirement.kind === 'package' && python
      ? python.install(requirement.url)
      : loadRequirement(requirement));
  if (typeof document !== 'undefined') showMarkup(program);
  for (const script of program.scripts)
    await (script.kind === 'python' ? python?.run(script) : runScript(script, program.name));
}

function showMarkup({ styles, links, windows }: SandboxProgram): void {
  for (const style of styles) addStyle(style);
  for (const attributes of links) document.head.append(createElement('link', attributes));
  for (const html of windows) document.body.insertAdjacentHTML('beforeend', html.trim());
}

/** A stylesheet that does not load makes a plugin ugly, not unusable: its log says so. */
function addStyle({ content, src }: StyleSource): void {
  if (src) loadStyle(src).catch((error: unknown) => console.error(error));
  if (content.trim()) {
    const style = createElement('style', {});
    style.textContent = content;
    document.head.append(style);
  }
}

async function runScript(script: ScriptSource, name: string): Promise<void> {
  if (script.kind === 'foreign') {
    const { attributes, src } = script;
    const element = createElement('script', src === null ? attributes : { ...attributes, src });
    element.textContent = script.content;
    document.body.append(element);
    return;
  }
  if (script.src) await (script.kind === 'module' ? import(script.src) : loadScript(script.src));
  if (!script.content.trim()) return;
  if (script.kind === 'module') await importModuleText(script, name);
  else runScriptText(script, name);
}

function createElement(name: string, attributes: Readonly<Record<string, string>>): HTMLElement {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}
