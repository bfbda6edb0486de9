"""InCoder's Table 4: one type hint of a function, asked from left to right, with reranking, and by infilling."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from typilus.errors import TypilusError
from typilus.infilling import InfillerOptions, open_infiller
from typilus.lab.exhibits.exhibit_drawing import draw_columns
from typilus.lab.exhibits.exhibit_values import Cell, Exhibit, ExhibitResult, Line
from typilus.lab.exhibits.laboratory import Laboratory
from typilus.lab.experiments.infilling import WAYS, AskingRecord, HintTask, Way, measure, read_tasks

__all__ = ["EXHIBIT"]

_COLUMNS: Final = ("returns", "returns or None", "with return checks", "parameters", "variables")
_PAPER: Final = {
    "left-to-right": (12.0, 20.0, 63.2),
    "reranking": (12.4, 24.2, 64.3),
    "infilling": (58.1, 46.8, 76.7),
}
"""Table 4a (returns other than None, CodeXGLUE) and Table 11 (all returns, TypeWriter's projects)."""
_TOLD_EVERY = 20
_FOLDER = "infilling"


def _make(laboratory: Laboratory) -> ExhibitResult:
    settings = laboratory.settings
    if not settings.models:
        raise TypilusError("name the models to ask: --model own:FOLDER gguf:FILE transformers:FOLDER http://…")
    tasks = read_tasks(settings.corpus, "test", settings.predictions)
    laboratory.announce(f"{len(tasks)} questions for {len(settings.models)} models")
    lines: list[Line] = []
    for number, what in enumerate(settings.models):
        minutes = settings.minutes / len(settings.models)
        laboratory.announce(f"asking {what}")
        lines += _model_lines(what, tasks, minutes, laboratory, settings.into / _FOLDER, number == 0)
    facts = {
        **laboratory.facts,
        "split": "by project, test side",
        "questions": f"at most {settings.predictions} a kind",
    }
    notes = (
        "A question is a single function of at most 1,500 characters without any other type hint. Right is what is "
        "equal after normalization (footnote 14).",
        "The paper's first column is Table 4a (CodeXGLUE), the next two are Table 11 (TypeWriter's projects), all of "
        "InCoder-6.7B; its data are others, so that orders and distances compare, and levels do not.",
        "With return checks the answer is None where control flow shows that nothing is returned.",
    )
    return ExhibitResult(
        "infilling", "InCoder's Table 4: exact matches of type hints, %", _COLUMNS, tuple(lines), notes, facts
    )


def _model_lines(
    what: str, tasks: Sequence[HintTask], minutes: float, laboratory: Laboratory, folder: Path, has_paper: bool
) -> list[Line]:
    """The lines of one model, those of the ways to ask it."""
    with open_infiller(what, InfillerOptions(cached=False), laboratory.announce) as infiller:
        record = AskingRecord(folder, infiller)
        counts = {"done": 0}

        def advance(count: int) -> None:
            before, counts["done"] = counts["done"], counts["done"] + count
            if before // _TOLD_EVERY != counts["done"] // _TOLD_EVERY:
                laboratory.announce(f"{infiller.name}: {counts['done']} of {len(tasks)} questions")

        record.ask(tasks, minutes, advance)
        answers = record.answers(tasks)
        return [_line(infiller.name, name, way, tasks, answers[name], has_paper) for name, way in WAYS.items()]


def _line(
    model: str, name: str, way: Way, tasks: Sequence[HintTask], answers: Mapping[str, str | None], has_paper: bool
) -> Line:
    papers = (*_PAPER.get(name, ()), None, None, None)[:3] if has_paper else (None,) * 3
    shares = measure(tasks, answers).shares
    cells = tuple(
        Cell(share.percent, share.error, paper) for share, paper in zip(shares, (*papers, None, None), strict=True)
    )
    counts = "/".join(str(share.count) for share in shares)
    reason = None if any(answer is not None for answer in answers.values()) else _reason(answers)
    return Line(f"{model}, {way.title}", cells, f"of {counts}", reason)


def _reason(answers: Mapping[str, str | None]) -> str:
    return "the model tells no log-probabilities" if answers else "no question was asked within the budget"


EXHIBIT: Final = Exhibit(
    "infilling", _make, lambda result: draw_columns(result, range(len(_COLUMNS)), "% of questions")
)
