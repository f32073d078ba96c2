"""Which numbers come from no phone system? Cost, headcount, attendance and the like, for a day or a month."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from feeds.csv_cells import float_or
from feeds.table import BadFile, BadRow, Cells, RowError, read_all, rows
from rules.calls import FIGURES, Figure

COLUMNS = ("kind", "about", "period", "value")
ABOUT = re.compile(r"(team|queue|agent):.+")


def figures(content: bytes, zone: ZoneInfo) -> list[Figure]:
    """The file of figures; a period is a day (2026-11-20) or a month (2026-11) on the site's calendar.

    Raises BadFile with every row that cannot be read, and those that say something twice.
    """
    table = rows(content, COLUMNS)
    found = read_all(table, lambda cells: _figure(cells, zone))
    first: dict[tuple[object, ...], int] = {}
    lines = [cells.line for cells in table]
    repeated = [
        BadRow(line, "import-repeated", {"column": "kind", "value": one.kind, "first": first[one[:-1]]})
        for line, one in zip(lines, found, strict=True)
        if first.setdefault(one[:-1], line) != line
    ]
    if repeated:
        raise BadFile(repeated)
    return found


def _figure(cells: Cells, zone: ZoneInfo) -> Figure:
    kind, about = cells.needed("kind", 40), cells.text("about", 120)
    if kind not in FIGURES:
        raise RowError("import-figure-kind", value=kind, known=", ".join(FIGURES))
    if about and not ABOUT.fullmatch(about):
        raise RowError("import-figure-about", value=about)
    value = float_or(cells.needed("value"), -1)
    if not 0 <= value < 1e12:
        raise RowError("import-figure-value", value=cells.values["value"])
    return Figure(kind, about, *_period(cells.needed("period"), zone), value)


def _period(text: str, zone: ZoneInfo) -> tuple[datetime, datetime]:
    try:
        if re.fullmatch(r"\d{4}-\d{2}", text):
            begins = date.fromisoformat(f"{text}-01")
            ends = (begins + timedelta(days=31)).replace(day=1)
        else:
            begins = date.fromisoformat(text)
            ends = begins + timedelta(days=1)
    except ValueError as error:
        raise RowError("import-figure-period", value=text) from error
    first, last = (datetime.combine(day, time(0), zone).astimezone(UTC) for day in (begins, ends))
    return first, last
