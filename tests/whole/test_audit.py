"""Can anybody change the record of what happened on the floor without being found out? (SF-36)"""

import sqlite3
import threading

import pytest
from sqlalchemy import Table, delete, func, select, text, update
from sqlalchemy.exc import DBAPIError
from support.cast import MORNING

from storage import audit
from storage.audit import audit as rows
from storage.audit import audit_seals as seals
from storage.database import Database, open_database

SEALERS = 4


def note(database: Database, count: int = 5, name: str = "breaks.granted") -> None:
    with database.changing() as session:
        for number in range(count):
            audit.note(session, MORNING, "1001", name, f"break:{number}", {}, {"token": 1, "why": "急事 “quoted”"})


def seal(database: Database) -> int:
    with database.changing() as session:
        return audit.seal(session)


def verdict(database: Database) -> audit.Verdict:
    with database.reading() as session:
        return audit.verify(session)


def unguarded(database: Database, statement: str) -> None:
    """What somebody with the database's own password could do, past triggers and foreign keys."""
    if database.engine.dialect.name == "sqlite":
        with sqlite3.connect(str(database.engine.url.database)) as connection:
            for name in ("audit_no_update", "audit_no_delete", "audit_seals_no_update", "audit_seals_no_delete"):
                connection.execute(f"DROP TRIGGER {name}")
            connection.execute(statement)
        connection.close()
        return
    with database.engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(text(statement))


@pytest.mark.parametrize("table", [rows, seals], ids=lambda table: table.name)
@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_refuses_to_change_what_was_written(database: Database, table: Table, change: str) -> None:
    note(database)
    seal(database)
    column = list(table.c)[-1]
    statement = update(table).values({column: "nothing happened"}) if change == "update" else delete(table)
    with pytest.raises(DBAPIError, match="append-only"), database.changing() as session:
        session.execute(statement)
    assert verdict(database).broken_at is None
    assert verdict(database).sealed == 5


def test_an_untouched_record_is_proved(database: Database) -> None:
    note(database)
    assert verdict(database) == audit.Verdict(0, 5, audit.START, None)
    assert seal(database) == 5
    note(database, 2)
    found = verdict(database)
    assert (found.sealed, found.unsealed, found.broken_at) == (5, 2, None)
    assert seal(database) == 2
    assert seal(database) == 0
    assert verdict(database).newest != found.newest


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE audit SET actor = '1002' WHERE id = 3",
        "UPDATE audit SET \"after\" = '{}' WHERE id = 3",
        "UPDATE audit SET subject = 'break:9' WHERE id = 3",
        "UPDATE audit SET at = '2026-11-23 03:00:00.000000' WHERE id = 3",
        "UPDATE audit_seals SET hash = 'f' WHERE audit_id = 3",
    ],
)
def test_a_changed_row_breaks_its_seal(database: Database, tampering: str) -> None:
    note(database)
    seal(database)
    unguarded(database, tampering)
    assert verdict(database).broken_at == 3


def test_a_seal_that_was_taken_out_is_missed(database: Database) -> None:
    note(database)
    seal(database)
    unguarded(database, "DELETE FROM audit_seals WHERE audit_id = 3")
    assert verdict(database).broken_at == 4


def test_a_row_that_was_deleted_is_missed(database: Database) -> None:
    note(database)
    seal(database)
    unguarded(database, "DELETE FROM audit WHERE id = 3")
    assert verdict(database).broken_at == 3


def test_a_row_that_comes_late_is_sealed_after_the_others(database: Database) -> None:
    """On PostgreSQL a lower id may be committed after a higher one; the chain keeps the order of sealing."""
    note(database, 1)
    seal(database)
    with database.changing() as session:
        session.execute(
            rows.insert().values(id=-1, at=MORNING, actor="1001", action="a", subject="late:1", before="{}", after="{}")
        )
    assert seal(database) == 1
    assert verdict(database).broken_at is None


def test_sealers_that_race_do_not_fork_the_chain(database_url: str) -> None:
    mine = [open_database(database_url) for _ in range(SEALERS)]
    note(mine[0], 40)
    ready, sealed = threading.Barrier(SEALERS), []

    def run(database: Database) -> None:
        ready.wait()
        for _ in range(5):
            note(database, 3)
            sealed.append(seal(database))

    threads = [threading.Thread(target=run, args=(one,)) for one in mine]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    sealed.append(seal(mine[0]))
    found = verdict(mine[0])
    with mine[0].reading() as session:
        assert session.execute(select(func.count()).select_from(seals)).scalar_one() == 40 + SEALERS * 5 * 3
    assert (found.sealed, found.unsealed, found.broken_at) == (sum(sealed), 0, None)
    for one in mine:
        one.close()
