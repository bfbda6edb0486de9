"""The committed manifest is complete and honest; a bad one is one clear error."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from typilus.errors import CorpusError
from typilus.lab.corpus import corpus_manifest, load_manifest
from typilus.lab.corpus.corpus_manifest import PERMISSIVE_LICENSES, SIDES, manifest_from_document, normalized_name


def document() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(load_manifest().to_json())
    return found


def test_committed_manifest_is_broad_permissive_and_sorted() -> None:
    manifest = load_manifest()
    assert 30 <= len(manifest.packages) <= 45
    assert manifest.standard_library is not None
    assert manifest.share_limit == 1 / 8
    assert len({package.field for package in manifest.packages}) >= 15
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
