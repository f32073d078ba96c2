"""The fixtures of every test."""

import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser
from support import cast, databases
from support.browser import browser
from support.clock import HandClock
from support.databases import Postgres
from support.house import Scene, scene

from storage.database import Database


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    # Not below pytest's own folder: a second run beside this one would close that to the server's user.
    with tempfile.TemporaryDirectory(prefix="shiftlead-pg-", ignore_cleanup_errors=True) as folder:
        server = Postgres(Path(folder))
        yield server
        server.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty, upgraded database, once for each kind."""
    if request.param == "sqlite":
        url = databases.sqlite_url(tmp_path)
        databases.upgraded(url).close()
        yield url
        return
    server: Postgres = request.getfixturevalue("postgres")
    with server.fresh() as url:
        yield url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = databases.open_database(database_url)
    yield database
    database.close()


@pytest.fixture
def floor(database: Database) -> Database:
    """A database with the cast on the roster."""
    with database.changing() as session:
        cast.settle(session)
    return database


@pytest.fixture
def clock() -> HandClock:
    return HandClock(cast.MORNING)


@pytest.fixture
async def open_house(tmp_path: Path, clock: HandClock) -> AsyncIterator[Scene]:
    """A whole house over Socket Mode on SQLite."""
    url = databases.sqlite_url(tmp_path)
    databases.upgraded(url).close()
    async with scene(url, clock) as opened:
        yield opened


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def chromium() -> AsyncIterator[Browser]:
    """One browser for all tests of a file."""
    async with browser() as started:
        yield started
