"""Scan a project's files for reasons to refuse them, fingerprints for duplicates, classes and imports."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from graph_extraction import SourceError, parse_source
from typilus.errors import CorpusError
from typilus.files import whole_file
from typilus.lab.corpus.duplicates import Fingerprint, fingerprint
from typilus.lab.corpus.project_sources import path_refusal, text_refusal
from typilus.project import ModuleSummary, module_of_path, summarize, summary_from_json, summary_to_json

__all__ = ["MAX_SOURCE_BYTES", "ScannedFile", "read_scan", "scan_file", "scan_files", "write_scan"]

MAX_SOURCE_BYTES = 1_000_000
"""Above this a file is data in the form of code."""


@dataclass(frozen=True, slots=True, eq=False)
class ScannedFile:
    """One source file after the first look.

    Attributes:
        path: Relative to the project's root.
        refusal: Why it is left out, or None.
        fingerprint: None where it is left out.
        summary: None where it is left out. Refused files that parse still have one: they may define classes that
            others import.
    """

    path: str
    refusal: str | None
    fingerprint: Fingerprint | None = None
    summary: ModuleSummary | None = None


def scan_files(root: str, any_license: bool, paths: Sequence[str]) -> list[ScannedFile]:
    """Scan files below one root."""
    return [scan_file(Path(root), path, any_license) for path in paths]


def scan_file(root: Path, path: str, any_license: bool = False) -> ScannedFile:
    """Scan one file. Any fault of the file becomes its refusal."""
    refusal = path_refusal(path)
    if refusal == "vendored copy":
        return ScannedFile(path, refusal)
    try:
        data = (root / path).read_bytes()
    except OSError:
        return ScannedFile(path, "cannot be read")
    if len(data) > MAX_SOURCE_BYTES:
        return ScannedFile(path, "too large")
    try:
        source = parse_source(data, path)
    except SourceError:
        return ScannedFile(path, "not Python of this interpreter")
    module, is_package = module_of_path(path)
    summary = summarize(source.tree, module, is_package)
    refusal = refusal or text_refusal(source.text, any_license)
    if refusal is not None:
        return ScannedFile(path, refusal, None, summary)
    return ScannedFile(path, None, fingerprint(source.text), summary)


def write_scan(path: Path, key: str, files: Iterable[ScannedFile]) -> None:
    """Keep the scan of a project for a resumed build."""
    listed = list(files)
    prints = [file.fingerprint for file in listed if file.fingerprint is not None]
    header = {
        "key": key,
        "files": [
            {
                "path": file.path,
                "refusal": file.refusal,
                "digest": None if file.fingerprint is None else file.fingerprint.digest.hex(),
                "summary": None if file.summary is None else summary_to_json(file.summary),
            }
            for file in listed
        ],
    }
    text = json.dumps(header, separators=(",", ":")).encode("utf-8", "surrogatepass")
    with whole_file(path) as stream:
        np.savez_compressed(
            stream,
            header=np.frombuffer(text, np.uint8),
            lengths=np.array([len(p.tokens) for p in prints], np.int64),
            tokens=np.concatenate([np.zeros(0, np.uint64), *(p.tokens for p in prints)]),
            counts=np.concatenate([np.zeros(0, np.int32), *(p.counts for p in prints)]),
        )


def read_scan(path: Path, key: str) -> list[ScannedFile] | None:
    """A kept scan, or None if there is none that belongs to `key`.

    Raises:
        CorpusError: It is there but damaged.
    """
    if not path.exists():
        return None
    try:
        with path.open("rb") as stream, np.load(stream, allow_pickle=False) as arrays:
            header = json.loads(arrays["header"].tobytes().decode("utf-8", "surrogatepass"))
            if header["key"] != key:
                return None
            ends = np.cumsum(arrays["lengths"])[:-1]
            tokens = iter(np.split(arrays["tokens"], ends))
            counts = iter(np.split(arrays["counts"], ends))
            files = []
            for entry in header["files"]:
                digest, summary = entry["digest"], entry["summary"]
                kept = None if digest is None else Fingerprint(bytes.fromhex(digest), next(tokens), next(counts))
                files.append(
                    ScannedFile(
                        entry["path"], entry["refusal"], kept, None if summary is None else summary_from_json(summary)
                    )
                )
            return files
    except (OSError, ValueError, KeyError, TypeError, StopIteration, zipfile.BadZipFile) as error:
        raise CorpusError(f"{path}: damaged; delete it and build again ({error})") from error
