import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import { describe, it } from 'node:test';
import { Text } from '@codemirror/state';
import { parser } from '@lezer/python';
import { readPythonTree } from '../../../components/editor/code/python-problems.js';
import { validPython } from './valid-python.js';

/** What is said of a script, each with the text it is said of. */
function problemsOf(script: string): string[] {
  const doc = Text.of(script.split(/\r?\n/));
  const tree = parser.parse(doc.toString());
  return readPythonTree(doc, tree.topNode).map(
    ({ message, from, to }) => `${doc.sliceString(from, to)}: ${message}`,
  );
}

/** The library that comes with pyodide: Python 3.14, by those who make it. */
function* standardLibrary(): Generator<readonly [name: string, text: string]> {
  const archive = readFileSync('node_modules/pyodide/python_stdlib.zip');
  for (
    let at = archive.indexOf('PK\x01\x02');
    at >= 0;
    at = archive.indexOf('PK\x01\x02', at + 4)
  ) {
    const [method, size] = [archive.readUInt16LE(at + 10), archive.readUInt32LE(at + 20)];
    const start = archive.readUInt32LE(at + 42);
    const name = archive.toString('utf8', at + 46, at + 46 + archive.readUInt16LE(at + 28));
    if (!name.endsWith('.py')) continue;
    const from = start + 30 + archive.readUInt16LE(start + 26) + archive.readUInt16LE(start + 28);
    const packed = archive.subarray(from, from + size);
    yield [name, (method === 8 ? inflateRawSync(packed) : packed).toString('utf8')];
  }
}

describe('the grammar of Python in the editor', () => {
  for (const [what, scripts] of Object.entries(validPython))
    it(`finds no fault with ${what}`, () => {
      for (const script of scripts) assert.deepEqual(problemsOf(script), [], script);
    });

  it('finds no fault with the standard library', () => {
    let files = 0;
    for (const [name, text] of standardLibrary()) {
      assert.deepEqual(problemsOf(text), [], name);
      files++;
    }
    assert.ok(files > 400, `${files} files`);
  });

  const said: Readonly<Record<string, readonly string[]>> = {
    'def f(x)\n    return x\n': ['): “:” is missing at the end of this line'],
    'while True\n    x\n': ['True: “:” is missing at the end of this line'],
    'if x:\nreturn 1\n': ['return 1: An indented block is missing here'],
    'if x = 1:\n    pass\n': ['=: Unexpected “=”; did you mean “==”?'],
    'x = [1, 2\ny = 3\n\ndef f():\n    pass\n': ['[: “[” is never closed'],
    "x = f('abc)\ny = 1\n": ["': This string is never closed", '(: “(” is never closed'],
    'x = """abc\ny = 1\n': ['": This string is never closed'],
    'x = (1, 2]\n': [']: Unexpected “]”'],
    'f(a b)\n': ['b: Unexpected “b”'],
    'x = a +\ny = 1\n': ['+: This line ends too early'],
    'from x import # what?\n': ['import: This line ends too early'],
    'print "a"\n': ['print: In Python 3, print is a function: print(…)'],
    'exec "x"\n': ['exec: “exec” starts no statement of Python'],
    'const f = () => {\n  a(1)\n}\n': ['const: “const” starts no statement of Python'],
    'if (a && b) {\n  a++;\n}\n': ['&&: “&&” is not Python here'],
    '// why\nx = 1\n': ['//: “//” is not Python here'],
    'x = !y\n': ['!: “!” is not Python here'],
  };
  for (const [script, problems] of Object.entries(said))
    it(`says what is wrong with ${JSON.stringify(script)}`, () =>
      assert.deepEqual(problemsOf(script), problems));

  it('finds a mistake in each of several functions, and stops after three', () => {
    const script = [1, 2, 3, 4].map((i) => `def f${i}():\n    x = (a ${i})\n`).join('');
    assert.deepEqual(
      problemsOf(script).map((problem) => problem.slice(-3)),
      ['“1”', '“2”', '“3”'],
    );
  });

  it('says nothing once it is lost in something it does not know', () => {
    assert.deepEqual(problemsOf('x = (1 2)\nwith a as (b, c):\n    x\ny = (1 2)\n').length, 1);
  });
});
