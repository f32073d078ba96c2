"""What the conversations about breaks share."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from support import databases
from support.clock import HandClock
from support.house import Scene, scene


@pytest.fixture(params=["socket", "http"])
async def any_house(request: pytest.FixtureRequest, tmp_path: Path, clock: HandClock) -> AsyncIterator[Scene]:
    """A whole house, once over Socket Mode and once over signed HTTP."""
    url = databases.sqlite_url(tmp_path)
    databases.upgraded(url).close()
    async with scene(url, clock, mode=request.param) as opened:
        yield opened
