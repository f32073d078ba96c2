"""What people type is data: it is shown as typed, pings nobody, and is never too long."""

from sqlalchemy import text
from support.cast import ARUN, LIN, MEI, at
from support.hearing import reads, seen
from support.house import Scene

from playground.models import Message, View

NASTY = "<!channel> <@U0LIN> http://x {$x} *b* & <"
PINGS = ("<!channel>", "<!here>", "<@U0LIN>", "<@U0MEI>", "<http")


async def test_a_reason_is_shown_as_typed_and_pings_nobody(any_house: Scene) -> None:
    any_house.clock.set(at("08:40"))
    form = await the_form(any_house)
    await any_house.person(ARUN).submit(form, {"reason": NASTY, "minutes": "10"})

    asked = await reads(any_house, LIN, "<!channel>")
    assert [block["text"]["text"] for block in plain(asked)] == [NASTY]
    assert "&lt;!channel&gt; &lt;@U0LIN&gt; http://x {$x} *b* &amp; &lt;" in asked.text
    assert_pings_nobody(asked)

    await any_house.person(LIN).press(asked, "breaks.decline")
    assert_pings_nobody(await reads(any_house, LIN, "<!channel>", "Lin 没有同意"))


async def test_the_reason_of_a_cap_is_shown_as_typed_and_pings_nobody(any_house: Scene) -> None:
    answer = await any_house.person(LIN).command("/break", f"cap A1 0 until 15:00 because {NASTY}")
    refused = await any_house.person(ARUN).command("/break")
    board = await seen(any_house, MEI, "C0A1", "http://x")
    for shown in (answer.ephemeral[0], refused.ephemeral[0], board):
        assert [block["text"]["text"] for block in plain(shown)] == [NASTY]
        assert_pings_nobody(shown)


async def test_a_mention_in_a_cap_is_shown_as_a_name(open_house: Scene) -> None:
    answer = await open_house.person(LIN).command("/break", "cap A1 0 until 15:00 because @mei is alone")
    assert [block["text"]["text"] for block in plain(answer.ephemeral[0])] == ["@mei is alone"]


async def test_an_unknown_word_is_echoed_harmlessly(open_house: Scene) -> None:
    for typed in (NASTY, "<!here>", "{ $typed }", "`rm`", "-- ' \" ;"):
        for command in ("", "recall ", "report "):
            answer = await open_house.person(LIN).command("/break", command + typed)
            assert answer.error is None
            assert_pings_nobody(answer.ephemeral[0])


async def test_too_long_a_reason_is_refused_with_the_limit(open_house: Scene) -> None:
    refused = await open_house.person(LIN).command("/break", "cap A1 0 until 15:00 because " + "忙" * 201)
    assert "原因最多 200 个字，你写了 201 个" in refused.text
    assert (
        "A1：15:00 前最多 0 人外出"
        in (await open_house.person(LIN).command("/break", "cap A1 0 until 15:00 because " + "忙" * 200)).text
    )

    open_house.clock.set(at("08:40"))
    form = await the_form(open_house)
    sent = await open_house.person(ARUN).submit(form, {"reason": "x" * 201, "minutes": "10"})
    assert list(sent.errors) == ["reason"]


async def test_a_novel_is_refused_with_the_limit(open_house: Scene) -> None:
    answer = await open_house.person(ARUN).command("/break", "a" * 3001)
    assert "At most 3,000 letters fit here and yours has 3,001" in answer.text


async def test_names_on_the_board_are_data_too(open_house: Scene) -> None:
    with open_house.house.database.changing() as session:
        session.execute(text("UPDATE people SET name = '<!here> & *Mei*' WHERE name = 'Mei'"))
    await open_house.person(MEI).command("/break")
    board = await seen(open_house, LIN, "C0A1", "Mei", "小休，")
    assert_pings_nobody(board)


async def the_form(scene: Scene) -> View:
    refused = await scene.person(ARUN).command("/break")
    return await (await scene.person(ARUN).press(refused.ephemeral[0], "breaks.apply")).opened()


def plain(message: Message) -> list[dict]:
    """The blocks that show what was typed."""
    sections = [block for block in message.blocks if block["type"] == "section"]
    return [block for block in sections if block["text"]["type"] == "plain_text"]


def assert_pings_nobody(message: Message) -> None:
    """Neither in the notification nor in any text that Slack reads as markup."""
    marked_up = [message.text]
    for block in message.blocks:
        texts = [block.get("text"), *block.get("elements", [])]
        marked_up += [text["text"] for text in texts if isinstance(text, dict) and text.get("type") == "mrkdwn"]
    assert not [ping for ping in PINGS for text in marked_up if ping in text]
