"""Notebooks: the code of an `.ipynb` file, and magics, which IPython reads and Python does not.

A line of magic (`%time`, `!ls`, `?help`, `name?`) becomes as many blanks, so that every other position holds.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from graph_extraction.source.encoding import check_text, normalize
from graph_extraction.source.source_errors import SourceError

__all__ = ["blank_exported_magics", "blank_magics", "notebook_text"]

# Cell magics whose cell is Python; the cells of all others (`%%bash`, `%%html`) are blanked as a whole.
_PYTHON_CELLS = frozenset(("capture", "debug", "memit", "mprun", "prun", "py", "python", "python3", "pypy"))
_PYTHON_CELLS |= {"time", "timeit", "snakeviz", "scalene", "wandb", "pyinstrument", "heat", "lprun"}
_CELL_BREAK = re.compile(r"(?m)^# *(?:%%|In ?\[[ \d]*\]:|COMMAND -+|<(?:codecell|markdowncell)>).*\n")
_CELL_MAGIC = re.compile(r"\s*%%\s*(\w*)")
_LINE_MAGIC = re.compile(
    r"(?P<indent>[ \t]*)(?:"
    r"(?P<bind>[\w.]+(?:\[[^\]\n]*\])?(?:[ \t]*,[ \t]*[\w.]+)*[ \t]*=[ \t]*)(?=%[A-Za-z]|!)"
    r"|(?=%{1,2}[A-Za-z]|!|\?{1,2}[\w%])"
    r"|(?=[%\w.*\[\]'\"]+\?{1,2}[ \t]*(?:\n|$))"
    r")(?P<magic>(?:[^\\\n]|\\.|\\\n)*)"
)
_LEXEME = re.compile(
    r"#[^\n]*|\\\n"
    r"|'''(?:[^'\\]|\\[\s\S]|'(?!''))*'''|\"\"\"(?:[^\"\\]|\\[\s\S]|\"(?!\"\"))*\"\"\""
    r"|'(?:[^'\\\n]|\\[\s\S])*'|\"(?:[^\"\\\n]|\\[\s\S])*\""
    r"|(?P<open>[(\[{])|(?P<close>[)\]}])|(?P<line>\n)|[^#\\'\"()\[\]{}\n]+|."
)


def notebook_text(text: str, path: str) -> str:
    """The code cells of a notebook as one Python text, one below the other, magics blanked.

    Lines are counted in that text. Formats 3 and 4 are read.

    Raises:
        SourceError: It is no notebook, or one of another language.
    """
    try:
        notebook = json.loads(text)
    except json.JSONDecodeError as error:
        line = text.split("\n")[error.lineno - 1]
        reason = f"is not a notebook: {error.msg} (JSON)"
        raise SourceError(path, reason, error.lineno, error.colno - 1, line) from error
    except RecursionError as error:
        raise SourceError(path, "is not a notebook: its JSON is nested too deeply") from error
    try:
        cells = [blank_magics(source) for source in _code_cells(notebook, path)]
    except (AttributeError, KeyError, TypeError) as error:
        raise SourceError(path, "is not a notebook: it has no cells in notebook format 3 or 4") from error
    code = "".join(cells)
    check_text(code, path)
    return code


def _code_cells(notebook: dict[str, Any], path: str) -> Iterator[str]:
    metadata = notebook.get("metadata", {})
    declared = metadata.get("language_info", {}).get("name") or metadata.get("kernelspec", {}).get("language")
    if declared is not None and "python" not in declared.lower():
        raise SourceError(path, f"is a notebook in {declared}, not in Python")
    worksheets = notebook.get("worksheets")
    if worksheets is None:
        cells = notebook["cells"]
    else:
        cells = [cell for worksheet in worksheets for cell in worksheet["cells"]]
    for cell in cells:
        if cell["cell_type"] == "code":
            source = cell["source"] if "source" in cell else cell["input"]
            text = normalize(source if isinstance(source, str) else "".join(source))
            yield text if text.endswith("\n") else text + "\n"


def blank_exported_magics(text: str) -> str:
    """`blank_magics` for each cell of a script that a notebook was exported to (`# %%`, `# In[1]:`)."""
    cells, start = [], 0
    for match in _CELL_BREAK.finditer(text):
        cells.append(text[start : match.end()])
        start = match.end()
    return "".join(map(blank_magics, [*cells, text[start:]]))


def blank_magics(cell: str) -> str:
    """Blank the magics of one cell, with the length of every line kept unless a magic is shorter than its replacement.

    In a block `pass` stands for the magic, so that the block is not left empty; of `files = !ls` the value becomes
    `...`.
    """
    match = _CELL_MAGIC.match(cell)
    if match is not None:
        if match.group(1) not in _PYTHON_CELLS:
            return "\n" * cell.count("\n")
        end = (cell + "\n").index("\n", match.end())
        return cell[: match.start()] + " " * (end - match.start()) + blank_magics(cell[end:])
    if "%" not in cell and "!" not in cell and "?" not in cell:
        return cell
    return "".join(_logical_lines(cell))


def _logical_lines(cell: str) -> Iterator[str]:
    position = 0
    while position < len(cell):
        magic = _LINE_MAGIC.match(cell, position)
        if magic is not None:
            yield _blanked(magic)
            position = magic.end()
        start, depth = position, 0
        while position < len(cell):
            lexeme = _LEXEME.match(cell, position)
            assert lexeme is not None
            position = lexeme.end()
            if lexeme["open"]:
                depth += 1
            elif lexeme["close"]:
                depth -= 1
            elif lexeme["line"] and depth <= 0:
                break
        yield cell[start:position]


def _blanked(magic: re.Match[str]) -> str:
    indent, bind, rest = magic["indent"], magic["bind"] or "", magic["magic"]
    stand_in = "..." if bind else "pass" if indent else ""
    first, *others = re.sub(r"[^\n]", " ", rest).split("\n")
    return "\n".join([indent + bind + stand_in.ljust(len(first)), *others])
