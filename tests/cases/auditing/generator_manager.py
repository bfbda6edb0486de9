"""A context manager's generator that is said to be what `with` gives."""

import contextlib
import sqlite3
from collections.abc import Iterator


class Store:
    def __init__(self, path: str) -> None:
        self.path = path

    @contextlib.contextmanager
    def connected(self) -> sqlite3.Connection:  # wrong: return collections.abc.Iterator[sqlite3.Connection]
        connection = sqlite3.connect(self.path)
        try:
            yield connection
        finally:
            connection.close()

    @contextlib.contextmanager
    def cursor(self) -> Iterator[sqlite3.Cursor]:
        with self.connected() as connection:
            yield connection.cursor()
