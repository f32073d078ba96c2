"""What was promised gets said: in order, at Slack's pace, and by one voice only."""

import asyncio
import time
from concurrent.futures import BrokenExecutor

from sqlalchemy.exc import OperationalError
from support.databases import open_database
from support.stage import Stage, turns

from bot.speaker import LEASE, Drawn, Speaker
from storage import outbox
from storage.outbox import Line
from views.message import Message
from views.parts import line, message


async def test_a_conversation_hears_things_in_their_order(stage: Stage) -> None:
    speaker = stage.speaker()
    for slot in ("first", "second", "third"):
        stage.promise(slot)
        stage.clock.forward(seconds=0.01)
    await turns(speaker, stage.clock, 3)
    assert stage.said() == ["first", "second", "third"]


async def test_what_is_urgent_comes_before_routine(stage: Stage) -> None:
    stage.promise("routine")
    stage.promise("urgent", urgent=True)
    await turns(stage.speaker(), stage.clock, 2)
    assert stage.said() == ["urgent", "routine"]


async def test_a_conversation_hears_about_one_thing_a_second(stage: Stage) -> None:
    speaker = stage.speaker()
    for slot in ("first", "second", "third"):
        stage.promise(slot)
    await turns(speaker, stage.clock, 3, seconds=0)
    assert len(stage.said()) == 1
    stage.clock.forward(seconds=0.5)
    await turns(speaker, stage.clock, 1, seconds=0.6)
    assert len(stage.said()) == 1, "half a second is not enough"
    await turns(speaker, stage.clock, 2, seconds=0)
    assert len(stage.said()) == 2


async def test_on_a_faster_clock_slack_keeps_its_pace(stage: Stage) -> None:
    stage.clock.pace = 60
    speaker = stage.speaker()
    for slot in ("first", "second"):
        stage.promise(slot)
    await turns(speaker, stage.clock, 3, seconds=15)
    assert len(stage.said()) == 1, "three quarters of Slack's second"
    await turns(speaker, stage.clock, 2, seconds=20)
    assert len(stage.said()) == 2


async def test_on_a_faster_clock_a_lane_is_held_until_the_answer_is_there(stage: Stage) -> None:
    stage.clock.pace = 60
    taken: list[list[Line]] = []

    def slowly(slot: str, _: str) -> Drawn:
        stage.clock.forward(minutes=5)  # five seconds of Slack's
        with stage.database.changing() as session:
            taken.append(outbox.claim(session, "somebody else", stage.clock.now(), LEASE, 4))
        return message(line(slot))

    stage.draw = slowly
    stage.promise("once")
    await turns(stage.speaker(), stage.clock)
    assert taken == [[]]
    assert stage.said() == ["once"]


async def test_conversations_do_not_wait_for_each_other(stage: Stage) -> None:
    for conversation in ("C0A1", "C0B1", "U0MEI", "U0ARUN"):
        stage.promise(f"to {conversation}", conversation)
    await turns(stage.speaker(), stage.clock)
    for conversation in ("C0A1", "C0B1", "U0MEI", "U0ARUN"):
        assert stage.said(conversation) == [f"to {conversation}"]


async def test_slacks_wish_to_wait_is_honoured(stage: Stage) -> None:
    stage.slack.faults.plan("ratelimited", "chat.postMessage", times=1, seconds=30)
    stage.promise("patience")
    speaker = stage.speaker()
    await turns(speaker, stage.clock, seconds=0)
    await turns(speaker, stage.clock, 2, seconds=14)
    assert stage.said() == []
    assert len(stage.called) == 1, "nobody knocked in the meantime"
    stage.clock.forward(seconds=3)
    await turns(speaker, stage.clock)
    assert stage.said() == ["patience"]


async def test_a_channel_that_is_gone_holds_up_nobody_and_is_counted(stage: Stage) -> None:
    stage.promise("into the void", "C0GONE")
    stage.promise("heard")
    speaker = stage.speaker()
    await turns(speaker, stage.clock, 3)
    assert stage.said() == ["heard"]
    assert (stage.backlog().failed, stage.backlog().pending) == (1, 0)
    assert stage.called.count("chat.postMessage") == 2, "no use to try again"


async def test_what_could_not_be_said_is_tried_again_when_it_changes(stage: Stage) -> None:
    stage.promise("board", "C0A1", follow="team:1")
    channel = stage.slack.workspace.channel("C0A1")
    assert channel is not None
    channel.is_archived = True
    speaker = stage.speaker()
    await turns(speaker, stage.clock)
    assert stage.backlog().failed == 1

    channel.is_archived = False
    stage.change("team:1")
    await turns(speaker, stage.clock)
    assert stage.said() == ["board"]
    assert stage.backlog().failed == 0


async def test_what_was_given_up_begins_anew_with_the_patience_of_a_first_try(stage: Stage) -> None:
    """A board that was refused fifty times must not rest for minutes after the first hiccup that follows."""
    stage.promise("board", "C0A1", follow="team:1")
    channel = stage.slack.workspace.channel("C0A1")
    assert channel is not None
    channel.is_archived = True
    speaker = stage.speaker()
    for _ in range(10):
        await turns(speaker, stage.clock)
        stage.change("team:1")
    channel.is_archived = False
    stage.slack.faults.plan("unavailable", "chat.postMessage", times=1)
    await turns(speaker, stage.clock, 3, seconds=5)
    assert stage.said() == ["board"]


async def test_a_board_in_a_channel_that_was_archived_is_kept_and_counted(stage: Stage) -> None:
    """Editing there is refused in another word than posting."""
    speaker = stage.speaker()
    stage.promise("board", "C0A1", follow="team:1")
    await turns(speaker, stage.clock)
    channel = stage.slack.workspace.channel("C0A1")
    assert channel is not None
    channel.is_archived = True
    stage.change("team:1")
    await turns(speaker, stage.clock)
    assert stage.slack.traffic.calls("chat.update")[-1].error == "is_inactive"
    assert (stage.backlog().failed, stage.backlog().pending) == (1, 0)


async def test_a_slot_that_cannot_be_drawn_does_not_hold_up_the_next(stage: Stage) -> None:
    def draw(slot: str, _conversation: str) -> Drawn:
        if slot == "broken":
            raise KeyError(slot)
        return message(line(slot))

    stage.draw = draw
    stage.promise("broken", urgent=True)
    stage.promise("whole")
    await turns(stage.speaker(), stage.clock, 2)
    assert stage.said() == ["whole"]
    assert stage.backlog().failed == 1


async def test_a_database_that_hiccups_while_a_slot_is_drawn_is_asked_again(stage: Stage) -> None:
    hiccups = [OperationalError("SELECT", {}, Exception("gone away"))]

    def draw(slot: str, _conversation: str) -> Drawn:
        if hiccups:
            raise hiccups.pop()
        return message(line(slot))

    stage.draw = draw
    stage.promise("in the end")
    await turns(stage.speaker(), stage.clock, 2, seconds=10)
    assert stage.said() == ["in the end"]
    assert stage.backlog().failed == 0


async def test_a_living_message_is_edited_and_says_the_newest(stage: Stage) -> None:
    speaker = stage.speaker()
    stage.promise("board", follow="team:1")
    for number in range(5):
        stage.words["board"] = message(line(f"state {number}"))
        stage.change("team:1")
    await turns(speaker, stage.clock)
    assert stage.said() == ["state 4"]

    stage.words["board"] = message(line("state 5"))
    stage.change("team:1", "team:1", "team:2")
    await turns(speaker, stage.clock, 3)
    assert stage.said() == ["state 5"]
    assert stage.called == ["chat.postMessage", "chat.update"]


async def test_a_change_while_the_board_is_being_posted_is_not_lost(stage: Stage) -> None:
    def draw(slot: str, _conversation: str) -> Drawn:
        drawn = stage.words[slot]
        if not stage.called:
            stage.words["board"] = message(line("new"))
            stage.change("team:1")
        return drawn

    stage.draw = draw
    stage.words["board"] = message(line("old"))
    stage.promise("board", follow="team:1")
    await turns(stage.speaker(), stage.clock, 2)
    assert stage.said() == ["new"]


async def test_a_living_message_that_somebody_deleted_is_posted_anew(stage: Stage) -> None:
    speaker = stage.speaker()
    stage.promise("board", follow="team:1")
    await turns(speaker, stage.clock)
    channel = stage.slack.workspace.channel("C0A1")
    assert channel is not None
    stage.slack.workspace.remove(next(iter(channel.messages.values())))
    assert stage.said() == []

    stage.change("team:1")
    await turns(speaker, stage.clock, 3)
    assert stage.said() == ["board"]


async def test_what_has_nothing_left_to_say_is_done(stage: Stage) -> None:
    stage.words["moot"] = None
    stage.promise("moot")
    await turns(stage.speaker(), stage.clock)
    assert stage.said() == []
    assert stage.backlog().pending == 0


async def test_a_transaction_that_is_rolled_back_says_nothing(stage: Stage) -> None:
    stage.promise("board", follow="team:1")
    speaker = stage.speaker()
    await turns(speaker, stage.clock)
    with stage.database.changing() as session:
        outbox.say(session, "never", "C0A1", stage.clock.now())
        outbox.changed(session, "team:1")
        session.rollback()
    await turns(speaker, stage.clock, 2)
    assert stage.said() == ["board"]
    assert stage.called == ["chat.postMessage"]


async def test_two_speakers_on_one_database_say_everything_once(stage: Stage, database_url: str) -> None:
    other = open_database(database_url)
    speakers: list[Speaker] = [stage.speaker(), stage.speaker(other)]
    conversations = ("C0A1", "C0B1", "U0MEI", "U0ARUN")
    for number in range(4):
        for conversation in conversations:
            stage.promise(f"{conversation} {number}", conversation)
        stage.clock.forward(seconds=0.01)
    for _ in range(8):
        await asyncio.gather(*(turns(speaker, stage.clock, seconds=0.6) for speaker in speakers))
    other.close()
    for conversation in conversations:
        assert stage.said(conversation) == [f"{conversation} {number}" for number in range(4)]


async def test_what_takes_long_to_draw_holds_up_nobody_else(stage: Stage) -> None:
    """Forty digests at nine, and somebody's turn for the token in the middle of them."""

    def draw(slot: str, _conversation: str) -> Message:
        time.sleep(0.5 if slot.startswith("long") else 0)
        return message(line(slot))

    stage.draw = draw
    for number, conversation in enumerate(("C0A1", "C0B1", "U0MEI", "U0ARUN", "U0BO", "U0LIN")):
        stage.promise(f"long:{number}", conversation)
    speaker = stage.speaker()
    for _ in range(2):  # four, and the others while those wait
        await speaker.speak()
        await asyncio.sleep(0.05)
    stage.promise("offer", "U0ZHAO", urgent=True)
    began = time.monotonic()
    await speaker.speak()
    await stage.slack.until(lambda: stage.said("U0ZHAO") == ["offer"])
    assert time.monotonic() - began < 0.4
    await speaker.drained()
    assert stage.backlog().pending == 0


async def test_a_drawing_of_which_others_die_is_given_up(stage: Stage) -> None:
    def draw(slot: str, _conversation: str) -> Message:
        if slot == "deadly":
            raise BrokenExecutor
        return message(line(slot))

    stage.draw = draw
    stage.promise("deadly")
    stage.promise("board")
    await turns(stage.speaker(), stage.clock, 12, seconds=70)
    assert stage.said() == ["board"]
    assert stage.backlog().failed == 1
