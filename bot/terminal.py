"""What do all commands share? The reader of the terminal, the settings, the database, and how a no is said."""

import errno
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn
from zoneinfo import ZoneInfo

import typer
from alembic.util import CommandError
from rich.console import Console
from rich.progress import Progress, ProgressColumn
from sqlalchemy.exc import SQLAlchemyError

from bot import settings as setting
from bot.clock import Clock
from bot.settings import BadSettings, Settings
from feeds.table import BadRow
from rules.handbook import Site
from storage import schema
from storage.database import Database, open_database
from views.words import Reader, Words, choose

BAD = 2

clock = Clock()
words = Words()
spoken = choose(os.environ.get("LC_ALL") or os.environ.get("LANG")) or "en"
t: Reader = words.reader(spoken, ZoneInfo("UTC"), clock.now())
out = Console(soft_wrap=True, highlight=False, markup=False)
err = Console(stderr=True, soft_wrap=True, highlight=False, markup=False)


def group(key: str, bare: bool = False) -> typer.Typer:
    """Commands below one word; `bare` says that the word alone is a command, too."""
    return typer.Typer(
        help=t.plain(key),
        no_args_is_help=not bare,
        invoke_without_command=bare,
        add_completion=False,
        pretty_exceptions_enable=False,
    )


def set_up() -> tuple[Settings, Site]:
    try:
        settings = setting.load(t)
        return settings, setting.site(t, settings)
    except BadSettings as bad:
        fail([t.plain("cli-problems"), *(f"- {problem}" for problem in bad.problems)])


def set_up_without_slack() -> tuple[Settings, Site]:
    try:
        settings = setting.load_for_database(t)
        return settings, setting.site(t, settings)
    except BadSettings as bad:
        fail([t.plain("cli-problems"), *(f"- {problem}" for problem in bad.problems)])


@contextmanager
def database() -> Iterator[tuple[Database, Site, Settings]]:
    """The database, up to date, the site, and the settings, which need no Slack."""
    settings, site = set_up_without_slack()
    with plain_errors():
        opened = open_database(settings.database_url)
        schema.upgrade(opened)
        yield opened, site, settings
        opened.close()


@contextmanager
def plain_errors(host: str = "", port: int = 0) -> Iterator[None]:
    """What an operator can mend is one sentence, not a traceback."""
    try:
        yield
    except CommandError as error:  # the tables are newer than this version knows
        fail([t.plain("cli-database", why=str(error))])
    except SQLAlchemyError as error:
        fail([t.plain("cli-database", why=str(error.__cause__ or error).splitlines()[0])])
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            fail([t.plain("cli-port-taken", host=host, port=str(port))])
        fail([t.plain("cli-system", why=str(error))])


def bar(*columns: ProgressColumn) -> Progress:
    """A progress bar, gone when it is done. Ctrl-C must raise again, or the terminal is left without its cursor."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    return Progress(*columns, console=err, transient=True)


def bad_row(here: Reader, problem: BadRow) -> str:
    return here.plain("import-line", line=str(problem.line), what=here.plain(problem.key, **problem.facts))


def fail(sentences: list[str]) -> NoReturn:
    for sentence in sentences:
        err.print(sentence)
    raise typer.Exit(BAD)
