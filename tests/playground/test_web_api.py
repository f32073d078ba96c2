"""The Web API answers, and refuses, as Slack does."""

from dataclasses import replace

import aiohttp
import pytest
from playground_world import SEED, World, a_world, modal, refusal, section
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient


async def test_a_token_opens_only_its_own_doors(world: World) -> None:
    url = world.slack.api_url
    stranger, nobody = AsyncWebClient(token="xoxb-else", base_url=url), AsyncWebClient(base_url=url)
    link = AsyncWebClient(token="xapp-playground", base_url=url)

    assert await refusal(nobody, "auth.test") == "not_authed"
    assert await refusal(stranger, "auth.test") == "invalid_auth"
    assert await refusal(world.client, "apps.connections.open") == "not_allowed_token_type"
    assert await refusal(link, "chat.postMessage", channel="C0FLOOR", text="x") == "not_allowed_token_type"
    assert (await world.client.auth_test())["user_id"] == "U0PLAYBOT"
    assert await refusal(world.client, "admin.users.list") == "unknown_method"


@pytest.mark.parametrize(
    ("args", "error"),
    [
        ({"channel": "C0NOWHERE", "text": "x"}, "channel_not_found"),
        ({"channel": "G0SECRET", "text": "x"}, "channel_not_found"),
        ({"channel": "U0NOBODY", "text": "x"}, "channel_not_found"),
        ({"channel": "C0OLD", "text": "x"}, "is_archived"),
        ({"channel": "C0FLOOR"}, "no_text"),
        ({"channel": "C0FLOOR", "markdown_text": "x" * 12_001}, "msg_too_long"),
        ({"text": "x"}, "invalid_arguments"),
        ({"channel": "U0PLAYBOT", "text": "x"}, "cannot_dm_bot"),
        ({"channel": "C0FLOOR", "text": "x", "blocks": [{"type": "nonsense"}]}, "invalid_blocks"),
        ({"channel": "C0FLOOR", "text": "x", "blocks": "{"}, "invalid_blocks_format"),
        ({"channel": "C0FLOOR", "text": "x", "thread_ts": "1.000001"}, "thread_not_found"),
        ({"channel": "C0FLOOR", "text": "x", "metadata": {"event_type": "x"}}, "invalid_metadata_schema"),
    ],
)
async def test_a_message_is_refused_as_slack_refuses_it(world: World, args: dict, error: str) -> None:
    assert await refusal(world.client, "chat.postMessage", **args) == error


async def test_a_user_id_stands_for_the_dm(world: World) -> None:
    posted = await world.client.chat_postMessage(channel="U0MEI", text="Just you")
    opened = await world.client.conversations_open(users="U0MEI")

    assert posted["channel"] == opened["channel"]["id"]
    assert posted["channel"].startswith("D")
    assert opened["already_open"]
    assert [m.text for m in world.mei.dm()] == ["Just you"]
    assert world.person("arun").dm() == []


async def test_times_are_unique_and_rise_even_when_the_clock_stands_still(world: World) -> None:
    times = [(await world.client.chat_postMessage(channel="C0FLOOR", text="x"))["ts"] for _ in range(20)]

    assert times == sorted(set(times))
    assert len(times) == 20


async def test_new_text_takes_the_blocks_away_and_new_blocks_leave_no_mark(world: World) -> None:
    posted = await world.client.chat_postMessage(channel="C0FLOOR", text="a", blocks=[section("A")])
    message = world.mei.sees("#floor")[0]

    await world.client.chat_update(channel="C0FLOOR", ts=posted["ts"], text="b", blocks=[section("B")])
    assert (message.words, message.edited) == ("B", None)
    await world.client.chat_update(channel="C0FLOOR", ts=posted["ts"], text="c")
    assert (message.words, message.blocks) == ("c", [])
    assert message.edited
    await world.client.chat_delete(channel="C0FLOOR", ts=posted["ts"])
    assert message.is_deleted
    assert world.mei.sees("#floor") == []


async def test_only_its_own_messages_can_be_changed(world: World) -> None:
    mine = await world.mei.say("#floor", "hello")
    whisper = await world.client.chat_postEphemeral(channel="C0FLOOR", user="U0MEI", text="x")

    for method, error in (("chat.update", "cant_update_message"), ("chat.delete", "cant_delete_message")):
        assert await refusal(world.client, method, channel="C0FLOOR", ts=mine.ts, text="y") == error
    for ts in (whisper["message_ts"], "1.000001"):
        assert await refusal(world.client, "chat.update", channel="C0FLOOR", ts=ts, text="y") == "message_not_found"
    long = {"channel": "C0FLOOR", "ts": mine.ts, "text": "x" * 4001}
    posted = await world.client.chat_postMessage(channel="C0FLOOR", text="x")
    assert await refusal(world.client, "chat.update", **(long | {"ts": posted["ts"]})) == "msg_too_long"


async def test_a_whisper_needs_a_listener(world: World) -> None:
    answer = await refusal(world.client, "chat.postEphemeral", channel="C0FLOOR", user="U0OLGA", text="x")

    assert answer == "user_not_in_channel"


async def test_metadata_is_read_back_only_when_asked_for(world: World) -> None:
    note = {"event_type": "outbox", "event_payload": {"id": "42"}}
    await world.client.chat_postMessage(channel="C0FLOOR", text="x", metadata=note)

    plain = await world.client.conversations_history(channel="C0FLOOR")
    full = await world.client.conversations_history(channel="C0FLOOR", include_all_metadata=True)
    assert plain["messages"][0]["metadata"] == {"event_type": "outbox"}
    assert full["messages"][0]["metadata"] == note


async def test_history_is_newest_first_bounded_and_in_pages(world: World) -> None:
    times = [(await world.client.chat_postMessage(channel="C0FLOOR", text=str(n)))["ts"] for n in range(5)]
    await world.client.chat_postEphemeral(channel="C0FLOOR", user="U0MEI", text="whisper")
    history = world.client.conversations_history

    first = await history(channel="C0FLOOR", limit=2)
    second = await history(channel="C0FLOOR", limit=2, cursor=first["response_metadata"]["next_cursor"])
    between = await history(channel="C0FLOOR", oldest=times[1], latest=times[3])
    inclusive = await history(channel="C0FLOOR", oldest=times[1], latest=times[3], inclusive=True)

    assert [m["text"] for m in first["messages"] + second["messages"]] == ["4", "3", "2", "1"]
    assert [m["text"] for m in between["messages"]] == ["2"]
    assert [m["text"] for m in inclusive["messages"]] == ["3", "2", "1"]
    assert await refusal(world.client, "conversations.history", channel="C0FLOOR", cursor="?") == "invalid_cursor"
    assert await refusal(world.client, "conversations.history", channel="C0QUIET") == "not_in_channel"


async def test_channels_and_people_can_be_looked_up(world: World) -> None:
    everything = await world.client.conversations_list(types="public_channel,private_channel")
    names = {channel["name"] for channel in everything["channels"]}
    mei = await world.client.users_info(user="U0MEI", include_locale=True)
    first = await world.client.users_list(limit=2)
    members = await world.client.conversations_members(channel="C0FLOOR")

    assert names == {"floor", "quiet", "old", "leads"}
    assert (mei["user"]["locale"], mei["user"]["tz_offset"]) == ("zh-CN", 8 * 3600)
    assert len(first["members"]) == 2
    assert first["response_metadata"]["next_cursor"]
    assert members["members"] == ["U0MEI", "U0ARUN", "U0PLAYBOT"]
    assert await refusal(world.client, "users.info", user="U0NOBODY") == "user_not_found"


async def test_a_trigger_is_good_once_and_for_three_seconds(world: World) -> None:
    passes = world.slack.workspace.passes
    used, late, spoiled = (passes.trigger("U0MEI").id for _ in range(3))

    assert await refusal(world.client, "views.open", trigger_id=spoiled, view={"type": "modal"}) == "invalid_arguments"
    await world.client.views_open(trigger_id=spoiled, view=modal())
    await world.client.views_open(trigger_id=used, view=modal())
    assert await refusal(world.client, "views.open", trigger_id=used, view=modal()) == "exchanged_trigger_id"
    world.clock.now += 3.1
    assert await refusal(world.client, "views.open", trigger_id=late, view=modal()) == "expired_trigger_id"
    assert await refusal(world.client, "views.open", trigger_id="1.2.3", view=modal()) == "invalid_trigger_id"


async def test_a_push_needs_a_form_below(world: World) -> None:
    trigger = world.slack.workspace.passes.trigger("U0MEI").id

    assert await refusal(world.client, "views.push", trigger_id=trigger, view=modal()) == "invalid_trigger_id"


async def test_the_manifest_says_which_scopes_there_are() -> None:
    manifest = {"oauth_config": {"scopes": {"bot": ["chat:write", "channels:history"]}}}
    async with a_world(replace(SEED, manifest=manifest)) as world:
        posted = await world.client.chat_postMessage(channel="C0FLOOR", text="x")
        with pytest.raises(SlackApiError) as refused:
            await world.client.users_info(user="U0MEI")
        await world.client.conversations_history(channel="C0FLOOR")

        answer = refused.value.response
        assert posted.headers["x-oauth-scopes"] == "channels:history,chat:write"
        assert (answer["error"], answer["needed"]) == ("missing_scope", "users:read")
        assert answer["provided"] == "channels:history,chat:write"
        assert await refusal(world.client, "conversations.history", channel="G0LEADS") == "missing_scope"
        assert await refusal(world.client, "chat.postMessage", channel="C0QUIET", text="x") == "not_in_channel"


async def test_commands_and_events_outside_the_manifest_do_not_reach_the_app() -> None:
    manifest = {"features": {"slash_commands": [{"command": "/break"}]}}
    async with a_world(replace(SEED, manifest=manifest)) as world:
        answer = await world.mei.command("/other")
        await world.mei.say(None, "hello")

        assert answer.error == "unknown_command"
        assert world.slack.traffic.envelopes() == []


async def test_forms_queries_and_json_are_read_alike(world: World) -> None:
    url, bearer = world.slack.api_url + "chat.postMessage", {"Authorization": "Bearer xoxb-playground"}
    args = {"channel": "C0FLOOR", "text": "x", "blocks": '[{"type": "divider"}]'}
    async with aiohttp.ClientSession(headers=bearer) as session:
        for way in ({"data": args}, {"params": args}, {"json": args}):
            answer = await (await session.post(url, **way)).json()
            assert answer["message"]["blocks"][0]["type"] == "divider"
    async with aiohttp.ClientSession() as session:
        answer = await (await session.post(url, data=args | {"token": "xoxb-playground"})).json()
        assert answer["ok"]


async def test_strangers_names_for_loopback_are_turned_away(world: World) -> None:
    async with aiohttp.ClientSession(headers={"Host": "evil.example"}) as session:
        answer = await session.get(world.slack.url + "/_/workspace")

    assert answer.status == 421
