"""A corpus that anybody can build in a minute without a network connection: the installed standard library alone."""

from __future__ import annotations

from typilus.lab.corpus.corpus_manifest import Manifest, StandardLibrary

__all__ = ["sample_manifest"]


def sample_manifest() -> Manifest:
    """The manifest of the sample. It is one project, so only its split by file has more than one side."""
    return Manifest((), StandardLibrary("python-stdlib", "PSF-2.0", "standard library", "train"), share_limit=1.0)
