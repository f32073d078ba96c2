"""What the tests of the edges share."""

from collections.abc import AsyncIterator

import pytest
from support import cast
from support.clock import HandClock
from support.rough_road import rough_road
from support.stage import Stage

from playground.server import Playground
from storage.database import Database


@pytest.fixture
async def stage(database: Database, clock: HandClock) -> AsyncIterator[Stage]:
    slack = Playground(cast.seed(), clock=lambda: clock.now().timestamp())
    async with slack, rough_road(slack.url) as road:
        yield Stage(slack, road, database, clock)
