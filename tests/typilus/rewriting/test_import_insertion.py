"""Where imports go."""

from __future__ import annotations

import pytest

from graph_extraction import parse_source
from typilus.rewriting.edits import RewriteOptions
from typilus.rewriting.import_insertion import ImportPlan, statements_of
from typilus.rewriting.import_placement import ImportPlacement
from typilus.rewriting.imported_names import ImportedName, import_of
from typilus.rewriting.spelling import placement_of
from typilus.rewriting.splices import apply_splices

ANY = ImportedName("typing", "Any")
PATH = ImportedName("pathlib", "Path")


def placement(text: str) -> ImportPlacement:
    return placement_of(parse_source(text.encode()), RewriteOptions())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "from typing import Any\n"),
        ("x = 1\n", "from typing import Any\n\nx = 1\n"),
        ("'''Doc.'''", "'''Doc.'''\n\nfrom typing import Any"),
        ("'''Doc.'''\nx = 1\n", "'''Doc.'''\n\nfrom typing import Any\n\nx = 1\n"),
        ("# Header.\n\n# About f.\n@a\ndef f(): pass\n",
         "# Header.\n\nfrom typing import Any\n\n\n# About f.\n@a\ndef f(): pass\n"),
        ("import os  # why\n\nx = 1\n", "import os  # why\nfrom typing import Any\n\nx = 1\n"),
        ("import os; x = '''\n'''\ny = 1\n", "import os; x = '''\n'''\n\nfrom typing import Any\n\ny = 1\n"),
        ("from a import (\n  b,\n)\r\nx = 1\r\n", "from typing import Any\n\nfrom a import (\n  b,\n)\r\nx = 1\r\n"),
    ],
)  # fmt: skip
def test_behind_the_imports_that_are_there(before: str, after: str) -> None:
    plan = ImportPlan(parse_source(before.encode()), [ANY], placement(before), False)
    assert apply_splices(before, plan.splices()) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("import typing as t\nx = 1\n",
         "import typing as t\n\nif t.TYPE_CHECKING:\n    from pathlib import Path\n\nx = 1\n"),
        ("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n\tpass\n",
         "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n\tfrom pathlib import Path\n\tpass\n"),
        ("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import os\n\n    from a import b\n",
         "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import os\n    from pathlib import Path\n\n"
         "    from a import b\n"),
        ("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from a import b\n",
         "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from pathlib import Path\n\n    from a import b\n"),
        ("import typing\nif typing.TYPE_CHECKING: import a\n",
         "import typing\nif typing.TYPE_CHECKING: from pathlib import Path; import a\n"),
    ],
)  # fmt: skip
def test_for_checkers_only(before: str, after: str) -> None:
    plan = ImportPlan(parse_source(before.encode()), [PATH], placement(before), False)
    assert apply_splices(before, plan.splices()) == after
    assert plan.statements == ("from pathlib import Path",)


def test_the_future_comes_first() -> None:
    before = "'''Doc.'''\nimport os\n"
    plan = ImportPlan(parse_source(before.encode()), [ANY], placement(before), True)
    after = apply_splices(before, plan.splices())
    assert after == "'''Doc.'''\n\nfrom __future__ import annotations\n\nimport os\nfrom typing import Any\n"


def test_the_future_comes_before_what_sorts_before_the_first_statement() -> None:
    before = "from xml import sax\n\n\nx = 1\n"
    plan = ImportPlan(parse_source(before.encode()), [ANY], placement(before), True)
    after = apply_splices(before, plan.splices())
    assert after == "from __future__ import annotations\n\nfrom typing import Any\nfrom xml import sax\n\n\nx = 1\n"


def test_statements_are_read_and_written() -> None:
    written = ["import a.b", "import a.b as c", "from a import C"]
    names = [import_of(statement) for statement in written]
    assert list(map(str, names)) == written
    assert [(name.local, name.target) for name in names] == [("a", "a"), ("c", "a.b"), ("C", "a.C")]
    assert statements_of([*names, ImportedName("a", "A_B"), ImportedName("a", "B")])[-1] == "from a import A_B, B, C"
