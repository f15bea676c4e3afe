import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { commands, conda, MAKE_VENV, plan, refusal } from './planned.js';

describe('requirements of native plugins', () => {
  for (const [written, command] of [
    ['numpy', 'PYTHON -m pip install numpy'],
    ['scipy==1.0', 'PYTHON -m pip install scipy==1.0'],
    ['a b', 'PYTHON -m pip install a b'],
    ['pip:scipy==1.0', 'PYTHON -m pip install scipy==1.0'],
    ['pip: numpy', 'PYTHON -m pip install numpy'],
    ['pip:A  B', 'PYTHON -m pip install A B'],
    ['numpy >= 1.0, < 2', "PYTHON -m pip install 'numpy>=1.0,<2'"],
    ['a; python_version < "3.9"', `PYTHON -m pip install 'a; python_version < "3.9"'`],
    ['a @ https://x.org/a.whl', "PYTHON -m pip install 'a @ https://x.org/a.whl'"],
    [
      'pip:--no-index --find-links "/my wheels" a',
      "PYTHON -m pip install --no-index --find-links '/my wheels' a",
    ],
    [
      'git+https://github.com/u/r@v1#egg=r',
      "PYTHON -m pip install 'git+https://github.com/u/r@v1#egg=r'",
    ],
    [
      'pip:git+https://github.com/u/r@v1#egg=r',
      "PYTHON -m pip install 'git+https://github.com/u/r@v1#egg=r'",
    ],
    ['https://x.org/a-1.0.whl', 'PYTHON -m pip install https://x.org/a-1.0.whl'],
    ['cmd:pip install -r myRepo/requirements.txt', 'pip install -r myRepo/requirements.txt'],
    ['cmd: echo "a  b" | cat', 'echo "a  b" | cat'],
    // The older document.
    ['pip install numpy scipy==1.0', 'PYTHON -m pip install numpy scipy==1.0'],
  ] as const) {
    it(`takes ${written}, alone or in a list`, () => {
      assert.deepEqual(commands({ requirements: written }), [MAKE_VENV, command]);
      assert.deepEqual(commands({ requirements: [written] }), [MAKE_VENV, command]);
    });
  }

  it('takes a line of commands for its commands, so that conda asks no questions', () => {
    const line = 'conda install opencv-python && pip install numpy && ./configure "a && b"';
    assert.deepEqual(
      commands({ requirements: line, env: 'conda create -n a python=3.9' }, { conda: conda() }),
      [
        'conda create -y -n a python=3.9',
        'conda install -y -n a opencv-python',
        'python -m pip install numpy',
        './configure "a && b"',
      ],
    );
  });

  it('leaves a line that needs a shell to the shell', () => {
    assert.deepEqual(commands({ requirements: 'pip install a || pip install b' }), [
      MAKE_VENV,
      'pip install a || pip install b',
    ]);
  });

  it('clones repositories before everything else, whatever their place in the list', () => {
    const requirements = [
      'cmd:pip install -r r/requirements.txt',
      'repo:https://github.com/u/r.git',
    ];
    assert.deepEqual(commands({ requirements }), [
      'git clone --progress --depth=1 -- https://github.com/u/r.git /work/default/r',
      MAKE_VENV,
      'pip install -r r/requirements.txt',
    ]);
  });

  for (const [written, url, folder] of [
    ['repo:https://github.com/u/myRepo', 'https://github.com/u/myRepo', 'myRepo'],
    ['repo: https://github.com/u/myRepo other', 'https://github.com/u/myRepo', 'other'],
    [
      'repo:https://github.com/u/myRepo.git/ deep/er',
      'https://github.com/u/myRepo.git/',
      'deep/er',
    ],
    ['repo:git@github.com:u/myRepo.git', 'git@github.com:u/myRepo.git', 'myRepo'],
    ['repo:ssh://git@host:22/u/myRepo.git', 'ssh://git@host:22/u/myRepo.git', 'myRepo'],
    ['git clone --depth 1 https://github.com/u/x.git', null, null],
    ['git clone https://github.com/u/x.git', 'https://github.com/u/x.git', 'x'],
  ] as const) {
    it(`reads ${written}`, () => {
      assert.deepEqual(
        commands({ requirements: written }),
        url === null
          ? [MAKE_VENV, written]
          : [`git clone --progress --depth=1 -- ${url} /work/default/${folder}`],
      );
    });
  }

  for (const none of [null, undefined, '', ' ', [], {}, [''], [null]]) {
    it(`takes ${JSON.stringify(none)} for none, and the Python of the computer for it`, () => {
      const { steps, target } = plan({ requirements: none, env: none });
      assert.deepEqual(steps, []);
      assert.equal(target.kind, 'base');
    });
  }

  it('names what it cannot read', () => {
    assert.match(
      refusal({ requirements: ['npm:left-pad'] }),
      /^PLUGIN_REQUIREMENT: .*"npm:left-pad"/,
    );
    assert.match(refusal({ requirements: [{ a: 1 }] }), /^PLUGIN_REQUIREMENT: .*\{"a":1\}/);
    assert.match(refusal({ requirements: [3] }), /^PLUGIN_REQUIREMENT: .*"3" is not a text/);
    assert.match(refusal({ requirements: 'cmd:' }), /^PLUGIN_REQUIREMENT: .*"cmd:" is empty/);
    assert.match(
      refusal({ requirements: 'conda:numpy' }),
      /^PLUGIN_REQUIREMENT: .*needs micromamba/,
    );
  });
});

describe('repositories of strangers', () => {
  for (const address of [
    'repo:--upload-pack=touch$IFS/tmp/x',
    'repo:-u https://x.org/a',
    "repo:ext::sh -c 'touch /tmp/x'",
    'repo:ssh://-oProxyCommand=x/y',
    'repo:-oProxyCommand=x:y',
    'repo:file:///etc',
    'repo:/etc',
    'repo:../other',
    'repo:http://x.org/a',
    'repo:git://x.org/a',
    'repo:fd::17',
    'repo:host::x',
    'repo:user@host::x',
    'repo:https://x.org/..',
    'repo:https://x.org/.git',
    'repo:git@x.org:..',
    'repo:',
    'git clone ext::x',
  ]) {
    it(`refuses the address of ${address}`, () => {
      assert.match(refusal({ requirements: address }), /^PLUGIN_REQUIREMENT: /);
    });
  }

  for (const target of [
    '..',
    '.',
    '../x',
    'a/../../x',
    '/etc/x',
    '/work/default/x',
    '/work/default2/x',
    '-x',
    '--template=/x',
    '.git',
    'a/.git/hooks',
    'a/.GIT/hooks',
    "''",
    "'a\\..\\..\\x'",
  ]) {
    it(`refuses the folder ${target}`, () => {
      const requirements = `repo:https://x.org/a ${target}`;
      assert.match(refusal({ requirements }), /^PLUGIN_REQUIREMENT: /);
    });
  }

  it('clones from this computer where that is allowed', () => {
    assert.deepEqual(commands({ requirements: 'repo:file:///data/r.git' }, { allowFiles: true }), [
      'git clone --progress --depth=1 -- file:///data/r.git /work/default/r',
    ]);
    assert.match(refusal({ requirements: 'repo:/data/r' }, { allowFiles: true }), /^PLUGIN_REQ/);
  });
});
