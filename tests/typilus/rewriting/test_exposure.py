from __future__ import annotations

import ast
from pathlib import Path

import pytest

from typilus.project.importable import ImportableNames
from typilus.rewriting import exposure
from typilus.rewriting.exposure import Exposure
from typilus.rewriting.handing_over import HandingOver
from typilus.rewriting.meanings import Meanings, ModuleSource
from typilus.semantics import SemanticIndex

READER = """
import models
import typing
from models import Report as Shown

kept = Shown
again = kept
typing.get_type_hints(again)
print(models.plain)
unknown_library.register(models.handed)
"""
MODELS = """
class Report:
    def show(self): ...

class Other: ...

def plain(): ...

def handed(): ...
"""


def exposure_of(text: str, name: str, importable: ImportableNames | None) -> Exposure:
    meanings = Meanings(ModuleSource(name, SemanticIndex(ast.parse(text))), importable)
    return Exposure(meanings, HandingOver(meanings, importable.texts if importable else ImportableNames([]).texts))


def test_other_modules_expose_what_they_hand_over(tmp_path: Path) -> None:
    (tmp_path / "models.py").write_text(MODELS)
    (tmp_path / "reader.py").write_text(READER)

    found = exposure_of(MODELS, "models", ImportableNames([tmp_path]))

    assert found.names == {"Report", "handed"}
    assert found.of("Report.__init__")
    assert not found.of("plain")


def test_a_script_that_nobody_can_import_counts_too(tmp_path: Path) -> None:
    (tmp_path / "models.py").write_text(MODELS)
    (tmp_path / "run-me.py").write_text(READER)

    assert exposure_of(MODELS, "models", ImportableNames([tmp_path])).names == {"Report", "handed"}


def test_each_file_of_a_project_is_looked_through_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {f"part_{number}": f"import models\ndef made_{number}(): ...\n" for number in range(8)}
    for name, text in {**texts, "models": MODELS, "reader": READER}.items():
        (tmp_path / f"{name}.py").write_text(text)
    importable = ImportableNames([tmp_path])
    looked_at: list[str] = []
    handed_in = exposure._handed_in

    def counted(module: ModuleSource, meanings: Meanings, handing: HandingOver) -> object:
        looked_at.append(module.name)
        return handed_in(module, meanings, handing)

    monkeypatch.setattr(exposure, "_handed_in", counted)
    for _ in range(3):
        assert exposure_of(MODELS, "models", importable).names == {"Report", "handed"}

    assert looked_at.count("models") == 4  # each time as the file in question, once as one of the project's
    assert all(looked_at.count(name) == 1 for name in looked_at if name != "models")


def test_a_method_of_whatever_object_is_exposed_by_its_name() -> None:
    found = exposure_of("class Job:\n    def run(self): ...\ndef go(job): stranger(job.run)\n", "", None)

    assert found.names == {"?.run"}
    assert found.of("Job.run")
