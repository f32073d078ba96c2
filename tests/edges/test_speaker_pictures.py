"""A message comes with its picture; and if Slack will not have the picture, the message comes all the same."""

from dataclasses import replace

from support.stage import Stage, turns

from bot.gallery import PATIENCE
from bot.messenger import EVENT
from playground.models import Message as Said
from views.message import Message, Picture
from views.parts import heading, line, message, place

PNG = b"\x89PNG one"
CHART = Picture("digest.png", PNG, "每小时来电 <1>")
NEWER = replace(CHART, content=b"\x89PNG two")


def digest(picture: Picture = CHART, words: str = "digest") -> Message:
    return message(heading(words), place(picture), line("below"), picture=picture)


def standing(stage: Stage, channel: str = "C0A1") -> list[Said]:
    found = stage.slack.workspace.channel(channel)
    assert found is not None
    return list(found.messages.values())


def shown_to_all(stage: Stage, said: Said) -> bytes | None:
    """The picture as somebody in the channel sees it; None where a broken one stands."""
    image = next(block for block in said.blocks if block["type"] == "image")
    file = stage.slack.workspace.files.find(image["slack_file"]["id"])
    return file.content if file and said.channel in file.channels else None


async def test_a_message_shows_its_picture_among_its_words(stage: Stage) -> None:
    stage.words["digest"] = digest()
    stage.promise("digest")
    await turns(stage.speaker(), stage.clock)
    (said,) = standing(stage)
    assert [block["type"] for block in said.blocks] == ["header", "image", "section"]
    assert said.blocks[1]["alt_text"] == "每小时来电 <1>"
    assert shown_to_all(stage, said) == PNG
    assert said.text == "digest\n每小时来电 &lt;1&gt;\nbelow", "a screen reader reads what the picture shows"
    assert said.files == [], "it is no second time there as a file"


async def test_a_picture_that_slack_still_looks_through_is_offered_again_and_handed_in_once(stage: Stage) -> None:
    stage.slack.faults.plan("unready", "chat.postMessage", times=3)
    stage.words["digest"] = digest()
    stage.promise("digest")
    speaker = stage.speaker()
    await turns(speaker, stage.clock, 12)
    (said,) = standing(stage)
    assert shown_to_all(stage, said) == PNG
    assert stage.called.count("chat.postMessage") == 4
    assert stage.called.count("files.completeUploadExternal") == 1, "a new file would have to wait anew"
    assert (stage.backlog().pending, stage.backlog().failed) == (0, 0)


async def test_a_picture_that_slack_never_takes_does_not_cost_the_words(stage: Stage) -> None:
    stage.slack.faults.plan("unready", "chat.*")
    stage.words["digest"] = digest()
    stage.promise("digest")
    speaker = stage.speaker()
    await turns(speaker, stage.clock, 3)
    assert standing(stage) == []
    asked = stage.called.count("chat.postMessage")
    await turns(speaker, stage.clock, 30, seconds=PATIENCE.total_seconds() / 20)
    (said,) = standing(stage)
    assert said.blocks[1]["type"] == "context"
    assert said.words == "digest\n每小时来电 <1>\nbelow"
    assert stage.called.count("chat.postMessage") - asked < 15, "it was asked ever more slowly"
    assert stage.backlog().failed == 0


async def test_without_the_right_to_hand_in_files_the_words_are_said(stage: Stage) -> None:
    stage.slack.workspace.manifest = replace(stage.slack.workspace.manifest, scopes=frozenset({"chat:write"}))
    stage.words["digest"] = digest()
    stage.promise("digest")
    await turns(stage.speaker(), stage.clock, 12, seconds=31)
    (said,) = standing(stage)
    assert said.words == "digest\n每小时来电 <1>\nbelow"


async def test_a_hiccup_while_a_picture_is_handed_in_costs_only_time(stage: Stage) -> None:
    for kind in ("unavailable", "cut_before", "ratelimited"):
        stage.slack.faults.plan(kind, "files.*", times=2, seconds=1)
    stage.slack.faults.plan("cut_after", "upload", times=1)
    stage.words["digest"] = digest()
    stage.promise("digest")
    await turns(stage.speaker(), stage.clock, 16, seconds=13)
    (said,) = standing(stage)
    assert shown_to_all(stage, said) == PNG
    assert "conversations.history" not in stage.called, "nothing can have arrived, so nobody looked back"


async def test_where_files_cannot_be_reached_the_words_go_without_the_picture(stage: Stage) -> None:
    """A proxy may let the API through, and not the other host that takes the files."""
    stage.slack.faults.plan("cut_before", "upload", times=1000)
    stage.words["digest"] = digest()
    stage.promise("digest")
    stage.promise("board")
    await turns(stage.speaker(), stage.clock, 30, seconds=31)
    said, board = standing(stage)
    assert not [block for block in said.blocks if block["type"] == "image"]
    assert CHART.alt in said.words
    assert board.words == "board"


async def test_an_answer_that_was_lost_leaves_one_message_with_its_picture(stage: Stage) -> None:
    stage.slack.faults.plan("cut_after", "chat.postMessage", times=1)
    stage.words["digest"] = digest()
    stage.promise("digest")
    await turns(stage.speaker(), stage.clock, 4, seconds=5)
    (said,) = standing(stage)
    assert shown_to_all(stage, said) == PNG
    assert "chat.delete" not in stage.called


async def test_new_words_for_the_same_picture_are_an_edit(stage: Stage) -> None:
    stage.words["digest"] = digest()
    stage.promise("digest", follow="day")
    speaker = stage.speaker()
    await turns(speaker, stage.clock)
    (before,) = standing(stage)
    stage.words["digest"] = digest(words="corrected")
    stage.change("day")
    await turns(speaker, stage.clock, 3)
    (said,) = standing(stage)
    assert (said.ts, said.words.split("\n")[0]) == (before.ts, "corrected")
    assert shown_to_all(stage, said) == PNG


async def test_a_new_picture_is_seen_by_everybody_and_the_old_message_goes(stage: Stage) -> None:
    """An edit would leave a broken picture for everybody but the bot."""
    stage.words["digest"] = digest()
    stage.promise("digest", follow="day")
    speaker = stage.speaker()
    await turns(speaker, stage.clock)
    stage.words["digest"] = digest(NEWER)
    stage.change("day")
    await turns(speaker, stage.clock, 4)
    (said,) = standing(stage)
    assert shown_to_all(stage, said) == NEWER.content
    assert stage.backlog().pending == 0


async def test_the_old_message_stands_until_slack_takes_the_new_picture(stage: Stage) -> None:
    stage.words["digest"] = digest()
    stage.promise("digest", follow="day")
    speaker = stage.speaker()
    await turns(speaker, stage.clock)
    stage.slack.faults.plan("unready", "chat.*")
    stage.words["digest"] = digest(NEWER, "corrected")
    stage.change("day")
    await turns(speaker, stage.clock, 5)
    assert shown_to_all(stage, standing(stage)[0]) == PNG
    await turns(speaker, stage.clock, 20, seconds=31)
    (said,) = standing(stage)
    assert said.words == "corrected\n每小时来电 <1>\nbelow", "said without it in the end"
    assert "chat.delete" not in stage.called


async def test_a_hiccup_while_the_old_message_is_taken_away_leaves_one_message(stage: Stage) -> None:
    stage.words["digest"] = digest()
    stage.promise("digest", follow="day")
    await turns(stage.speaker(), stage.clock)
    (said,) = standing(stage)
    stage.slack.faults.plan("unavailable", "chat.delete", times=1)
    stage.words["digest"] = digest(NEWER, "corrected")
    stage.change("day")
    await turns(stage.speaker(), stage.clock, 8, seconds=9)
    (said,) = standing(stage)
    assert shown_to_all(stage, said) == NEWER.content
    assert stage.backlog().pending == 0


async def test_a_bot_that_died_between_taking_away_and_posting_anew_says_it_once(stage: Stage) -> None:
    stage.words["digest"] = digest()
    stage.promise("digest", follow="day")
    await turns(stage.speaker(), stage.clock)
    stage.slack.workspace.remove(standing(stage)[0])
    stage.words["digest"] = digest(NEWER)
    stage.change("day")
    await turns(stage.speaker(), stage.clock, 4)
    (said,) = standing(stage)
    assert shown_to_all(stage, said) == NEWER.content
    assert said.metadata is not None
    assert said.metadata["event_type"] == EVENT


async def test_a_file_that_slack_has_lost_is_handed_in_again(stage: Stage) -> None:
    stage.words["digest"] = digest()
    speaker = stage.speaker()
    stage.promise("digest")
    await turns(speaker, stage.clock)
    file = stage.slack.workspace.files.find(standing(stage)[0].blocks[1]["slack_file"]["id"])
    assert file is not None
    file.is_complete = False
    stage.words["other"] = digest()
    stage.promise("other")
    await turns(speaker, stage.clock, 6)
    _, said = standing(stage)
    assert said.blocks[1]["slack_file"]["id"] != file.id
    assert shown_to_all(stage, said) == PNG
