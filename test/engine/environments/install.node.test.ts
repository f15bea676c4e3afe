import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { failure, makePlace, makeWheel, PYTHON, say, type Place } from './place.js';

const BASE = { argv: [PYTHON], variables: {} };
const WHERE = 'import sys; print(sys.prefix)';

let place: Place;

before(async () => {
  place = await makePlace();
  for (const name of ['cells', 'nuclei', 'spots']) makeWheel(place.path('wheels'), name, '1.0');
  // Nothing of the web, and nothing that this computer is set to.
  Object.assign(process.env, {
    PIP_CONFIG_FILE: '/dev/null',
    PIP_NO_INDEX: '1',
    PIP_FIND_LINKS: place.path('wheels'),
  });
});
after(() => place.remove());

/** What commands do, without their folders. */
const brief = (commands: readonly string[]) =>
  commands.map((command) => command.replace(/^\S+ -m /, '').replace(/ \/\S+$/, ' …'));

describe('the environment of a workspace', { timeout: 300_000 }, () => {
  it('is not made for a plugin that wants nothing', async () => {
    const { plan, argv, variables } = await place.prepare(place.start(), { requirements: [] });
    assert.deepEqual([plan.isEmpty, plan.commands, argv, variables], [true, [], [PYTHON], {}]);
    assert.equal(existsSync(place.path('environments')), false);
  });

  it('is only looked for with --freeze: what is not installed is told', async () => {
    const wants = { requirements: ['cells'] };
    const { plan, argv, lines } = await place.prepare(place.start({ freeze: true }), wants);
    assert.deepEqual([plan.isEmpty, plan.commands, argv], [true, [], [PYTHON]]);
    assert.match(lines.join('\n'), /^skipped: .*venv.*\nskipped: .*pip install cells$/);
    assert.equal(existsSync(place.path('environments')), false);
  });

  it('takes what a plugin wants, and the Python of the computer is left alone', async () => {
    const wants = { requirements: ['cells', 'pip:nuclei==1.0'], env: 'export CELLS="a b"' };
    const asked = await place.start().plan(place.request(wants));
    const python = await place.prepare(place.start(), wants);
    const again = await place.start().plan(place.request(wants));

    assert.equal(say(python, 'import cells, nuclei; print(cells.version)'), '1.0');
    assert.notEqual(say(python, WHERE), say(BASE, WHERE));
    assert.equal(say(BASE, 'import importlib.util as u; print(u.find_spec("cells"))'), 'None');
    assert.equal(say(python, 'import os; print(os.environ["CELLS"])'), 'a b');
    // What a plugin starts finds the same Python.
    assert.equal(say(python, 'import shutil; print(shutil.which("python"))'), python.argv[0]);
    assert.deepEqual(python.progress, [33, 67, 100]);
    assert.ok(python.lines.some((line) => line.includes('Successfully installed cells-1.0')));
    assert.deepEqual(brief(asked.commands), [
      'export CELLS="a b"',
      'venv --system-site-packages …',
      'pip install cells',
      'pip install nuclei==1.0',
    ]);
    assert.deepEqual([again.commands, again.isEmpty, again.hash], [[], true, asked.hash]);
  });

  it('shows what the Python of the computer has', async () => {
    const python = await place.prepare(place.start(), { requirements: 'cells' });
    const code = 'import sysconfig, sys; print(sysconfig.get_path("purelib"))';
    const paths = say(python, 'import sys; print(sys.path)');
    assert.ok(paths.includes(`'${say(BASE, code)}'`), paths);
  });

  it('is used again after a restart, and with --freeze, without a command', async () => {
    const wants = { requirements: ['cells'] };
    for (const freeze of [false, true]) {
      const again = await place.prepare(place.start({ freeze }), wants);
      assert.deepEqual([again.lines, again.progress], [[], []]);
      assert.equal(say(again, 'import cells; print(cells.version)'), '1.0');
    }
  });

  it('install fails: the requirement is named, the end of the output shown, and it is run again', async () => {
    const requirements = ['cells', 'no-such-cells==3'];
    const error = await failure(place.prepare(place.start(), { requirements }));
    assert.equal(error.code, 'PLUGIN_REQUIREMENT');
    assert.equal(error.details.requirement, 'no-such-cells==3');
    assert.match(error.message, /^"no-such-cells==3" could not be .* ended with code 1\n/);
    assert.match(error.message, /No matching distribution found for no-such-cells==3/);
    const { commands } = await place.start().plan(place.request({ requirements }));
    assert.deepEqual(brief(commands), ['pip install no-such-cells==3']);
  });

  it('is where commands are run, in the folder of the workspace', async () => {
    await place.write('work/default/needs.txt', 'spots\n');
    const check = 'python -c "import spots; print(spots.version)"';
    const requirements = [`cmd: pip install -r needs.txt && ${check}`];
    const { lines } = await place.prepare(place.start(), { requirements });
    assert.equal(lines.at(-1), '1.0');
  });

  it('is made anew where somebody has removed it, with all that was in it', async () => {
    const python = await place.quickPython();
    const wants = { requirements: ['cells'], workDir: place.path('work/removed') };
    const { argv } = await place.prepare(place.start({ python }), wants);
    await rm(join(argv[0]!, '../..'), { recursive: true });
    const again = await place.prepare(place.start({ python }), wants);
    assert.equal(say(again, 'import cells; print(cells.version)'), '1.0');
  });
});

describe('an environment that a plugin names, without conda', { timeout: 300_000 }, () => {
  it('is made with the Python that is asked for, and shared by all that name it', async () => {
    const version = say(BASE, 'import sys; print("%d.%d" % sys.version_info[:2])');
    const env = `conda create -n tools python=${version} cells=1.0`;
    const python = await place.prepare(place.start(), { env, requirements: 'nuclei' });
    assert.equal(say(python, 'import cells, nuclei; print(cells.version)'), '1.0');
    assert.match(python.argv[0]!, /\/tools\/bin\/python$/);
    const other = { env, requirements: 'nuclei', workDir: place.path('work/other') };
    assert.equal((await place.start().plan(place.request(other))).isEmpty, true);
  });

  it('leaves alone what stands in the folder that is named for it', async () => {
    await place.write('work/default/mine/data.txt', 'precious');
    const quick = place.start({ python: await place.quickPython() });
    const python = await place.prepare(quick, { env: 'conda create -p mine python' });
    assert.equal(await place.read('work/default/mine/data.txt'), 'precious');
    assert.equal(say(python, WHERE), join(place.workDir, 'mine'));
  });
});

describe('commands of requirements', { timeout: 300_000 }, () => {
  /** They need no environment of their own. */
  const start = () => place.start({ manager: 'none' });

  it('are run once, also after a restart, and again in another workspace', async () => {
    const requirements = ['cmd:echo once >> log.txt'];
    await place.prepare(start(), { requirements });
    await place.prepare(start(), { requirements });
    await place.prepare(start(), { requirements, workDir: place.path('work/other') });
    assert.equal(await place.read('work/default/log.txt'), 'once\n');
    assert.equal(await place.read('work/other/log.txt'), 'once\n');
  });

  it('are run again when they have failed', async () => {
    const requirements = ['cmd:test -e there.txt'];
    await failure(place.prepare(start(), { requirements }));
    await place.write('work/default/there.txt', '');
    const { lines } = await place.prepare(start(), { requirements });
    assert.deepEqual(lines, ['$ test -e there.txt']);
  });

  it('say which program is missing', async () => {
    const { message } = await failure(place.prepare(start(), { requirements: 'cmd:no-such-tool' }));
    assert.match(message, /^"cmd:no-such-tool" could not be .*\n.*no-such-tool.*not found/);
  });

  it('get the variables of env', async () => {
    const env = [{ type: 'variable', options: { CELLS: 'a b' } }, 'export MORE="$CELLS c"'];
    const requirements = 'cmd: printf "%s" "$MORE" > variables.txt';
    await place.prepare(start(), { env, requirements });
    assert.equal(await place.read('work/default/variables.txt'), 'a b c');
  });

  it('stream what they write line by line, also lines that are written over', async () => {
    const heard: string[] = [];
    // Goes on only when its first line has arrived.
    const wait = 'until [ -e heard ]; do sleep 0.02; done';
    const script = `echo first; ${wait}; printf '10%%\\r90%%\\r'; echo; echo last >&2`;
    await place.prepare(
      start(),
      { requirements: [`cmd:${script}`] },
      {
        onLine(text, kind) {
          heard.push(`${kind} ${text}`);
          if (text === 'first') void place.write('work/default/heard', '');
        },
      },
    );
    assert.deepEqual(heard.slice(1).sort(), ['error last', 'info 90%', 'info first']);
  });

  it('cannot ask anybody: there is no terminal and no input', async () => {
    const requirements = 'cmd: read answer; (: < /dev/tty) 2> /dev/null && echo asked; echo end';
    const { lines } = await place.prepare(start(), { requirements });
    assert.deepEqual(lines.slice(1), ['end']);
  });

  it('of pip go into the Python of the computer where no environments are made', async () => {
    const target = place.path('target');
    const requirements = [`pip:--target ${target} cells`];
    const { argv } = await place.prepare(start(), { requirements });
    assert.deepEqual(argv, [PYTHON]);
    assert.ok(existsSync(join(target, 'cells.py')));
  });
});
