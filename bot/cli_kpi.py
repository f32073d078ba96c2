"""How does the operator read the indicators? `shiftlead kpi` and what stands below it."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.table import Table

from bot.terminal import clock, database, fail, group, out, spoken, t, words
from rules import digests_slots as slots
from rules.digests import INDICATORS
from rules.digests_explain import explain as explained
from rules.digests_facts import CENTRE, Kind, Scope, Window
from rules.digests_scopes import Digest
from rules.handbook import Site
from storage import digests as storage
from storage import digests_targets
from storage.database import Session
from views import digests as views
from views import digests_explain
from views.digests import Told
from views.words import Reader

LONGEST_DAYS = 366


class By(StrEnum):
    TEAM = "team"
    AGENT = "agent"
    QUEUE = "queue"
    INTERVAL = "interval"


class Format(StrEnum):
    TABLE = "table"
    CSV = "csv"
    JSON = "json"


kpi = group("cli-help-kpi", bare=True)

Date = Annotated[str, typer.Option("--date", help=t.plain("cli-help-kpi-date"))]
From = Annotated[str, typer.Option("--from", help=t.plain("cli-help-kpi-from"))]
To = Annotated[str, typer.Option("--to", help=t.plain("cli-help-kpi-to"))]
Team = Annotated[str, typer.Option("--team", help=t.plain("cli-help-kpi-team"))]
Queue = Annotated[str, typer.Option("--queue", help=t.plain("cli-help-kpi-queue"))]
Agent = Annotated[str, typer.Option("--agent", help=t.plain("cli-help-kpi-agent"))]


@kpi.callback()
def tell(
    context: typer.Context,
    date: Date = "",
    first: From = "",
    last: To = "",
    team: Team = "",
    queue: Queue = "",
    agent: Agent = "",
    by: Annotated[By | None, typer.Option("--by", help=t.plain("cli-help-kpi-by"))] = None,
    minutes: Annotated[int, typer.Option("--minutes", help=t.plain("cli-help-kpi-minutes"))] = 30,
    shown_as: Annotated[Format, typer.Option("--format", help=t.plain("cli-help-kpi-format"))] = Format.TABLE,
) -> None:
    if context.invoked_subcommand:
        return
    scope = _scope(team, queue, agent)
    if minutes not in slots.INTERVALS:
        fail([t.plain("cli-kpi-minutes", choices=", ".join(map(str, slots.INTERVALS)))])
    with database() as (opened, site, _), opened.reading() as session:
        here = words.reader(spoken, site.zone, clock.now())
        day, window = _window(site.zone, date, first, last)
        told = list(_told(_digest(session, site, window), day, scope, by, minutes))
    _show(here, told, by, shown_as)


@kpi.command(help=t.plain("cli-help-kpi-explain"))
def explain(
    key: Annotated[str, typer.Argument(help=t.plain("cli-help-kpi-key"))],
    date: Date = "",
    first: From = "",
    last: To = "",
    team: Team = "",
    queue: Queue = "",
    agent: Agent = "",
) -> None:
    if key not in INDICATORS:
        fail([t.plain("cli-kpi-key", indicator=key, known=", ".join(INDICATORS))])
    scope = _scope(team, queue, agent)
    with database() as (opened, site, _), opened.reading() as session:
        here = words.reader(spoken, site.zone, clock.now())
        day, window = _window(site.zone, date, first, last)
        one = explained(_digest(session, site, window), scope, key)
        lines = digests_explain.explanation(here, one, day, storage.imports(session, window))
    out.print("\n".join(lines))


@kpi.command(help=t.plain("cli-help-kpi-targets"))
def targets() -> None:
    with database() as (opened, site, _), opened.reading() as session:
        here = words.reader(spoken, site.zone, clock.now())
        set_here = views.targets(here, digests_targets.all_targets(session))
    out.print("\n".join([*(set_here or [here.plain("digests-no-targets")]), "", here.plain("digests-suggestions")]))
    out.print("\n".join(views.suggestions(here)))


def _digest(session: Session, site: Site, window: Window) -> Digest:
    return Digest(storage.facts(session, window, clock.now()), site.handbook.digests)


def _told(digest: Digest, day: str, scope: Scope, by: By | None, minutes: int) -> Iterator[Told]:
    if by is By.INTERVAL:
        pieces = digest.intervals(list(slots.intervals(digest.facts.window, minutes)))
        for window, piece in pieces.items():
            yield Told(day, scope, piece.measures(scope), window)
        return
    for one in [scope] if by is None else digest.scopes(Kind(by)):
        yield Told(day, one, digest.measures(one))


def _scope(team: str, queue: str, agent: str) -> Scope:
    named = [Scope(kind, name) for kind, name in ((Kind.TEAM, team), (Kind.QUEUE, queue), (Kind.AGENT, agent)) if name]
    if len(named) > 1:
        fail([t.plain("cli-kpi-one-scope")])
    return named[0] if named else CENTRE


def _window(zone: ZoneInfo, on: str, first: str, last: str) -> tuple[str, Window]:
    """The days that are asked for, as they are written, and as a window; without any, today."""
    if on and (first or last):
        fail([t.plain("cli-kpi-dates")])
    today = clock.now().astimezone(zone).date()
    begins = _day(on or first) if on or first else today
    ends = begins if on else _day(last) if last else today
    if not begins <= ends < begins + timedelta(days=LONGEST_DAYS):
        fail([t.plain("cli-kpi-dates")])
    written = begins.isoformat() if begins == ends else f"{begins.isoformat()}/{ends.isoformat()}"
    return written, slots.days(begins, ends, zone)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        fail([t.plain("cli-kpi-day", value=text)])


def _show(here: Reader, told: Sequence[Told], by: By | None, shown_as: Format) -> None:
    if shown_as is Format.JSON:
        typer.echo(views.as_json(here, told, many=by is not None))
        return
    if shown_as is Format.CSV:
        typer.echo(views.as_csv(here, told), nl=False)
        return
    for one in told:
        table = Table(
            *(here.plain(f"digests-column-{column}") for column in ("name", "value", "ratio", "flags")),
            title=views.title(here, one),
            title_justify="left",
        )
        for row in views.rows(here, one):
            table.add_row(*row)
        out.print(table)
        for number, note in enumerate(views.notes(here, one), start=1):
            out.print(f"{number}  {note}")
    if not told:
        out.print(here.plain("digests-nothing"))
