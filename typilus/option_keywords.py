"""The fields of options as keyword arguments, for the functions that take them. Tests hold them against the fields."""

from __future__ import annotations

import os
from collections.abc import Collection
from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from typilus.files import Workers
    from typilus.infilling import TextInfiller
    from typilus.prediction import Predictor
    from typilus.project import ProjectMarkers
    from typilus.recommenders import Recommender

__all__ = ["AnnotateKeywords", "AuditKeywords", "ExplainKeywords", "PredictKeywords", "ReportKeywords"]

StrPath = str | os.PathLike[str]


class _AskingKeywords(TypedDict, total=False):
    """The fields that the options of all commands have."""

    recommenders: Collection[str | Recommender]
    infill: str | TextInfiller | None
    infill_below: float
    infill_dialect: str
    infill_log: StrPath | None
    model: StrPath | Predictor | None
    index: str


class ExplainKeywords(_AskingKeywords, total=False):
    """The fields of `ExplainOptions`, as keyword arguments."""

    project: StrPath | ProjectMarkers | None
    top: int
    environment: StrPath | None
    device: str


class PredictKeywords(ExplainKeywords, total=False):
    """The fields of `PredictOptions`, as keyword arguments."""

    min_confidence: float
    checker: str | None
    only: Collection[str] | None
    exclude: Collection[str]
    since: str | None
    passes: int
    workers: int | str | Workers | None
    device: str


class AuditKeywords(_AskingKeywords, total=False):
    """The fields of `AuditOptions`, as keyword arguments."""

    project: StrPath | ProjectMarkers | None
    checker: str | None
    environment: StrPath | None
    min_confidence: float
    agreeing: int
    all: bool
    only: Collection[str] | None
    exclude: Collection[str]
    since: str | None
    workers: int | str | Workers | None
    device: str


class AnnotateKeywords(_AskingKeywords, total=False):
    """The fields of `AnnotateOptions`, as keyword arguments."""

    min_confidence: float
    policy: str
    only: Collection[str] | None
    exclude: Collection[str]
    since: str | None
    baseline: StrPath | None
    complete: bool
    fallback: str | None
    type_comments: bool
    python: tuple[int, int] | None
    project: StrPath | ProjectMarkers | None
    checker: str | None
    environment: StrPath | None
    check_seconds: float
    no_new_errors: bool
    passes: int
    workers: int | str | Workers | None
    device: str


class ReportKeywords(_AskingKeywords, total=False):
    """The fields of `ReportOptions`, as keyword arguments."""

    min_confidence: float
    count_only: bool
    exclude: Collection[str]
    project: StrPath | ProjectMarkers | None
    checker: str | None
    environment: StrPath | None
    check_seconds: float
    workers: int | str | Workers | None
    device: str
