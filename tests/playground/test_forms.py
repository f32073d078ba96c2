"""A form is opened, filled, refused, sent and closed: through real Bolt over Socket Mode."""

import aiohttp
import pytest
from playground_world import World, actions, button, field_of, modal, plain, refusal, section
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from playground.acts import TROUBLE, NotThere


def opens(world: World, view: dict) -> None:
    """The app answers /form with this form."""

    @world.app.command("/form")
    async def show(ack: AsyncAck, body: dict, client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=view)


async def test_a_button_opens_a_form_that_knows_what_was_pressed(world: World) -> None:
    @world.app.action("break.why")
    async def ask(ack: AsyncAck, body: dict, client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=modal(private_metadata=body["actions"][0]["value"]))

    await world.connect()
    await world.client.chat_postMessage(channel="U0MEI", text="Why?", blocks=[actions(button("break.why"))])
    form = await (await world.mei.press(world.mei.dm()[0], "break.why")).opened()

    assert (form.title, form.private_metadata) == ("Form", "1")


async def test_a_form_complains_by_block_id_until_it_is_right(world: World) -> None:
    sent: list[str] = []
    opens(world, modal())

    @world.app.view("form")
    async def take(ack: AsyncAck, view: dict) -> None:
        sent.append(view["state"]["values"]["minutes"]["typed"]["value"])
        await (ack(response_action="errors", errors={"minutes": "A number."}) if sent[-1] == "many" else ack())

    await world.connect()
    form = await (await world.mei.command("/form")).opened()
    empty = await world.mei.submit(form)
    assert (empty.errors, sent) == ({"minutes": "Please complete this required field."}, [])
    wrong = await world.mei.submit(form, {"minutes": "many"})
    assert (wrong.errors, world.mei.views) == ({"minutes": "A number."}, [form])
    right = await world.mei.submit(form, {"typed": "10"})
    assert (right.errors, sent, world.mei.views) == ({}, ["many", "10"], [])


async def test_errors_for_a_block_that_is_not_there_look_like_trouble(world: World) -> None:
    opens(world, modal())

    @world.app.view("form")
    async def take(ack: AsyncAck) -> None:
        await ack(response_action="errors", errors={"no_such_block": "?"})

    await world.connect()
    form = await (await world.mei.command("/form")).opened()
    answer = await world.mei.submit(form, {"minutes": "1"})

    assert answer.error == "invalid_errors"
    assert form.errors == {"": TROUBLE}
    assert world.mei.views == [form]


async def test_three_forms_lie_on_each_other_and_a_fourth_is_refused(world: World) -> None:
    refused: list[str] = []

    opens(world, modal(actions(button("form.more"))))

    @world.app.action("form.more")
    async def more(ack: AsyncAck, body: dict, client: AsyncWebClient) -> None:
        await ack()
        await client.views_push(trigger_id=body["trigger_id"], view=modal(actions(button("form.more"))))

    @world.app.error
    async def note(error: SlackApiError) -> None:
        refused.append(error.response["error"])

    await world.connect()
    first = await (await world.mei.command("/form")).opened()
    second = await (await world.mei.press(first, "form.more")).opened()
    third = await (await world.mei.press(second, "form.more")).opened()
    await world.mei.press(third, "form.more")
    await world.slack.until(lambda: refused)

    assert refused == ["push_limit_reached"]
    assert world.mei.views == [first, second, third]
    assert (third.root_view_id, third.previous_view_id) == (first.id, second.id)
    await world.mei.close(third)
    assert world.mei.views == [first, second]
    with pytest.raises(NotThere):
        await world.mei.press(first, "form.more")


@pytest.mark.parametrize(
    ("answer", "left"),
    [
        ({}, ["Under"]),
        ({"response_action": "clear"}, []),
        ({"response_action": "update", "view": modal(section("New"))}, ["Under", "Form"]),
        ({"response_action": "push", "view": modal(section("Top"))}, ["Under", "Form", "Form"]),
    ],
)
async def test_a_sent_form_does_what_the_answer_says(world: World, answer: dict, left: list[str]) -> None:
    opens(world, modal(actions(button("form.more")), title=plain("Under")))

    @world.app.action("form.more")
    async def more(ack: AsyncAck, body: dict, client: AsyncWebClient) -> None:
        await ack()
        await client.views_push(trigger_id=body["trigger_id"], view=modal())

    @world.app.view("form")
    async def take(ack: AsyncAck) -> None:
        await ack(**answer)

    await world.connect()
    under = await (await world.mei.command("/form")).opened()
    form = await (await world.mei.press(under, "form.more")).opened()
    sent = await world.mei.submit(form, {"minutes": "5"})

    assert sent.error is None
    assert [view.title for view in world.mei.views] == left


async def test_closing_a_form_tells_the_app_that_asked_to_know(world: World) -> None:
    closed: list[bool] = []

    opens(world, modal(notify_on_close=True))

    @world.app.view_closed("form")
    async def note(ack: AsyncAck, body: dict) -> None:
        await ack()
        closed.append(body["is_cleared"])

    await world.connect()
    await world.mei.close(await (await world.mei.command("/form")).opened())
    await world.mei.close(await (await world.mei.command("/form")).opened(), everything=True)

    assert closed == [False, True]


async def test_what_was_typed_survives_an_update_with_the_same_ids(world: World) -> None:
    @world.app.command("/form")
    async def show(ack: AsyncAck, body: dict, client: AsyncWebClient) -> None:
        await ack()
        view = await client.views_open(trigger_id=body["trigger_id"], view=modal())
        world.slack.workspace.screens.typed(world.mei.views[0], {"minutes": "7"})
        await client.views_update(view_id=view["view"]["id"], view=modal(field_of(), field_of("other", "typed2")))

    await world.connect()
    form = await (await world.mei.command("/form")).opened()
    await world.slack.until(lambda: len(form.blocks) == 2)

    assert form.state["minutes"]["typed"]["value"] == "7"
    assert form.state["other"]["typed2"]["value"] is None


async def test_a_stale_hash_is_refused(world: World) -> None:
    home = {"type": "home", "blocks": [section()]}
    first = await world.client.views_publish(user_id="U0MEI", view=home)
    await world.client.views_publish(user_id="U0MEI", view=home, hash=first["view"]["hash"])

    with pytest.raises(SlackApiError, match="hash_conflict"):
        await world.client.views_publish(user_id="U0MEI", view=home, hash=first["view"]["hash"])


async def test_an_update_of_a_form_names_it_and_must_not_be_stale(world: World) -> None:
    trigger = world.slack.workspace.passes.trigger("U0MEI").id
    shown = (await world.client.views_open(trigger_id=trigger, view=modal(external_id="breaks.form")))["view"]
    update = world.client.views_update
    fresh = (await update(external_id="breaks.form", view=modal(external_id="breaks.form"), hash=shown["hash"]))["view"]
    assert (fresh["id"], fresh["root_view_id"]) == (shown["id"], shown["id"])
    assert fresh["hash"] != shown["hash"]

    stale = {"view_id": shown["id"], "hash": shown["hash"], "view": modal()}
    assert await refusal(world.client, "views.update", **stale) == "hash_conflict"
    assert await refusal(world.client, "views.update", view_id="V0NONE", view=modal()) == "not_found"
    second = world.slack.workspace.passes.trigger("U0ARUN").id
    double = {"trigger_id": second, "view": modal(external_id="breaks.form")}
    assert await refusal(world.client, "views.open", **double) == "duplicate_external_id"
    await world.mei.close(world.mei.views[0])
    assert await refusal(world.client, "views.update", view_id=shown["id"], view=modal()) == "not_found"


async def test_a_form_says_where_it_may_be_answered_if_it_asked_for_that(world: World) -> None:
    places: list[dict] = []
    menu = {"type": "conversations_select", "action_id": "typed", "response_url_enabled": True}
    plain_menu = {"type": "channels_select", "action_id": "typed2"}
    opens(world, modal(field_of(element=menu), field_of("other", element=plain_menu)))

    @world.app.view("form")
    async def take(ack: AsyncAck, body: dict) -> None:
        await ack()
        places.extend(body["response_urls"])

    await world.connect()
    form = await (await world.mei.command("/form")).opened()
    await world.mei.submit(form, {"minutes": "C0FLOOR", "other": "C0FLOOR"})
    async with aiohttp.ClientSession() as session:
        await session.post(places[0]["response_url"], json={"text": "Sent", "response_type": "in_channel"})

    assert [(one["block_id"], one["action_id"], one["channel_id"]) for one in places] == [
        ("minutes", "typed", "C0FLOOR")
    ]
    assert [message.text for message in world.person("arun").sees("#floor")] == ["Sent"]
