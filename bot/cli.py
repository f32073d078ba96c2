"""What can the operator of this installation do? The command `shiftlead`."""

import asyncio
import errno
import json
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, NoReturn
from zoneinfo import ZoneInfo

import typer
from alembic.util import CommandError
from rich.console import Console
from rich.progress import Progress
from sqlalchemy.exc import SQLAlchemyError

from bot import settings as setting
from bot.clock import Clock
from bot.settings import BadSettings, Settings
from feeds import importing
from feeds.table import BadFile, BadRow
from rules.handbook import Site
from storage import schema
from storage.database import Database, Session, open_database
from storage.roster import Tally
from views.words import Reader, Words, choose

BAD = 2
FASTEST = 120  # times the pace of the machine's clock
LOOPBACK = "127.0.0.1"

clock = Clock()
words = Words()
spoken = choose(os.environ.get("LC_ALL") or os.environ.get("LANG")) or "en"
t: Reader = words.reader(spoken, ZoneInfo("UTC"), clock.now())
out = Console(soft_wrap=True, highlight=False, markup=False)
err = Console(stderr=True, soft_wrap=True, highlight=False, markup=False)


def _group(key: str) -> typer.Typer:
    return typer.Typer(help=t.plain(key), no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


app = _group("cli-help")
db = _group("cli-help-db")
imports = _group("cli-help-import")
audits = _group("cli-help-audit")
app.add_typer(db, name="db")
app.add_typer(imports, name="import")
app.add_typer(audits, name="audit")

CsvFile = Annotated[Path, typer.Argument(help=t.plain("cli-help-file"))]


@app.command(help=t.plain("cli-help-run"))
def run() -> None:
    from bot import running

    settings, site = _set_up()
    with _plain_errors(settings.http_host, settings.http_port):
        asyncio.run(running.until_stopped(settings, site, words, clock, lambda port: _running(settings, port)))


@app.command(help=t.plain("cli-help-demo"))
def demo(
    port: Annotated[int, typer.Option(help=t.plain("cli-help-demo-port"))] = 8700,
    browser: Annotated[bool, typer.Option("--open/--no-open", help=t.plain("cli-help-demo-open"))] = True,
    seed: Annotated[int, typer.Option(help=t.plain("cli-help-demo-seed"))] = 1,
    speed: Annotated[float, typer.Option(help=t.plain("cli-help-demo-speed"))] = 1,
) -> None:
    if not 1 <= speed <= FASTEST:
        _fail([t.plain("cli-bad-speed", speed=f"{speed:g}")])
    from bot.demo import show

    with _plain_errors(LOOPBACK, port):
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
        _fail([t.plain("cli-bad-seed", file=str(seed), why=str(bad))])
    with _plain_errors(LOOPBACK, port):
        asyncio.run(alone.playground_alone(port, workspace, headless, t, out.print))


@app.command(help=t.plain("cli-help-check"))
def check() -> None:
    from bot import check as checking

    settings, site = _set_up()
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
    with _database():
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


@audits.command(help=t.plain("cli-help-verify"))
def verify() -> None:
    from storage import audit

    with _database() as (database, _), database.reading() as session:
        verdict = audit.verify(session)
    if verdict.broken_at is not None:
        _fail([t.plain("cli-audit-broken", row=str(verdict.broken_at), sealed=verdict.sealed)])
    out.print(t.plain("cli-audit-good", sealed=verdict.sealed, unsealed=verdict.unsealed, newest=verdict.newest))


def _import(what: str, file: Path, bring_in: Callable[[Session, bytes, Site, Callable[[int], None]], Tally]) -> None:
    """All of a file or nothing, with a progress bar; every bad row is named by its line."""
    try:
        content = file.read_bytes()
    except OSError:
        _fail([t.plain("cli-no-file", file=str(file))])
    signal.signal(signal.SIGINT, signal.default_int_handler)  # the bar must show the cursor again
    with _database() as (database, site), Progress(console=err, transient=True) as bar:
        task = bar.add_task(t.plain("import-progress", file=file.name), total=max(content.count(b"\n"), 1))
        try:
            with database.changing() as session:
                tally = bring_in(session, content, site, lambda rows: bar.advance(task, rows))
                importing.note(session, clock.now(), what, file.name, content, tally)
        except BadFile as bad:
            bar.stop()
            here = words.reader(spoken, site.zone, clock.now())
            _fail([t.plain("import-nothing", file=str(file)), *(_bad_row(here, one) for one in bad.problems)])
    out.print(t.plain("import-done", file=file.name, new=tally.new, changed=tally.changed, same=tally.same))


def _bad_row(here: Reader, problem: BadRow) -> str:
    return here.plain("import-line", line=str(problem.line), what=here.plain(problem.key, **problem.facts))


def _set_up() -> tuple[Settings, Site]:
    try:
        settings = setting.load(t)
        return settings, setting.site(t, settings)
    except BadSettings as bad:
        _fail([t.plain("cli-problems"), *(f"- {problem}" for problem in bad.problems)])


@contextmanager
def _database() -> Iterator[tuple[Database, Site]]:
    """The database, up to date, and the site, which need no Slack."""
    try:
        settings = setting.load_for_database(t)
        site = setting.site(t, settings)
    except BadSettings as bad:
        _fail([t.plain("cli-problems"), *(f"- {problem}" for problem in bad.problems)])
    with _plain_errors():
        database = open_database(settings.database_url)
        schema.upgrade(database)
        yield database, site
        database.close()


@contextmanager
def _plain_errors(host: str = "", port: int = 0) -> Iterator[None]:
    """What an operator can mend is one sentence, not a traceback."""
    try:
        yield
    except CommandError as error:  # the tables are newer than this version knows
        _fail([t.plain("cli-database", why=str(error))])
    except SQLAlchemyError as error:
        _fail([t.plain("cli-database", why=str(error.__cause__ or error).splitlines()[0])])
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            _fail([t.plain("cli-port-taken", host=host, port=str(port))])
        _fail([t.plain("cli-system", why=str(error))])


def _running(settings: Settings, port: int) -> None:
    out.print(t.plain("cli-running", host=settings.http_host, port=str(port)))


def _fail(sentences: list[str]) -> NoReturn:
    for sentence in sentences:
        err.print(sentence)
    raise typer.Exit(BAD)
