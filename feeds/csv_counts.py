"""How many calls came in each interval, by a file that says nothing else?"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from feeds.table import BadFile, BadRow, Cells, RowError, read_all, rows
from rules.surges import Counted

COLUMNS = ("at", "count")
DAY, LONGEST, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


@dataclass(frozen=True)
class Counts:
    """The file's interval, and its rows in the order of time, on the site's clock."""

    interval: timedelta
    counted: Sequence[Counted]


@dataclass(frozen=True)
class _Row:
    line: int
    written: str
    counted: Counted

    @property
    def begins(self) -> datetime:
        return self.counted.at.astimezone(UTC)


def read(content: bytes, zone: ZoneInfo) -> Counts:
    """The counts of a file; raises BadFile with every bad row.

    The interval is the commonest distance between rows. An interval without a row is one of which nothing is known.
    """
    found = read_all(rows(content, COLUMNS), lambda cells: _row(cells, zone))
    found = sorted(_second_hours(found, zone), key=lambda row: row.begins)
    interval = _interval(found)
    problems = [*_repeats(found), *_off_the_grid(found, interval)]
    if problems:
        raise BadFile(sorted(problems, key=lambda problem: problem.line))
    return Counts(interval, [row.counted for row in found])


def _row(cells: Cells, zone: ZoneInfo) -> _Row:
    written = cells.needed("at")
    try:
        at = datetime.fromisoformat(written)
    except ValueError as error:
        raise RowError("import-moment", column="at", value=written) from error
    local = at.astimezone(zone) if at.tzinfo else at.replace(tzinfo=zone)
    return _Row(cells.line, written, Counted(local, _count(cells)))


def _count(cells: Cells) -> float:
    written = cells.needed("count")
    try:
        count = float(written)
    except ValueError:
        count = -1.0
    if not math.isfinite(count) or count < 0:
        raise RowError("import-number", column="count", value=written)
    return count


def _second_hours(found: Sequence[_Row], zone: ZoneInfo) -> list[_Row]:
    """The hour that occurs twice in autumn: where no offset is written, the second time is the later one."""
    seen: set[datetime] = set()
    told: list[_Row] = []
    for row in found:
        later = row.counted.at.replace(fold=1)
        again = row.begins in seen and later.astimezone(UTC) not in seen
        told.append(_Row(row.line, row.written, Counted(later, row.counted.calls)) if again else row)
        seen.add(told[-1].begins)
    return told


def _interval(found: Sequence[_Row]) -> timedelta:
    apart = Counter(second.begins - first.begins for first, second in pairwise(found))
    del apart[timedelta(0)]
    interval = apart.most_common(1)[0][0] if apart else timedelta(0)
    if not MINUTE <= interval <= LONGEST or interval % MINUTE or DAY % interval:
        raise BadFile([BadRow(found[0].line if found else 1, "import-interval")])
    return interval


def _repeats(found: Sequence[_Row]) -> list[BadRow]:
    first: dict[datetime, int] = {}
    problems: list[BadRow] = []
    for row in found:
        if row.begins in first:
            facts = {"column": "at", "value": row.written, "first": str(first[row.begins])}
            problems.append(BadRow(row.line, "import-repeated", facts))
        first.setdefault(row.begins, row.line)
    return problems


def _off_the_grid(found: Sequence[_Row], interval: timedelta) -> list[BadRow]:
    minutes = interval // MINUTE
    return [
        BadRow(row.line, "import-off-the-grid", {"value": row.written, "minutes": minutes})
        for row in found
        if timedelta(hours=row.counted.at.hour, minutes=row.counted.at.minute, seconds=row.counted.at.second) % interval
    ]
