"""The app makes channels, names them, closes them, and lets people in and out."""

from dataclasses import replace

import pytest
from playground_world import SEED, World, a_world, hears, refusal


async def test_a_new_channel_has_its_maker_in_it_and_is_told(world: World) -> None:
    created = hears(world.app, "channel_created")
    await world.connect()
    public = (await world.client.conversations_create(name="班次-1"))["channel"]
    private = (await world.client.conversations_create(name="leads-2", is_private=True))["channel"]
    listed = await world.client.conversations_list(types="public_channel,private_channel")
    await world.slack.until(lambda: created)

    assert (public["name"], public["is_member"], public["is_private"], public["creator"]) == (
        "班次-1", True, False, "U0PLAYBOT"
    )  # fmt: skip
    assert (private["is_private"], private["is_group"]) == (True, True)
    assert {public["id"], private["id"]} <= {channel["id"] for channel in listed["channels"]}
    assert [event["channel"]["id"] for event in created] == [public["id"]]
    assert world.slack.traffic.envelopes("group_created") == [], "private ones are not told"


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("", "invalid_name_required"),
        ("x" * 81, "invalid_name_maxlength"),
        ("Floor", "invalid_name_specials"),
        ("the floor", "invalid_name_specials"),
        ("--", "invalid_name_punctuation"),
        ("floor", "name_taken"),
        ("old", "name_taken"),
    ],
)
async def test_a_name_slack_would_not_take_is_refused(world: World, name: str, error: str) -> None:
    assert await refusal(world.client, "conversations.create", name=name) == error
    assert await refusal(world.client, "conversations.rename", channel="C0FLOOR", name=name) == error


async def test_a_channel_gets_a_new_name_and_a_signed_topic(world: World) -> None:
    renamed = hears(world.app, "channel_rename")
    await world.connect()
    await world.client.conversations_rename(channel="C0FLOOR", name="the-floor")
    await world.client.conversations_setTopic(channel="C0FLOOR", topic="Tokens: 2")
    answer = await world.client.conversations_setPurpose(channel="C0FLOOR", purpose="Work")
    await world.slack.until(lambda: renamed)

    channel = answer["channel"]
    assert (channel["name"], channel["purpose"]["value"]) == ("the-floor", "Work")
    assert channel["topic"] == {"value": "Tokens: 2", "creator": "U0PLAYBOT", "last_set": 1_700_000_000}
    assert (renamed[0]["channel"]["id"], renamed[0]["channel"]["name"]) == ("C0FLOOR", "the-floor")
    assert world.mei.sees("#the-floor") == []
    too_long = {"channel": "C0FLOOR", "topic": "x" * 251}
    assert await refusal(world.client, "conversations.setTopic", **too_long) == "too_long"


async def test_an_archived_channel_is_closed_until_it_is_opened_again(world: World) -> None:
    await world.connect()
    await world.client.conversations_archive(channel="G0LEADS")
    assert await refusal(world.client, "chat.postMessage", channel="G0LEADS", text="x") == "is_archived"
    assert await refusal(world.client, "conversations.archive", channel="G0LEADS") == "already_archived"
    await world.client.conversations_unarchive(channel="G0LEADS")
    await world.client.chat_postMessage(channel="G0LEADS", text="x")
    assert await refusal(world.client, "conversations.unarchive", channel="G0LEADS") == "not_archived"

    # Bolt passes over what its own app did, so this looks at the line itself.
    sent = await world.slack.until(lambda: world.slack.traffic.envelopes("group_unarchive"))
    sent += world.slack.traffic.envelopes("group_archive")
    assert [(one.sent["event"]["channel"], one.sent["event"]["user"]) for one in sent] == [("G0LEADS", "U0PLAYBOT")] * 2


async def test_people_are_invited_all_together_or_not_at_all(world: World) -> None:
    joined = hears(world.app, "member_joined_channel")
    await world.connect()
    wrong = {"channel": "C0FLOOR", "users": "U0OLGA,U0MEI,U0NOBODY"}
    assert await refusal(world.client, "conversations.invite", **wrong) == "already_in_channel"
    assert "U0OLGA" not in world.slack.workspace.channels["C0FLOOR"].members

    answer = await world.client.conversations_invite(**wrong, force=True)
    assert [(one["user"], one["error"]) for one in answer["errors"]] == [
        ("U0MEI", "already_in_channel"), ("U0NOBODY", "user_not_found")
    ]  # fmt: skip
    await world.slack.until(lambda: joined)
    assert [(event["user"], event["channel"], event["inviter"]) for event in joined] == [
        ("U0OLGA", "C0FLOOR", "U0PLAYBOT")
    ]
    assert await refusal(world.client, "conversations.invite", channel="C0FLOOR", users="") == "no_user"
    alone = {"channel": "C0FLOOR", "users": "U0PLAYBOT"}
    assert await refusal(world.client, "conversations.invite", **alone) == "cant_invite_self"


async def test_who_leaves_or_is_sent_away_is_told_to_the_app(world: World) -> None:
    left = hears(world.app, "member_left_channel")
    await world.connect()
    await world.person("arun").leave("#floor")
    await world.client.conversations_kick(channel="C0FLOOR", user="U0MEI")
    await world.slack.until(lambda: len(left) == 2)

    assert [event["user"] for event in left] == ["U0ARUN", "U0MEI"]
    assert await refusal(world.client, "conversations.kick", channel="C0FLOOR", user="U0MEI") == "not_in_channel"
    assert await refusal(world.client, "conversations.kick", channel="C0FLOOR", user="U0PLAYBOT") == "cant_kick_self"
    assert await refusal(world.client, "conversations.kick", channel="C0FLOOR", user="U0NOBODY") == "user_not_found"
    assert await refusal(world.client, "conversations.leave", channel="C0FLOOR") == "last_member"


async def test_the_app_joins_and_leaves_a_public_channel(world: World) -> None:
    heard = hears(world.app, "member_joined_channel", "member_left_channel")
    await world.connect()
    await world.client.conversations_join(channel="C0QUIET")
    again = await world.client.conversations_join(channel="C0QUIET")
    await world.client.conversations_leave(channel="C0QUIET")
    await world.slack.until(lambda: len(heard) == 2)

    assert (again["warning"], again["channel"]["is_member"]) == ("already_in_channel", True)
    assert [event["type"] for event in heard] == ["member_joined_channel", "member_left_channel"]
    assert {event["user"] for event in heard} == {"U0PLAYBOT"}
    assert await refusal(world.client, "conversations.leave", channel="C0QUIET") == "not_in_channel"
    assert await refusal(world.client, "chat.update", channel="C0QUIET", ts="1.000001") == "message_not_found"


@pytest.mark.parametrize(
    ("method", "args", "error"),
    [
        ("join", {"channel": "C0OLD"}, "is_archived"),
        ("join", {"channel": "G0SECRET"}, "channel_not_found"),
        ("join", {"channel": "G0LEADS"}, "method_not_supported_for_channel_type"),
        ("leave", {"channel": "D0MEI"}, "method_not_supported_for_channel_type"),
        ("archive", {"channel": "D0MEI"}, "method_not_supported_for_channel_type"),
        ("rename", {"channel": "C0QUIET", "name": "x"}, "not_in_channel"),
        ("rename", {"channel": "C0OLD", "name": "x"}, "is_archived"),
        ("invite", {"channel": "C0QUIET", "users": "U0OLGA"}, "not_in_channel"),
        ("kick", {"channel": "C0FLOOR"}, "invalid_arguments"),
        ("setTopic", {"channel": "C0NOWHERE", "topic": "x"}, "channel_not_found"),
        ("mark", {"channel": "C0FLOOR", "ts": "now"}, "invalid_timestamp"),
        ("mark", {"channel": "C0QUIET", "ts": "1.000001"}, "not_in_channel"),
    ],
)
async def test_what_slack_refuses_about_a_channel(world: World, method: str, args: dict, error: str) -> None:
    await world.client.conversations_open(users="U0MEI")

    assert await refusal(world.client, f"conversations.{method}", **args) == error


async def test_how_far_the_app_has_read_shows_in_the_channel(world: World) -> None:
    before = (await world.client.conversations_info(channel="C0FLOOR"))["channel"]["last_read"]
    await world.client.conversations_mark(channel="C0FLOOR", ts="1700000000.000100")
    after = (await world.client.conversations_info(channel="C0FLOOR"))["channel"]["last_read"]

    assert (before, after) == ("0000000000.000000", "1700000000.000100")


async def test_each_kind_of_channel_has_its_own_scopes_and_narrow_ones_are_enough() -> None:
    scopes = ["channels:read", "groups:write.topic", "channels:write.invites"]
    async with a_world(replace(SEED, manifest={"oauth_config": {"scopes": {"bot": scopes}}})) as world:
        await world.client.conversations_setTopic(channel="G0LEADS", topic="x")
        await world.client.conversations_invite(channel="C0FLOOR", users="U0OLGA")
        for method, args in {
            "create": {"name": "new"},
            "rename": {"channel": "C0FLOOR", "name": "new"},
            "setTopic": {"channel": "C0FLOOR", "topic": "x"},
            "invite": {"channel": "G0LEADS", "users": "U0OLGA"},
            "archive": {"channel": "G0LEADS"},
            "unarchive": {"channel": "C0OLD"},
            "leave": {"channel": "C0FLOOR"},
            "kick": {"channel": "C0FLOOR", "user": "U0MEI"},
            "join": {"channel": "C0QUIET"},
            "mark": {"channel": "C0FLOOR", "ts": "1.000001"},
        }.items():
            assert await refusal(world.client, f"conversations.{method}", **args) == "missing_scope", method
