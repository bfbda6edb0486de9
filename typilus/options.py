"""The options of predicting, annotating, auditing, explaining and reporting: one frozen dataclass each.

The command line, a project's settings, their documentation and their JSON Schema are all made from the fields.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from typilus.checking import SPECS
from typilus.model_choice import ModelOptions
from typilus.option_keywords import (
    AnnotateKeywords,
    AuditKeywords,
    ExplainKeywords,
    PredictKeywords,
    ReportKeywords,
)
from typilus.option_values import (
    SYMBOL_KINDS,
    NumberRange,
    path_patterns,
    python_version,
    recommender_names,
    symbol_kinds,
    worker_names,
)
from typilus.recommenders import DEFAULT_BELOW

if TYPE_CHECKING:
    from typilus.files import Workers
    from typilus.infilling import TextInfiller
    from typilus.prediction import Predictor
    from typilus.project import ProjectMarkers
    from typilus.recommenders import Recommender

__all__ = [
    "CHECKERS",
    "AnnotateKeywords",
    "AnnotateOptions",
    "AuditKeywords",
    "AuditOptions",
    "ExplainKeywords",
    "ExplainOptions",
    "NumberRange",
    "OptionSpec",
    "PredictKeywords",
    "PredictOptions",
    "ReportKeywords",
    "ReportOptions",
    "ServeOptions",
    "option_specs",
    "python_version",
    "worker_names",
]

StrPath = str | os.PathLike[str]
CHECKERS = tuple(spec.name for spec in SPECS)


@dataclass(frozen=True, slots=True)
class OptionSpec:
    """The description of an option besides its name, type and default.

    Attributes:
        help: A sentence for people.
        metavar: The name of its value in help; `DIR` says that it is a path.
        choices: The allowed texts; empty where all are.
        parse: Makes a value of a text, with a ValueError if that is not allowed; None: the text is the value.
    """

    help: str
    metavar: str | None = None
    choices: tuple[str, ...] = ()
    parse: Callable[[str], object] | None = None


def option_specs(options: type[object]) -> dict[str, tuple[Any, OptionSpec]]:
    """For each option of a dataclass its default and what is known of it, in order."""
    return {field.name: (field.default, field.metadata["option"]) for field in fields(options)}  # type: ignore[arg-type]


def _spec(help: str, **more: Any) -> dict[str, OptionSpec]:
    return {"option": OptionSpec(help, **more)}


def _confidence(help: str) -> dict[str, OptionSpec]:
    return _spec(help, metavar="P", parse=NumberRange(float, 0, 1))


_MODEL = _spec("a model folder made by `typilus index` (default: the bundled model)", metavar="DIR")
_INDEX = _spec(
    "how the type map is searched: a scan (exact), an Annoy forest that the cache folder keeps (annoy, needs "
    "`typilus[annoy]`), or by the model's cells, if it has them, else a scan (default: auto)",
    choices=("auto", "exact", "annoy"),
)
_DEVICE = _spec(
    "where the network computes: cpu (default), cuda or cuda:N (a GPU; needs `typilus[train]`), or auto: cuda where "
    "there is a GPU",
    metavar="NAME",
)
_RECOMMENDERS = _spec(
    "further recommenders, separated by commas: names of recommenders in installed packages, or files with another "
    "tool's answers in the form that `typilus predict --format jsonl` writes",
    metavar="NAMES",
    parse=recommender_names,
)
_INFILL = _spec(
    "ask this language model, too, where the ranking is not sure: the URL of a server, gguf:FILE, transformers:FOLDER, "
    "or own: (a URL gets parts of the code)",
    metavar="WHAT",
)
_CHECK_SECONDS = _spec(
    "time limit of one checker run, in seconds (default: 60)", metavar="S", parse=NumberRange(float, 1, 3600)
)
_INFILL_BELOW = _confidence(
    f"ask it for symbols of which no type is as probable as this, at most for the least sure third of a file's; 1: for "
    f"all (default: {DEFAULT_BELOW})"
)
_INFILL_DIALECT = _spec(
    "how the model is asked, for one that does not tell it: qwen, starcoder, incoder, chat and others (default: auto)",
    metavar="NAME",
)
_INFILL_LOG = _spec(
    "append what it is asked and answers to this file, which then holds parts of the code", metavar="FILE"
)
_TOP = _spec("at most N candidates per symbol (default: 5)", metavar="N", parse=NumberRange(int, 1, 1000))
_PROJECT = _spec("the project's root (default: the nearest parent folder with pyproject.toml or .git)", metavar="DIR")
_CHECKER = _spec(
    "the type checker that judges (default: auto, the one that the project configures, else the first installed)",
    choices=("auto", "none", *CHECKERS),
)
_ONLY = _spec(f"only these, separated by commas: {', '.join(SYMBOL_KINDS)}", metavar="KINDS", parse=symbol_kinds)
_EXCLUDE = _spec(
    "leave out what these patterns match in folders that are searched, separated by commas, written as in .gitignore, "
    "from the project's root",
    metavar="PATTERNS",
    parse=path_patterns,
)
_SINCE = _spec(
    "only files and lines that have changed since this commit, branch or tag of their Git repository, or since the "
    "branches parted",
    metavar="REV",
)
_PASSES = _spec(
    "2 (default): where hardly anything in the project is annotated, predict its files twice, the second time knowing "
    "what was confidently predicted for the other files; 1: only once",
    metavar="N",
    parse=NumberRange(int, 1, 2),
)
_WORKERS = _spec(
    "number of worker processes (default: one per core, as far as there are files enough to pay for their start), or "
    "ray, or the address of a Ray cluster",
    metavar="N",
    parse=worker_names,
)
_ENVIRONMENT = _spec(
    "the environment with the project's dependencies, or its interpreter: its packages are read, and checkers run it "
    "(default: for reading, the .venv or venv of the project, else the active one; for checkers, the active one)",
    metavar="DIR",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PredictOptions(ModelOptions):
    """Options of `typilus predict`. Each field says what it does."""

    project: StrPath | ProjectMarkers | None = field(
        default=None,
        metadata=_spec(
            "add the annotated symbols of this folder to the type map (results are cached by file content)",
            metavar="DIR",
        ),
    )
    min_confidence: float = field(
        default=0.0, metadata=_confidence("leave out candidates below this probability, 0 to 1 (default: 0)")
    )
    top: int = field(default=5, metadata=_TOP)
    checker: str | None = field(
        default=None,
        metadata=_spec("let this type checker reject candidates (default: none)", choices=("auto", *CHECKERS)),
    )
    environment: StrPath | None = field(default=None, metadata=_ENVIRONMENT)
    only: Collection[str] | None = field(default=None, metadata=_ONLY)
    exclude: Collection[str] = field(default=(), metadata=_EXCLUDE)
    since: str | None = field(default=None, metadata=_SINCE)
    passes: int = field(default=2, metadata=_PASSES)
    workers: int | str | Workers | None = field(default=None, metadata=_WORKERS)
    recommenders: Collection[str | Recommender] = field(default=(), metadata=_RECOMMENDERS)
    infill: str | TextInfiller | None = field(default=None, metadata=_INFILL)
    infill_below: float = field(default=DEFAULT_BELOW, metadata=_INFILL_BELOW)
    infill_dialect: str = field(default="auto", metadata=_INFILL_DIALECT)
    infill_log: StrPath | None = field(default=None, metadata=_INFILL_LOG)
    model: StrPath | Predictor | None = field(default=None, metadata=_MODEL)
    index: str = field(default="auto", metadata=_INDEX)
    device: str = field(default="cpu", metadata=_DEVICE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainOptions(ModelOptions):
    """Options of `typilus explain`. Each field says what it does."""

    project: StrPath | ProjectMarkers | None = field(
        default=None,
        metadata=_spec(
            "add the annotated symbols of this folder (default on the command line: the file's project)", metavar="DIR"
        ),
    )
    top: int = field(default=5, metadata=_TOP)
    environment: StrPath | None = field(default=None, metadata=_ENVIRONMENT)
    recommenders: Collection[str | Recommender] = field(default=(), metadata=_RECOMMENDERS)
    infill: str | TextInfiller | None = field(default=None, metadata=_INFILL)
    infill_below: float = field(default=DEFAULT_BELOW, metadata=_INFILL_BELOW)
    infill_dialect: str = field(default="auto", metadata=_INFILL_DIALECT)
    infill_log: StrPath | None = field(default=None, metadata=_INFILL_LOG)
    model: StrPath | Predictor | None = field(default=None, metadata=_MODEL)
    index: str = field(default="auto", metadata=_INDEX)
    device: str = field(default="cpu", metadata=_DEVICE)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotateOptions(ModelOptions):
    """Options of `typilus annotate`. Each field says what it does."""

    min_confidence: float = field(
        default=0.9, metadata=_confidence("write no type with a lower probability, 0 to 1 (default: 0.9)")
    )
    policy: str = field(
        default="fill",
        metadata=_spec(
            "for signatures with some annotations: keep them as they are, fill their gaps (default), or also overwrite "
            "annotations that the code contradicts or proves imprecise",
            choices=("keep", "fill", "overwrite"),
        ),
    )
    only: Collection[str] | None = field(
        default=None,
        metadata=_spec(
            f"annotate only these, separated by commas: {', '.join(SYMBOL_KINDS)} (default: parameters, returns, "
            "and those variables and attributes whose type is not obvious from the value)",
            metavar="KINDS",
            parse=symbol_kinds,
        ),
    )
    exclude: Collection[str] = field(default=(), metadata=_EXCLUDE)
    since: str | None = field(default=None, metadata=_SINCE)
    baseline: StrPath | None = field(
        default=None,
        metadata=_spec("leave out the suggestions that this file accepts as open", metavar="FILE"),
    )
    complete: bool = field(
        default=False,
        metadata=_spec(
            "annotate the whole signature of a function, including *args and **kwargs, or none of it (for projects "
            "that forbid partly annotated functions, as mypy's disallow_incomplete_defs does)",
        ),
    )
    fallback: str | None = field(
        default=None,
        metadata=_spec(
            "what parameters and returns get for which no type is sure enough or passes the checker (default: nothing)",
            choices=("any",),
        ),
    )
    type_comments: bool = field(default=False, metadata=_spec("also turn type comments into annotations"))
    python: tuple[int, int] | None = field(
        default=None,
        metadata=_spec(
            "the oldest Python version that must run the result (default: the oldest that the project declares, for "
            "example by requires-python, else the version that runs typilus)",
            metavar="X.Y",
            parse=python_version,
        ),
    )
    project: StrPath | ProjectMarkers | None = field(default=None, metadata=_PROJECT)
    checker: str | None = field(default="auto", metadata=_CHECKER)
    environment: StrPath | None = field(default=None, metadata=_ENVIRONMENT)
    check_seconds: float = field(default=60.0, metadata=_CHECK_SECONDS)
    no_new_errors: bool = field(
        default=False,
        metadata=_spec(
            "write nothing that makes the checker report further errors, even those that no suggested type causes "
            "(default: only errors caused by a type count)",
        ),
    )
    passes: int = field(default=2, metadata=_PASSES)
    workers: int | str | Workers | None = field(default=None, metadata=_WORKERS)
    recommenders: Collection[str | Recommender] = field(default=(), metadata=_RECOMMENDERS)
    infill: str | TextInfiller | None = field(default=None, metadata=_INFILL)
    infill_below: float = field(default=DEFAULT_BELOW, metadata=_INFILL_BELOW)
    infill_dialect: str = field(default="auto", metadata=_INFILL_DIALECT)
    infill_log: StrPath | None = field(default=None, metadata=_INFILL_LOG)
    model: StrPath | Predictor | None = field(default=None, metadata=_MODEL)
    index: str = field(default="auto", metadata=_INDEX)
    device: str = field(default="cpu", metadata=_DEVICE)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditOptions(ModelOptions):
    """Options of `typilus audit`. Each field says what it does."""

    project: StrPath | ProjectMarkers | None = field(default=None, metadata=_PROJECT)
    checker: str | None = field(default="auto", metadata=_CHECKER)
    environment: StrPath | None = field(default=None, metadata=_ENVIRONMENT)
    min_confidence: float = field(
        default=0.85,
        metadata=_confidence(
            "show no suggestion with a lower probability, 0 to 1 (default: 0.85, chosen on planted errors)"
        ),
    )
    agreeing: int = field(
        default=1,
        metadata=_spec(
            "also show annotations that up to N similar symbols elsewhere agree with (default: 1; symbols with the "
            "same name in one file count once)",
            metavar="N",
            parse=NumberRange(int, 0, 10**9),
        ),
    )
    all: bool = field(default=False, metadata=_spec("show every kind of disagreement, not only different types"))
    only: Collection[str] | None = field(default=None, metadata=_ONLY)
    exclude: Collection[str] = field(default=(), metadata=_EXCLUDE)
    since: str | None = field(default=None, metadata=_SINCE)
    workers: int | str | Workers | None = field(default=None, metadata=_WORKERS)
    recommenders: Collection[str | Recommender] = field(default=(), metadata=_RECOMMENDERS)
    infill: str | TextInfiller | None = field(default=None, metadata=_INFILL)
    infill_below: float = field(default=DEFAULT_BELOW, metadata=_INFILL_BELOW)
    infill_dialect: str = field(default="auto", metadata=_INFILL_DIALECT)
    infill_log: StrPath | None = field(default=None, metadata=_INFILL_LOG)
    model: StrPath | Predictor | None = field(default=None, metadata=_MODEL)
    index: str = field(default="auto", metadata=_INDEX)
    device: str = field(default="cpu", metadata=_DEVICE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOptions(ModelOptions):
    """Options of `typilus report`. Each field says what it does."""

    min_confidence: float = field(
        default=0.5, metadata=_confidence("suggest no type with a lower probability, 0 to 1 (default: 0.5)")
    )
    count_only: bool = field(
        default=False,
        metadata=_spec("only count the annotations that are written: in seconds, without a model or a checker"),
    )
    exclude: Collection[str] = field(default=(), metadata=_EXCLUDE)
    project: StrPath | ProjectMarkers | None = field(default=None, metadata=_PROJECT)
    checker: str | None = field(default="auto", metadata=_CHECKER)
    environment: StrPath | None = field(default=None, metadata=_ENVIRONMENT)
    check_seconds: float = field(default=60.0, metadata=_CHECK_SECONDS)
    workers: int | str | Workers | None = field(default=None, metadata=_WORKERS)
    recommenders: Collection[str | Recommender] = field(default=(), metadata=_RECOMMENDERS)
    infill: str | TextInfiller | None = field(default=None, metadata=_INFILL)
    infill_below: float = field(default=DEFAULT_BELOW, metadata=_INFILL_BELOW)
    infill_dialect: str = field(default="auto", metadata=_INFILL_DIALECT)
    infill_log: StrPath | None = field(default=None, metadata=_INFILL_LOG)
    model: StrPath | Predictor | None = field(default=None, metadata=_MODEL)
    index: str = field(default="auto", metadata=_INDEX)
    device: str = field(default="cpu", metadata=_DEVICE)

    @property
    def annotating(self) -> AnnotateOptions:
        """The options with which `typilus annotate` writes what is suggested."""
        shared = ("min_confidence", "project", "checker", "environment", "check_seconds")
        return AnnotateOptions(**{name: getattr(self, name) for name in shared})


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeOptions(ModelOptions):
    """Options of `typilus serve`. Each field says what it does."""

    project: str | None = field(
        default=None,
        metadata=_spec("the project whose annotations vote (default: that of the current folder)", metavar="DIR"),
    )
    checker: str = field(default="auto", metadata=_CHECKER)
    environment: str | None = field(default=None, metadata=_ENVIRONMENT)
    recommenders: tuple[str, ...] = field(default=(), metadata=_RECOMMENDERS)
    infill: str | TextInfiller | None = field(default=None, metadata=_INFILL)
    infill_below: float = field(default=DEFAULT_BELOW, metadata=_INFILL_BELOW)
    infill_dialect: str = field(default="auto", metadata=_INFILL_DIALECT)
    infill_log: str | None = field(default=None, metadata=_INFILL_LOG)
    model: str | None = field(default=None, metadata=_MODEL)
    index: str = field(default="auto", metadata=_INDEX)
    device: str = field(default="cpu", metadata=_DEVICE)
    seconds: float = field(
        default=60.0,
        metadata=_spec(
            "time limit of a call, in seconds (default: 60)", metavar="S", parse=NumberRange(float, 0.1, 3600)
        ),
    )
    max_bytes: int = field(
        default=4_000_000,
        metadata=_spec(
            "size limit of a request (default: 4000000)", metavar="N", parse=NumberRange(int, 1000, 1_000_000_000)
        ),
    )
