import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const PACKAGE = fileURLToPath(new URL('../../', import.meta.url));

const STRICT: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  allowJs: true,
  skipLibCheck: false,
  types: [],
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
};

export interface TypeCheck {
  /** `FILE:LINE: message`, of every file. */
  readonly problems: readonly string[];
  readonly program: ts.Program;
  /** The parsed file of a name. */
  source(name: string): ts.SourceFile;
}

/** Compiles files as somebody does who has this package installed. */
export async function typeCheck(
  files: Readonly<Record<string, string>>,
  options: ts.CompilerOptions = {},
): Promise<TypeCheck> {
  const folder = await mkdtemp(join(tmpdir(), 'imjoy-types-'));
  try {
    await mkdir(join(folder, 'node_modules'));
    await symlink(PACKAGE, join(folder, 'node_modules/imjoy-elements'), 'dir');
    const paths = Object.keys(files).map((name) => join(folder, name));
    for (const path of paths) {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, files[relative(folder, path)] ?? '');
    }
    const program = ts.createProgram(paths, { ...STRICT, ...options });
    const problems = ts.getPreEmitDiagnostics(program).map(({ file, start = 0, messageText }) => {
      const message = ts.flattenDiagnosticMessageText(messageText, ' ');
      if (!file) return message;
      const { line } = file.getLineAndCharacterOfPosition(start);
      return `${relative(folder, file.fileName)}:${line + 1}: ${message}`;
    });
    return {
      problems,
      program,
      source: (name) => program.getSourceFile(join(folder, name)) as ts.SourceFile,
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}
