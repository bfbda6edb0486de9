"""The files of an experiment's report: numbers as JSON, tables as Markdown, and a picture."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["write_report_files"]


def write_report_files(
    folder: Path, name: str, results: Sequence[Any], markdown: str, draw: Callable[[], Figure]
) -> list[Path]:
    """Write `name.json`, `name.md` and, with matplotlib, `name.png`, and return the written paths.

    Args:
        folder: Folder of the report, made if necessary.
        name: Stem of the files.
        results: Results with a `to_json`.
        markdown: Tables of the results.
        draw: Makes the picture.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = [folder / f"{name}.json", folder / f"{name}.md"]
    plain = [result.to_json() for result in results]
    written[0].write_text(json.dumps(plain, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    written[1].write_text(markdown, encoding="utf-8")
    if find_spec("matplotlib") is not None:
        written.append(folder / f"{name}.png")
        draw().savefig(written[-1], dpi=120)
    return written
