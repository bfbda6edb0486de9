"""Sources that are odd in what they say: no Python, another Python, too deep, too long, or Python at its edges."""

from __future__ import annotations

from collections.abc import Mapping

from typilus.project.reading import MAX_SYMBOLS

__all__ = ["odd_texts"]

SYNTAX_ERRORS = (
    *(
        "def",
        "def f(",
        "def f(:",
        "def f(x",
        "def f(x):",
        "class",
        "class :",
        "(",
        ")",
        "[}",
        "{",
        "'",
        '"""',
        "f'{",
        "f'{x'",
    ),
    *("f'{x!z}'", "f'{}'", "b'é'", "x = = 1", "1 = x", "f() = 1", "None = 1", "__debug__ = 1", "lambda: = 1", "x := 1"),
    *(
        "if x\n    y",
        "if x:\ny",
        "  x = 1",
        "if x:\n\ty\n        z",
        "else:",
        "try:\n    x",
        "for x in:",
        "while:",
        "with:",
    ),
    *(
        "import",
        "from import x",
        "from . import",
        "from x import (",
        "from x import *,",
        "import a.b.",
        "@",
        "@x",
        "return",
    ),
    *("yield 1", "await x", "break", "continue", "nonlocal x", "def f():\n    nonlocal x", "def f(x, x): pass"),
    *("f(x=1, x=2)", "f(**x, *y)", "f(x for x in y, 1)", "def f(x=1, y): pass", "def f(*): pass", "def f(/, x): pass"),
    *(
        "*x",
        "x: int: str",
        "x: *y",
        "del f()",
        "del 1",
        "global x\nx: int",
        "x = 1\nglobal x",
        "def f():\n x = 1\n global x",
    ),
    *(
        "from __future__ import braces",
        "x = 1\nfrom __future__ import annotations",
        "class A:\n    return 1",
        "0777",
        "1_",
        "0x",
    ),
    *(
        "1__0",
        "0b2",
        "1e",
        "$",
        "?",
        "`x`",
        "\\",
        "\\x",
        "x\\ \n",
        "match x:\n    case",
        "match x:\n    case _: 1\n    case _: 2",
    ),
    *(
        "match x:\n    case a | b: 1",
        "match x:\n    case {**a, 'b': 1}: 1",
        "type X",
        "def f[T: pass",
        "except* x:",
        "async x",
    ),
    *("async def f(): [await x async for y]", "'\\N{no such name}'", "'\\x0'", "'\\U00110000'", "b'\\x'", "print 'x'"),
)
PYTHON_2 = (
    *(
        "print 'x', y",
        "print >>f, 'x'",
        "exec 'x' in y",
        "raise E, 'x'",
        "raise E, 'x', tb",
        "try:\n    x\nexcept E, e:\n    y",
    ),
    *(
        "x <> y",
        "`x`",
        "0777L",
        "ur'x'",
        "def f((a, b), c): return a",
        "lambda (a, b): a",
        "[x for x in 1, 2]",
        "x = 10L",
    ),
    *(
        "print",
        "print x,",
        "from x import *\nexec y",
        "if x:\n\tprint x\n        print y",
        "class A: __metaclass__ = B\nprint 1",
    ),
    "# coding: latin-1\nprint u'\\xe9'\ndef f(x, y=None):\n    # type: (int, str) -> None\n    print x",
)
EDGES = (
    *(
        "x: 1/0 = 2",
        "def f(a: '['): pass",
        "def f(a: 'x y'): pass",
        "def f(a: ''): pass",
        "def f(a: '\\n'): pass",
        "x: 'y: z'",
    ),
    *(
        "def f(a: f(a) = f): return a",
        "x: 'list[' = []",
        "x: (yield) = 1",
        "x: lambda: 1 = 2",
        "x: ... = ...",
        "x: 'x' = x",
    ),
    *(
        "class A(A): pass",
        "class A(B): pass\nclass B(A): pass",
        "class A(*b, **c): pass",
        "class A(1): pass",
        "class A('x'): pass",
    ),
    *(
        "class A(metaclass=A()): pass",
        "def __init__(self): return self",
        "class A:\n    def __init__(): pass",
        "class A: A = A",
    ),
    *(
        "def f(): return f",
        "def f(): return f()",
        "f = lambda: f",
        "x = [x]",
        "x = x = x",
        "x, x = x",
        "(x) = 1",
        "[] = ()",
    ),
    *(
        "() = []",
        "x[x] = x",
        "x.x.x = x",
        "for x.y in z: pass",
        "for x[0] in z: pass",
        "with a as b.c, d as e[f]: pass",
        "*a, b = c",
    ),
    *(
        "del x",
        "x = 1; del x; x",
        "def f():\n    del f",
        "def f(f): return f",
        "def f(self, /, *, self_): pass",
        "def f(*args, **kw): args = kw",
    ),
    *(
        "import a.b.c as d",
        "from . import x",
        "from .... import y",
        "from .. import *",
        "import os as os_, sys as os_",
        "import x; x = x",
    ),
    *(
        "try: pass\nexcept: pass",
        "try: pass\nfinally: pass",
        "while 1: pass\nelse: x = 1",
        "for x in y: continue\nelse: x",
        "if 0: x = 1",
    ),
    *(
        "global x",
        "def f():\n    global f\n    f = 1",
        "def f():\n    def g():\n        nonlocal x\n    x = 1",
        "async def f():\n    async with a as b: pass",
    ),
    *(
        "async def f():\n    return [x async for x in y]",
        "async def f(): yield",
        "def f(): yield from f()",
        "def f(): return (yield)",
    ),
    *(
        "lambda *a, b=1, **c: (a, b, c)",
        "@(lambda f: f)\ndef g(): pass",
        "@property\ndef p(self): return p",
        "@f\n@f\nclass A: pass",
    ),
    *(
        "__all__ = 1",
        "__all__ = [x]",
        "__slots__ = __all__",
        "__annotations__ = {}",
        "__class__ = 1",
        "class A:\n    __slots__ = A",
    ),
    *(
        "class A:\n    x: 'A.x'",
        "T = 'T'\nx: T",
        "X = list['X']\ndef f(x: X) -> X: return x",
        "from typing import *\nT = TypeVar(T)",
    ),
    *(
        "x = 1 if 2 else 3 if 4 else 5",
        "x = not not not 1",
        "x = 1 < 2 < 3 != 4 in 5 is 6",
        "x = ~-+~-+1",
        "x = 1,",
        "x = (1)",
        "x = ()",
    ),
    *(
        "'' '' ''",
        "'doc'\nfrom __future__ import annotations\nx: y",
        "...",
        "pass;pass",
        "pass;",
        "1;2;3",
        "x = '''\n\r\n'''",
    ),
    *(
        "if (a := b): a",
        "[a := 1 for b in c]",
        "f(a := 1)",
        "x = yield_ = async_ = 1",
        "match = case = type = 1",
        "match(x)",
        "type(x)",
    ),
    *(
        "match x:\n    case A(b=c, d=[e, *f]) if e: y = f",
        "match x:\n    case -1 | 'a' 'b' | None | 1+2j: pass",
        "_ = _",
    ),
    *(
        "class A:\n    def f(self): self.f = self.f",
        "class A:\n    def f(self): self = 1; self.x = 2",
        "class A:\n    def f(self, self2): del self",
    ),
)


def odd_texts() -> Mapping[str, bytes]:
    """Sources by name."""
    texts = {f"syntax error {text}": text for text in SYNTAX_ERRORS}
    texts |= {f"Python 2 {text}": text for text in PYTHON_2}
    texts |= {f"edge {text}": text for text in EDGES}
    texts |= {f"deep {name}": text for name, text in _deep().items()}
    texts |= {f"large {name}": text for name, text in _large().items()}
    return {name: text.encode("utf-8", "surrogatepass") for name, text in texts.items()}


def _deep() -> dict[str, str]:
    texts: dict[str, str] = {}
    for depth in (60, 199, 250, 3_000, 50_000):
        texts |= {
            f"parentheses {depth}": "x = " + "(" * depth + ")" * depth,
            f"brackets {depth}": "x = " + "[" * depth + "]" * depth,
            f"open brackets {depth}": "[{(" * depth,
            f"minus {depth}": "x = " + "-" * depth + "1",
            f"not {depth}": "x = " + "not " * depth + "1",
            f"lambdas {depth}": "x = " + "lambda: " * depth + "1",
            f"attributes {depth}": "x = a" + ".b" * depth,
            f"calls {depth}": "x = f" + "()" * depth,
            f"subscripts {depth}": "def f(x):\n    return x" + "[0]" * depth,
            f"conditions {depth}": "x = " + "1 if 2 else " * depth + "3",
            f"powers {depth}": "x = 1" + " ** 1" * depth,
            f"annotations {depth}": "x: " + "list[" * depth + "int" + "]" * depth,
            f"text annotations {depth}": "def f(x: '" + "list[" * depth + "int" + "]" * depth + "'): pass",
            f"elifs {depth}": "def f(x):\n    if x: y = 1\n" + "    elif x: y = 2\n" * depth,
            f"decorators {depth}": "@d\n" * depth + "def f(): pass",
            f"assignments {depth}": "x = " * depth + "1",
        }
    for depth in (19, 99, 101, 2_000):
        blocks = "".join(" " * level + "if x:\n" for level in range(depth)) + " " * depth + "y = 1"
        texts[f"blocks {depth}"] = blocks
        texts[f"functions {depth}"] = blocks.replace("if x", "def f(x)")
        texts[f"classes {depth}"] = blocks.replace("if x", "class A")
        texts[f"loops {depth}"] = blocks.replace("if x", "for x in x")
    return texts


def _large() -> dict[str, str]:
    return {
        "name": "x" * 100_000 + " = 1",
        "names": "def f(" + ", ".join(f"x{n}" for n in range(3_000)) + "): pass",
        "integer": "x = " + "9" * 100_000,
        "hexadecimal": "x = 0x" + "f" * 100_000,
        "float": "x = 1e" + "9" * 1_000,
        "string": "x = '" + "y" * 2_000_000 + "'",
        "docstring": "def f(x):\n    '''" + "y\n" * 200_000 + "    '''",
        "formatted string": "x = f'" + "{x}" * 20_000 + "'",
        "formatted strings inside": "x = " + "f'{" * 3 + "1" + "}'" * 3,
        "comment": "# " + "y" * 2_000_000,
        "annotation": "x: " + " | ".join(f"A{n}" for n in range(3_000)),
        "line": "x = [" + "1, " * 100_000 + "]",
        "one symbol too many": "\n".join(f"x{n} = {n}" for n in range(MAX_SYMBOLS + 1)),
        "lexemes": "x = 1\n" * 200_000,
        "blank": "\n" * 1_000_000,
        "spaces": " " * 2_000_000 + "\nx = 1",
        "type comment": "x = [] # type: " + "int" * 10_000,
        "string of braces": "x = '" + "{" * 100_000 + "'.format()",
    }
