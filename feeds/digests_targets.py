"""How does a file of targets come in: whole, or not at all? (KP-03)"""

import math
from datetime import datetime
from zoneinfo import ZoneInfo

from feeds.people import moment
from feeds.table import BadFile, BadRow, Cells, RowError, read_all, rows
from rules.digests import INDICATORS
from rules.digests_facts import Kind
from rules.digests_targets import Target
from storage import digests_targets, roster
from storage.database import Session
from storage.roster import Progress, Tally

COLUMNS = ("indicator", "about", "effective_from", "value")
OPERATOR = "operator"
CENTRE = ("", "centre", "中心")


def read(content: bytes, zone: ZoneInfo) -> list[Target]:
    """The file of targets; raises BadFile with every bad row."""
    table = rows(content, COLUMNS)
    found = read_all(table, lambda cells: _target(cells, zone))
    first: dict[tuple[object, ...], int] = {}
    repeated = [
        BadRow(cells.line, "import-repeated", {"column": "indicator", "value": one.indicator, "first": first[one[:3]]})
        for cells, one in zip(table, found, strict=True)
        if first.setdefault(one[:3], cells.line) != cells.line
    ]
    if repeated:
        raise BadFile(repeated)
    return found


def bring_in(session: Session, content: bytes, zone: ZoneInfo, now: datetime, progress: Progress) -> Tally:
    """Raises BadFile where a team or an agent is on no roster."""
    found = read(content, zone)
    teams, numbers = roster.team_ids(session), roster.employees(session)
    lines = [cells.line for cells in rows(content, COLUMNS)]
    problems: list[BadRow] = []
    for line, one in zip(lines, found, strict=True):
        kind, _, name = one.about.partition(":")
        if kind == Kind.TEAM and name not in teams:
            problems.append(BadRow(line, "import-unknown-team", {"team": name, "known": ", ".join(sorted(teams))}))
        if kind == Kind.AGENT and name not in numbers:
            problems.append(BadRow(line, "import-unknown-employee", {"employee_no": name}))
    if problems:
        raise BadFile(problems)
    return digests_targets.put(session, found, OPERATOR, now, progress)


def _target(cells: Cells, zone: ZoneInfo) -> Target:
    indicator = cells.needed("indicator", 60)
    if indicator not in INDICATORS:
        raise RowError("import-indicator", value=indicator)
    return Target(indicator, _about(cells), moment(cells, "effective_from", zone), _value(cells))


def _about(cells: Cells) -> str:
    text = cells.text("about", 120)
    kind, _, name = text.partition(":")
    if text.casefold() in CENTRE:
        return ""
    if kind not in (Kind.QUEUE, Kind.TEAM, Kind.AGENT) or not name.strip():
        raise RowError("import-about", value=text)
    return f"{kind}:{name.strip()}"


def _value(cells: Cells) -> float:
    text = cells.needed("value", 40)
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not 0 <= value < math.inf:
        raise RowError("import-number", column="value", value=text)
    return value
