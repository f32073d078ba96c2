"""What the tests of the edges share."""

from collections.abc import AsyncIterator

import pytest
from support import cast
from support.clock import HandClock
from support.stage import Stage

from playground.server import Playground
from storage.database import Database


@pytest.fixture
async def stage(database: Database, clock: HandClock) -> AsyncIterator[Stage]:
    async with Playground(cast.seed(), clock=lambda: clock.now().timestamp()) as slack:
        yield Stage(slack, database, clock)
