"""Resolve the options of annotating for one project."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path

from graph_extraction import SymbolKind
from typilus.accepted_findings import AcceptedFindings
from typilus.checking import RunLimits, find_environment
from typilus.files import Changes
from typilus.judging import announce_checker
from typilus.listening import Listener
from typilus.options import AnnotateOptions
from typilus.project import DISK, Documents, ImportableNames
from typilus.python_floor import python_floor
from typilus.rewriting import ExistingAnnotationPolicy, RewriteOptions

__all__ = ["AnnotateSettings"]


@dataclass(frozen=True)
class AnnotateSettings:
    """The settings of annotating: the types to write, the project and the checker.

    Attributes:
        root: The project; the checker sees it, and module names start there.
        checker: Name of a checker, or None for none.
        environment: Interpreter of the environment that has the project's dependencies.
        kinds: The kinds of symbols to annotate; None: parameters and returns, and of variables and attributes those
            whose value leaves their type open.
        rewrite: How to write; the module is each file's own.
        limits: What one run of the checker may take.
        no_new_errors: Errors that annotating merely brings to light count against types, too.
        complete: A function gets all annotations that it lacks, or none.
        fallback: What gets no other type gets `Any`, in signatures and wherever else is asked for.
        changes: Since a revision: only symbols on changed lines are annotated. None for all.
        accepted: Suggestions that the project accepts as open: they are judged with the others, and not written.
        documents: Give the project's files: what an editor has not saved is what is annotated, and what others see.
    """

    root: Path
    checker: str | None = None
    environment: Path | None = None
    kinds: frozenset[SymbolKind] | None = None
    rewrite: RewriteOptions = field(default_factory=RewriteOptions)
    limits: RunLimits = field(default_factory=RunLimits)
    no_new_errors: bool = False
    complete: bool = False
    fallback: bool = False
    changes: Changes | None = None
    accepted: AcceptedFindings | None = None
    documents: Documents = DISK

    @classmethod
    def for_project(
        cls, root: Path, options: AnnotateOptions, listener: Listener, documents: Documents = DISK
    ) -> AnnotateSettings:
        """Return the settings for a project read from `documents`, and tell the listener what was chosen automatically.

        Raises:
            CheckerError: The checker is unknown or not installed, or there is no such environment.
            TypilusError: The baseline cannot be read.
        """
        environment = find_environment(options.environment)
        choice = announce_checker(options.checker, root, listener)
        only = None if options.only is None else {name.removesuffix("s") for name in options.only}
        return cls(
            root,
            None if choice is None else choice.checker.name,
            environment,
            None if only is None else frozenset(map(SymbolKind, only)),
            RewriteOptions(
                ExistingAnnotationPolicy(options.policy),
                options.python or _floor(root, listener),
                importable=ImportableNames.of_project(root, environment, documents),
                type_comments=options.type_comments,
            ),
            RunLimits(seconds=options.check_seconds),
            options.no_new_errors,
            options.complete,
            options.fallback == "any",
            Changes.since(options.since),
            None if options.baseline is None else AcceptedFindings.read(options.baseline, root),
            documents,
        )


def _floor(root: Path, listener: Listener) -> tuple[int, int]:
    """The oldest Python that must run what is written, where nobody asked for one."""
    floor = python_floor(root)
    if floor is None:
        return sys.version_info[:2]
    listener.notice(f"written for Python {floor.version[0]}.{floor.version[1]} and later: {floor.source}")
    return floor.version
