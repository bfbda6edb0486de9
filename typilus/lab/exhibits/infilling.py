"""InCoder's Table 4: one type hint of a function, asked from left to right, with reranking, and by infilling."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from typilus.errors import TypilusError
from typilus.infilling import InfillerOptions, open_infiller
from typilus.lab.exhibits.exhibit_drawing import draw_columns
from typilus.lab.exhibits.exhibit_values import Cell, Exhibit, ExhibitResult, Line
from typilus.lab.exhibits.laboratory import Laboratory
from typilus.lab.experiments.infilling import AskingRecord, HintTask, Proposal, measure, read_tasks

__all__ = ["EXHIBIT"]

_COLUMNS: Final = ("returns", "returns or None", "with return checks", "parameters", "variables")
_FOLDER = "infilling"
_SECONDS_OF_A_REQUEST = 600.0


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of the table for each model.

    Attributes:
        title: Its name.
        way: The way that it is asked.
        worth: The number by which the best proposal is chosen.
        papers: The paper's numbers of the first columns: Table 4a (returns other than None, CodeXGLUE) and Table 11
            (all returns of TypeWriter's projects, without and with return checks).
    """

    title: str
    way: str
    worth: Callable[[Proposal], float]
    papers: tuple[float, ...] = ()


_ROWS: Final = (
    _Row("left-to-right single", "left-to-right", lambda proposal: proposal.total, (12.0, 20.0, 63.2)),
    _Row("left-to-right reranking", "reranking", lambda proposal: proposal.total, (12.4, 24.2, 64.3)),
    _Row("left-to-right reranking, mean", "reranking", lambda proposal: proposal.mean),
    _Row("infilling", "infilling", lambda proposal: proposal.total, (58.1, 46.8, 76.7)),
)


def _make(laboratory: Laboratory) -> ExhibitResult:
    settings = laboratory.settings
    if not settings.models:
        raise TypilusError("name the models to ask: --model own:FOLDER gguf:FILE transformers:FOLDER http://…")
    tasks = read_tasks(settings.corpus, "test", settings.predictions)
    lines: list[Line] = []
    for number, what in enumerate(settings.models):
        laboratory.announce(f"asking {what}")
        lines += _model_lines(what, tasks, laboratory, settings.into / _FOLDER, number == 0)
    facts = {
        **laboratory.facts,
        "split": "by project, test side",
        "questions": f"at most {settings.predictions} a kind",
    }
    notes = (
        "A question is a single function of at most 1,500 characters without any other type hint. Right is what is "
        "equal after normalization (footnote 14).",
        "The paper's first column is Table 4a (CodeXGLUE), the next two are Table 11 (TypeWriter's projects), all of "
        "InCoder-6.7B. Its data are others, so that orders and distances compare, and levels do not.",
        "With return checks the answer is None where control flow shows that nothing is returned.",
    )
    return ExhibitResult(
        "infilling", "InCoder's Table 4: exact matches of type hints, %", _COLUMNS, tuple(lines), notes, facts
    )


def _model_lines(
    what: str, tasks: Sequence[HintTask], laboratory: Laboratory, folder: Path, has_paper: bool
) -> list[Line]:
    """The lines of one model."""
    minutes = laboratory.settings.minutes / len(laboratory.settings.models)
    options = InfillerOptions(time_limit=_SECONDS_OF_A_REQUEST, cached=False)
    with open_infiller(what, options, laboratory.announce) as infiller:
        record = AskingRecord(folder, infiller)
        record.ask(tasks, minutes, laboratory.announce)
        return [_line(infiller.name, row, tasks, record.proposals(row.way, tasks), has_paper) for row in _ROWS]


def _line(
    model: str, row: _Row, tasks: Sequence[HintTask], proposals: Mapping[str, tuple[Proposal, ...]], has_paper: bool
) -> Line:
    shares = measure(tasks, {key: max(texts, key=row.worth).text for key, texts in proposals.items()}).shares
    papers = [*(row.papers if has_paper else ()), *[None] * len(shares)]
    cells = tuple(Cell(share.percent, share.error, paper) for share, paper in zip(shares, papers, strict=False))
    reason = None if proposals else "nothing was asked within the budget, or the model tells no log-probabilities"
    return Line(f"{model}, {row.title}", cells, "/".join(str(share.count) for share in shares), reason)


EXHIBIT: Final = Exhibit(
    "infilling", _make, lambda result: draw_columns(result, range(len(_COLUMNS)), "% of questions")
)
