"""The committed manifest is complete and honest; a bad one is one clear error."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from benchmarks import package_tests
from typilus.errors import CorpusError
from typilus.lab.corpus import corpus_manifest, load_manifest
from typilus.lab.corpus.corpus_manifest import PERMISSIVE_LICENSES, SIDES, manifest_from_document, normalized_name
from typilus.lab.model_building.model_card import CARD_FILE
from typilus.models import embedded_folder

READ_AGAINST_THE_CODE = ("agate", "buku", "gita", "huey", "isso", "mps-youtube", "thumbor", "vit")
"""Applications whose annotations docs/annotating.md counts."""
MEASURED_ON = ("attrs", "click", "httpx", "nox", "requests", "rich", "structlog", "websockets")
"""Well annotated packages that predictions are tried on."""


def document() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(load_manifest().to_json())
    return found


def test_committed_manifest_is_broad_permissive_and_sorted() -> None:
    manifest = load_manifest()
    assert 70 <= len(manifest.packages) <= 80
    assert manifest.standard_library is not None
    assert manifest.share_limit == 1 / 8
    assert len({package.field for package in manifest.packages}) >= 30
    for package in manifest.packages:
        assert set(package.licence.split(" AND ")) <= PERMISSIVE_LICENSES
        assert package.version in package.file
    names = [normalized_name(package.name) for package in manifest.packages]
    assert names == sorted(names)
    assert len(set(names)) == len(names)


def test_every_side_has_projects_of_several_fields() -> None:
    manifest = load_manifest()
    sides = Counter(manifest.projects.values())
    assert set(sides) == set(SIDES)
    for side in ("validation", "test"):
        assert len({package.field for package in manifest.packages if package.split == side}) >= 5


def test_nothing_is_learned_of_what_is_measured_elsewhere() -> None:
    learned = {normalized_name(package.name) for package in load_manifest().packages}
    tested = {normalized_name(package.name) for package in package_tests.PACKAGES}
    assert len(tested) == 10
    assert not learned & (tested | {*READ_AGAINST_THE_CODE, *MEASURED_ON})


def test_applications_read_against_the_code_are_those_of_the_manual() -> None:
    page = (Path(__file__).parents[4] / "docs" / "annotating.md").read_text(encoding="utf-8")
    for name in READ_AGAINST_THE_CODE:
        assert re.search(rf"\b{name}\b", page), name


def test_measured_projects_are_those_of_the_model_card() -> None:
    card = (embedded_folder() / CARD_FILE).read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in card.splitlines() if line.startswith("| ")]
    sides = {row[0]: row[4] for row in rows if len(row) == 6 and row[4] in SIDES}
    assert set(sides.values()) == set(SIDES)
    projects = load_manifest().projects
    assert sides.items() <= projects.items()
    assert all(projects[name] == "train" for name in projects.keys() - sides.keys())


def test_the_file_holds_no_address() -> None:
    text = load_manifest().to_json()
    assert "//" not in text


def test_json_round_trip() -> None:
    manifest = load_manifest()
    assert manifest_from_document(json.loads(manifest.to_json())) == manifest


def test_committed_text_is_what_to_json_writes() -> None:
    committed = Path(corpus_manifest.__file__).with_name("manifest.json")
    assert committed.read_text(encoding="utf-8") == load_manifest().to_json()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"licence": "GPL-3.0-only"}, "not known to be permissive"),
        ({"licence": "MIT AND MPL-2.0"}, "not known to be permissive"),
        ({"sha256": "beef"}, "64 hexadecimal"),
        ({"version": "0.0.0"}, "not a wheel of version"),
        ({"file": "thing-1.0.tar.gz"}, "not the file name of a wheel"),
        ({"file": "../x-1.0-py3-none-any.whl"}, "not the file name of a wheel"),
        ({"name": "--index-url"}, "not the name of a package"),
        ({"split": "dev"}, "none of train, validation, test"),
        ({"surprise": 1}, "malformed"),
    ],
)
def test_bad_entries_are_named(change: dict[str, Any], message: str) -> None:
    bad = document()
    bad["packages"][3].update(change)
    with pytest.raises(CorpusError, match=message):
        manifest_from_document(bad)


def test_doubled_names_are_refused() -> None:
    bad = document()
    bad["packages"].append(bad["packages"][0])
    with pytest.raises(CorpusError, match="listed twice"):
        manifest_from_document(bad)


@pytest.mark.parametrize("change", [{"format": 99}, {"share_limit": 0}, {"packages": 3}])
def test_bad_documents_are_refused(change: dict[str, Any]) -> None:
    with pytest.raises(CorpusError):
        manifest_from_document({**document(), **change})


def test_unreadable_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"missing\.json"):
        load_manifest(tmp_path / "missing.json")
    (tmp_path / "bad.json").write_text("{", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"bad\.json"):
        load_manifest(tmp_path / "bad.json")
