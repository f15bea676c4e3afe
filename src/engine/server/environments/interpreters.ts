import { ImjoyError } from '../../../base/error.js';
import { ask } from './ask.js';
import { findExecutables } from './executables.js';
import { isRecent, OLDEST_PYTHON, showVersion, type Interpreter } from './python-version.js';

/** Says where it is and which. Written for every Python: an old one is to say so. */
const QUESTION =
  'import sys; sys.stdout.write("imjoy:%s:%d.%d.%d" % ((sys.executable,) + tuple(sys.version_info[:3])))';

/** The Pythons of this computer, each asked only once which it is. */
export class Interpreters {
  readonly #asked = new Map<string, Promise<Interpreter | null>>();

  /**
   * The Python that plugins run with.
   * @param wanted its path or name; without one the first on the path that is recent enough
   * @throws ImjoyError `ENGINE_PYTHON_MISSING` or `ENGINE_PYTHON_VERSION`
   */
  async choose(wanted: string | null): Promise<Interpreter> {
    const paths = wanted ? [wanted] : await findExecutables(/^python3?(?:\.exe)?$/);
    const found = await this.#askAll(paths.sort((a, b) => rank(a) - rank(b)));
    const python = found.find(({ version }) => isRecent(version));
    if (python) return python;
    const needed = `Python ${showVersion(OLDEST_PYTHON.slice(0, 2))} or newer`;
    const [old] = found;
    if (old) {
      const what = `${old.path} is Python ${showVersion(old.version)}`;
      throw new ImjoyError('ENGINE_PYTHON_VERSION', `${what}; plugins need ${needed}`);
    }
    throw new ImjoyError(
      'ENGINE_PYTHON_MISSING',
      wanted
        ? `"${wanted}" is no Python that can be run; give the path of ${needed}`
        : `there is no Python on this computer; install ${needed} (on Debian and Ubuntu: python3 and python3-venv)`,
    );
  }

  /** All that are on the path and recent enough. */
  async all(): Promise<Interpreter[]> {
    const found = await this.#askAll(await findExecutables(/^python3\.\d+(?:\.exe)?$/));
    return found.filter(({ version }) => isRecent(version));
  }

  async #askAll(paths: readonly string[]): Promise<Interpreter[]> {
    const answers = await Promise.all(paths.map((path) => this.#ask(path)));
    return answers.filter((answer) => answer !== null);
  }

  /** What cannot be run may be mended meanwhile: only answers are kept. */
  #ask(path: string): Promise<Interpreter | null> {
    const known = this.#asked.get(path);
    if (known) return known;
    const answer = probe(path);
    this.#asked.set(path, answer);
    void answer.then((interpreter) => interpreter ?? this.#asked.delete(path));
    return answer;
  }
}

/** `python3` before `python`, in whichever folder: the other may be of the second line. */
const rank = (path: string): number => (/python3[^/\\]*$/.test(path) ? 0 : 1);

async function probe(path: string): Promise<Interpreter | null> {
  const said = await ask(path, ['-c', QUESTION]).catch(() => '');
  const [, executable, ...numbers] = /imjoy:(.+):(\d+)\.(\d+)\.(\d+)$/.exec(said.trim()) ?? [];
  const [major = 0, minor = 0, micro = 0] = numbers.map(Number);
  return executable === undefined ? null : { path: executable, version: [major, minor, micro] };
}
