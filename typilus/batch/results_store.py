"""The results of a batch in an SQLite database, which people query with SQL."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from typilus.annotating import AnnotatedFile, AnnotatedSymbol
from typilus.errors import TypilusError

__all__ = ["ResultsStore", "StoredProject"]

_VERSION = 3
_SCHEMA = """
CREATE TABLE projects (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    location TEXT NOT NULL,
    revision TEXT NOT NULL,
    settings TEXT NOT NULL,
    contents TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('begun', 'done', 'failed')),
    error TEXT,
    seconds REAL NOT NULL
);
CREATE TABLE files (
    id INTEGER PRIMARY KEY,
    project_id INTEGER NOT NULL REFERENCES projects ON DELETE CASCADE,
    path TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    error TEXT,
    changed INTEGER NOT NULL,
    imports TEXT NOT NULL,
    checker TEXT,
    UNIQUE (project_id, path)
);
CREATE TABLE symbols (
    id INTEGER PRIMARY KEY,
    file_id INTEGER NOT NULL REFERENCES files ON DELETE CASCADE,
    kind TEXT NOT NULL,
    scope TEXT NOT NULL,
    name TEXT NOT NULL,
    qualified_name TEXT NOT NULL,
    line INTEGER NOT NULL,
    "column" INTEGER NOT NULL,
    existing TEXT,
    skipped TEXT,
    written TEXT,
    reason TEXT
);
CREATE INDEX symbols_by_file ON symbols (file_id);
CREATE TABLE candidates (
    symbol_id INTEGER NOT NULL REFERENCES symbols ON DELETE CASCADE,
    rank INTEGER NOT NULL,
    type TEXT NOT NULL,
    text TEXT NOT NULL,
    probability REAL NOT NULL,
    source TEXT NOT NULL,
    checked TEXT,
    follows INTEGER NOT NULL,
    PRIMARY KEY (symbol_id, rank)
) WITHOUT ROWID;
CREATE INDEX candidates_by_type ON candidates (type);
CREATE VIEW suggestions AS
    SELECT projects.name AS project, files.path, symbols.line, symbols.kind, symbols.qualified_name, symbols.existing,
        symbols.written, symbols.reason, candidates.type, candidates.text, candidates.probability, candidates.source
    FROM symbols
    JOIN files ON files.id = symbols.file_id
    JOIN projects ON projects.id = files.project_id
    LEFT JOIN candidates ON candidates.symbol_id = symbols.id AND candidates.rank = 1;
"""
_FILE_FIELDS = ("path", "sha256", "error", "changed", "imports", "checker")
_SYMBOL_FIELDS = ("kind", "scope", "name", "line", '"column"', "existing", "skipped", "written", "reason")
_CANDIDATE_FIELDS = ("type", "text", "probability", "source", "checked", "follows")
_WAIT = 60.0  # seconds for another process's transaction


@dataclass(frozen=True)
class StoredProject:
    """A project as the store knows it.

    Attributes:
        id: Of its row.
        settings: With which it was done, hashed.
        contents: Its files then, hashed.
        status: `begun`, `done` or `failed`.
    """

    id: int
    settings: str
    contents: str
    status: str


class ResultsStore:
    """The database of a batch, which several processes may have open. Each file is a transaction.

    Args:
        path: Of the database, which is made if there is none.

    Raises:
        TypilusError: It is no store of this version, or cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._database = sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
            self._prepare()
        except sqlite3.Error as error:
            raise TypilusError(f"{path}: this results store cannot be used: {error}") from error

    def _prepare(self) -> None:
        run = self._database.execute
        run("PRAGMA foreign_keys = ON")
        version = run("PRAGMA user_version").fetchone()[0]
        if version == 0 and not run("SELECT 1 FROM sqlite_master").fetchone():
            run("PRAGMA journal_mode = WAL")
            with self._transaction():
                for statement in _SCHEMA.split(";\n"):
                    run(statement)
                run(f"PRAGMA user_version = {_VERSION}")
        elif version != _VERSION:
            raise TypilusError(f"{self.path}: is no results store of this version; name another file with --store")
        run("PRAGMA synchronous = NORMAL")

    def __enter__(self) -> ResultsStore:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        self._database.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._database.execute("ROLLBACK")
            raise
        self._database.execute("COMMIT")

    def project(self, name: str) -> StoredProject | None:
        """The project of a name, None if there is none."""
        row = self._database.execute(
            "SELECT id, settings, contents, status FROM projects WHERE name = ?", (name,)
        ).fetchone()
        return None if row is None else StoredProject(*row)

    def begin(self, name: str, location: str, revision: str, settings: str, contents: str) -> StoredProject:
        """Begin a project, or go on with it. What was done of other contents, or with other settings, is forgotten."""
        with self._transaction():
            before = self.project(name)
            if before is not None and (before.settings, before.contents) != (settings, contents):
                self._database.execute("DELETE FROM projects WHERE id = ?", (before.id,))
            self._database.execute(
                "INSERT INTO projects (name, location, revision, settings, contents, status, seconds)"
                " VALUES (?, ?, ?, ?, ?, 'begun', 0) ON CONFLICT (name) DO UPDATE SET location = excluded.location,"
                " revision = excluded.revision, status = 'begun', error = NULL",
                (name, location, revision, settings, contents),
            )
        project = self.project(name)
        assert project is not None
        return project

    def finish(self, project: StoredProject, seconds: float) -> None:
        """Note that all files of a project are done, and what this took, in seconds, beside earlier runs."""
        self._database.execute(
            "UPDATE projects SET status = 'done', seconds = seconds + ? WHERE id = ?", (seconds, project.id)
        )

    def fail(self, name: str, location: str, error: str) -> None:
        """Note why a project cannot be done. What is known of its files stays."""
        self._database.execute(
            "INSERT INTO projects (name, location, revision, settings, contents, status, error, seconds)"
            " VALUES (?, ?, '', '', '', 'failed', ?, 0)"
            " ON CONFLICT (name) DO UPDATE SET status = 'failed', error = excluded.error",
            (name, location, error),
        )

    def hashes(self, project: StoredProject) -> dict[str, str]:
        """The files of a project that are done, and the hash of the content of each."""
        rows = self._database.execute("SELECT path, sha256 FROM files WHERE project_id = ?", (project.id,))
        return dict(rows.fetchall())

    def forget(self, project: StoredProject, path: str) -> None:
        """Remove a file that is no longer there."""
        self._database.execute("DELETE FROM files WHERE project_id = ? AND path = ?", (project.id, path))

    def add(self, project: StoredProject, path: str, sha256: str, file: AnnotatedFile) -> None:
        """Put the result for a file in the place of an earlier one."""
        document = file.to_dict()
        checker = None if document["checker"] is None else json.dumps(document["checker"])
        row = (project.id, path, sha256, file.error, file.changed, json.dumps(document["imports"]), checker)
        with self._transaction():
            self.forget(project, path)
            cursor = self._database.execute(
                f"INSERT INTO files (project_id, {', '.join(_FILE_FIELDS)}) VALUES (?, ?, ?, ?, ?, ?, ?)", row
            )
            for symbol in file.symbols:
                self._add_symbol(cursor.lastrowid, symbol)

    def _add_symbol(self, file: int | None, symbol: AnnotatedSymbol) -> None:
        values = symbol.to_dict()
        fields = [values[name.strip('"')] for name in _SYMBOL_FIELDS]
        cursor = self._database.execute(
            f"INSERT INTO symbols (file_id, qualified_name, {', '.join(_SYMBOL_FIELDS)})"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (file, symbol.prediction.qualified_name, *fields),
        )
        candidates = [
            (
                cursor.lastrowid,
                rank,
                *(candidate[name] for name in _CANDIDATE_FIELDS),
            )
            for rank, candidate in enumerate(values["candidates"], 1)
        ]
        self._database.executemany("INSERT INTO candidates VALUES (?, ?, ?, ?, ?, ?, ?, ?)", candidates)

    def counts(self, name: str) -> tuple[int, int, int]:
        """The numbers of a project's files, of those that failed, and of annotations."""
        row = self._database.execute(
            "SELECT count(*), count(error),"
            " coalesce(sum((SELECT count(written) FROM symbols WHERE file_id = files.id)), 0)"
            " FROM files WHERE project_id = (SELECT id FROM projects WHERE name = ?)",
            (name,),
        ).fetchone()
        return row[0], row[1], row[2]

    def documents(self) -> Iterator[dict[str, Any]]:
        """The files of all projects as annotating gives them to programs, with the name of their `project`."""
        files = self._database.execute(
            "SELECT files.id, name, path, files.error, changed, imports, checker FROM files"
            " JOIN projects ON projects.id = project_id ORDER BY name, path"
        )
        for file, project, path, error, changed, imports, checker in files:
            yield {
                "project": project,
                "path": path,
                "error": error,
                "changed": bool(changed),
                "imports": json.loads(imports),
                "checker": checker and json.loads(checker),
                "symbols": list(self._symbols(file)),
            }

    def _symbols(self, file: int) -> Iterator[dict[str, Any]]:
        names = [name.strip('"') for name in _SYMBOL_FIELDS]
        rows = self._database.execute(
            f"SELECT id, {', '.join(_SYMBOL_FIELDS)} FROM symbols WHERE file_id = ? ORDER BY id", (file,)
        )
        for identity, *values in rows.fetchall():
            symbol = dict(zip(names, values, strict=True))
            written, reason = symbol.pop("written"), symbol.pop("reason")
            candidates = self._database.execute(
                f"SELECT {', '.join(_CANDIDATE_FIELDS)} FROM candidates WHERE symbol_id = ? ORDER BY rank", (identity,)
            )
            symbol["candidates"] = [
                {**dict(zip(_CANDIDATE_FIELDS, candidate, strict=True)), "follows": bool(candidate[-1])}
                for candidate in candidates
            ]
            yield {**symbol, "written": written, "reason": reason}
