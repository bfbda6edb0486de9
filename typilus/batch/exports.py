"""The results of a batch for other programs: JSON Lines, a file a line, and CSV and Parquet, a row a symbol.

Parquet is written by DuckDB: MIT, well kept, a third of the size of pyarrow, and it streams.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from typilus.batch.results_store import ResultsStore
from typilus.errors import TypilusError
from typilus.files import TemporaryFolder, whole_file
from typilus.result_rows import ANNOTATED_COLUMNS, CsvRows, rows_of

__all__ = ["EXPORTS", "export"]

_COLUMNS = {
    "project": "VARCHAR",
    "path": "VARCHAR",
    "kind": "VARCHAR",
    "scope": "VARCHAR",
    "name": "VARCHAR",
    "line": "INTEGER",
    "column": "INTEGER",
    "existing": "VARCHAR",
    "written": "VARCHAR",
    "reason": "VARCHAR",
    "candidates": 'STRUCT("type" VARCHAR, "text" VARCHAR, probability DOUBLE, source VARCHAR, checked VARCHAR, '
    "follows BOOLEAN)[]",
}


def export(store: Path, format: str, output: Path | None) -> None:
    """Write the results of a store.

    Args:
        store: The database.
        format: One of `EXPORTS`.
        output: The file, written as a whole or not at all; None for standard output.

    Raises:
        TypilusError: The store or the file cannot be used, or the library for the format is not installed.
    """
    if not store.is_file():
        raise TypilusError(f"{store}: no such results store; `typilus batch` makes one")
    with ResultsStore(store) as results:
        EXPORTS[format](results, output)


def _to_jsonl(results: ResultsStore, output: Path | None) -> None:
    with _opened(output) as out:
        for document in results.documents():
            out.write(json.dumps(document, ensure_ascii=False).encode() + b"\n")


def _to_csv(results: ResultsStore, output: Path | None) -> None:
    with _opened(output) as out:
        text = io.TextIOWrapper(out, encoding="utf-8", newline="")
        rows = CsvRows(text, ("project", *ANNOTATED_COLUMNS))
        for document in results.documents():
            rows.write({"project": document["project"], **row} for row in rows_of(document))
        text.detach()  # which flushes it, and leaves the stream open


def _to_parquet(results: ResultsStore, output: Path | None) -> None:
    try:
        import duckdb
    except ImportError as error:
        raise TypilusError(
            "Parquet is written by duckdb, which is not installed: pip install 'typilus[parquet]'"
        ) from error
    with TemporaryFolder("typilus-export-") as folder:
        rows, written = folder / "rows.jsonl", folder / "rows.parquet"
        with rows.open("wb") as out:
            for document in results.documents():
                for symbol in document["symbols"]:
                    row = {"project": document["project"], "path": document["path"], **symbol}
                    out.write(json.dumps({name: row[name] for name in _COLUMNS}).encode() + b"\n")
        columns = ", ".join(f"'{name}': '{kind}'" for name, kind in _COLUMNS.items())
        with duckdb.connect(config={"threads": 1, "autoinstall_known_extensions": False}) as database:
            database.execute(
                f"COPY (SELECT * FROM read_json('{rows}', format = 'newline_delimited', columns = {{{columns}}}))"
                f" TO '{written}' (FORMAT parquet, COMPRESSION zstd)"
            )
        with _opened(output) as out, written.open("rb") as source:
            while chunk := source.read(1 << 20):
                out.write(chunk)


@contextlib.contextmanager
def _opened(output: Path | None) -> Iterator[IO[bytes]]:
    if output is None:
        yield sys.stdout.buffer
        return
    try:
        with whole_file(output) as file:
            yield file
    except OSError as error:
        raise TypilusError(f"{output}: cannot be written: {error}") from error


EXPORTS: dict[str, Callable[[ResultsStore, Path | None], None]] = {
    "jsonl": _to_jsonl,
    "csv": _to_csv,
    "parquet": _to_parquet,
}
"""What writes each format."""
