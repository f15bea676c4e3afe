/** Python that is right, by what is new or rare in it. */
export const validPython: Readonly<Record<string, readonly string[]>> = {
  'assignment expressions': [
    'if (n := 10) > 5:\n    pass\nwhile chunk := f.read(1):\n    pass\n',
    'f(a := 1, b=2)\nx[y := 0]\n[y := f(x), y**2]\n{(a := 1), a}\n',
    'x = {a := 1}\nf"{x:=5}"\n',
  ],
  'parameters of all kinds': [
    'def g(a, b=1, /, *args: int, c=2, **kw) -> int: ...\ndef f(a, *, b: "x" = 2,): ...\n',
    'f = lambda a, /, b, *, c: 1\ng = lambda *a, **k: (a, k)\nh = lambda: 0\n',
    'f(*a, *b, k=1, **c, **d)\nf(x for x in y)\n',
  ],
  'match, and names that are words in it': [
    'match x:\n    case 1 | -1.5:\n        pass\n    case {"a": 1, **rest} if rest:\n        pass\n    case [a, *_]:\n        pass\n',
    'match x:\n    case A():\n        pass\n    case A.B(c=D(e=1)) as q:\n        pass\n    case []:\n        pass\n    case {}:\n        pass\n    case ():\n        pass\n    case "a" "b":\n        pass\n    case _:\n        pass\n',
    'match x, y:\n    case 1, 2:\n        pass\n    case {\n        "text": str(),\n    }:\n        pass\n',
    'match not x:\n    case _:\n        pass\n',
    'match = 1\ncase = 2\nmatch.x = type(case)\nmatch[x]\ntype = 4\nprint(match)\n',
  ],
  'f-strings in f-strings': [
    `f"{x!r:>{w}} {y=} {z:%Y-%m-%d} {{}} {a['b']}"\n`,
    `f"{f"{f'{1}'}"}" f'{a["b"]}'\nf"{'\\n'.join(x)}"\n`,
    `f'''{\n  x\n}''' rf"\\d{x}"\nf"{ {1: 2}[1] } {(lambda x: 1)}"\n`,
    `t"hello {x}"\nx = f(t'{y}')\n`,
  ],
  'decorators of any kind': [
    '@a.b[0](1)\n@(lambda f: f)\n@x or y\n@property\nasync def f(): pass\n',
    '@dec\n# why\nclass A:\n    @staticmethod\n    def f(): ...\n',
  ],
  'what is asynchronous': [
    'async def f():\n    r = [x async for x in y if await z]\n    s = {k: v async for k, v in w}\n    async with a as b, c as d:\n        pass\n    async for q in p:\n        pass\n    else:\n        pass\n    return await gather(*[g(i) for i in range(3)])\n',
    'x = await y\nasync with a: pass\nasync for a in b: pass\n',
  ],
  'type parameters': [
    'def f[T](x: T) -> T: ...\nclass A[T: int, *Ts, **P](B[T]): ...\ntype X[T] = list[T]\n',
    'def f[T = int](x: T): ...\nclass A[*Ts = *tuple[int]]: ...\ntype X[T: (int, str) = int] = list[T]\n',
  ],
  'exceptions and their groups': [
    'try:\n    pass\nexcept* ValueError as e:\n    pass\nexcept* (A, B):\n    pass\n',
    'try:\n    pass\nexcept A, B:\n    pass\nexcept (C, D) as e:\n    raise X from e\nexcept:\n    raise\nelse:\n    pass\nfinally:\n    pass\n',
  ],
  'several managers, and their targets': [
    'with (open(a) as f, open(b) as g,):\n    pass\nx = 1\n',
    'with (\n    open(a) as f,\n    open(b) as g,\n):\n    pass\nx = 1\n',
    'with a as (b, c):\n    return_ = b\nx = 1\n',
    'with a as b.c, d as e[0]:\n    pass\nwith (a, b):\n    pass\n',
  ],
  'stars wherever they may be': [
    'a[*b]\na[1, *b]\ndef f(*args: *Ts): ...\n',
    'def f():\n    return *a, b\nx = *a, *b\n*a, b = c\n{**a, "b": [*c]}\n',
    'for x in *a, b:\n    pass\ny = (code(*p) for code, *p in codes)\n',
  ],
  generators: [
    'def f():\n    yield\n    x = yield\n    y = (yield)\n    x += yield\n    yield from g()\n    try:\n        yield\n    finally:\n        pass\n',
    'def f(): yield; yield 1\nf = lambda: (yield)\n',
  ],
  'numbers of all kinds': [
    'x = 1.\ny = [2., .5, 1.e5 + 1e-5, 1_000, 0xFF, 0b11, 0o17, 1j, 1_0.0_1]\nz = x[1.:2.] + 1. # why\n',
    '(1.).real\n1..real\nx = 1.if a else 2.\n',
  ],
  'lines of all kinds': [
    'x = a + \\\n    b\nif a and \\\n   b:\n    pass\n',
    '# c\n\n   # odd\nx = 1;\ndef f():\n  # first\n    x\n# zero\n    y\n',
    'def f():\n    pass\n\f\ndef g():\n\tpass\n',
    'x = 1\r\nif x: b = 1; c = 2\r\nelse: pass\r\n',
    '',
    '# only',
    '"""doc\n"""\nnaïve = π = 变量 = r"\\d" b"\\x00"\n',
  ],
  'what was a statement once': ['print = 1\nx = print\nprint\nprint("a", file=b)\nexec("x")\n'],
};
