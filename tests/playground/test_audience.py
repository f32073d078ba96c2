"""Does the playground know whom its pages show?"""

import aiohttp
import pytest
from playground_world import World

from playground import audience


async def asked(world: World, path: str, shown: str = "") -> None:
    """A page with these people in its address asks for something."""
    headers = {"Referer": f"{world.slack.url}/?as={shown}"} if shown else {}
    async with aiohttp.ClientSession() as http, http.get(f"{world.slack.url}/_/{path}", headers=headers) as answer:
        assert answer.status == 200


def people(world: World) -> set[str]:
    return set(world.slack.control.audience.people())


async def test_before_the_first_page_nobody_is_shown(world: World) -> None:
    await asked(world, "workspace")
    assert people(world) == set()


async def test_a_page_shows_those_in_its_address(world: World) -> None:
    await asked(world, "U0MEI/screen", "U0MEI,U0ARUN")
    assert people(world) == {"U0MEI", "U0ARUN"}


async def test_whoever_is_just_being_chosen_is_shown_too(world: World) -> None:
    await asked(world, "U0OLGA/screen", "U0MEI,U0ARUN")
    assert "U0OLGA" in people(world)


async def test_a_page_that_is_long_gone_is_forgotten_and_a_quiet_one_is_not(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await asked(world, "U0MEI/screen", "U0MEI")
    await asked(world, "U0OLGA/screen", "U0OLGA,U0ARUN")
    assert people(world) == {"U0MEI", "U0OLGA", "U0ARUN"}, "perhaps there are two pages"
    monkeypatch.setattr(audience, "REMEMBERED_SECONDS", 0.0)
    assert people(world) == people(world) == {"U0OLGA", "U0ARUN"}


async def test_a_script_shows_whom_it_asks_about(world: World) -> None:
    await asked(world, "mei/screen")
    assert people(world) == {"U0MEI"}
