"""What leaders say to a surge, and what everybody else may; through the desk, on both databases, and once in Slack."""

import asyncio

import pytest
from support.cast import ARUN, HAO, LIN, MEI, MORNING, ZHAO
from support.house import SITE, Scene
from support.ladder import Ladder, StoppedClock

from storage.database import Database
from storage.surges_tables import surge_incidents


@pytest.fixture
def ladder(floor: Database) -> Ladder:
    return Ladder(floor, StoppedClock(MORNING))


def test_without_a_surge_slash_surge_says_so(ladder: Ladder) -> None:
    assert ladder.surge(MEI) == "现在没有话务异常。每 5 分钟看一次所有队列。"
    assert ladder.surge(ARUN).startswith("No surge.")


def test_everybody_reads_what_is_going_on_and_who_has_answered(ladder: Ladder) -> None:
    ladder.overrun()
    ladder.look()
    ladder.desk.press(HAO, "surges.acknowledge", ladder.incident.id)
    said = ladder.surge(ARUN)
    assert "Surge: support, support level 1" in said
    assert "oldest caller waits 240 s · 4 waiting" in said
    assert "Signed in or confirmed: Hao 10:00" in said
    assert "Not yet: Lin, Zhao" in said


def test_a_person_raises_at_once_with_name_and_reason(ladder: Ladder) -> None:
    assert ladder.surge(ZHAO, "升级 support 2级 因为 光缆断了，电话 13812345678") == "好的，support 现在是 2 级。"
    (change,) = ladder.changes()
    assert (change.level, change.act.by, change.act.reason) == (2, ZHAO.number, "光缆断了，电话 ***")
    assert "Zhao：发现，2 级。光缆断了" in ladder.read("surges.incident", ZHAO.slack_id)
    assert len(ladder.requests()) == 3


@pytest.mark.parametrize(
    ("typed", "level"),
    [
        ("升级 因为 忙", 2),
        ("升级 3 因为 忙", 3),
        ("升级 到三级 因为 忙", 3),
        ("raise level 3 because busy", 3),
        ("raise to 3 because busy", 3),
        ("raise queue support 3 because busy", 3),
        ("raise SUPPORT because busy", 2),
        ("升级 队列 support 三级 因为忙", 3),
    ],
)
def test_a_level_and_a_queue_are_named_as_people_write_them(ladder: Ladder, typed: str, level: int) -> None:
    ladder.overrun()
    ladder.look()
    ladder.surge(ZHAO, typed)
    assert (ladder.incident.level, ladder.incident.queue, len(ladder.incidents())) == (level, "support", 1)


def test_a_queue_whose_name_ends_in_a_number_is_still_a_queue(ladder: Ladder) -> None:
    ladder.surge(ZHAO, "升级 line2 因为 忙")
    assert (ladder.incident.queue, ladder.incident.level) == ("line2", 1)


def test_a_change_without_a_reason_is_none(ladder: Ladder) -> None:
    ladder.overrun()
    ladder.look()
    for typed in ("升级", "升级 2", "升级 2 因为", "降级", "解除", "stand-down"):
        assert "都要写原因" in ladder.surge(ZHAO, typed)
    assert "200" in ladder.surge(ZHAO, "升级 因为 " + "忙" * 201)
    assert ladder.steps() == [("opened", 1)]


def test_it_is_lowered_and_stood_down_with_a_reason_and_the_watch_goes_by_it(ladder: Ladder) -> None:
    ladder.overrun_for(15)
    ladder.surge(ZHAO, "降级 因为 支援到位")
    ladder.surge(ZHAO, "解除 因为 线路恢复")
    assert ladder.steps() == [("opened", 1), ("raised", 2), ("lowered", 1), ("ended", 1)]
    ladder.overrun()
    ladder.look()
    assert len(ladder.incidents()) == 1, "it cools down first"


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("升级 1 因为 忙", "已经是 1 级"),
        ("降级 2 因为 忙", "现在是 1 级"),
        ("演练 support", "正在应急或演练"),
        ("解除 sales 因为 忙", "sales 现在没有应急"),
    ],
)
def test_what_makes_no_sense_is_refused_with_what_to_do(ladder: Ladder, typed: str, answer: str) -> None:
    ladder.overrun()
    ladder.look()
    assert answer in ladder.surge(ZHAO, typed)
    assert ladder.steps() == [("opened", 1)]


def test_above_the_third_level_there_is_none(ladder: Ladder) -> None:
    ladder.surge(ZHAO, "升级 support 3 因为 忙")
    assert "没有更高的了" in ladder.surge(ZHAO, "升级 因为 忙")


def test_with_several_queues_one_must_be_named(ladder: Ladder) -> None:
    assert "还没有报过任何队列" in ladder.surge(ZHAO, "升级 因为 忙")
    ladder.answered()
    ladder.overrun("sales")
    ladder.look()
    ladder.surge(ZHAO, "升级 support 因为 忙")
    assert "是哪个队列？请写明：sales、support。" in ladder.surge(ZHAO, "解除 因为 忙")
    ladder.surge(ZHAO, "解除 support 因为 忙")
    ladder.surge(ZHAO, "解除 因为 忙")
    assert "不用降级或解除" in ladder.surge(ZHAO, "解除 因为 忙")


def test_agents_and_team_leaders_do_not_raise(ladder: Ladder) -> None:
    for who in (MEI, LIN):
        assert ladder.surge(who, "升级 support 因为 忙").startswith("这件事归")
    assert ladder.incidents() == []


def test_a_drill_asks_everybody_and_says_everywhere_that_it_is_one(ladder: Ladder) -> None:
    assert "演练开始了" in ladder.surge(ZHAO, "演练 support")
    assert ladder.incident.is_drill
    for kind, who in (("surges.request", LIN), ("surges.request", HAO), ("surges.incident", ZHAO)):
        assert "演练" in (said := ladder.read(kind, who.slack_id)) or "DRILL" in said
    ladder.desk.press(LIN, "surges.acknowledge", ladder.incident.id)
    ladder.clock.forward(minutes=5)
    ladder.sweep()
    assert ladder.read("surges.late", ZHAO.slack_id).startswith("演练 · support")
    assert "演练" in ladder.surge(ZHAO)
    assert "演练只有一级" in ladder.surge(ZHAO, "降级 因为 练完")
    ladder.surge(ZHAO, "解除 因为 练完")
    assert ladder.incident.ended_at == ladder.clock.now()


def test_a_drill_ends_by_itself_after_half_an_hour(ladder: Ladder) -> None:
    ladder.surge(ZHAO, "演练 support")
    ladder.clock.forward(minutes=29, seconds=59)
    ladder.sweep()
    assert ladder.incident.ended_at is None
    ladder.clock.forward(seconds=1)
    ladder.sweep()
    assert ladder.incident.ended_at == ladder.clock.now()


def test_a_drill_leaves_the_watch_alone_and_gives_way_to_a_surge(ladder: Ladder) -> None:
    ladder.surge(ZHAO, "演练 support")
    ladder.calm_for(15)
    assert ladder.incident.ended_at is None
    ladder.overrun()
    ladder.look()
    drill, surge = ladder.incidents()
    assert drill.ended_at == surge.started_at
    assert not surge.is_drill
    assert len(ladder.slots("surges.request")) == 6


def test_a_person_may_raise_in_the_middle_of_a_drill(ladder: Ladder) -> None:
    ladder.surge(ZHAO, "演练 support")
    ladder.surge(ZHAO, "升级 2 因为 真的来了")
    drill, surge = ladder.incidents()
    assert drill.ended_at
    assert (surge.is_drill, surge.level) == (False, 2)


async def test_in_slack_a_manager_is_asked_confirms_and_the_button_is_gone(open_house: Scene) -> None:
    ladder = Ladder(open_house.house.database, open_house.clock, SITE)
    await asyncio.to_thread(ladder.overrun)
    await open_house.sweep()
    lin = open_house.person(LIN)
    asked = await open_house.slack.until(lambda: next((m for m in lin.dm() if "一级支持" in m.words), None))
    await lin.press(asked, "surges.acknowledge")
    await open_house.slack.until(lambda: next((m for m in lin.dm() if "已登记" in m.words), None))
    answer = await open_house.person(ZHAO).command("/surge", "解除 因为 线路恢复")
    assert "support 已解除" in answer.text
    zhao = open_house.person(ZHAO)
    await open_house.slack.until(
        lambda: next((m for m in zhao.dm() if "已解除。" in m.words and "Zhao" in m.words), None)
    )


def test_the_record_of_a_change_names_the_person(ladder: Ladder) -> None:
    ladder.surge(ZHAO, "升级 support 因为 忙")
    ladder.surge(ZHAO, "解除 因为 好了")
    assert ladder.desk.audited("surges.opened", "surges.ended") == 2
    assert ladder.desk.rows(surge_incidents) == 1
