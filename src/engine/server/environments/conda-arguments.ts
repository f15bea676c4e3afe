/** What the arguments of `conda create` say. */
export interface CondaArguments {
  /** `-n` and the name, or `-p` and the folder; null where the plugin gives neither. */
  readonly select: readonly ['-n' | '-p', string] | null;
  readonly file: string | null;
  /** The condition of `python=3.9`, `=3.9`; '' for any; null where Python is not among the packages. */
  readonly python: string | null;
  /** Names of packages as pip takes them, without Python itself. */
  readonly packages: readonly string[];
  /** All of them without the answer to questions. */
  readonly words: readonly string[];
}

const OPTIONS_WITH_VALUE =
  /^(?:-n|--name|-p|--prefix|-f|--file|-c|--channel|--clone|--solver|--platform|--subdir)$/;

export function readCondaArguments(words: readonly string[]): CondaArguments {
  const options = new Map<string, string>();
  const specs: string[] = [];
  const rest = words.filter((word) => word !== '-y' && word !== '--yes');
  for (let index = 0; index < rest.length; index++) {
    const word = rest[index] ?? '';
    const [, long, value] = /^(--[\w-]+)=([^]*)$/.exec(word) ?? [];
    if (long !== undefined && value !== undefined) options.set(long, value);
    else if (OPTIONS_WITH_VALUE.test(word)) options.set(word, rest[++index] ?? '');
    else if (!word.startsWith('-')) specs.push(word.replace(/^.*::/, ''));
  }
  const name = options.get('-n') ?? options.get('--name');
  const prefix = options.get('-p') ?? options.get('--prefix');
  const isPython = (spec: string) => /^python(?![\w.-])/.test(spec);
  return {
    select: name !== undefined ? ['-n', name] : prefix !== undefined ? ['-p', prefix] : null,
    file: options.get('-f') ?? options.get('--file') ?? null,
    python: specs.find(isPython)?.slice('python'.length) ?? null,
    packages: specs.filter((spec) => !isPython(spec) && spec !== 'pip').map(toPip),
    words: rest,
  };
}

/** `name=1.2=build` of conda is `name==1.2.*` of pip. */
function toPip(spec: string): string {
  const [, name = spec, version] = /^([\w.-]+)=([^=<>!~][^=]*)(?:=.*)?$/.exec(spec) ?? [];
  if (version === undefined) return spec;
  return `${name}==${version.replace(/\.?\*$/, '')}.*`;
}
