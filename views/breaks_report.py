"""How does a leader read a day of outings, on the screen and as a file?"""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date

from rules.breaks_report import DayOfBreaks, Outing, add_up
from views.breaks import minutes
from views.message import Block, File, Message
from views.parts import MESSAGE_BLOCKS, MESSAGE_LETTERS, cell, heading, how_many_fit, line, lines, message, note, short
from views.words import Reader

COLUMNS = ("employee_no", "name", "outings", "minutes", "overdue", "waited")
SHOWN = 8


def report(t: Reader, day: date, outings: Mapping[str, Sequence[Outing]]) -> Message:
    """The longest outings of each team, as far as they fit; the file follows as a private message, with all of them."""
    groups = [_team(t, day, team, add_up(some)) for team, some in outings.items()]
    fit = how_many_fit(groups, MESSAGE_BLOCKS, MESSAGE_LETTERS)
    return message(
        *(block for group in groups[:fit] for block in group),
        line(t("breaks-board-teams-more", count=len(groups) - fit)) if fit < len(groups) else None,
        note(t("breaks-report-file")) if any(outings.values()) else None,
    )


def file(t: Reader, day: date, outings: Mapping[str, Sequence[Outing]]) -> Message:
    """The same as CSV; the mark at its beginning lets Excel see that it is UTF-8."""
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow([t.plain("breaks-report-team"), *(t.plain(f"breaks-report-{column}") for column in COLUMNS)])
    for team, some in outings.items():
        writer.writerows(_row(team, one) for one in add_up(some))
    title = t.plain("breaks-report-title", team=t.plain("breaks-report-all"), day=day)
    content = File(f"breaks-{day.isoformat()}.csv", title, table.getvalue().encode("utf-8-sig"))
    return Message(t("breaks-report-title", team=t.plain("breaks-report-all"), day=day), [], content)


def _team(t: Reader, day: date, team: str, days: Sequence[DayOfBreaks]) -> list[Block]:
    if not days:
        return [line(t("breaks-report-none", team=team, day=day))]
    shown = [_line(t, one) for one in days[:SHOWN]]
    more = len(days) - SHOWN
    shown += [t("breaks-board-more", count=more)] if more > 0 else []
    return [heading(t.plain("breaks-report-title", team=team, day=day)), lines(shown)]


def _line(t: Reader, one: DayOfBreaks) -> str:
    return t(
        "breaks-report-line",
        name=short(one.name),
        outings=one.outings,
        minutes=minutes(one.out_for),
        overdue=one.overdue,
        waited=minutes(one.waited),
    )


def _row(team: str, one: DayOfBreaks) -> list[str]:
    figures = (one.outings, minutes(one.out_for), one.overdue, minutes(one.waited))
    return [cell(team), cell(one.employee_no), cell(one.name), *map(str, figures)]
