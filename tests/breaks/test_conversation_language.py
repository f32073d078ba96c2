"""In which language does the shift leader speak, to whom, and what does it say to strangers?"""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import text
from support import databases
from support.cast import ARUN, MEI
from support.clock import HandClock
from support.hearing import hears, reads, seen
from support.house import Scene, scene


@pytest.fixture
async def undecided(tmp_path: Path, clock: HandClock) -> AsyncIterator[Scene]:
    """A house whose roster names no languages: Slack's locales decide."""
    url = databases.sqlite_url(tmp_path)
    databases.upgraded(url).close()
    async with scene(url, clock) as opened:
        with opened.house.database.changing() as session:
            session.execute(text("UPDATE people SET roster_language = NULL"))
        yield opened


async def test_without_a_choice_slacks_locale_decides(undecided: Scene) -> None:
    assert "小休牌给你了" in (await undecided.person(MEI).command("/break")).text
    assert "You are in line" in (await undecided.person(ARUN).command("/break")).text
    asked = [call.sent["user"] for call in undecided.slack.traffic.calls("users.info")]
    assert sorted(asked) == ["U0ARUN", "U0MEI"]

    await undecided.person(MEI).command("/break", "status")
    assert len(undecided.slack.traffic.calls("users.info")) == 2, "asked once, then remembered"


async def test_a_locale_changed_in_slack_is_followed(undecided: Scene) -> None:
    assert "neither out" in (await undecided.person(ARUN).command("/break", "status")).text
    await undecided.person(ARUN).change(locale="zh-TW")
    await undecided.slack.until(lambda: undecided.slack.traffic.envelopes("user_change"))
    assert "你没有外出" in (await undecided.person(ARUN).command("/break", "status")).text


async def test_a_choice_stands_above_slacks_locale(undecided: Scene) -> None:
    assert "以后我都用中文跟你说" in (await undecided.person(ARUN).command("/floor", "language 中文")).text
    assert "小休牌给你了" in (await undecided.person(ARUN).command("/break")).text
    undecided.clock.forward(minutes=15, seconds=1)
    await undecided.sweep()
    await reads(undecided, ARUN, "到时间了")


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("language 中文", "以后我都用中文"),
        ("语言 中文", "以后我都用中文"),
        ("language English", "From now on I write to you in English"),
        ("语言 英文", "From now on I write to you in English"),
        ("language", "请写 /floor 语言 中文"),
        ("language Klingon", "请写 /floor 语言 中文"),
    ],
)
async def test_a_language_is_chosen_in_either_language(open_house: Scene, typed: str, answer: str) -> None:
    assert answer in (await open_house.person(MEI).command("/floor", typed)).text


async def test_the_team_reads_its_board_in_its_own_language(open_house: Scene) -> None:
    await seen(open_house, MEI, "C0A1", "A1 外出看板")
    await seen(open_house, "U0OLGA", "C0B1", "B1: who is out", "The token is free to take")


async def test_the_help_lists_the_commands_in_the_readers_language(any_house: Scene) -> None:
    for asked in ("", "help", "what"):
        answer = (await any_house.person(ARUN).command("/floor", asked)).text
        assert "What you can ask for" in answer
        assert "/break [10 | lunch | urgent | back | cancel | status]" in answer.replace("*", "")
        assert "/floor [language 中文|English | help]" in answer.replace("*", "")
    assert "你可以这样用" in (await any_house.person(MEI).command("/floor")).text


async def test_a_stranger_gets_one_sentence_in_their_language(any_house: Scene) -> None:
    stranger = any_house.person("stranger")
    answer = (await stranger.command("/break")).text
    assert answer == (
        "I do not find you on the roster yet. Ask your team leader to add your Slack user ID U0STRANGER; "
        "then everything works at once."
    )
    assert (await stranger.command("/floor", "language 中文")).text == answer


async def test_a_stranger_who_presses_the_board_is_told_too(open_house: Scene) -> None:
    open_house.slack.workspace.channel("C0B1").members.append("U0STRANGER")
    board = await seen(open_house, "stranger", "C0B1", "who is out")
    await open_house.person("stranger").press(board, "breaks.take")
    await hears(open_house, "stranger", "I do not find you on the roster yet")


async def test_whoever_has_left_is_a_stranger_again(open_house: Scene) -> None:
    with open_house.house.database.changing() as session:
        session.execute(text("UPDATE people SET left_at = '2026-11-22 00:00:00.000000' WHERE name = 'Arun'"))
    assert "I do not find you on the roster" in (await open_house.person(ARUN).command("/break")).text
