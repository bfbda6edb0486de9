"""One HTML page of all results, with its pictures inside: nothing is loaded from elsewhere."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from typing import Final

from typilus.lab.exhibits.exhibit_tables import cell_texts, paper_texts
from typilus.lab.exhibits.exhibit_values import ExhibitResult, Line

__all__ = ["report_page"]

_STYLE: Final = """
body { font: 15px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; color: #222; }
h1, h2 { line-height: 1.2; } h2 { margin-top: 3rem; border-top: 1px solid #ddd; padding-top: 1.5rem; }
nav a { margin-right: 1rem; } .wide { overflow-x: auto; }
table { border-collapse: collapse; margin: 1rem 0; } th, td { padding: .2rem .7rem; text-align: right; }
th { border-bottom: 2px solid #888; } td:first-child, th:first-child, td.words, th.words { text-align: left; }
tr.ours td { border-top: 1px solid #ddd; } tr.paper td { color: #a65a00; padding-top: 0; }
td.words { font-size: .85em; color: #555; } td { white-space: nowrap; } td.reason { white-space: normal; }
.facts, .note { color: #555; font-size: .92em; } img { max-width: 100%; height: auto; }
"""


def report_page(results: Sequence[ExhibitResult], pictures: Path) -> str:
    """The page of some results.

    Args:
        results: In the order of the page.
        pictures: Folder of `STEM.png`, which may lack some.
    """
    links = "".join(f'<a href="#{escape(result.stem)}">{escape(result.stem)}</a> ' for result in results)
    sections = "\n".join(_section(result, pictures / f"{result.stem}.png") for result in results)
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>typilus lab</title>
<style>{_STYLE}</style>
</head>
<body>
<h1>The tables and figures of Typilus, made anew</h1>
<p>Allamanis, Barr, Ducousso, Gao: Typilus: Neural Type Hints, PLDI 2020. The first line of a row is ours, with one
standard error; the second, in color, is the paper's, which is of another and much larger corpus.</p>
<nav>{links}</nav>
{sections}
</body>
</html>
"""


def _section(result: ExhibitResult, picture: Path) -> str:
    facts = "; ".join(f"{name}: {value}" for name, value in result.facts.items())
    notes = "\n".join(f'<p class="note">{escape(note)}</p>' for note in result.notes)
    heads = "".join(f"<th>{escape(column)}</th>" for column in result.columns)
    rows = "\n".join(_row(line) for line in result.lines)
    return f"""<h2 id="{escape(result.stem)}">{escape(result.title)}</h2>
<p class="facts">{escape(facts)}</p>
<div class="wide"><table>
<tr><th></th>{heads}<th class="words"></th></tr>
{rows}
</table></div>
{_image(result, picture)}
{notes}"""


def _row(line: Line) -> str:
    words = line.effort if line.reason is None else f"not run: {line.reason}"
    kind = "words" if line.reason is None else "words reason"
    rows = [_tr("ours", line.name, cell_texts(line), f'<td class="{kind}">{escape(words)}</td>')]
    if line.has_paper:
        rows.append(_tr("paper", "", paper_texts(line), '<td class="words">paper</td>'))
    return "\n".join(rows)


def _tr(name: str, head: str, texts: Iterable[str], last: str) -> str:
    cells = "".join(f"<td>{escape(text)}</td>" for text in texts)
    return f'<tr class="{name}"><td>{escape(head)}</td>{cells}{last}</tr>'


def _image(result: ExhibitResult, picture: Path) -> str:
    if not picture.is_file():
        return '<p class="note">No picture: matplotlib was not installed.</p>'
    data = base64.b64encode(picture.read_bytes()).decode("ascii")
    return f'<p><img alt="{escape(result.title)}" src="data:image/png;base64,{data}"></p>'
