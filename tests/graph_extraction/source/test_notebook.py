from __future__ import annotations

import ast
import json

import pytest

from graph_extraction import SourceError, parse_source
from graph_extraction.source.notebook import blank_exported_magics, blank_magics, notebook_text


def _notebook(*sources: str | list[str], **metadata: object) -> str:
    cells: list[dict[str, object]] = [{"cell_type": "markdown", "source": "# Title\n% no code"}]
    cells += [{"cell_type": "code", "source": source, "outputs": []} for source in sources]
    return json.dumps({"cells": cells, "metadata": metadata, "nbformat": 4})


@pytest.mark.parametrize(
    ("cell", "blanked"),
    [
        ("x = 1\n", "x = 1\n"),
        ("%matplotlib inline\nx\n", "                  \nx\n"),
        ("!pip install x\n", "              \n"),
        ("?len\nlen?\nx.y??\n*int*?\n", "    \n    \n     \n      \n"),
        ("if a:\n    !ls\n    %time b\nelse:\n\t%x\n", "if a:\n    pass\n    pass   \nelse:\n\tpass\n"),
        ("files = !ls -la\na, b = %run x\n", "files = ...    \na, b = ...   \n"),
        ("!echo a \\\n  'b\nx\n", "         \n    \nx\n"),
        ("if a:\n  !\\\n b\nelse: c", "if a:\n  pass\n  \nelse: c"),
        ("d['k'] = !ls\n", "d['k'] = ...\n"),
        ("x = (a\n% b\n!= c)\n", "x = (a\n% b\n!= c)\n"),
        ("'''\n%a\n!b\n'''\n", "'''\n%a\n!b\n'''\n"),
        ("x = a \\\n% b\n", "x = a \\\n% b\n"),
        ("x = '?'  # what?\ny # who?\n", "x = '?'  # what?\ny # who?\n"),
        ("%%time\nx = 1\n%pwd\n", "      \nx = 1\n    \n"),
        ("\n%%bash -s\nls 'x\n", "\n\n\n"),
        ("%%html\n<a href='x'>", "\n"),
        ("a != b; a %= c; a = b % c", "a != b; a %= c; a = b % c"),
        ("", ""),
    ],
)
def test_magics_become_blanks(cell: str, blanked: str) -> None:
    found = blank_magics(cell)
    assert found == blanked
    assert found.count("\n") == cell.count("\n")
    ast.parse(found)


def test_cells_are_joined_in_order() -> None:
    text = notebook_text(_notebook("x = 1", ["%%time\n", "y = x\n"], "%%bash\nrm x", "z = '''\r\n'''"), "a.ipynb")
    assert text == "x = 1\n      \ny = x\n\n\nz = '''\n'''\n"


def test_a_notebook_is_read_by_its_name() -> None:
    source = parse_source(_notebook("x = %time 1\n", "await x"), "a.ipynb")
    assert [type(statement) for statement in source.tree.body] == [ast.Assign, ast.Expr]


def test_format_3() -> None:
    worksheets = [
        {"cells": [{"cell_type": "code", "input": ["x = 1\n", "y"]}, {"cell_type": "heading", "source": "z"}]}
    ]
    assert notebook_text(json.dumps({"worksheets": worksheets, "nbformat": 3}), "a.ipynb") == "x = 1\ny\n"


def test_an_empty_notebook_is_an_empty_module() -> None:
    assert parse_source(_notebook(), "a.ipynb").tree.body == []


@pytest.mark.parametrize(
    "line", ["raise Error, 'Incorrect size, diff=%r' % size", "print 'raw=%d' % x", "print x, y\\\n% z"]
)
def test_no_magic_in_python2(line: str) -> None:
    assert blank_magics(line) == line


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "is not a notebook: Expecting property name"),
        ("[1]", "it has no cells"),
        ('{"nbformat": 4}', "it has no cells"),
        ('{"cells": [{"cell_type": "code"}]}', "it has no cells"),
        ('{"cells": [{"cell_type": "code", "source": [1]}]}', "it has no cells"),
        ("[" * 200_000, "its JSON is nested too deeply"),
        (_notebook("x", language_info={"name": "julia"}), "is a notebook in julia"),
        (_notebook("x", kernelspec={"language": "R"}), "is a notebook in R"),
    ],
)
def test_no_notebook(text: str, reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        parse_source(text, "a.ipynb")


def test_an_error_counts_lines_of_the_code() -> None:
    with pytest.raises(SourceError) as caught:
        parse_source(_notebook("x = 1\ny = 2", "z = ("), "a.ipynb")
    assert (caught.value.line, caught.value.text) == (3, "z = (")


def test_exported_scripts_have_cells() -> None:
    text = "# %% [markdown]\n# text\n# %%\n%%bash\nls 'x\n# %%\n%%time\nx = 1\n"
    text += "# In[3]:\n!ls\ny = 2\n# COMMAND ----------\n%sql select\n"
    blanked = blank_exported_magics(text)
    assert blanked.count("\n") == text.count("\n")
    assert [ast.unparse(statement) for statement in ast.parse(blanked).body] == ["x = 1", "y = 2"]


def test_scripts_with_magics_are_read_and_keep_positions() -> None:
    source = parse_source("%load_ext autoreload\nimport os\nfor x in os.listdir():\n    !cat {x}\nos?\nfiles = !ls\n")
    assert source.text == f"{'':20}\nimport os\nfor x in os.listdir():\n    pass    \n   \nfiles = ...\n"
    assert [statement.lineno for statement in source.tree.body] == [2, 3, 6]


def test_a_faulty_script_with_magics_shows_its_own_line() -> None:
    with pytest.raises(SourceError) as caught:
        parse_source("%time\nx = = 1\n")
    assert (caught.value.line, caught.value.text) == (2, "x = = 1")
