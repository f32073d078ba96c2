"""What do the files of teams, people and shifts say?"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from feeds.table import BadFile, BadRow, Cells, RowError, read_all, rows
from rules.roles import SPELLINGS, Role
from rules.shifts import LONGEST_SHIFT

TEAM_COLUMNS = ("team", "name", "channel_id", "language")
ROSTER_COLUMNS = ("employee_no", "name", "slack_user_id", "team", "roles", "language", "hired_on", "left_on")
MAY_BE_CALLED = "may_be_called"
SHIFT_COLUMNS = ("employee_no", "starts_at", "ends_at", "kind")
YES_OR_NO = {"yes": True, "是": True, "no": False, "否": False, "": False}
CANCELLED = ("cancelled", "取消")
LANGUAGES = {"zh": "zh-CN", "zh-cn": "zh-CN", "中文": "zh-CN", "en": "en", "english": "en", "英文": "en", "": None}


@dataclass(frozen=True)
class TeamRow:
    line: int
    team: str
    name: str
    channel_id: str | None
    language: str | None


@dataclass(frozen=True)
class PersonRow:
    line: int
    employee_no: str
    name: str
    slack_user_id: str | None
    team: str | None
    roles: frozenset[Role]
    language: str | None
    hired_on: date | None
    left_at: datetime | None
    may_be_called: bool | None  # None where the file has no such column


@dataclass(frozen=True)
class ShiftRow:
    line: int
    employee_no: str
    starts_at: datetime
    ends_at: datetime
    kind: str

    @property
    def cancelled(self) -> bool:
        """A shift that was planned and will not be; this is how a shift is moved, too."""
        return self.kind.casefold() in CANCELLED


def teams(content: bytes) -> list[TeamRow]:
    """The file of teams; raises BadFile with every bad row."""
    found = read_all(rows(content, TEAM_COLUMNS), _team)
    _refuse_repeats({row.line: row.team for row in found}, "team")
    return found


def roster(content: bytes, zone: ZoneInfo) -> list[PersonRow]:
    """The roster; the last day of somebody who leaves ends at midnight in the site's zone."""
    found = read_all(rows(content, ROSTER_COLUMNS, (MAY_BE_CALLED,)), lambda cells: _person(cells, zone))
    _refuse_repeats({row.line: row.employee_no for row in found}, "employee_no")
    _refuse_repeats({row.line: row.slack_user_id for row in found if row.slack_user_id}, "slack_user_id")
    return found


def shifts(content: bytes, zone: ZoneInfo) -> list[ShiftRow]:
    """The file of shifts; times without an offset are the site's. One person's shifts may touch, not overlap."""
    found = read_all(rows(content, SHIFT_COLUMNS), lambda cells: _shift(cells, zone))
    _refuse_overlaps(found)
    return found


def _team(cells: Cells) -> TeamRow:
    team = cells.needed("team", 40)
    channel = _matching(cells, "channel_id", r"[CG][A-Z0-9]{2,}", "C0123ABCD")
    return TeamRow(cells.line, team, cells.text("name") or team, channel, _language(cells))


def _person(cells: Cells, zone: ZoneInfo) -> PersonRow:
    hired_on, left_on = _day(cells, "hired_on"), _day(cells, "left_on")
    if hired_on and left_on and left_on < hired_on:
        raise RowError("import-left-before-hired", hired=hired_on.isoformat(), left=left_on.isoformat())
    after = datetime.combine(left_on + timedelta(days=1), time(0), zone) if left_on else None
    return PersonRow(
        line=cells.line,
        employee_no=cells.needed("employee_no", 40),
        name=cells.needed("name"),
        slack_user_id=_matching(cells, "slack_user_id", r"[UW][A-Z0-9]{2,}", "U0123ABCD"),
        team=cells.text("team", 40) or None,
        roles=_roles(cells),
        language=_language(cells),
        hired_on=hired_on,
        left_at=after,
        may_be_called=_yes_or_no(cells, MAY_BE_CALLED) if MAY_BE_CALLED in cells.values else None,
    )


def _shift(cells: Cells, zone: ZoneInfo) -> ShiftRow:
    starts_at, ends_at = moment(cells, "starts_at", zone), moment(cells, "ends_at", zone)
    if not timedelta() < ends_at - starts_at <= LONGEST_SHIFT:
        raise RowError("import-shift-length", starts=cells.values["starts_at"], ends=cells.values["ends_at"])
    return ShiftRow(cells.line, cells.needed("employee_no", 40), starts_at, ends_at, cells.text("kind", 40) or "day")


def _roles(cells: Cells) -> frozenset[Role]:
    named = [name.strip() for name in re.split("[;；]", cells.values["roles"]) if name.strip()]
    unknown = [name for name in named if name.casefold() not in SPELLINGS]
    if unknown:
        raise RowError("import-unknown-roles", roles=", ".join(unknown), known=", ".join(Role))
    return frozenset(SPELLINGS[name.casefold()] for name in named) or frozenset({Role.AGENT})


def _language(cells: Cells) -> str | None:
    value = cells.values["language"]
    if value.casefold() not in LANGUAGES:
        raise RowError("import-language", value=value)
    return LANGUAGES[value.casefold()]


def _yes_or_no(cells: Cells, column: str) -> bool:
    value = cells.values[column]
    if value.casefold() not in YES_OR_NO:
        raise RowError("import-yes-or-no", column=column, value=value)
    return YES_OR_NO[value.casefold()]


def _matching(cells: Cells, column: str, pattern: str, example: str) -> str | None:
    value = cells.text(column, 40)
    if value and not re.fullmatch(pattern, value):
        raise RowError("import-slack-id", column=column, value=value, example=example)
    return value or None


def _day(cells: Cells, column: str) -> date | None:
    value = cells.values[column]
    try:
        return date.fromisoformat(_dashed(value)) if value else None
    except ValueError as error:
        raise RowError("import-day", column=column, value=value) from error


def moment(cells: Cells, column: str, zone: ZoneInfo) -> datetime:
    """A moment in a cell; without an offset it is the site's, and a date alone is its midnight."""
    value = cells.needed(column, 40)
    try:
        at = datetime.fromisoformat(_dashed(value))
    except ValueError as error:
        raise RowError("import-moment", column=column, value=value) from error
    return (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(UTC)


def _dashed(value: str) -> str:
    """Excel writes 2026/11/3 8:05 where ISO has 2026-11-03 08:05."""
    parts = re.fullmatch(r"(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?:[ T]+(\d{1,2})(:.*))?", value)
    if parts is None:
        return value
    day = f"{parts[1]}-{int(parts[2]):02}-{int(parts[3]):02}"
    return f"{day} {int(parts[4]):02}{parts[5]}" if parts[4] else day


def _refuse_repeats(values: Mapping[int, str], column: str) -> None:
    first: dict[str, int] = {}
    problems = [
        BadRow(line, "import-repeated", {"column": column, "value": value, "first": first[value]})
        for line, value in values.items()
        if first.setdefault(value, line) != line
    ]
    if problems:
        raise BadFile(problems)


def _refuse_overlaps(found: list[ShiftRow]) -> None:
    """Each shift against the one of the same person that lasts longest so far: it may lie within an early long one."""
    problems: list[BadRow] = []
    lasting: dict[str, ShiftRow] = {}
    for row in sorted((row for row in found if not row.cancelled), key=lambda row: row.starts_at):
        other = lasting.setdefault(row.employee_no, row)
        if other is not row and row.starts_at < other.ends_at:
            problems.append(BadRow(row.line, "import-overlap", {"employee_no": row.employee_no, "other": other.line}))
        if row.ends_at > other.ends_at:
            lasting[row.employee_no] = row
    if problems:
        raise BadFile(sorted(problems, key=lambda problem: problem.line))
