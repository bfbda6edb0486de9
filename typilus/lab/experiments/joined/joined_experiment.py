"""Predict files without annotations, of projects that the network never saw, resuming an interrupted run."""

from __future__ import annotations

import itertools
import json
import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from graph_extraction import RUNNING_GRAMMAR, SourceError, Symbol, parse_source
from typilus.counting import counted
from typilus.errors import CorpusError
from typilus.lab.experiments.checkers.project_sampling import SampledProject, round_robin, sampled_projects
from typilus.lab.experiments.joined.erasing import erase_annotations, erase_imports
from typilus.lab.experiments.joined.neighborhood_pass import NeighborhoodPass
from typilus.lab.experiments.joined.project_copies import copy_project
from typilus.lab.experiments.joined.records import FileRecord, SymbolRecord, Voice
from typilus.lab.experiments.joined.truths import ProjectTruths
from typilus.lab.experiments.network.experiment_log import resume_log
from typilus.lab.experiments.network.population import counted_symbols
from typilus.models import packages_of
from typilus.passes import Families
from typilus.prediction import JoinedFile, Predictor
from typilus.recommenders import DEFAULT_BELOW, InfillRecommender

if TYPE_CHECKING:
    from typilus.infilling import TextInfiller
    from typilus.project import ProjectMarkers

__all__ = [
    "FAILED",
    "SYMBOLS_FILE",
    "JoinedSettings",
    "Measurement",
    "ProjectSession",
    "read_measurement",
    "run_joined_experiment",
    "sampled_projects",
]

SYMBOLS_FILE = "symbols.jsonl"
FAILED = "predicting it failed"
"""The beginning of the reason why a file is left out that should not have been."""

_Key = tuple[str, str, str, int, int]
Imports = Literal["kept", "bare"]


@dataclass(frozen=True, slots=True)
class JoinedSettings:
    """The settings of the experiment.

    Attributes:
        symbols: Minimum number of symbols to measure, if there are as many.
        symbols_per_file: Maximum number of symbols drawn per file.
        with_project: Whether the project's other files are known, as for a user who names the project.
        imports: `bare` removes the imports that served annotations alone.
        cold: Whether the project's other files have lost their annotations, too, and the imports that served them: the
            project seems never to have been annotated.
        passes: How often the project's other files are predicted before (one time less than this), so that confident
            suggestions for them are known, and symbols of one name agree.
        seed: Seed of files and symbols.
        infill: Name of the language model that is asked, too, "" for none.
        infill_below: As in `InfillRecommender`.
        environment: The environment whose packages are read, or its interpreter, "" for none: what happens to be
            installed tells nothing, so that numbers of several machines can be compared.
    """

    symbols: int = 2000
    symbols_per_file: int = 40
    with_project: bool = True
    imports: Imports = "kept"
    cold: bool = False
    passes: int = 1
    seed: int = 0
    infill: str = ""
    infill_below: float = DEFAULT_BELOW
    environment: str = ""

    @property
    def condition(self) -> str:
        """Return the conditions of the measurement in words."""
        further = ", dependencies installed" if self.environment else ""
        further += f", asking {self.infill}" if self.infill else ""
        if self.cold:
            passes = f", {self.passes} passes" if self.passes > 1 else ""
            return f"with the project, never annotated{passes}{further}"
        imports = "" if self.imports == "kept" else ", bare imports"
        return ("with the project" if self.with_project else "file alone") + imports + further


@dataclass(frozen=True, slots=True)
class Measurement:
    """The settings and the records of a measurement."""

    settings: JoinedSettings
    files: tuple[FileRecord, ...]


def run_joined_experiment(
    predictor: Predictor,
    projects: Sequence[SampledProject],
    settings: JoinedSettings,
    log: Path,
    announce: Callable[[str], None] = lambda message: None,
    infiller: TextInfiller | None = None,
) -> Measurement:
    """Predict files, project by project in turn, until there are enough symbols.

    Args:
        predictor: Model to test.
        projects: Projects to draw files from.
        settings: Settings of the experiment.
        log: File of JSON Lines, one per source file; source files that it already holds are skipped.
        announce: Callback for progress messages.
        infiller: The language model that is asked, too, for the symbols that are measured.

    Raises:
        CorpusError: The log is of another experiment.
    """
    done = {
        (record.project, record.path): record
        for record in resume_log(log, _title(predictor, settings), FileRecord.from_json)
    }
    counts: Counter[str] = Counter()
    records: list[FileRecord] = []
    desks: dict[str, ProjectSession] = {}
    with log.open("a", encoding="utf-8") as lines, tempfile.TemporaryDirectory() as temporary:
        for project, path in round_robin(projects, counts):
            if counts.total() >= settings.symbols:
                break
            record = done.get((project.name, path))
            if record is None:
                if project.name not in desks:
                    announce(f"reading {project.name}")
                    desks[project.name] = _session(
                        predictor, project, settings, Path(temporary) / project.name, infiller
                    )
                record = desks[project.name].measure(path)
                lines.write(json.dumps(record.to_json()) + "\n")
                lines.flush()
            records.append(record)
            counts[project.name] += len(record.symbols)
            result = record.left_out or f"{counted(len(record.symbols), 'symbol')} in {record.seconds:.1f} s"
            announce(f"{counts.total()} of {settings.symbols}: {project.name} {path}: {result}")
    return Measurement(settings, tuple(records))


def _session(
    predictor: Predictor,
    project: SampledProject,
    settings: JoinedSettings,
    folder: Path,
    infiller: TextInfiller | None,
) -> ProjectSession:
    """A session in a project, or in a copy of it in `folder` in which nothing is annotated."""
    predictor = predictor.with_packages(_packages_beside(project, settings.environment))
    seen = copy_project(project.root, folder).erased if settings.cold else project.root
    markers = predictor.load_project(seen) if settings.with_project else None
    return ProjectSession(predictor, ProjectTruths(project.name, project.root), settings, markers, seen, infiller)


def _packages_beside(project: SampledProject, environment: str) -> list[Path]:
    """The folders of the packages of an environment, none of which is the project itself, as that is annotated.

    Raises:
        CorpusError: The project is installed there.
    """
    folders = packages_of(environment) if environment else []
    if any((folder / path).exists() for folder, path in itertools.product(folders, project.paths)):
        raise CorpusError(
            f"{environment}: {project.name} itself is installed there, so its annotations would be read; uninstall "
            "it, and leave what it depends on"
        )
    return folders


def read_measurement(folder: Path) -> Measurement:
    """Read the measurement in a report folder.

    Raises:
        CorpusError: The folder holds no measurement.
    """
    log = folder / SYMBOLS_FILE
    try:
        title, *rest = map(json.loads, log.read_text(encoding="utf-8").splitlines())
        names = [field.name for field in fields(JoinedSettings) if field.name in title]
        settings = JoinedSettings(**{name: title[name] for name in names})
        return Measurement(settings, tuple(FileRecord.from_json(plain) for plain in rest))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CorpusError(f"{log}: cannot be read: {error}; it is made by `typilus evaluate joined`") from error


class ProjectSession:
    """One project, whose files are predicted under one condition.

    Args:
        predictor: Model to test.
        truths: The annotations of the project.
        settings: Settings of the experiment.
        markers: What is known of the project's other files, None if nothing is.
        seen: Folder that a predicted file seems to lie in.
        infiller: The language model that is asked, too.
    """

    def __init__(
        self,
        predictor: Predictor,
        truths: ProjectTruths,
        settings: JoinedSettings,
        markers: ProjectMarkers | None,
        seen: Path,
        infiller: TextInfiller | None = None,
    ) -> None:
        self._predictor, self._truths, self._settings = predictor, truths, settings
        self._markers, self._seen, self._infiller = markers, seen, infiller
        self._first_pass = NeighborhoodPass(predictor, markers) if settings.passes > 1 and markers is not None else None

    def measure(self, path: str) -> FileRecord:
        """One file, from its labels to the predictions."""
        settings, truths = self._settings, self._truths
        try:
            source = parse_source((truths.root / path).read_bytes(), path)
            labeled = truths.labels(source, path)
        except (SourceError, OSError) as error:
            return FileRecord(truths.name, path, str(error))
        drawn = counted_symbols(labeled)
        if not drawn or source.grammar != RUNNING_GRAMMAR:
            reason = "written for another Python" if drawn else "nothing in it is annotated"
            return FileRecord(truths.name, path, reason)
        random.Random(f"{settings.seed}/{path}").shuffle(drawn)
        symbols = labeled.graph.symbols
        measured = sorted(drawn[: settings.symbols_per_file])
        erase = erase_imports if settings.imports == "bare" or settings.cold else erase_annotations
        markers, file = self._markers, str(self._seen / path)
        if markers is not None:
            markers = markers.without_copies(file, source.digest)
        facts = None if self._first_pass is None else self._first_pass.around(file)
        if markers is not None and facts is not None:
            markers = markers.with_drafts(facts.over(markers.documents))
        predictor = self._asking({_key(symbols[index]) for index in measured})
        start = time.perf_counter()
        try:
            joined = predictor.explain_source(erase(source.text), path=file, project=markers)
        except Exception as error:
            return FileRecord(truths.name, path, f"{FAILED}: {type(error).__name__}: {error}")
        if facts is not None:
            joined = replace(joined, prediction=Families(facts.files).agreed(joined.prediction))
        seconds = time.perf_counter() - start
        positions = {
            _key(symbol_prediction.symbol): position for position, symbol_prediction in enumerate(joined.prediction)
        }
        records = [
            self._record(symbols[index], labeled.labels[index] or "", joined, positions[_key(symbols[index])])
            for index in measured
        ]
        return FileRecord(truths.name, path, None, tuple(records), seconds)

    def _asking(self, keys: Collection[_Key]) -> Predictor:
        """The predictor that also asks the language model for some symbols."""
        if self._infiller is None:
            return self._predictor
        below = self._settings.infill_below
        voice = InfillRecommender(self._infiller, below, only=lambda symbol: _key(symbol) in keys)
        return self._predictor.with_recommenders([voice])

    def _record(self, symbol: Symbol, truth: str, joined: JoinedFile, position: int) -> SymbolRecord:
        ranked = joined.prediction.symbols[position].candidates
        ranking = joined.rankings[position]
        public = self._truths.public
        return SymbolRecord(
            symbol.kind.value,
            symbol.scope,
            symbol.name,
            symbol.line,
            truth,
            _distinct(Voice(public(candidate.type), candidate.probability, candidate.source) for candidate in ranked),
            tuple(Voice.of(recommendation, public(recommendation.type)) for recommendation in ranking.recommendations),
            tuple(Voice.of(recommendation, public(recommendation.type)) for recommendation, _ in ranking.rejected),
            {public(type_) if type_ else "": facts for type_, facts in ranking.facts.items()},
        )


def _key(symbol: Symbol) -> _Key:
    return symbol.kind.value, symbol.scope, symbol.name, symbol.line, symbol.column


def _distinct(recommendations: Iterable[Voice]) -> tuple[Voice, ...]:
    """The first of each type: one class may have been recommended under two names."""
    by_type: dict[str, Voice] = {}
    for voice in recommendations:
        by_type.setdefault(voice.type, voice)
    return tuple(by_type.values())


def _title(predictor: Predictor, settings: JoinedSettings) -> dict[str, object]:
    """Return the settings that must be equal to resume a log. The number of symbols may grow."""
    plain = {"experiment": "joined", "model": predictor.fingerprint, **asdict(settings)}
    del plain["symbols"]
    if not settings.cold:  # logs of before know nothing of it
        del plain["cold"]
    if settings.passes == 1:
        del plain["passes"]
    if not settings.infill:  # nor of this
        del plain["infill"], plain["infill_below"]
    if not settings.environment:
        del plain["environment"]
    return plain
