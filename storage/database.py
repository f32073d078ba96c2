"""How do we reach the database, and what do all tables share?"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import (
    BigInteger,
    Connection,
    DateTime,
    Dialect,
    Engine,
    Executable,
    Integer,
    MetaData,
    Table,
    TypeDecorator,
    create_engine,
    event,
    make_url,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import OperationalError

LOCK_WAIT_S = 5
SHARE_A_COMMIT = 32
POSTGRES_POOL = 8
POSTGRES_WORKERS = 4  # more only wait for each other; the speaker and the jobs have theirs beside them
CHECKPOINT_PAGES = 8000  # 32 MB: a busy floor writes the same pages again and again

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# One transaction on one connection. The ORM's Session would add a third to every statement, and none of what it adds
# is needed where tables are plain tables.
Session = Connection

Id = BigInteger().with_variant(Integer, "sqlite")


class UtcDateTime(TypeDecorator[datetime]):
    """An aware UTC moment. SQLite keeps text, here with its zone, written and read by the datetime's own fast code."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else _utc(value)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else value.astimezone(UTC)

    def bind_processor(self, dialect: Dialect) -> Any:  # noqa: ANN401
        return _as_text if dialect.name == "sqlite" else super().bind_processor(dialect)

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:  # noqa: ANN401
        return _from_text if dialect.name == "sqlite" else super().result_processor(dialect, coltype)


def _utc(moment: datetime) -> datetime:
    assert moment.tzinfo is not None, "a naive moment reached the database"
    return moment if moment.tzinfo is UTC else moment.astimezone(UTC)


def _as_text(moment: datetime | None) -> str | None:
    """Of one width, so that the order of the texts is the order of the moments."""
    return None if moment is None else _utc(moment).isoformat(" ", "microseconds")


def _from_text(text: str | None) -> datetime | None:
    if text is None:
        return None
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)  # the first files were written without a zone


@dataclass(frozen=True)
class Database:
    """One engine and the two ways to open a transaction on it: to change, and only to read."""

    engine: Engine
    readers: Engine

    @property
    def workers(self) -> int:
        """How many requests may usefully run at once: SQLite has one writer."""
        return 1 if self.engine.dialect.name == "sqlite" else POSTGRES_WORKERS

    @property
    def together(self) -> int:
        """How many requests may share a transaction; on PostgreSQL two shared ones could wait for each other."""
        return SHARE_A_COMMIT if self.engine.dialect.name == "sqlite" else 1

    @contextmanager
    def changing(self) -> Iterator[Session]:
        with self.engine.begin() as session:
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Long reads run beside the one writer of SQLite, never in front of it."""
        with self.readers.connect() as session:
            yield session

    def checkpoint(self) -> None:
        """Bring what was written into SQLite's file, beside its writer; PostgreSQL does so by itself."""
        if self.engine.dialect.name == "sqlite":
            with closing(self.readers.raw_connection()) as connection:
                connection.cursor().execute("PRAGMA wal_checkpoint(PASSIVE)")

    def close(self) -> None:
        self.engine.dispose()
        self.readers.dispose()


def open_database(url: str) -> Database:
    """The database at an SQLAlchemy URL; for SQLite the folder is made."""
    if make_url(url).get_backend_name() == "sqlite":
        return _open_sqlite(url)
    engine = create_engine(url, pool_size=POSTGRES_POOL, max_overflow=0, pool_pre_ping=True, hide_parameters=True)
    return Database(engine, engine)


def _open_sqlite(url: str) -> Database:
    file = make_url(url).database
    if not file or file == ":memory:":
        raise ValueError("SQLite needs a file: readers could not see a database in memory")
    Path(file).parent.mkdir(parents=True, exist_ok=True)
    # One writer: a second connection could only wait for the lock that the first one holds.
    writer = create_engine(url, pool_size=1, max_overflow=0, pool_timeout=LOCK_WAIT_S * 6, hide_parameters=True)
    reader = create_engine(url, pool_size=2, max_overflow=4, hide_parameters=True)
    event.listen(writer, "connect", _prepare)
    event.listen(reader, "connect", _prepare)
    # IMMEDIATE takes the write lock at the start; a read that turns into a write later would fail at once in WAL.
    event.listen(writer, "begin", _begin_immediate)
    event.listen(reader, "begin", _begin)
    return Database(writer, reader)


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # the driver must not BEGIN: the two listeners below do
    for pragma in (
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "foreign_keys=ON",
        f"busy_timeout={LOCK_WAIT_S * 1000}",
        f"wal_autocheckpoint={CHECKPOINT_PAGES}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_immediate(connection: Connection) -> None:
    _driven(connection, "BEGIN IMMEDIATE")


def _begin(connection: Connection) -> None:
    _driven(connection, "BEGIN")


def _driven(connection: Connection, statement: str) -> None:
    """Run by the driver itself; a locked database is told in SQLAlchemy's words, as everywhere else."""
    driver = connection.connection.dbapi_connection
    assert isinstance(driver, sqlite3.Connection)
    try:
        driver.execute(statement)
    except sqlite3.OperationalError as error:
        raise OperationalError(statement, None, error) from error


@contextmanager
def apart(session: Session) -> Iterator[Session]:
    """A part of a transaction of SQLite's that is undone alone when it raises. Not nested.

    By the driver itself: SQLAlchemy's own savepoints cost as much as the commit that sharing a transaction saves.
    """
    _driven(session, "SAVEPOINT apart")
    kept = False
    try:
        yield session
        kept = True
    finally:
        if not kept:
            _driven(session, "ROLLBACK TO apart")
        _driven(session, "RELEASE apart")


def put_once(session: Session, table: Table, **values: object) -> int | str | None:
    """Insert a row unless a unique key forbids it; the row's key, or None where the key was taken."""
    return session.execute(_insert_once(session.dialect.name, table), values).scalar()


@cache
def _insert_once(dialect: str, table: Table) -> Executable:
    key = next(iter(table.primary_key))
    return insert_for(dialect, table).on_conflict_do_nothing().returning(key)


def insert_for(dialect: str, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that knows ON CONFLICT, in the words of that database."""
    return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)
