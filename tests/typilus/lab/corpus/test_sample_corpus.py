"""The sample is made of the standard library alone, and needs nothing from elsewhere."""

from __future__ import annotations

from typilus.lab.corpus.sample_corpus import sample_manifest


def test_nothing_is_downloaded_and_nothing_cut_down() -> None:
    manifest = sample_manifest()
    assert manifest.packages == ()
    assert manifest.folders == ()
    assert manifest.standard_library is not None
    assert manifest.projects == {manifest.standard_library.name: "train"}
    assert manifest.share_limit == 1.0
