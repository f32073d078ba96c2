"""What people ask about numbers, in Slack: their own, their team's, the centre's; and what they may not read."""

import io
from collections.abc import Callable

import openpyxl
import pytest
from support.cast import ARUN, HAO, LIN, MEI, OLGA, SUN, WEN, ZHAO, Member, at
from support.counter import Counter, said
from support.digests_counted import TODAY, count
from support.digests_told import call, signed_in, tell
from support.house import Scene

from handlers.asking import Command
from playground.models import Message
from rules.calls import State
from storage.database import Database
from storage.people import people


async def asks(scene: Scene, member: Member, text: str = "") -> Message:
    return (await scene.person(member).command("/kpi", text)).ephemeral[0]


async def comes(scene: Scene, member: Member, found: Callable[[Message], bool]) -> Message:
    """A private message that takes a while, since another process draws it."""
    for _ in range(60):
        await scene.house.speaker.speak()
        await scene.house.speaker.drained()
        for message in scene.person(member).dm():
            if not message.ephemeral_to and found(message):
                return message
        scene.clock.forward(seconds=2)
    raise AssertionError(f"nothing came: {[one.words for one in scene.person(member).dm()]}")


async def whisper(scene: Scene, member: Member, *words: str) -> Message:
    """What is answered beside what was pressed."""

    def found() -> Message | None:
        told = [m for m in scene.person(member).dm() if m.ephemeral_to and all(word in m.words for word in words)]
        return told[-1] if told else None

    return await scene.slack.until(found)


async def test_an_agent_reads_their_own_numbers_and_learns_how_to_see_the_team(counted_house: Scene) -> None:
    words = (await asks(counted_house, ARUN)).text
    assert "Monday, 23 Nov: agent Arun (1002)" in words
    assert "*Average ring time* 4.00 s" in words
    assert "Calls answered · 1" in words
    assert "As counted at 10:00" in words
    assert "Your team's: /kpi A1" in words
    assert "Mei" not in words


async def test_a_leader_reads_the_team_and_the_site_manager_the_centre(counted_house: Scene) -> None:
    assert "班组 A1：11月23日（周一）" in (await asks(counted_house, LIN)).words
    assert "全中心：11月23日（周一）" in (await asks(counted_house, ZHAO)).words
    assert "全中心：11月22日（周日）" in (await asks(counted_house, ZHAO, "昨天")).words


async def test_a_team_is_seen_person_by_person_by_its_leader_in_private(counted_house: Scene) -> None:
    scene = counted_house
    answer = await asks(scene, LIN, "昨天")
    await scene.person(LIN).press(answer, "digests.people")
    words = (await whisper(scene, LIN, "每小时呼叫次数")).text
    assert "Mei · 4.00 秒 · 无数据 · 0.00 % · 3.89 % · 7 通 · 0.78 通/小时 · 无数据" in words
    assert [line.split(" · ")[0] for line in words.splitlines()[2:5]] == ["Mei", "Arun", "Bo"]
    assert "1001" not in words
    assert "班组 A1：11月22日（周日）" in scene.person(LIN).dm()[0].words, "the answer still stands"


async def test_a_number_is_explained_in_private_with_formula_inputs_and_rows(counted_house: Scene) -> None:
    scene = counted_house
    answer = await asks(scene, ARUN, "yesterday")
    choice = "day/2026-11-22|agent:1002|utilisation"
    await scene.person(ARUN).press(answer, "digests.explain", selected=choice)
    await whisper(scene, ARUN, "taking this number apart")
    words = (await comes(scene, ARUN, lambda one: "Formula" in one.words)).words
    assert "Utilisation (utilisation), agent Arun, Sunday, 22 Nov" in words
    assert "Formula: (talk with hold + after-call work) ÷ signed-in time × 100." in words
    assert "talk with hold, s: 1260 (agents counted: 1)" in words
    assert "signed-in time, s: 32400 (agents counted: 1)" in words
    assert "asterisk (queue_log), asterisk.txt" in words


async def test_a_colleague_does_not_read_in_an_explanation_who_was_late(counted_house: Scene) -> None:
    scene = counted_house
    with scene.house.database.changing() as session:
        tell(session, [call(7, at("09:40"))], [signed_in("2001", at("08:00"), at("08:10"), State.READY)])
    await _explained(scene, ARUN, "team:A1", "adherence")
    theirs = (await comes(scene, ARUN, lambda one: "Formula" in one.words)).words
    assert "late" not in theirs
    assert "Bo" not in theirs
    await _explained(scene, LIN, "team:A1", "adherence")
    leaders = (await comes(scene, LIN, lambda one: "公式" in one.words)).words
    assert "Bo：迟到" in leaders
    assert "1003" not in leaders


async def test_the_workbook_comes_in_private_with_what_its_reader_may_read(counted_house: Scene) -> None:
    scene = counted_house
    for reader, team, expected in ((LIN, "昨天", ["Mei", "Arun"]), (ARUN, "yesterday A1", ["Arun"])):
        answer = await asks(scene, reader, team)
        await scene.person(reader).press(answer, "digests.export")
        came = await comes(scene, reader, lambda one: bool(one.files))
        file = came.files[0]
        assert file.name == "kpi-2026-11-22.xlsx"
        book = openpyxl.load_workbook(io.BytesIO(file.content or b""))
        rows = list(book.worksheets[0].iter_rows(min_row=2, values_only=True))
        assert [row[1] for row in rows] == ["A1", *expected]
        assert rows[1][4 + 2] == pytest.approx(3.888889), "utilisation"


async def test_the_home_of_who_takes_calls_tells_their_own_numbers(counted_house: Scene) -> None:
    home = await counted_house.person(ARUN).open_home()
    await counted_house.slack.until(lambda: "Your numbers" in home.words)
    assert (
        "*Yesterday, 22 Nov*: Calls answered 7 · Average handle time (AHT) 180.00 s · Not-ready rate 0.00 %"
        in home.words
    )
    assert "*Today, 23 Nov*: Calls answered 1" in home.words
    other = await counted_house.person(WEN).open_home()
    await counted_house.slack.until(lambda: "Wen" in other.words)
    assert "我的指标" not in other.words


async def _explained(scene: Scene, member: Member, scope: str, key: str) -> None:
    answer = await asks(scene, member, "A1")
    await scene.person(member).press(answer, "digests.explain", selected=f"day/{TODAY}|{scope}|{key}")


# The same at the desk, which answers as through Slack: every wish and every slip.


def ask(desk: Counter, who: Member, text: str) -> str:
    return said(desk.ask(who, Command, "/kpi", text=text))


@pytest.mark.parametrize(
    ("who", "text", "heading"),
    [
        (ARUN, "me", "Monday, 23 Nov: agent Arun (1002)"),
        (MEI, "我", "坐席 Mei（1001）：11月23日（周一）"),
        (MEI, "我的 昨天", "坐席 Mei（1001）：11月22日（周日）"),
        (ARUN, "yesterday", "Sunday, 22 Nov: agent Arun (1002)"),
        (ARUN, "11-20", "Friday, 20 Nov: agent Arun (1002)"),
        (ARUN, "2026-11-20 a1", "Friday, 20 Nov: team A1"),
        (ARUN, "team 2026/11/20", "Friday, 20 Nov: team A1"),
        (MEI, "11月20日 班组", "班组 A1：11月20日（周五）"),
        (LIN, "今天 全中心", "全中心：11月23日（周一）"),
        (HAO, "centre today", "Monday, 23 Nov: the centre"),
        (HAO, "team A1", "Monday, 23 Nov: team A1"),
        (HAO, "queue support", "Monday, 23 Nov: queue support"),
        (LIN, "SUPPORT 昨天", "队列 support：11月22日（周日）"),
        (LIN, "@Arun", "坐席 Arun（1002）：11月23日（周一）"),
        (LIN, "<@U0ARUN|arun> 昨天", "坐席 Arun（1002）：11月22日（周日）"),
        (LIN, "1002", "坐席 Arun（1002）：11月23日（周一）"),
        (ZHAO, "昨天 Olga", "坐席 Olga（2001）：11月22日（周日）"),
        (SUN, "", "全中心：11月23日（周一）"),
        (LIN, "Bo", "坐席 Bo（1003）：11月23日（周一）"),
    ],
)
def test_a_day_and_a_scope_are_understood_in_any_order(desk: Counter, who: Member, text: str, heading: str) -> None:
    assert ask(desk, who, text).startswith(heading)


@pytest.mark.parametrize(
    ("who", "text", "answer"),
    [
        (LIN, "A7", "没有叫“A7”的班组、队列或人。现有班组：A1、B1。"),
        (HAO, "suport", "Did you mean “support”? Teams: A1, B1."),
        (HAO, "tarhet", "Did you mean “target”?"),
        (LIN, "@Nobody", "花名册里找不到“@Nobody”。请用 @姓名 或工号。"),
        (LIN, "<@U0NOBODY|nobody>", "花名册里找不到“@nobody”"),
        (HAO, "<!channel> &amp; x", "no team, queue or person “&lt;!channel&gt; &amp; x”"),
        (LIN, "12-01", "2026-12-01 还没到，请写 今天、昨天 或更早的日期。"),
        (LIN, "13-45", "看不懂日期“13-45”"),
        (HAO, "2026-10-01", "Nothing was counted of 1 Oct; the newest day is 2026-11-23: /kpi 2026-11-23."),
        (ARUN, "Mei", "The numbers of Mei are for Mei and for the leaders of that team; please ask one of them."),
        (ARUN, "centre", "The numbers of the centre are not yours to read; your team leader can tell you."),
        (ARUN, "support", "The numbers of queue support are not yours to read"),
        (OLGA, "A1", "The numbers of team A1 are not yours to read"),
        (HAO, "Mei", "The numbers of Mei are for Mei"),
        (WEN, "Mei", "Mei 的指标只有本人和该班组的负责人能看，请找他们。"),
        (SUN, "班组", "花名册里你还没有分到班组。"),
        (LIN, "me", "你不接电话，没有个人指标可看。"),
        (ARUN, "me Mei", "“Mei” is no day I can read"),
    ],
)
def test_a_slip_gets_one_sentence_that_helps(desk: Counter, who: Member, text: str, answer: str) -> None:
    words = ask(desk, who, text)
    assert answer in words
    assert "\n" not in words


def test_before_anything_was_counted_it_says_so(empty_desk: Counter) -> None:
    assert "Nothing was counted yet, 23 Nov included" in ask(empty_desk, ARUN, "")


def test_of_two_with_one_name_the_number_is_wanted(empty_desk: Counter) -> None:
    with empty_desk.database.changing() as session:
        session.execute(people.update().where(people.c.employee_no == "1003").values(name="Mei"))
    assert "有 2 个人叫“Mei”，请用 @姓名 或工号。" in ask(empty_desk, LIN, "Mei")


def test_numbers_that_nobody_is_named_in_have_no_hint(desk: Counter) -> None:
    assert "/kpi A1" not in ask(desk, LIN, "")


@pytest.mark.parametrize(
    ("who", "value", "answer"),
    [
        (ARUN, "day/2026-11-22|team:A1", "Arun · 4.00 s"),
        (HAO, "day/2026-11-22|team:A1", "The people of A1 are for the leaders of A1; please ask one of them."),
        (WEN, "day/2026-11-22|team:A1", "A1 每个人的指标只有该班组的负责人能看，请找他们。"),
        (LIN, "day/2026-11-22|team:gone", "gone 每个人的指标"),
        (ZHAO, "week/2026-11-16|team:B1", "Olga · 4.00 秒"),
        (LIN, "hour/2026-11-23/1763863200|team:A1", "班组 A1：11月23日（周一）"),
    ],
)
def test_only_its_leaders_see_the_people_of_a_team(desk: Counter, who: Member, value: str, answer: str) -> None:
    words = desk.press(who, "digests.people", value)
    assert answer in words
    if who is ARUN:
        assert "Mei" not in words


@pytest.mark.parametrize("pressed", ["digests.explain", "digests.export"])
def test_what_may_not_be_read_is_not_explained_either(desk: Counter, pressed: str) -> None:
    value = "day/2026-11-22|agent:1001" + ("|adherence" if pressed == "digests.explain" else "")
    assert "The numbers of Mei are for Mei" in desk.press(ARUN, pressed, value)


def test_help_names_targets_to_managers_only(desk: Counter) -> None:
    assert "/kpi target login_rate" not in ask(desk, ARUN, "help")
    assert "/kpi 目标 login_rate 92 A1" in ask(desk, ZHAO, "帮助")


def test_an_answer_reads_what_was_counted_and_nothing_else(empty_desk: Counter, floor: Database) -> None:
    """A call that was not counted yet is in no answer: nobody waits for counting."""
    with floor.changing() as session:
        tell(session, [call(1, at("09:30"))], [signed_in("1001", at("08:30"), None)])
    assert "还没有任何统计结果" in ask(empty_desk, MEI, "")
    count(floor, empty_desk.clock.now())
    assert "接起数 · 1 通" in ask(empty_desk, MEI, "")
