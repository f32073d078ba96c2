"""What came of the breaks: a team's board now, everybody's day afterwards?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from rules.breaks import MINUTE, Floor


@dataclass(frozen=True)
class Board:
    """A team at one moment, with names: who is out, who waits, what this shift day came to."""

    team: str
    floor: Floor
    names: Mapping[int, str]
    outings: int
    time: timedelta


@dataclass(frozen=True)
class Outing:
    """One outing of a day; `waited` runs from the request to going out, `late_by` from the due time."""

    person_id: int
    name: str
    employee_no: str
    kind: str
    waited: timedelta
    out_for: timedelta
    late_by: timedelta


@dataclass(frozen=True)
class DayOfBreaks:
    """One person's outings on a shift day, added up."""

    name: str
    employee_no: str
    outings: int
    out_for: timedelta
    overdue: int
    waited: timedelta


def add_up(outings: Iterable[Outing]) -> list[DayOfBreaks]:
    """Outings by person, who was out longest first."""
    theirs: dict[int, list[Outing]] = {}
    for outing in outings:
        theirs.setdefault(outing.person_id, []).append(outing)
    days = [
        DayOfBreaks(
            name=some[0].name,
            employee_no=some[0].employee_no,
            outings=len(some),
            out_for=sum((one.out_for for one in some), timedelta()),
            overdue=sum(one.late_by >= MINUTE for one in some),
            waited=sum((one.waited for one in some), timedelta()),
        )
        for some in theirs.values()
    ]
    return sorted(days, key=lambda day: (-day.out_for, day.name))
