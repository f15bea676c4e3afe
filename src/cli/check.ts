import { lintPluginFile, type Finding } from '../lint/index.js';
import { CommandFailure, type Output } from './output.js';
import { readPluginFiles } from './plugin-files.js';

/**
 * Says what is wrong with plugin files, as `file:line:column`.
 * @returns whether all of them are fine: without errors and, if `strict`, without warnings
 */
export async function check(
  paths: readonly string[],
  { strict }: { strict: boolean },
  output: Output,
): Promise<boolean> {
  const files = await readPluginFiles(paths);
  if (files.length === 0) throw new CommandFailure(`no *.imjoy.html in ${paths.join(', ')}`);
  const findings = files.flatMap(({ path, text }) =>
    lintPluginFile(text).map((finding) => ({ file: path, ...finding })),
  );
  for (const { file, line, column, severity, code, message } of findings)
    output.say(`${file}:${line}:${column}: ${severity}: ${message} (${code})`);
  const count = (wanted: Finding['severity']) =>
    findings.filter(({ severity }) => severity === wanted).length;
  const [errors, warnings] = [count('error'), count('warning')];
  output.say(
    `${quantity(files.length, 'file')}: ${quantity(errors, 'error')}, ${quantity(warnings, 'warning')}`,
  );
  output.give({ files: files.length, errors, warnings, findings });
  return errors === 0 && (warnings === 0 || !strict);
}

const quantity = (count: number, what: string): string =>
  `${count} ${what}${count === 1 ? '' : 's'}`;
