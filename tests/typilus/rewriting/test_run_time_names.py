"""What is evaluated while a program is imported exists by then, circles of imports included."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.typilus.rewriting.small_projects import annotated, write_project
from typilus.project.importable import ImportableNames
from typilus.rewriting.run_time_names import RunTimeNames
from typilus.semantics import SemanticIndex

GRAPH = "from . import nodes\nclass Graph: pass\ndef first(): return nodes.Node()\n"
NODES = "from . import graph\nclass Node:\n    def copy_graph(self): return graph.Graph()\n"


def importable_still(root: Path, *modules: str) -> None:
    for module in modules:
        done = subprocess.run([sys.executable, "-c", f"import {module}"], cwd=root, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr


def test_a_circle_of_imports_stays_importable(tmp_path: Path) -> None:
    write_project(tmp_path, {"pkg/graph.py": GRAPH, "pkg/nodes.py": NODES})
    for name, slot, type_, written in (
        ("pkg/nodes.py", "Node.copy_graph()", "pkg.graph.Graph", b'-> "graph.Graph":'),
        ("pkg/graph.py", "first()", "pkg.nodes.Node", b'-> "nodes.Node":'),
    ):
        result, reasons = annotated(tmp_path, name, {slot: type_})
        assert not reasons
        assert written in result.after
        (tmp_path / name).write_bytes(result.after)
    importable_still(tmp_path, "pkg.graph", "pkg.nodes")


CASES = [
    ("from . import plain\ndef f(x): pass\n", "pkg.plain.Plain", b"x: plain.Plain"),
    ("from . import plain\ndef f(x): pass\n", "pkg.plain.Sometimes", b'x: "plain.Sometimes"'),
    ("from . import plain\ndef f(x): pass\n", "pkg.plain.Outer.Inner", b"x: plain.Outer.Inner"),
    ("from .plain import Outer\ndef f(x): pass\n", "pkg.plain.Outer.Inner", b"x: Outer.Inner"),
    ("import pkg.plain\ndef f(x): pass\n", "pkg.plain.Plain", b"x: pkg.plain.Plain"),
    ("import os.path\ndef f(x): pass\n", "os.PathLike", b"x: os.PathLike"),
    ("import os\ndef f(x): pass\n", "os.PathLike[str]", b'x: "os.PathLike[str]"'),
    ("import queue\ndef f(x): pass\n", "queue.Queue[int]", b'x: "queue.Queue[int]"'),
    (
        "from .plain import plain_maker\ndef f(x): pass\n",
        "pkg.plain.Plain",
        b"import Plain, plain_maker\ndef f(x: Plain)",
    ),
    (
        "from .plain import function as Thing\ndef f(x): pass\n",
        "pkg.plain.Plain | None",
        b"from .plain import Plain\nfrom .plain import function as Thing\ndef f(x: Plain | None)",
    ),
    ("class A: pass\ndef f(x): pass\ndel A\n", "pkg.main.A", b'x: "A"'),
    ("class A: pass\nif A:\n    class A: pass\ndef f(x): pass\n", "pkg.main.A", b'x: "A"'),
    (
        "from .plain import plain_maker\n@plain_maker\nclass A: pass\ndef f(x): pass\n",
        "pkg.main.A | None",
        b'x: "A | None"',
    ),
    ("from .plain import Plain\ndef f(x): pass\n", "pkg.plain.Plain | None", b"x: Plain | None"),
]
PLAIN = """\
import sys
class Plain: pass
class Outer:
    class Inner: pass
def plain_maker(*args): return Plain()
def function(): pass
if sys.platform == "linux":
    class Sometimes: pass
"""


@pytest.mark.parametrize(("text", "type_", "written"), CASES, ids=[f"{type_} {text[:30]}" for text, type_, _ in CASES])
def test_what_is_quoted(tmp_path: Path, text: str, type_: str, written: bytes) -> None:
    write_project(tmp_path, {"pkg/plain.py": PLAIN, "pkg/main.py": text})
    result, reasons = annotated(tmp_path, "pkg/main.py", {"f.x": type_})
    assert not reasons
    assert written in result.after
    (tmp_path / "pkg/main.py").write_bytes(result.after)
    importable_still(tmp_path, "pkg.main")


def test_a_run_time_import_is_extended_unless_it_is_in_a_circle_or_conditional(tmp_path: Path) -> None:
    models = "class Report: pass\ndef make_report(): return Report()\n"
    main = "from app.models import make_report\ndef f(x): pass\n"
    write_project(tmp_path, {"app/models.py": models, "app/main.py": main})
    assert b"\nif" not in annotated(tmp_path, "app/main.py", {"f.x": "app.models.Report"})[0].after
    write_project(tmp_path, {"app/models.py": f"import app.main\n{models}"})
    assert b"if TYPE_CHECKING:" in annotated(tmp_path, "app/main.py", {"f.x": "app.models.Report"})[0].after
    conditional = "try:\n    from app.models import make_report\nexcept ImportError: pass\ndef f(x): pass\n"
    write_project(tmp_path, {"app/models.py": models, "app/main.py": conditional})
    assert b"if TYPE_CHECKING:" in annotated(tmp_path, "app/main.py", {"f.x": "app.models.Report"})[0].after
    lazy = "def __getattr__(name): return 1\ndef make_report(): return 'Report'\n"
    write_project(tmp_path, {"app/models.py": lazy, "app/main.py": main})
    assert b"if TYPE_CHECKING:" in annotated(tmp_path, "app/main.py", {"f.x": "app.models.Report"})[0].after


@pytest.mark.parametrize(
    ("module", "in_circle"), [("a.one", True), ("a.two", True), ("a.three", False), ("a", False), ("b", True)]
)
def test_circles(tmp_path: Path, module: str, in_circle: bool) -> None:
    write_project(
        tmp_path,
        {
            "a/__init__.py": "from . import main\n",
            "a/main.py": "from . import one, three\nimport b\n",
            "a/one.py": "if True:\n    from .two import x\n",
            "a/two.py": "from a.main import three as x\n",
            "a/three.py": "import os\ndef f():\n    import a.main\n",
            "b.py": "import a\n",
        },
    )
    names = RunTimeNames(SemanticIndex(ast.parse("")), "a.main", False, ImportableNames([tmp_path]), (3, 10))
    assert names.in_circle(module) is (in_circle or module == "a")
