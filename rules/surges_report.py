"""What does the report of an incident stand on: how it went before, during and after, and how many called?"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from rules.surges_incident import Change

MINUTE = timedelta(minutes=1)
LOOK_BACK = timedelta(hours=2)  # what the picture of an opening shows
BEFORE = timedelta(minutes=30)


@dataclass(frozen=True)
class Course:
    """Calls of one interval after the other, and how many were expected; None where nobody can know."""

    from_at: datetime
    minutes: int
    came: tuple[int, ...]
    expected: tuple[float | None, ...]

    @property
    def to_at(self) -> datetime:
        return self.at(len(self.came))

    def at(self, number: int) -> datetime:
        return self.from_at + number * self.minutes * MINUTE


@dataclass(frozen=True)
class Answered:
    """So many of the decided calls were answered within the time."""

    in_time: int
    decided: int


@dataclass(frozen=True)
class Report:
    """What was reckoned once it was over; the timeline and the answers stand in their own tables."""

    before: Answered
    during: Answered
    after: Answered
    course: Course


def highest(changes: Sequence[Change]) -> int:
    return max((one.level for one in changes), default=0)


def written(one: Report) -> str:
    return json.dumps(asdict(one), default=datetime.isoformat)


def read_back(text: str) -> Report:
    told = json.loads(text)
    course = told.pop("course")
    begins = datetime.fromisoformat(course["from_at"])
    read = Course(begins, course["minutes"], tuple(course["came"]), tuple(course["expected"]))
    return Report(course=read, **{name: Answered(**some) for name, some in told.items()})
