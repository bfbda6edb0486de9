"""The functions that users and interfaces call: predict, annotate, audit and explain a text, a file, or many files.

Each takes its options as one value (`PredictOptions`, ...), as keyword arguments, or both; keyword arguments win.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from typilus import batch, html_views, judging, models, prediction, runs
from typilus.listening import SILENT, Listener
from typilus.model_choice import ModelChoice
from typilus.options import AnnotateOptions, AuditOptions, ExplainOptions, PredictOptions
from typilus.recommenders import InfillSettings

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from typilus.annotating import AnnotatedFile
    from typilus.auditing import FileAudit
    from typilus.batch import ListedProject, ProjectOutcome
    from typilus.infilling import TextInfiller
    from typilus.options import AnnotateKeywords, AuditKeywords, ExplainKeywords, PredictKeywords
    from typilus.prediction import FilePrediction, Predictor, SymbolExplanation
    from typilus.recommenders import Recommender
    from typilus.runs import AnnotateRun

__all__ = [
    "annotate",
    "annotate_paths",
    "annotate_projects",
    "annotate_source",
    "audit",
    "audit_paths",
    "audit_source",
    "explain",
    "explain_source",
    "load",
    "predict",
    "predict_paths",
    "predict_source",
]

StrPath = str | os.PathLike[str]
_TEXT = "<string>"
_EVIDENCE = 3  # markers that an explanation names


def load(
    folder: StrPath | None = None,
    *,
    recommenders: Collection[str | Recommender] = (),
    infill: str | TextInfiller | InfillSettings | None = None,
    device: str = "cpu",
) -> Predictor:
    """Load a model: the embedded one, or that of a folder.

    Args:
        folder: A model folder; the embedded model by default.
        recommenders: Recommenders to ask beside those of the model: objects, names of entry points of the group
            `typilus.recommenders`, or paths of files with another tool's answers (`.jsonl`, `.json`).
        infill: A language model to ask where the others are not sure: what `--infill` takes, an open one, or settings.
        device: `cpu`; `cuda` or `cuda:N`, a GPU, which needs torch; or `auto`, a GPU where there is one.

    Raises:
        CheckpointError: It is missing, damaged or of another version.
        TypilusError: A recommender, the language model or the device cannot be had, or a source is already there.
    """
    model = models.embedded_folder() if folder is None else folder
    return models.find_predictor(ModelChoice(model, (*recommenders, *InfillSettings.of(infill)), device=device))


def predict(
    path: StrPath, options: PredictOptions | None = None, **keywords: Unpack[PredictKeywords]
) -> FilePrediction:
    """Rank types for every parameter, return, variable and attribute of one file.

    >>> print(typilus.predict("shop.py"))              # a table
    >>> typilus.predict("shop.py").to_json()           # for programs
    >>> typilus.predict("shop.py", project=".")        # knows the types of the project, too
    >>> typilus.predict("shop.py", checker="mypy")     # only what mypy lets pass

    Args:
        path: Of the file.
        options: All options as one value.
        project: A folder whose annotated symbols join the type map. Those of the file itself vote for its other
            symbols; a symbol's own annotation never votes for it.
        top: At most so many candidates a symbol.
        min_confidence: Candidates below this probability are left out.
        checker: A type checker that rejects candidates: "pytype", "mypy", "pyright", "pyrefly", "ty" or "auto". It sees
            a copy of the project. The first candidate left is the one that stands, together with all others.
        environment: The environment that has the project's dependencies, or its interpreter, to read and to check.
        recommenders: Recommenders to ask beside those of the model, as for `load`.
        model: A model folder, or a model that `load` gave; the embedded one by default.

    Raises:
        CheckerError: The checker is unknown or not installed, or the environment is none; before any work.
        SourceError: The file cannot be read as Python.
        CheckpointError: This installation has no sound model.
        TypilusError: The project is no folder.
    """
    request = replace(options or PredictOptions(), **keywords)
    judge = runs.open_judge(request, path)
    predictor = models.find_predictor(request.choice)
    predicted = predictor.predict(path, project=request.project, top=request.top, min_confidence=request.min_confidence)
    with judge as judged:
        return judged(predicted)


def predict_source(
    source: str | bytes,
    options: PredictOptions | None = None,
    *,
    path: str = _TEXT,
    **keywords: Unpack[PredictKeywords],
) -> FilePrediction:
    """Like `predict`, for source text. `path` names it in the result and locates it in its project.

    A checker judges the text, and not what may be on disk under its name.

    Raises:
        As `predict`.
    """
    request = replace(options or PredictOptions(), **keywords)
    judge = runs.open_judge(request, path)
    predicted = models.find_predictor(request.choice).predict_source(
        source, path=path, project=request.project, top=request.top, min_confidence=request.min_confidence
    )
    with judge as judged:
        return judged(predicted)


def predict_paths(
    paths: Iterable[StrPath],
    options: PredictOptions | None = None,
    *,
    resume: bool | None = None,
    listener: Listener = SILENT,
    **keywords: Unpack[PredictKeywords],
) -> Iterator[FilePrediction]:
    """Like `predict`, for many files, lazily and in order. Folders are searched recursively.

    A file that cannot be read has `error` set and no symbols; the others go on.

    Args:
        paths: Files, and folders to walk.
        options: All options as one value.
        resume: Keep a journal of the files that are done, and go on where the same call was interrupted (True), or
            begin anew (False); by default there is none.
        listener: Is told how the run proceeds.
        **keywords: The fields of `PredictOptions`.

    Raises:
        As `predict`, but for `SourceError`.
        WorkerError: A worker has ended before its work was done.
    """
    request = replace(options or PredictOptions(), **keywords)
    return runs.predict_files(_listed(paths), request, listener, resume)


def explain(
    path: StrPath,
    line: int | None = None,
    options: ExplainOptions | None = None,
    *,
    listener: Listener = SILENT,
    **keywords: Unpack[ExplainKeywords],
) -> list[SymbolExplanation]:
    """Tell why symbols get the types they get: who says them, and what their scores are made of.

    Args:
        path: Of the file.
        line: In which the symbols are first bound, from 1; all symbols by default.
        options: All options as one value.
        listener: Is told how the run proceeds.
        project, top, model: As for `predict`.

    Raises:
        As `predict`.
    """
    request = replace(options or ExplainOptions(), **keywords)
    predictor = models.find_predictor(request.choice)
    project = None if request.project is None else prediction.load_project(predictor, request.project, listener)
    return html_views.ShownList(prediction.explain_symbols(predictor.explain(path, project=project), line, request.top))


def explain_source(
    source: str | bytes,
    line: int | None = None,
    options: ExplainOptions | None = None,
    *,
    path: str = _TEXT,
    **keywords: Unpack[ExplainKeywords],
) -> list[SymbolExplanation]:
    """Like `explain`, for source text. `path` names it.

    Raises:
        As `predict`.
    """
    request = replace(options or ExplainOptions(), **keywords)
    predictor = models.find_predictor(request.choice)
    joined = predictor.explain_source(source, path=path, project=request.project, evidence=_EVIDENCE)
    return html_views.ShownList(prediction.explain_symbols(joined, line, request.top))


def annotate(
    path: StrPath,
    options: AnnotateOptions | None = None,
    *,
    write: bool = False,
    **keywords: Unpack[AnnotateKeywords],
) -> AnnotatedFile:
    """Give what one file would become with the types that are sure enough and that a checker lets stand.

    >>> print(typilus.annotate("shop.py").diff())      # nothing is written
    >>> typilus.annotate("shop.py").edits()            # for an editor
    >>> typilus.annotate("shop.py", write=True)

    Args:
        path: Of the file.
        options: All options as one value.
        write: Put the new text in the place of the file, as a whole or not at all.
        **keywords: The fields of `AnnotateOptions`, which say what each does.

    Raises:
        CheckerError: The checker is unknown or not installed, or the environment is none; before any work.
        SourceError: The file cannot be read as Python.
        RewriteError: It is no plain source of Python 3, or the checker has no verdict on it, or it cannot be written.
        CheckpointError: This installation has no sound model.
    """
    request = replace(options or AnnotateOptions(), **keywords)
    file = _annotate_run(path, request).file(os.fspath(path))
    if write:
        file.write()
    return file


def annotate_source(
    source: str | bytes,
    options: AnnotateOptions | None = None,
    *,
    path: str = _TEXT,
    **keywords: Unpack[AnnotateKeywords],
) -> AnnotatedFile:
    """Like `annotate`, for source text. `path` names it in the result and locates it in its project.

    A checker judges the text, and not what may be on disk under its name; a text that is no file is judged alone.

    Raises:
        As `annotate`.
    """
    request = replace(options or AnnotateOptions(), **keywords)
    return _annotate_run(path, request).file(path, source)


def annotate_paths(
    paths: Iterable[StrPath],
    options: AnnotateOptions | None = None,
    *,
    write: bool = False,
    stubs: StrPath | None = None,
    resume: bool | None = None,
    listener: Listener = SILENT,
    **keywords: Unpack[AnnotateKeywords],
) -> Iterator[AnnotatedFile]:
    """Like `annotate`, for many files, lazily, project by project and in order. Folders are searched recursively.

    What is written votes for the rest, so files that are written are annotated in rounds until nothing is added, and
    come when all are done. A file that fails has `error` set; the others go on.

    Args:
        paths: Files, and folders to walk.
        options: All options as one value.
        write: Put the new texts in the place of the files.
        stubs: A folder that gets a stub for each file.
        resume: Keep a journal of the files that are done, and go on where the same call was interrupted (True), or
            begin anew (False); by default there is none.
        listener: Is told how the run proceeds.
        **keywords: The fields of `AnnotateOptions`, which say what each does.

    Raises:
        CheckerError: The checker is unknown or not installed, or the environment is none; before any work.
        CheckpointError: This installation has no sound model.
        TypilusError: Stubs of several projects are wanted in one folder.
        WorkerError: A worker has ended before its work was done.
    """
    request = replace(options or AnnotateOptions(), **keywords)
    return runs.annotate_files(
        _listed(paths),
        request,
        listener,
        write=write,
        stubs=None if stubs is None else Path(stubs),
        resume=resume,
    )


def audit(path: StrPath, options: AuditOptions | None = None, **keywords: Unpack[AuditKeywords]) -> FileAudit:
    """Compare the annotations of one file with what would be predicted in their place.

    >>> for finding in typilus.audit("shop.py"):
    ...     print(finding.qualified_name, finding.written, finding.suggestion.text, finding.fix)

    Args:
        path: Of the file.
        options: All options as one value.
        **keywords: The fields of `AuditOptions`, which say what each does.

    Raises:
        CheckerError: The checker is unknown or not installed, or the environment is none; before any work.
        SourceError: The file cannot be read as Python.
        CheckpointError: This installation has no sound model.
        TypilusError: The project is no folder, or does not contain the file.
    """
    request = replace(options or AuditOptions(), **keywords)
    with runs.open_auditor(request, path) as auditor:
        return auditor.audit(os.fspath(path))


def audit_source(
    source: str | bytes,
    options: AuditOptions | None = None,
    *,
    path: str = _TEXT,
    **keywords: Unpack[AuditKeywords],
) -> FileAudit:
    """Like `audit`, for source text. `path` names it in the result and locates it in its project.

    Raises:
        As `audit`.
    """
    request = replace(options or AuditOptions(), **keywords)
    with runs.open_auditor(request, path) as auditor:
        return auditor.audit(path, source)


def audit_paths(
    paths: Iterable[StrPath],
    options: AuditOptions | None = None,
    *,
    resume: bool | None = None,
    listener: Listener = SILENT,
    **keywords: Unpack[AuditKeywords],
) -> Iterator[FileAudit]:
    """Like `audit`, for many files, lazily, project by project and in order. Folders are searched recursively.

    A file that fails has `error` set; the others go on. `resume` and `listener` are as for `predict_paths`.

    Raises:
        As `audit`, but for `SourceError`.
        WorkerError: A worker has ended before its work was done.
    """
    request = replace(options or AuditOptions(), **keywords)
    return runs.audit_files(_listed(paths), request, listener, resume)


def annotate_projects(
    projects: Iterable[StrPath | ListedProject],
    store: StrPath,
    options: AnnotateOptions | None = None,
    *,
    listener: Listener = SILENT,
    **keywords: Unpack[AnnotateKeywords],
) -> Iterator[ProjectOutcome]:
    """Annotate a corpus of projects without writing them, and keep the results in an SQLite database.

    >>> for outcome in typilus.annotate_projects(["shop", "garden-1.0.tar.gz"], "results.sqlite"):
    ...     print(outcome.name, outcome.annotations, outcome.error)

    What the database holds already of the same content, done with the same options, is not done again. A project that
    fails has `error`; the others go on.

    Args:
        projects: Folders and archives, or projects with names.
        store: The database, which is made if there is none.
        options: All options as one value; `project` cannot be among them.
        listener: Is told how the run proceeds.
        **keywords: The fields of `AnnotateOptions`, which say what each does.

    Raises:
        CheckerError: The checker is unknown or not installed, or the environment is none; before any work.
        CheckpointError: This installation has no sound model.
        TypilusError: The database cannot be used.
        WorkerError: A worker has ended before its work was done.
    """
    request = replace(options or AnnotateOptions(), **keywords)
    return batch.run_batch(list(map(batch.ListedProject.of, projects)), Path(store), request, listener)


def _listed(paths: Iterable[StrPath]) -> list[StrPath]:
    """Several paths, or one that was given in their place."""
    return [paths] if isinstance(paths, str | os.PathLike) else list(paths)


def _annotate_run(path: StrPath, options: AnnotateOptions) -> AnnotateRun:
    return runs.AnnotateRun.for_project(judging.project_root(options.project, path), options, SILENT)
