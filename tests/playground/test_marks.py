"""Reactions and pins: who put them there, what the app reads and hears, and what Slack refuses."""

from dataclasses import replace

import aiohttp
import pytest
from playground_world import SEED, World, a_world, hears, refusal

from playground.acts import NotThere
from playground.marks import KINDS_OF_REACTION, REACTIONS_OF_A_PERSON
from playground.wire import ApiError


async def posted(world: World, text: str = "Mei is out") -> dict[str, str]:
    message = await world.client.chat_postMessage(channel="C0FLOOR", text=text)
    return {"channel": "C0FLOOR", "timestamp": message["ts"]}


async def test_reactions_are_read_back_by_name_with_everybody_who_gave_them(world: World) -> None:
    item = await posted(world)
    message = world.mei.sees("#floor")[0]
    await world.client.reactions_add(name="eyes", **item)
    await world.mei.react(message, "eyes")
    await world.person("arun").react(message, "white_check_mark")

    told = [
        {"name": "eyes", "users": ["U0PLAYBOT", "U0MEI"], "count": 2},
        {"name": "white_check_mark", "users": ["U0ARUN"], "count": 1},
    ]
    history = await world.client.conversations_history(channel="C0FLOOR")
    assert history["messages"][0]["reactions"] == told
    got = await world.client.reactions_get(**item)
    assert (got["type"], got["channel"], got["message"]["reactions"]) == ("message", "C0FLOOR", told)
    listed = (await world.client.reactions_list(user="U0ARUN"))["items"]
    assert [(one["channel"], one["message"]["ts"]) for one in listed] == [("C0FLOOR", item["timestamp"])]
    assert (await world.client.reactions_list(user="U0OLGA"))["items"] == []


async def test_the_last_one_takes_a_reaction_away_altogether(world: World) -> None:
    item = await posted(world)
    await world.client.reactions_add(name="eyes", **item)
    await world.client.reactions_remove(name="eyes", **item)

    history = await world.client.conversations_history(channel="C0FLOOR")
    assert "reactions" not in history["messages"][0]
    assert (await world.client.reactions_get(**item))["message"]["reactions"] == []
    assert await refusal(world.client, "reactions.remove", name="eyes", **item) == "no_reaction"


async def test_the_app_hears_who_reacted_to_whose_message(world: World) -> None:
    heard = hears(world.app, "reaction_added", "reaction_removed")
    await world.connect()
    item = await posted(world)
    message = world.mei.sees("#floor")[0]
    await world.mei.react(message, "eyes")
    await world.mei.unreact(message, "eyes")
    await world.slack.until(lambda: len(heard) == 2)

    added, removed = heard
    assert (added["type"], removed["type"]) == ("reaction_added", "reaction_removed")
    assert (added["user"], added["reaction"], added["item_user"]) == ("U0MEI", "eyes", "U0PLAYBOT")
    assert added["item"] == {"type": "message", "channel": "C0FLOOR", "ts": item["timestamp"]}


async def test_what_the_app_puts_on_a_message_is_an_event_too_after_the_call(world: World) -> None:
    await world.connect()
    item = await posted(world)
    await world.client.reactions_add(name="eyes", **item)
    await world.client.pins_add(**item)
    sent = await world.slack.until(lambda: world.slack.traffic.envelopes("pin_added"))

    assert sent[0].sent["event"]["user"] == "U0PLAYBOT"
    assert world.slack.traffic.envelopes("reaction_added")[0].sent["event"]["reaction"] == "eyes"


async def test_a_channel_without_the_app_keeps_its_reactions_to_itself(world: World) -> None:
    message = await world.mei.say("#quiet", "psst")
    await world.mei.react(message, "shushing_face")

    assert world.slack.traffic.envelopes("reaction_added") == []


@pytest.mark.parametrize(
    ("args", "error"),
    [
        ({"channel": "C0FLOOR"}, "no_item_specified"),
        ({"timestamp": "1.000001"}, "no_item_specified"),
        ({"channel": "C0NOWHERE", "timestamp": "1.000001"}, "channel_not_found"),
        ({"channel": "G0SECRET", "timestamp": "1.000001"}, "channel_not_found"),
        ({"channel": "C0QUIET", "timestamp": "1.000001"}, "not_in_channel"),
        ({"channel": "C0OLD", "timestamp": "1.000001"}, "is_archived"),
        ({"channel": "C0FLOOR", "timestamp": "yesterday"}, "bad_timestamp"),
        ({"channel": "C0FLOOR", "timestamp": "1.000001"}, "message_not_found"),
    ],
)
async def test_a_mark_needs_a_message_the_app_can_see(world: World, args: dict, error: str) -> None:
    for method in ("reactions.add", "reactions.remove", "pins.add", "pins.remove"):
        assert await refusal(world.client, method, name="eyes", **args) == error, method


async def test_nobody_reacts_twice_with_one_name_or_without_end(world: World) -> None:
    item = await posted(world)
    message, marks = world.mei.sees("#floor")[0], world.slack.workspace.marks
    for number in range(REACTIONS_OF_A_PERSON):
        await world.client.reactions_add(name=f"n{number}", **item)

    assert await refusal(world.client, "reactions.add", name="n0", **item) == "already_reacted"
    assert await refusal(world.client, "reactions.add", name="one_more", **item) == "too_many_reactions"
    assert await refusal(world.client, "reactions.add", name="two words", **item) == "invalid_name"
    for number in range(REACTIONS_OF_A_PERSON, KINDS_OF_REACTION):
        marks.react(message, f"U{number}", f"n{number}")
    with pytest.raises(ApiError, match="too_many_emoji"):
        await world.mei.react(message, "another")
    await world.mei.react(message, "n0")


async def test_whispers_take_no_reactions(world: World) -> None:
    whisper = await world.client.chat_postEphemeral(channel="C0FLOOR", user="U0MEI", text="psst")
    item = {"channel": "C0FLOOR", "timestamp": whisper["message_ts"]}

    assert await refusal(world.client, "reactions.add", name="eyes", **item) == "message_not_found"
    for act in (world.mei.pin, lambda message: world.mei.react(message, "eyes")):
        with pytest.raises(ApiError, match="message_not_found"):
            await act(world.mei.sees("#floor")[0])
    with pytest.raises(NotThere):
        await world.person("arun").react(world.mei.sees("#floor")[0], "eyes")


async def test_a_pin_says_who_put_it_there_and_when(world: World) -> None:
    first, second = await posted(world, "Board"), await posted(world, "Rules")
    await world.client.pins_add(**first)
    world.clock.now += 60
    await world.mei.pin(world.mei.sees("#floor")[1])

    items = (await world.client.pins_list(channel="C0FLOOR"))["items"]
    assert [(one["message"]["text"], one["created_by"]) for one in items] == [
        ("Rules", "U0MEI"),
        ("Board", "U0PLAYBOT"),
    ]
    assert [one["created"] for one in items] == [1_700_000_060, 1_700_000_000]
    history = await world.client.conversations_history(channel="C0FLOOR")
    assert history["pin_count"] == 2
    assert [message["pinned_to"] for message in history["messages"]] == [["C0FLOOR"], ["C0FLOOR"]]
    assert await refusal(world.client, "pins.add", **first) == "already_pinned"
    await world.client.pins_remove(**second)
    assert await refusal(world.client, "pins.remove", **second) == "no_pin"
    assert "pinned_to" not in (await world.client.conversations_history(channel="C0FLOOR"))["messages"][0]


async def test_the_app_hears_of_pins_and_whether_any_are_left(world: World) -> None:
    heard = hears(world.app, "pin_added", "pin_removed")
    await world.connect()
    await posted(world)
    message = world.mei.sees("#floor")[0]
    await world.mei.pin(message)
    await world.person("arun").unpin(message)
    await world.slack.until(lambda: len(heard) == 2)

    added, removed = heard
    assert (added["user"], added["channel_id"], added["pin_count"]) == ("U0MEI", "C0FLOOR", "1")
    assert added["item"]["message"]["pinned_to"] == ["C0FLOOR"]
    assert (removed["user"], removed["has_pins"], removed["pinned_info"]["pinned_by"]) == ("U0ARUN", False, "U0MEI")


async def test_the_page_turns_reactions_and_pins_on_and_off(world: World) -> None:
    item = await posted(world)
    sent = {"channel": "C0FLOOR", "ts": item["timestamp"]}
    acts = world.slack.url + "/_/U0MEI/"
    async with aiohttp.ClientSession() as page:
        for wanted in (True, False):
            reacted = await (await page.post(acts + "react", json=sent | {"name": "eyes"})).json()
            pinned = await (await page.post(acts + "pin", json=sent)).json()
            assert (reacted["reacted"], pinned["pinned"]) == (wanted, wanted)
            told = (await (await page.get(acts + "messages/C0FLOOR")).json())["messages"][0]
            assert ("reactions" in told, "pinned_to" in told) == (wanted, wanted)
        refused = await page.post(acts + "react", json=sent | {"name": "two words"})
        assert (refused.status, (await refused.json())["detail"]) == (409, "invalid_name")


async def test_marks_need_their_scopes() -> None:
    scopes = {"oauth_config": {"scopes": {"bot": ["chat:write", "reactions:read", "pins:write"]}}}
    async with a_world(replace(SEED, manifest=scopes)) as world:
        item = await posted(world)
        await world.client.pins_add(**item)
        await world.client.reactions_get(**item)
        for method in ("reactions.add", "reactions.remove", "pins.list"):
            assert await refusal(world.client, method, name="eyes", **item) == "missing_scope", method
