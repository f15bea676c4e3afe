import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PlanRequest } from '../../../src/engine/server/environments/request.js';
import { showCommand } from '../../../src/engine/server/environments/step.js';
import { commands, conda, plan, PYTHON, refusal } from './planned.js';

describe('env of native plugins', () => {
  for (const [written, command] of [
    ['conda create -n XXXXX python=3.9', 'conda create -y -n XXXXX python=3.9'],
    ['conda create -y -n XXXXX python=3.9', 'conda create -y -n XXXXX python=3.9'],
    ['conda create --name XXXXX --yes python=3.9', 'conda create -y --name XXXXX python=3.9'],
    ['conda create --name=XXXXX python=3.9', 'conda create -y --name=XXXXX python=3.9'],
    ['conda create python=3.9', 'conda create -y -n My_Tool-gpu python=3.9'],
    ['conda create -p here python=3.9', 'conda create -y -p here python=3.9'],
    ['conda env create -f r/environment.yml', 'conda env create -f r/environment.yml'],
    ['mamba create -n XXXXX python=3.9', 'conda create -y -n XXXXX python=3.9'],
  ] as const) {
    it(`makes the environment of ${written}`, () => {
      const wants = { tag: 'gpu', env: written, requirements: 'numpy' };
      const { steps, target } = plan(wants, { conda: conda() });
      assert.deepEqual(
        steps.map((step) => showCommand(step.command)),
        [command, 'python -m pip install numpy'],
      );
      assert.equal(target.kind, 'conda');
    });
  }

  it('names the environment of a plugin without a tag after the plugin alone', () => {
    const [command] = commands({ env: 'conda create python=3.9' }, { conda: conda() });
    assert.equal(command, 'conda create -y -n My_Tool python=3.9');
  });

  it('tells micromamba where packages are, unless the plugin does', () => {
    const has = { conda: conda('micromamba') };
    assert.deepEqual(commands({ env: 'conda create -n a python=3.9' }, has), [
      'micromamba create -y -c conda-forge -n a python=3.9',
    ]);
    assert.deepEqual(commands({ env: 'conda create -n a -c bioconda python=3.9' }, has), [
      'micromamba create -y -n a -c bioconda python=3.9',
    ]);
  });

  it('puts conda: requirements into the environment, and without one into that of the workspace', () => {
    const has = { conda: conda() };
    assert.deepEqual(
      commands(
        { env: 'conda create -n a python=3.9', requirements: ['conda:numpy scipy==1.0'] },
        has,
      ),
      ['conda create -y -n a python=3.9', 'conda install -y -n a numpy scipy==1.0'],
    );
    assert.deepEqual(commands({ requirements: ['conda:numpy', 'scipy'] }, has), [
      'conda create -y -p VENV-conda python=3.11 pip',
      'conda install -y -p VENV-conda numpy',
      'python -m pip install scipy',
    ]);
  });

  it('sets variables instead of exporting them in a shell that ends', () => {
    const env = [
      'export CUDA_VISIBLE_DEVICES=1 NAME="a b"',
      { type: 'variable', options: { THREADS: 4 } },
      'export PATH=/opt/bin:$PATH',
      'export TWICE=${NAME}$THREADS-$NOTHING',
    ];
    const { variables, steps } = plan({ env });
    assert.deepEqual(variables, {
      CUDA_VISIBLE_DEVICES: '1',
      NAME: 'a b',
      THREADS: '4',
      PATH: '/opt/bin:/bin',
      TWICE: 'a b4-',
    });
    assert.deepEqual(steps, []);
  });

  it('takes what is joined by && one by one', () => {
    const env =
      'export A=1 && git clone https://x.org/r.git && conda create -n a python=3.9 && make -C r';
    const { steps, variables } = plan({ env }, { conda: conda() });
    assert.deepEqual(variables, { A: '1' });
    assert.deepEqual(
      steps.map(({ command }) => showCommand(command)),
      [
        'git clone --progress --depth=1 -- https://x.org/r.git /work/default/r',
        'conda create -y -n a python=3.9',
        'make -C r',
      ],
    );
  });

  it('gives a line with || to a shell, and knows the environment in it', () => {
    const env = 'conda create -n a python=3.9 || conda create -n a python=3.8';
    const { steps, target } = plan({ env }, { conda: conda() });
    assert.deepEqual(
      steps.map(({ command }) => command),
      [env],
    );
    assert.deepEqual(target.kind === 'conda' && target.select, ['-n', 'a']);
  });

  it('runs commands of env where they stand: outside of the environment, then inside', () => {
    const env = ['./before', 'conda create -n a python=3.9', './after'];
    const { steps } = plan({ env }, { conda: conda() });
    assert.deepEqual(
      steps.map((step) => [step.title, step.kind === 'install' && step.isInside]),
      [
        ['./before', false],
        ['conda create -n a python=3.9', false],
        ['./after', true],
      ],
    );
  });

  it('makes one environment of several, and says which not', () => {
    const env = ['conda create -n a python=3.9', 'conda create -n b python=3.9'];
    const { steps, skipped } = plan({ env }, { conda: conda() });
    assert.deepEqual(
      steps.map(({ command }) => showCommand(command)),
      ['conda create -y -n b python=3.9'],
    );
    assert.deepEqual(skipped, [env[0]]);
  });

  it('refuses what is none of its forms, naming it', () => {
    const of = (env: unknown) => refusal({ env }, { conda: conda() });
    assert.match(of([3]), /^ENGINE_ENVIRONMENT: "env": 3 /);
    assert.match(of([{ type: 'docker' }]), /^ENGINE_ENVIRONMENT: "env": \{"type":"docker"\} /);
    assert.match(
      of([{ type: 'variable', options: { 'A=B;C': 1 } }]),
      /^ENGINE_ENVIRONMENT: .*A=B;C/,
    );
    assert.match(
      of('docker pull tensorflow'),
      /^ENGINE_ENVIRONMENT: .*docker pull tensorflow needs Docker/,
    );
    assert.match(of('conda env create'), /^ENGINE_ENVIRONMENT: .*names no file/);
    for (const name of ['../a', 'a/b', '-a', '.', '..'])
      assert.match(of(`conda create -n '${name}' python=3.9`), /^ENGINE_ENVIRONMENT: /, name);
  });

  for (const old of ['python=2.7', 'python=3.6', 'python==3.7.4', 'python<3.8', 'python=3.7*']) {
    it(`says before anything is installed that plugins cannot run in ${old}`, () => {
      const found = refusal({ env: `conda create -n old "${old}"` }, { conda: conda() });
      assert.match(found, /^ENGINE_PYTHON_VERSION: "env": conda create -n old .* older than 3\.8/);
    });
  }
});

describe('environments without conda', () => {
  const make = (python: string) => plan({ env: `conda create -n a ${python}` }).steps;

  for (const [wanted, path] of [
    ['python=3.9', '/usr/bin/python3.9'],
    ['python==3.9.18', '/usr/bin/python3.9'],
    ['"python>=3.12"', '/usr/bin/python3.13'],
    ['"python<3.10"', '/usr/bin/python3.9'],
    ['"python>=3.8,!=3.11"', '/usr/bin/python3.9'],
    ['python=3.11.*', PYTHON],
    ['python=3', PYTHON],
    ['python', PYTHON],
    ['', PYTHON],
  ] as const) {
    it(`makes them with the Python that ${wanted || 'nothing'} asks for`, () => {
      const [step] = make(wanted);
      assert.deepEqual(step?.command, [path, '-m', 'venv', '/env/named/a']);
    });
  }

  it('says which Python is missing', () => {
    assert.match(
      refusal({ env: 'conda create -n a python=3.10' }),
      /^ENGINE_ENVIRONMENT: .*python=3\.10/,
    );
    assert.match(
      refusal({ env: 'conda env create -f e.yml' }),
      /^ENGINE_ENVIRONMENT: .*needs micromamba/,
    );
  });

  it('has pip install what conda would have', () => {
    const env =
      'conda create -n a -c conda-forge python=3.9 pip numpy=1.26 conda-forge::scipy "tifffile>=2020" six=1.16=py_0';
    const [, install] = plan({ env }).steps;
    assert.deepEqual(install?.command, [
      ...['/env/named/a/bin/python', '-m', 'pip', 'install'],
      ...['numpy==1.26.*', 'scipy', 'tifffile>=2020', 'six==1.16.*'],
    ]);
  });

  it('makes none where it is told to: everything goes into the Python of the computer', () => {
    const { steps, skipped, target } = plan(
      { env: ['conda create -n a python=3.9'], requirements: ['numpy'] },
      { makesEnvironments: false },
    );
    assert.deepEqual(
      steps.map(({ command }) => command),
      [[PYTHON, '-m', 'pip', 'install', 'numpy']],
    );
    assert.deepEqual(skipped, ['conda create -n a python=3.9']);
    assert.equal(target.kind, 'base');
  });

  it('keeps the environments of workspaces apart, also of those with the same name', () => {
    const of = (workDir: string) => plan({ requirements: 'a', workDir }).target.key;
    assert.notEqual(of('/work/default'), of('/other/default'));
    assert.equal(of('/work/default'), of('/work/default'));
  });
});

describe('what the user agrees to', () => {
  const hash = (wants: Partial<PlanRequest>) => plan(wants, { makesEnvironments: false }).hash;

  it('changes with every command, variable and folder, and with nothing else', () => {
    const wants = { requirements: ['a', 'cmd:b'], env: 'export A=1' };
    assert.equal(hash(wants), hash({ ...wants, plugin: 'Other' }));
    for (const change of [
      { requirements: ['a', 'cmd:c'] },
      { requirements: ['cmd:b', 'a'] },
      { requirements: ['a'] },
      { env: 'export A=2' },
      { workDir: '/elsewhere' },
    ])
      assert.notEqual(hash(wants), hash({ ...wants, ...change }), JSON.stringify(change));
  });
});
