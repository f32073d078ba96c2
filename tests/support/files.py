"""Files as a site would hand them in, and the imports that read them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from feeds import importing
from feeds.table import BadFile
from storage import people
from storage.database import Database
from storage.people import Person
from storage.roster import Tally
from support.cast import MORNING, ZONE

TEAMS = "team,name,channel_id,language"
ROSTER = "employee_no,name,slack_user_id,team,roles,language,hired_on,left_on"
SHIFTS = "employee_no,starts_at,ends_at,kind"


def file(header: str, *rows: str) -> bytes:
    return "\n".join([header, *rows]).encode()


def bring(database: Database, content: bytes, zone: ZoneInfo = ZONE, now: datetime = MORNING) -> Tally:
    """Import a file; which kind it is, its header says, as an operator would."""
    header = content[:200].lower()
    with database.changing() as session:
        if b"starts_at" in header:
            return importing.shifts(session, content, zone, _quietly)
        if b"roles" in header:
            return importing.people(session, content, zone, _quietly)
        return importing.teams(session, content, now, _quietly)


def refused(database: Database, content: bytes, zone: ZoneInfo = ZONE) -> list[tuple[int, str]]:
    """The lines that are wrong, with the sentence for each; an import that succeeds fails the test."""
    try:
        bring(database, content, zone)
    except BadFile as bad:
        return [(problem.line, problem.key) for problem in bad.problems]
    raise AssertionError("the file was imported")


@dataclass(frozen=True)
class Roster:
    """What the roster says now."""

    database: Database
    now: datetime = MORNING

    def by_slack_id(self, slack_id: str) -> Person | None:
        with self.database.reading() as session:
            return people.by_slack_id(session, slack_id, self.now)

    def by_number(self, number: str) -> Person | None:
        with self.database.reading() as session:
            return people.by_employee_no(session, number, self.now)

    def numbers(self, numbers: Iterable[str]) -> list[str]:
        return [number for number in numbers if self.by_number(number)]


def _quietly(_rows: int) -> None:
    return
