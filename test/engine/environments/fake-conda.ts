import { readFile } from 'node:fs/promises';
import { PYTHON, type Place } from './place.js';

/** A program that stands in for conda: it makes environments of its Python, and writes down how it is called. */
export interface FakeConda {
  /** The calls that make or change something, without the folder of the program. */
  calls(): Promise<string[]>;
}

/** Puts conda, or another one of its kind, on the path of a place. */
export async function installConda(
  place: Place,
  name: 'micromamba' | 'mamba' | 'conda',
): Promise<FakeConda> {
  const log = place.path(`${name}.log`);
  await place.program(
    name,
    `#!${PYTHON}
import json, os, re, subprocess, sys
root = ${JSON.stringify(place.path(`${name}-envs`))}
args = sys.argv[1:]

def prefix():
    for option, where in (('-n', root), ('--name', root), ('-p', ''), ('--prefix', '')):
        if option in args:
            return os.path.join(where, args[args.index(option) + 1])
    if '-f' in args:
        text = open(args[args.index('-f') + 1]).read()
        return os.path.join(root, re.search(r'^name: *(\\S+)', text, re.M).group(1))
    return os.environ['CONDA_PREFIX']

def make(target):
    if os.path.exists(target):
        sys.exit('CondaValueError: prefix already exists: ' + target)
    os.makedirs(target + '/conda-meta')
    if os.environ.get('FAKE_CONDA') == 'fails':
        os.rmdir(target + '/conda-meta'); os.rmdir(target)
        sys.exit('PackagesNotFoundError: no such package')
    if os.environ.get('FAKE_CONDA') == 'dies':
        os.kill(os.getppid(), 9)
        sys.exit(1)
    if any(word.startswith('python') for word in args) or '-f' in args:
        subprocess.check_call([sys.executable, '-m', 'venv', '--without-pip', '--system-site-packages', target])

if args[0] == 'run':
    target = prefix()
    if not os.path.exists(target):
        sys.exit('EnvironmentLocationNotFound: ' + target)
    path = target + '/bin' + os.pathsep + os.environ['PATH']
    words = args[3:]
    env = {**os.environ, 'PATH': path, 'CONDA_PREFIX': target, 'ACTIVATED_BY': ${JSON.stringify(name)}}
    os.execvpe(words[0], words, env)
elif args[:2] == ['env', 'list']:
    found = sorted(os.listdir(root)) if os.path.exists(root) else []
    print(json.dumps({'envs': ['/base', *(os.path.join(root, one) for one in found)]}))
else:
    with open(${JSON.stringify(log)}, 'a') as log:
        log.write(' '.join([os.path.basename(sys.argv[0]), *args]) + '\\n')
    if args[:2] == ['env', 'remove']:
        subprocess.check_call(['rm', '-r', prefix()])
    elif 'create' in args:
        make(prefix())
    elif args[0] == 'install':
        open(prefix() + '/installed.txt', 'a').write(' '.join(args) + '\\n')
`,
  );
  return {
    calls: async () => (await readFile(log, 'utf8').catch(() => '')).split('\n').filter(Boolean),
  };
}
