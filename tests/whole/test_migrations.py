"""Do the migrations make the tables that the code expects, on both databases, whoever comes first?"""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text
from support import databases
from support.databases import Postgres

from storage import schema
from storage.database import Database, open_database

REPLICAS = 4


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database in which nothing has been made yet."""
    if request.param == "sqlite":
        yield databases.sqlite_url(tmp_path)
        return
    server: Postgres = request.getfixturevalue("postgres")
    with server.fresh(upgraded=False) as url:
        yield url


@pytest.fixture
def opened(empty: str) -> Iterator[Database]:
    database = open_database(empty)
    yield database
    database.close()


def tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names()) - {"alembic_version"}


def leftovers(connection: Connection) -> list[str]:
    """Triggers and functions, which no model knows of."""
    if connection.dialect.name == "sqlite":
        return list(connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars())
    ours = text("SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace")
    return list(connection.execute(ours).scalars())


def test_there_is_one_newest_revision() -> None:
    assert len(ScriptDirectory.from_config(schema.config()).get_heads()) == 1


def test_the_migrations_make_exactly_what_the_models_say(opened: Database) -> None:
    schema.upgrade(opened)
    with opened.engine.begin() as connection:
        command.check(schema.config(connection))
        assert tables(connection) == set(schema.metadata.tables)


def test_every_migration_can_be_taken_back_and_made_again(opened: Database) -> None:
    revisions = [one.revision for one in ScriptDirectory.from_config(schema.config()).walk_revisions()]
    for revision in reversed(revisions):
        with opened.engine.begin() as connection:
            command.upgrade(schema.config(connection), revision)
            command.downgrade(schema.config(connection), "-1")
            command.upgrade(schema.config(connection), revision)
    with opened.engine.begin() as connection:
        command.downgrade(schema.config(connection), "base")
        assert tables(connection) == set()
        assert leftovers(connection) == []
    schema.upgrade(opened)
    assert schema.is_upgraded(opened)


def test_an_old_database_is_seen_as_old_and_is_not_touched(opened: Database) -> None:
    assert not schema.is_upgraded(opened)
    with opened.engine.begin() as connection:
        assert tables(connection) == set()


def test_a_second_upgrade_changes_nothing(opened: Database) -> None:
    schema.upgrade(opened)
    schema.upgrade(opened)
    assert schema.is_upgraded(opened)


REPLICA = """
import sys
from storage import schema
from storage.database import open_database
database = open_database(sys.argv[1])
database.readers.connect().close()
print("ready", flush=True)
sys.stdin.readline()
schema.upgrade(database)
"""


def test_replicas_that_start_together_upgrade_once(empty: str) -> None:
    """Alembic's own context is one for a process, so the replicas are processes, as they are in life."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    replicas = [subprocess.Popen([sys.executable, "-c", REPLICA, empty], **pipes) for _ in range(REPLICAS)]
    for one in replicas:
        assert one.stdout
        assert one.stdout.readline() == "ready\n"
    for one in replicas:
        assert one.stdin
        one.stdin.write("go\n")
        one.stdin.flush()
    said = [one.communicate(timeout=60)[1] for one in replicas]
    assert [one.returncode for one in replicas] == [0] * REPLICAS, said
    database = open_database(empty)
    assert schema.is_upgraded(database)
    database.close()
