"""People type, press and send; the app answers: through real Bolt over Socket Mode."""

import asyncio
import time

import pytest
from playground_world import World, a_world, actions, button, modal, plain, section
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_bolt.context.say.async_say import AsyncSay
from slack_sdk.web.async_client import AsyncWebClient

from playground.acts import NotThere
from playground.seed import Seed, SeedUserGroup
from playground.typed import as_sent
from playground.workspace import Workspace


async def test_the_words_of_an_ack_are_seen_by_the_one_who_asked(world: World) -> None:
    @world.app.command("/break")
    async def grant(ack: AsyncAck, command: dict) -> None:
        await ack(f"{command['user_name']} asked for {command['text']}")

    await world.connect()
    answer = await world.mei.command("/break", "10", channel="#floor")

    assert answer.error is None
    assert answer.text == "mei asked for 10"
    assert world.mei.sees("C0FLOOR")[-1].ephemeral_to == "U0MEI"
    assert world.person("arun").sees("C0FLOOR") == []


async def test_an_answer_in_channel_is_seen_by_everyone_there(world: World) -> None:
    @world.app.command("/break")
    async def grant(ack: AsyncAck) -> None:
        await ack({"response_type": "in_channel", "text": "Mei is out"})

    await world.connect()
    await world.mei.command("/break", channel="#floor")

    assert [m.words for m in world.person("arun").sees("#floor")] == ["Mei is out"]


async def test_an_app_that_answers_late_looks_broken() -> None:
    async with a_world(patience=0.05) as world:
        release = asyncio.Event()

        @world.app.command("/break")
        async def dawdle(ack: AsyncAck) -> None:
            await release.wait()
            await ack("too late")

        await world.connect()
        answer = await world.mei.command("/break")
        release.set()

        assert answer.error == "operation_timeout"
        assert world.mei.dm()[-1].words == '/break failed with the error "operation_timeout"'


async def test_a_command_finds_nobody_home(world: World) -> None:
    answer = await world.mei.command("/break")

    assert answer.error == "dispatch_failed"
    assert len(world.slack.traffic.envelopes("/break")) == 1


async def test_opening_the_home_lets_the_app_publish_it(world: World) -> None:
    @world.app.event("app_home_opened")
    async def welcome(event: dict, client: AsyncWebClient) -> None:
        blocks = [section("Welcome"), actions(button("home.go"))]
        await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": blocks})

    pressed = asyncio.Event()

    @world.app.action("home.go")
    async def go(ack: AsyncAck, body: dict) -> None:
        await ack()
        assert body["container"]["type"] == "view"
        assert "response_url" not in body
        pressed.set()

    await world.connect()
    home = await world.mei.open_home()
    await world.mei.press(home, "home.go")

    assert home.words.startswith("Welcome")
    assert pressed.is_set()
    assert world.person("arun").home.blocks == []


async def test_choices_reach_the_app_as_slack_reports_them(world: World) -> None:
    seen: list[dict] = []
    menu = {
        "type": "static_select",
        "action_id": "floor.team",
        "options": [{"text": plain(f"Team {name}"), "value": name.lower()} for name in "BA"],
    }
    people = {"type": "users_select", "action_id": "floor.who"}
    await world.client.chat_postMessage(channel="C0FLOOR", text="Pick", blocks=[actions(menu, people)])

    @world.app.action({"action_id": "floor.team"})
    @world.app.action({"action_id": "floor.who"})
    async def choose(ack: AsyncAck, body: dict) -> None:
        await ack()
        seen.append(body)

    await world.connect()
    message = world.mei.sees("C0FLOOR")[0]
    await world.mei.press(message, "floor.team", selected="Team A")
    await world.mei.press(message, "floor.who", selected="U0ARUN")

    assert seen[0]["actions"][0]["selected_option"]["value"] == "a"
    assert seen[1]["actions"][0]["selected_user"] == "U0ARUN"
    values = seen[1]["state"]["values"][message.blocks[0]["block_id"]]
    assert values["floor.team"]["selected_option"]["value"] == "a"
    with pytest.raises(LookupError, match="not on offer"):
        await world.mei.press(message, "floor.team", selected="Team C")


async def test_nobody_presses_what_they_do_not_see(world: World) -> None:
    await world.client.chat_postEphemeral(
        channel="C0FLOOR", user="U0MEI", text="Only you", blocks=[actions(button("floor.go"))]
    )
    message = world.mei.sees("#floor")[0]

    assert world.person("arun").sees("#floor") == []
    with pytest.raises(NotThere):
        await world.person("arun").press(message, "floor.go")
    with pytest.raises(NotThere):
        await world.mei.press(message, "floor.stay")


async def test_a_private_channel_is_seen_by_its_members_only(world: World) -> None:
    await world.client.chat_postMessage(channel="G0LEADS", text="Between us")

    assert [m.text for m in world.mei.sees("#leads")] == ["Between us"]
    assert world.person("arun").sees("#leads") == []


async def test_buttons_with_one_id_are_told_apart_by_value(world: World) -> None:
    pressed: list[str] = []
    blocks = [section("A", accessory=button("row.go", "a")), section("B", accessory=button("row.go", "b"))]
    await world.client.chat_postMessage(channel="C0FLOOR", text="Rows", blocks=blocks)

    @world.app.action("row.go")
    async def go(ack: AsyncAck, action: dict) -> None:
        await ack()
        pressed.append(action["value"])

    await world.connect()
    message = world.mei.sees("#floor")[0]
    await world.mei.press(message, "row.go", value="b")

    assert pressed == ["b"]
    with pytest.raises(NotThere, match="say which"):
        await world.mei.press(message, "row.go")


async def test_words_in_the_dm_reach_the_app(world: World) -> None:
    @world.app.event("message")
    async def echo(event: dict, say: AsyncSay) -> None:
        await say(f"{event['channel_type']}: {event['text']}")

    await world.connect()
    await world.mei.say(None, "hello")
    await world.slack.until(lambda: len(world.mei.dm()) == 2)

    assert world.mei.dm()[-1].words == "im: hello"


async def test_a_mention_reaches_the_app(world: World) -> None:
    heard: list[str] = []

    @world.app.event("app_mention")
    async def hear(event: dict) -> None:
        heard.append(event["user"])

    @world.app.event("message")
    async def ignore() -> None:
        pass

    await world.connect()
    await world.mei.say("#floor", "<@U0PLAYBOT> help")
    await world.slack.until(lambda: heard)

    assert heard == ["U0MEI"]


async def test_shortcuts_reach_the_app_with_and_without_a_message(world: World) -> None:
    @world.app.shortcut("floor.new")
    async def new(ack: AsyncAck, body: dict, client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=modal())

    @world.app.shortcut("floor.report")
    async def report(ack: AsyncAck, body: dict, respond: AsyncRespond) -> None:
        await ack()
        await respond(f"Reported: {body['message']['text']}")

    await world.connect()
    form = await (await world.mei.shortcut("floor.new")).opened()
    said = await world.client.chat_postMessage(channel="C0FLOOR", text="Late again")
    message = next(m for m in world.mei.sees("#floor") if m.ts == said["ts"])
    whisper = await (await world.mei.shortcut("floor.report", message)).heard()

    assert form.title == "Form"
    assert whisper.words == "Reported: Late again"


async def test_a_changed_profile_and_a_new_member_are_told(world: World) -> None:
    told: list[str] = []

    @world.app.event("user_change")
    async def changed(event: dict) -> None:
        told.append(event["user"]["locale"])

    @world.app.event("member_joined_channel")
    async def joined(event: dict) -> None:
        told.append(event["channel"])

    await world.connect()
    await world.mei.change(locale="en-GB")
    await world.person("olga").join("#floor")
    await world.slack.until(lambda: len(told) == 2)

    assert sorted(told) == ["C0FLOOR", "en-GB"]


def test_a_command_that_escapes_carries_mentions_as_markup_and_the_rest_escaped() -> None:
    declared = {"features": {"slash_commands": [{"command": "/x", "should_escape": True}, {"command": "/y"}]}}
    workspace = Workspace(Seed(manifest=declared, usergroups=(SeedUserGroup("S0ALL", "all"),)), time.time)
    cases = {
        "recall @mei": "recall <@U0MEI|mei>",
        "recall @Mei": "recall <@U0MEI|mei>",
        "a < b & c @nobody": "a &lt; b &amp; c @nobody",
        "<@U0MEI> <!channel> #general": "<@U0MEI> &lt;!channel&gt; <#C0GENERAL|general>",
        "mei@example": "mei@example",
        "@all <!subteam^S0ALL> <!here>": "<!subteam^S0ALL|@all> <!subteam^S0ALL> &lt;!here&gt;",
    }
    assert {typed: as_sent(workspace, "/x", typed) for typed in cases} == cases
    assert as_sent(workspace, "/y", "a < b @mei") == "a < b @mei"
