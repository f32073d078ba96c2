"""Who agreed to be called when off duty? What the roster says, and what an older file leaves as it is. (SG-05)"""

import pytest
from sqlalchemy import select
from support.cast import ZONE, csv

from feeds import importing
from feeds.table import BadFile
from storage.database import Database
from storage.people import people

OLD = "employee_no,name,slack_user_id,team,roles,language,hired_on,left_on"


def import_one(database: Database, *consent: str) -> None:
    header = f"{OLD},may_be_called" if consent else OLD
    with database.changing() as session:
        row = ("1", "Mei", "U0MEI", "", "agent", "zh", "", "", *consent)
        importing.people(session, csv(header, [row]), ZONE, lambda _rows: None)


def may_be_called(database: Database) -> bool:
    with database.reading() as session:
        return session.execute(select(people.c.may_be_called)).scalar_one()


@pytest.mark.parametrize(
    ("written", "may"), [("yes", True), ("YES", True), ("是", True), ("no", False), ("否", False), ("", False)]
)
def test_consent_is_what_the_roster_says_and_silence_is_none(database: Database, written: str, may: bool) -> None:
    import_one(database, written)
    assert may_be_called(database) is may


def test_nobody_has_agreed_whom_the_roster_never_asked(database: Database) -> None:
    import_one(database)
    assert may_be_called(database) is False


def test_a_file_without_the_column_neither_gives_consent_nor_takes_it_back(database: Database) -> None:
    import_one(database, "yes")
    import_one(database)
    assert may_be_called(database) is True
    import_one(database, "")
    assert may_be_called(database) is False


def test_a_word_that_is_neither_yes_nor_no_is_named(database: Database) -> None:
    with pytest.raises(BadFile) as bad:
        import_one(database, "maybe")
    assert [(one.line, one.key) for one in bad.value.problems] == [(2, "import-yes-or-no")]
