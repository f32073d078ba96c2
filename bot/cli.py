"""What can the operator of this installation do? The command `shiftlead`."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from bot import cli_feeds, cli_kpi, cli_surges
from bot.settings import Settings
from bot.terminal import (
    BAD,
    bad_row,
    bar,
    clock,
    database,
    err,
    fail,
    group,
    out,
    plain_errors,
    set_up,
    spoken,
    t,
    words,
)
from feeds import calls_names, digests_targets, importing
from feeds.table import BadFile
from rules.handbook import Site
from storage.database import Session
from storage.roster import Tally

FASTEST = 120  # times the pace of the machine's clock
LOOPBACK = "127.0.0.1"

app = group("cli-help")
db = group("cli-help-db")
imports = group("cli-help-import")
audits = group("cli-help-audit")
app.add_typer(db, name="db")
app.add_typer(imports, name="import")
app.add_typer(audits, name="audit")
app.add_typer(cli_kpi.kpi, name="kpi")
app.add_typer(cli_surges.surge, name="surge")
cli_feeds.add_to(imports)

CsvFile = Annotated[Path, typer.Argument(help=t.plain("cli-help-file"))]


@app.command(help=t.plain("cli-help-run"))
def run() -> None:
    from bot import running

    settings, site = set_up()
    with plain_errors(settings.http_host, settings.http_port):
        asyncio.run(running.until_stopped(settings, site, words, clock, lambda port: _running(settings, port)))


@app.command(help=t.plain("cli-help-demo"))
def demo(
    port: Annotated[int, typer.Option(help=t.plain("cli-help-demo-port"))] = 8700,
    browser: Annotated[bool, typer.Option("--open/--no-open", help=t.plain("cli-help-demo-open"))] = True,
    seed: Annotated[int, typer.Option(help=t.plain("cli-help-demo-seed"))] = 1,
    speed: Annotated[float, typer.Option(help=t.plain("cli-help-demo-speed"))] = 1,
) -> None:
    if not 1 <= speed <= FASTEST:
        fail([t.plain("cli-bad-speed", speed=f"{speed:g}")])
    from bot.demo import show

    with plain_errors(LOOPBACK, port):
        asyncio.run(
            show.show(port, browser, seed, speed, words, t, lambda url: out.print(t.plain("cli-demo-ready", url=url)))
        )


@app.command(help=t.plain("cli-help-playground"))
def playground(
    port: Annotated[int, typer.Option(help=t.plain("cli-help-playground-port"))] = 8700,
    seed: Annotated[Path | None, typer.Option(help=t.plain("cli-help-playground-seed"))] = None,
    headless: Annotated[bool, typer.Option("--headless", help=t.plain("cli-help-playground-headless"))] = False,
) -> None:
    from bot.demo import alone, settle

    try:
        workspace = alone.seed_from(seed) if seed else settle.seed(words, t, clock.now())
    except alone.BadSeed as bad:
        fail([t.plain("cli-bad-seed", file=str(seed), why=str(bad))])
    with plain_errors(LOOPBACK, port):
        asyncio.run(alone.playground_alone(port, workspace, headless, t, out.print))


@app.command(help=t.plain("cli-help-check"))
def check() -> None:
    from bot import check as checking

    settings, site = set_up()
    problems = asyncio.run(checking.problems(settings, site, t, clock))
    for problem in problems:
        err.print(problem)
    if problems:
        raise typer.Exit(BAD)
    out.print(t.plain("check-good"))


@app.command(help=t.plain("cli-help-manifest"))
def manifest() -> None:
    from bot.manifest import manifest as derived
    from handlers import ROUTES

    typer.echo(json.dumps(derived(ROUTES, words), ensure_ascii=False, indent=2))


@db.command(help=t.plain("cli-help-upgrade"))
def upgrade() -> None:
    with database():
        out.print(t.plain("cli-upgraded"))


@imports.command(help=t.plain("cli-help-teams"))
def teams(file: CsvFile) -> None:
    def bring_in(session: Session, content: bytes, site: Site, step: Callable[[int], None]) -> Tally:
        return importing.teams(session, content, clock.now(), step)

    _import("teams", file, bring_in)


@imports.command(help=t.plain("cli-help-roster"))
def roster(file: CsvFile) -> None:
    def bring_in(session: Session, content: bytes, site: Site, step: Callable[[int], None]) -> Tally:
        return importing.people(session, content, site.zone, step)

    _import("roster", file, bring_in)


@imports.command(help=t.plain("cli-help-shifts"))
def shifts(file: CsvFile) -> None:
    def bring_in(session: Session, content: bytes, site: Site, step: Callable[[int], None]) -> Tally:
        return importing.shifts(session, content, site.zone, step)

    _import("shifts", file, bring_in)


@imports.command(help=t.plain("cli-help-names"))
def names(file: CsvFile) -> None:
    def bring_in(session: Session, content: bytes, site: Site, step: Callable[[int], None]) -> Tally:
        return calls_names.bring_in(session, content, site.zone, step)

    _import("names", file, bring_in)


@imports.command(help=t.plain("cli-help-targets"))
def targets(file: CsvFile) -> None:
    def bring_in(session: Session, content: bytes, site: Site, step: Callable[[int], None]) -> Tally:
        return digests_targets.bring_in(session, content, site.zone, clock.now(), step)

    _import("targets", file, bring_in)


@audits.command(help=t.plain("cli-help-verify"))
def verify() -> None:
    from storage import audit

    with database() as (opened, _, _), opened.reading() as session:
        verdict = audit.verify(session)
    if verdict.broken_at is not None:
        fail([t.plain("cli-audit-broken", row=str(verdict.broken_at), sealed=verdict.sealed)])
    out.print(t.plain("cli-audit-good", sealed=verdict.sealed, unsealed=verdict.unsealed, newest=verdict.newest))


def _import(what: str, file: Path, bring_in: Callable[[Session, bytes, Site, Callable[[int], None]], Tally]) -> None:
    """All of a file or nothing, with a progress bar; every bad row is named by its line."""
    try:
        content = file.read_bytes()
    except OSError:
        fail([t.plain("cli-no-file", file=str(file))])
    with database() as (opened, site, _), bar() as shown:
        task = shown.add_task(t.plain("import-progress", file=file.name), total=max(content.count(b"\n"), 1))
        try:
            with opened.changing() as session:
                tally = bring_in(session, content, site, lambda rows: shown.advance(task, rows))
                importing.note(session, clock.now(), what, file.name, content, tally)
        except BadFile as bad:
            shown.stop()
            here = words.reader(spoken, site.zone, clock.now())
            fail([t.plain("import-nothing", file=str(file)), *(bad_row(here, one) for one in bad.problems)])
    out.print(t.plain("import-done", file=file.name, new=tally.new, changed=tally.changed, same=tally.same))


def _running(settings: Settings, port: int) -> None:
    out.print(t.plain("cli-running", host=settings.http_host, port=str(port)))
