"""How does the operator try the surge watch on what has been? `shiftlead surge backtest`."""

import re
import signal
from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import Progress
from rich.table import Table

from bot.terminal import bad_row, clock, database, err, fail, group, out, set_up_without_slack, spoken, t, words
from feeds.table import BadFile
from rules import digests_slots as slots
from rules.handbook import Site
from rules.surges import Counted

if TYPE_CHECKING:
    from rules.surges_replay import Score, Surge

SEED = 1
# 1.5x60: one and a half times the calls for an hour.
INJECTED = re.compile(r"(\d+(?:\.\d+)?)x(\d+)")
STRONGEST, LONGEST_MINUTES = 10, 240

surge = group("cli-help-surge")


class Format(StrEnum):
    TABLE = "table"
    JSON = "json"


@surge.command(help=t.plain("cli-help-surge-backtest"))
def backtest(
    file: Annotated[Path | None, typer.Argument(help=t.plain("cli-help-surge-file"))] = None,
    first: Annotated[str, typer.Option("--from", help=t.plain("cli-help-surge-from"))] = "",
    last: Annotated[str, typer.Option("--to", help=t.plain("cli-help-surge-to"))] = "",
    queue: Annotated[str, typer.Option("--queue", help=t.plain("cli-help-surge-queue"))] = "",
    inject: Annotated[str, typer.Option("--inject", help=t.plain("cli-help-surge-inject"))] = "",
    shown_as: Annotated[Format, typer.Option("--format", help=t.plain("cli-help-surge-format"))] = Format.TABLE,
) -> None:
    if (file is None) == (not first or not last) or (file and (first or last or queue)):
        fail([t.plain("cli-surge-source")])
    put_in = _surge(inject) if inject else None
    if file:
        _, site = set_up_without_slack()
        interval, counted = _from_file(file, site)
    else:
        interval, counted, site = _from_calls(_day(first), _day(last), queue)
    _show(_replayed(counted, interval, put_in, site), put_in, shown_as)


def _surge(text: str) -> "Surge":
    from rules.surges_replay import Surge

    told = INJECTED.fullmatch(text.strip().lower())
    if not told or not 1 < float(told[1]) <= STRONGEST or not 1 <= int(told[2]) <= LONGEST_MINUTES:
        fail([t.plain("cli-surge-inject", value=text, factor=STRONGEST, minutes=LONGEST_MINUTES)])
    return Surge(float(told[1]), timedelta(minutes=int(told[2])))


def _from_file(file: Path, site: Site) -> tuple[timedelta, Sequence[Counted]]:
    from feeds import csv_counts

    try:
        found = csv_counts.read(file.read_bytes(), site.zone)
    except OSError:
        fail([t.plain("cli-no-file", file=str(file))])
    except BadFile as bad:
        here = words.reader(spoken, site.zone, clock.now())
        fail([t.plain("cli-surge-bad-file", file=str(file)), *(bad_row(here, one) for one in bad.problems)])
    return found.interval, found.counted


def _from_calls(first: date, last: date, queue: str) -> tuple[timedelta, Sequence[Counted], Site]:
    from storage import surges as storage

    if last < first:
        fail([t.plain("cli-surge-source")])
    with database() as (opened, site, _), opened.reading() as session:
        interval = site.handbook.surges.forecast.interval
        counted = storage.counts(session, slots.days(first, last, site.zone), interval, site.zone, queue)
    if not any(one.calls for one in counted):
        fail([t.plain("cli-surge-no-calls")])
    return interval, counted, site


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        fail([t.plain("cli-kpi-day", value=text)])


def _replayed(counted: Sequence[Counted], interval: timedelta, put_in: "Surge | None", site: Site) -> "Score":
    from rules import surges_replay
    from rules.surges_forecast import history

    past = history(counted, interval)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # the bar must show the cursor again
    with Progress(console=err, transient=True, disable=not err.is_terminal) as bar:
        total = len(past.counts) + (surges_replay.SURGES if put_in else 0)
        task = bar.add_task(t.plain("cli-surge-progress"), total=total)
        score = surges_replay.replay(past, site.handbook.surges, put_in, SEED, lambda days: bar.advance(task, days))
    if score is None:
        fail([t.plain("cli-surge-too-little", weeks=site.handbook.surges.forecast.weeks_at_least)])
    return score


def _show(score: "Score", put_in: "Surge | None", shown_as: Format) -> None:
    from views import surges_backtest as views

    if shown_as is Format.JSON:
        typer.echo(views.as_json(score))
        return
    table = Table(title=views.title(t, put_in, SEED), title_justify="left", show_header=False)
    for row in views.rows(t, score):
        table.add_row(*row)
    out.print(table)
