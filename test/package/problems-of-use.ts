import { symlink, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import ts from 'typescript';
import type { NpmPackage } from './npm-package.js';

/** What a page in TypeScript says that uses every entry of the package. */
const USE = `
  import { createWorkspace, parsePluginFile } from 'imjoy-elements';
  import { parseUi } from 'imjoy-elements/core.js';
  import type { ImjoyWindowElement } from 'imjoy-elements/window.js';
  import 'imjoy-elements/imjoy.js';
  import type { NdArray } from 'imjoy-elements/plugin-api';
  export const view: ImjoyWindowElement = document.createElement('imjoy-window');
  export const editor = document.createElement('imjoy-editor').readonly;
  export const all = [createWorkspace, parsePluginFile, parseUi] as const;
  export type Image = NdArray<'uint8'>;
  // @ts-expect-error it has a type, and is not just anything
  view.nonsense = true;
`;

/** What the strictest compiler says where nothing is installed but the package with all it depends on. */
export async function problemsOfUse({ home, folder }: NpmPackage): Promise<string[]> {
  const { dependencies = {} } = JSON.parse(
    await readFile(join(folder, 'package.json'), 'utf8'),
  ) as { dependencies?: Record<string, string> };
  for (const name of Object.keys(dependencies)) {
    const path = join(home, 'node_modules', name);
    await mkdir(dirname(path), { recursive: true });
    await symlink(resolve('node_modules', name), path, 'dir');
  }
  const file = join(home, 'use.ts');
  await writeFile(file, USE);
  const program = ts.createProgram([file], {
    ...{ strict: true, noEmit: true, skipLibCheck: false, types: [] },
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  });
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ file: where, messageText }) =>
      [where?.fileName ?? '', ts.flattenDiagnosticMessageText(messageText, ' ')].join(': '),
    );
}
