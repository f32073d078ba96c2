"""How do moments get into the database and out again?"""

import asyncio
import shutil
import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import StatementError
from support import databases
from support.cast import MEI
from support.house import Scene

from storage import inbox
from storage.database import Database

SHANGHAI = ZoneInfo("Asia/Shanghai")


def keep(database: Database, moment: datetime, key: str = "k1") -> datetime:
    """The moment, as it comes back."""
    with database.changing() as session:
        inbox.remember(session, key, "answer", moment)
        return session.execute(select(inbox.inbox.c.at).where(inbox.inbox.c.key == key)).scalar_one()


def test_a_moment_comes_back_as_it_went_in_aware_and_in_utc(database: Database) -> None:
    moment = datetime(2026, 11, 24, 18, 30, 0, 5, tzinfo=SHANGHAI)
    found = keep(database, moment)
    assert found == moment
    assert found.utcoffset() == timedelta()


def test_moments_are_ordered_as_they_happened(database: Database) -> None:
    whole = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)
    moments = [whole, whole + timedelta(microseconds=1), whole.astimezone(SHANGHAI) + timedelta(milliseconds=5)]
    for number, moment in enumerate(reversed(moments)):
        keep(database, moment, f"k{number}")
    with database.reading() as session:
        assert session.execute(select(inbox.inbox.c.at).order_by(inbox.inbox.c.at)).scalars().all() == moments


def test_a_moment_without_a_zone_is_a_bug(database: Database) -> None:
    with pytest.raises((StatementError, AssertionError)):
        keep(database, datetime(2026, 11, 24, 10, 30))  # noqa: DTZ001


def test_a_file_that_was_written_without_zones_is_read(database: Database) -> None:
    if database.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL keeps the zone itself")
    moment = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)
    keep(database, moment)
    with database.changing() as session:
        session.execute(text("UPDATE inbox SET at = '2026-11-24 10:30:00.000000'"))
    with database.reading() as session:
        assert session.execute(select(inbox.inbox.c.at)).scalar_one() == moment


def without_its_log(database: Database, sql: str) -> list[tuple]:
    """What the file alone says."""
    file = Path(str(database.engine.url.database))
    copied = file.with_name("copy.db")
    shutil.copyfile(file, copied)
    with closing(sqlite3.connect(copied)) as copy:
        return copy.execute(sql).fetchall()


def test_what_was_written_is_brought_into_the_file_beside_the_writer(tmp_path: Path) -> None:
    database = databases.upgraded(databases.sqlite_url(tmp_path))
    keep(database, datetime(2026, 11, 24, tzinfo=UTC))
    with database.changing() as session:
        inbox.remember(session, "k2", "answer", datetime(2026, 11, 24, tzinfo=UTC))
        database.checkpoint()
        assert without_its_log(database, "SELECT key FROM inbox") == [("k1",)]
    database.close()


async def test_the_house_does_so_while_it_is_open(open_house: Scene) -> None:
    await open_house.person(MEI).command("/break")
    deadline = time.monotonic() + 10
    while not without_its_log(open_house.house.database, "SELECT id FROM breaks") and time.monotonic() < deadline:
        await asyncio.sleep(0.2)
    assert without_its_log(open_house.house.database, "SELECT id FROM breaks")
