"""How do moments get into the database and out again?"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import StatementError

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
