"""People who are mentioned together: seeded, made, changed, and put away."""

from dataclasses import replace

import aiohttp
import pytest
from playground_world import SEED, World, a_world, hears, refusal

from playground.seed import Seed, SeedUserGroup

AGENTS = SeedUserGroup("S0AGENTS", "agents", "Agents", users=("U0MEI", "U0ARUN"), channels=("C0FLOOR", "G0LEADS"))


async def test_a_seeded_group_is_listed_with_its_members_where_they_are_asked_for() -> None:
    async with a_world(replace(SEED, usergroups=(AGENTS,))) as world:
        plain = (await world.client.usergroups_list())["usergroups"][0]
        full = (await world.client.usergroups_list(include_users=True, include_count=True))["usergroups"][0]
        members = await world.client.usergroups_users_list(usergroup="S0AGENTS")

    assert (plain["handle"], plain["name"], plain["is_usergroup"]) == ("agents", "Agents", True)
    assert plain["prefs"] == {"channels": ["C0FLOOR"], "groups": ["G0LEADS"]}
    assert "users" not in plain
    assert "user_count" not in plain
    assert (full["users"], full["user_count"]) == (["U0MEI", "U0ARUN"], 2)
    assert members["users"] == ["U0MEI", "U0ARUN"]


def test_a_seed_file_may_hold_groups() -> None:
    seed = Seed.from_dict({"usergroups": [{"id": "S0A", "handle": "a", "users": ["U0MEI"]}]})

    assert seed.usergroups == (SeedUserGroup("S0A", "a", users=("U0MEI",)),)


async def test_a_group_is_made_filled_renamed_and_put_away(world: World) -> None:
    client = world.client
    made = (await client.usergroups_create(name="Team Leaders", channels=["C0FLOOR"]))["usergroup"]
    group = made["id"]
    assert (made["handle"], made["created_by"], made["date_delete"]) == ("team-leaders", "U0PLAYBOT", 0)
    world.clock.now += 60
    filled = (await client.usergroups_users_update(usergroup=group, users=["U0MEI", "U0OLGA"]))["usergroup"]
    assert (filled["users"], filled["user_count"]) == (["U0MEI", "U0OLGA"], 2)
    assert filled["date_update"] == made["date_create"] + 60
    renamed = (await client.usergroups_update(usergroup=group, name="Leaders", description="Who to ask"))["usergroup"]
    assert (renamed["name"], renamed["handle"], renamed["description"]) == ("Leaders", "team-leaders", "Who to ask")

    gone = (await client.usergroups_disable(usergroup=group))["usergroup"]
    assert (gone["date_delete"], gone["deleted_by"]) == (1_700_000_060, "U0PLAYBOT")
    assert (await client.usergroups_list())["usergroups"] == []
    assert len((await client.usergroups_list(include_disabled=True))["usergroups"]) == 1
    assert await refusal(client, "usergroups.users.list", usergroup=group) == "no_such_subteam"
    back = (await client.usergroups_enable(usergroup=group))["usergroup"]
    assert (back["date_delete"], back["deleted_by"]) == (0, None)


async def test_the_app_hears_what_becomes_of_groups(world: World) -> None:
    heard = hears(world.app, "subteam_created", "subteam_updated", "subteam_members_changed")
    await world.connect()
    group = (await world.client.usergroups_create(name="Agents"))["usergroup"]["id"]
    await world.client.usergroups_users_update(usergroup=group, users="U0MEI,U0ARUN")
    await world.client.usergroups_users_update(usergroup=group, users="U0ARUN,U0OLGA")
    await world.slack.until(lambda: len(heard) == 5)

    assert sorted(event["type"] for event in heard) == [
        "subteam_created", *["subteam_members_changed"] * 2, *["subteam_updated"] * 2
    ]  # fmt: skip
    last = [event for event in heard if event["type"] == "subteam_members_changed"][-1]
    assert (last["subteam_id"], last["added_users"], last["removed_users"]) == (group, ["U0OLGA"], ["U0MEI"])


@pytest.mark.parametrize(
    ("method", "args", "error"),
    [
        ("create", {}, "missing_subteam_name"),
        ("create", {"name": "Agents"}, "name_already_exists"),
        ("create", {"name": "x", "handle": "agents"}, "handle_already_exists"),
        ("create", {"name": "x", "handle": "mei"}, "handle_already_exists"),
        ("create", {"name": "x", "handle": "floor"}, "handle_already_exists"),
        ("create", {"name": "x", "handle": "two words"}, "bad_handle"),
        ("create", {"name": "x", "channels": "C0NOWHERE"}, "invalid_channel_provided"),
        ("update", {"usergroup": "S0NONE", "name": "x"}, "no_such_subteam"),
        ("users.list", {"usergroup": "S0NONE"}, "no_such_subteam"),
        ("users.update", {"usergroup": "S0AGENTS"}, "no_users_provided"),
        ("users.update", {"usergroup": "S0AGENTS", "users": "U0MEI,U0NOBODY"}, "invalid_users"),
    ],
)
async def test_what_slack_refuses_about_groups(method: str, args: dict, error: str) -> None:
    async with a_world(replace(SEED, usergroups=(AGENTS,))) as world:
        assert await refusal(world.client, f"usergroups.{method}", **args) == error
        await world.client.usergroups_update(usergroup="S0AGENTS", name="Agents", handle="agents")


async def test_groups_need_their_scopes() -> None:
    manifest = {"oauth_config": {"scopes": {"bot": ["usergroups:read"]}}}
    async with a_world(replace(SEED, usergroups=(AGENTS,), manifest=manifest)) as world:
        await world.client.usergroups_list()
        for method in ("create", "update", "enable", "disable", "users.update"):
            assert await refusal(world.client, f"usergroups.{method}", usergroup="S0AGENTS") == "missing_scope"


async def test_a_mention_of_a_group_keeps_its_meaning() -> None:
    async with a_world(replace(SEED, usergroups=(AGENTS,))) as world:
        said = await world.mei.say("#floor", "<!subteam^S0AGENTS> please read")
        async with aiohttp.ClientSession() as page:
            known = (await (await page.get(world.slack.url + "/_/workspace")).json())["usergroups"]

    parts = said.blocks[0]["elements"][0]["elements"]
    assert parts[0] == {"type": "usergroup", "usergroup_id": "S0AGENTS"}
    assert said.words == "<!subteam^S0AGENTS> please read"
    assert known == [{"id": "S0AGENTS", "handle": "agents", "name": "Agents"}]
