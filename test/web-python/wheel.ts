import { createHash } from 'node:crypto';
import { strToU8, zipSync } from 'fflate';

export interface Wheel {
  readonly name: string;
  /** `NAME-VERSION-py3-none-any.whl` */
  readonly fileName: string;
  readonly content: Uint8Array<ArrayBuffer>;
}

/**
 * A wheel with one module.
 * @param source of the module
 */
export function buildWheel(name: string, source: string, requires: readonly string[] = []): Wheel {
  const info = `${name}-1.0.dist-info`;
  const metadata = [
    'Metadata-Version: 2.1',
    `Name: ${name}`,
    'Version: 1.0',
    ...requires.map((other) => `Requires-Dist: ${other}`),
  ];
  const files: Record<string, string> = {
    [`${name}.py`]: source,
    [`${info}/METADATA`]: `${metadata.join('\n')}\n`,
    [`${info}/WHEEL`]: 'Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n',
    [`${info}/RECORD`]: '',
  };
  const entries = Object.entries(files).map(([path, text]) => [path, strToU8(text)] as const);
  return {
    name,
    fileName: `${name}-1.0-py3-none-any.whl`,
    content: zipSync(Object.fromEntries(entries)) as Uint8Array<ArrayBuffer>,
  };
}

/** What the list of pyodide's packages says of it. */
export const lockEntry = ({ name, fileName, content }: Wheel, depends: readonly string[] = []) => ({
  name,
  version: '1.0',
  file_name: fileName,
  install_dir: 'site',
  sha256: createHash('sha256').update(content).digest('hex'),
  package_type: 'package',
  imports: [name],
  depends,
  unvendored_tests: false,
});
