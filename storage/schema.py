"""Which tables are there, all together, and how is a database brought up to date?"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from storage import audit, breaks, calls, inbox, outbox, people, runs, surges_callin, surges_tables
from storage.database import Database, metadata

__all__ = ["FEATURES", "config", "is_upgraded", "metadata", "upgrade"]

FEATURES = (audit, breaks, calls, inbox, outbox, people, runs, surges_callin, surges_tables)
MIGRATIONS = Path(__file__).with_name("migrations")
ONE_AT_A_TIME = 7_305_001


def config(connection: Connection | None = None) -> Config:
    alembic = Config()
    alembic.set_main_option("script_location", str(MIGRATIONS))
    alembic.attributes["connection"] = connection
    return alembic


def upgrade(database: Database) -> None:
    """Bring the tables up to date; two replicas may start together, one does it and the other waits."""
    with database.engine.begin() as connection:  # on SQLite this takes the write lock
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ONE_AT_A_TIME})
        command.upgrade(config(connection), "head")


def is_upgraded(database: Database) -> bool:
    """Whether the tables are those of this version; nothing is changed."""
    with database.readers.connect() as connection:
        at = MigrationContext.configure(connection).get_current_heads()
    return set(at) == set(ScriptDirectory.from_config(config()).get_heads())
