"""How do numbers become a workbook that others can go on counting with?"""

import io
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rules.digests import INDICATORS, SIGNS, Measure, Unit
from rules.digests_days import HOURLY, Hour, Totals, told_keys
from rules.digests_facts import Kind, Scope
from rules.digests_slots import Period
from rules.handbook import DigestRules
from views import digests as told
from views import digests_standing as standing
from views.message import File, Message
from views.parts import cell
from views.words import Reader, escaped

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

FORMATS = {Unit.CALLS: "#,##0"}
OTHERWISE = "0.00"
MOMENT = "yyyy-mm-dd hh:mm"
WIDEST = 70
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # no workbook may hold these
BEFORE = ("scope", "name", "number")
ABOUT = ("name", "key", "formula", "unit", "numerator", "denominator", "better", "source", "verified")

Value = str | float | None


def file(
    t: Reader,
    period: Period,
    asked: Scope,
    some: Sequence[Totals],
    names: Mapping[str, str],
    hours: Sequence[Hour],
    handbook: DigestRules,
) -> Message:
    """Every scope in a row with its numbers, the hours of the centre, and what each column is; `names` are people's."""
    title = standing.asked(t, asked, period, names.get(asked.name, "") if asked.kind is Kind.AGENT else "")
    stem = f"kpi-{period.day.isoformat()}{'-week' if len(period.days) > 1 else ''}.xlsx"
    return Message(
        escaped(title),
        [],
        File(stem, title, _content(t, some, names, hours, handbook)),
    )


def _content(
    t: Reader, some: Sequence[Totals], names: Mapping[str, str], hours: Sequence[Hour], handbook: DigestRules
) -> bytes:
    from openpyxl import Workbook  # a quarter of a second, and only who draws a workbook needs it

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = t.plain("digests-book-totals")
    _totals(t, sheet, some, names, handbook)
    if hours:
        _hours(t, book.create_sheet(t.plain("digests-book-hours")), hours)
    _columns(t, book.create_sheet(t.plain("digests-book-columns")), handbook)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _totals(
    t: Reader, sheet: "Worksheet", some: Sequence[Totals], names: Mapping[str, str], handbook: DigestRules
) -> None:
    keys = told_keys(handbook)
    header = [*(t.plain(f"digests-book-{column}") for column in BEFORE), *(_header(t, key) for key in keys)]
    order = {kind: place for place, kind in enumerate(Kind)}
    rows: list[list[Value]] = []
    for one in sorted(some, key=lambda one: (order[one.scope.kind], one.scope.name)):
        is_agent = one.scope.kind is Kind.AGENT
        name = names.get(one.scope.name, "") if is_agent else one.scope.name
        kind = t.plain(f"digests-book-kind-{one.scope.kind}")
        rows.append([kind, name, one.scope.name if is_agent else "", *(_value(one.measures.get(key)) for key in keys)])
    _fill(sheet, header, rows, [""] * len(BEFORE) + [_format(key) for key in keys])


def _hours(t: Reader, sheet: "Worksheet", hours: Sequence[Hour]) -> None:
    header = [t.plain("digests-book-hour"), *(_header(t, key) for key in HOURLY)]
    rows = [[*(_value(one.measures.get(key)) for key in HOURLY)] for one in hours]
    _fill(sheet, header, [[None, *row] for row in rows], ["", *(_format(key) for key in HOURLY)])
    for place, one in enumerate(hours, start=2):
        begins = sheet.cell(place, 1, one.begins_at.astimezone(t.zone).replace(tzinfo=None))
        begins.number_format = MOMENT
    sheet.column_dimensions["A"].width = len(MOMENT) + 2


def _columns(t: Reader, sheet: "Worksheet", handbook: DigestRules) -> None:
    header = [t.plain(f"digests-book-{column}") for column in ABOUT]
    rows: list[list[Value]] = [[*_about(t, key, handbook)] for key in told_keys(handbook)]
    _fill(sheet, header, [*rows, [t.plain("digests-book-empty")]], [""] * len(ABOUT))


def _about(t: Reader, key: str, handbook: DigestRules) -> list[str]:
    indicator = INDICATORS[key]
    return [
        told.name(t, key),
        key,
        told.formula(t, key, handbook),
        told.unit(t, key),
        _amounts(t, indicator.numerator),
        _amounts(t, indicator.denominator),
        t.plain("digests-explain-good", good=str(indicator.good)),
        indicator.source,
        t.plain(f"digests-verified-{'yes' if indicator.verified else 'no'}"),
    ]


def _amounts(t: Reader, terms: Sequence[str]) -> str:
    """What is added up, and what is taken off; what is inside another one already is not named again."""
    named = [(term, t.plain(f"digests-amount-{term.lstrip(SIGNS)}")) for term in terms if not term.startswith("~")]
    said = " ".join(f"{'−' if term.startswith('-') else '+'} {name}" for term, name in named)
    return said.removeprefix("+ ")


def _fill(sheet: "Worksheet", header: Sequence[str], rows: Sequence[Sequence[Value]], formats: Sequence[str]) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    for row in (header, *rows):
        sheet.append([_safe(value) for value in row])
    for shown in sheet[1]:
        shown.font, shown.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    for place, number_format in enumerate(formats, start=1):
        letter = get_column_letter(place)
        values = [row[place - 1] for row in rows if place <= len(row)]
        sheet.column_dimensions[letter].width = _width(header[place - 1], values)
        for shown in sheet[letter][1:]:
            shown.number_format = number_format or shown.number_format
            shown.alignment = Alignment(wrap_text=isinstance(shown.value, str), vertical="top")


def _width(header: str, values: Sequence[Value]) -> int:
    """As wide as the longest, and for its header in two lines; a Chinese sign takes two places."""
    places = lambda value: sum(1 + (sign > "⺀") for sign in value) if isinstance(value, str) else 10  # noqa: E731
    longest = max([places(header) // 2 + 2, *map(places, values)])
    return min(longest + 2, WIDEST)


def _safe(value: Value) -> Value:
    return cell(UNPRINTABLE.sub("", value)) if isinstance(value, str) else value


def _value(m: Measure | None) -> float | None:
    return None if m is None or m.value is None else round(m.value, told.DIGITS)


def _header(t: Reader, key: str) -> str:
    return t.plain("digests-book-column", name=told.name(t, key), unit=told.unit(t, key))


def _format(key: str) -> str:
    return FORMATS.get(INDICATORS[key].unit, OTHERWISE)
