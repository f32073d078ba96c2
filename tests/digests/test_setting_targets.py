"""How does a manager set a target from Slack, and what do the others read of it? (KP-03)"""

from collections.abc import Iterator
from functools import partial

import pytest
from sqlalchemy import select
from support.cast import ARUN, LIN, MEI, ZHAO, Member, at
from support.clock import HandClock
from support.counter import Counter, said
from support.digests_counted import some_days
from support.meeting import Meeting, at_once

from handlers.asking import Command
from rules.digests import INDICATORS, Unit
from rules.digests_targets import MOST, Target
from rules.roles import MANAGERS, Role
from storage import digests_targets as storage
from storage.audit import audit
from storage.database import Database, open_database
from storage.people import person_roles

TODAY = at("00:00")


@pytest.fixture
def desk(floor: Database, clock: HandClock) -> Counter:
    return Counter(floor, clock)


def ask(desk: Counter, who: Member, text: str) -> str:
    return said(desk.ask(who, Command, "/kpi", text=text))


def kept(desk: Counter) -> list[Target]:
    with desk.database.reading() as session:
        return storage.all_targets(session)


def noted(desk: Counter) -> list[tuple[str, str, str]]:
    with desk.database.reading() as session:
        rows = session.execute(select(audit).where(audit.c.action == "digests.target").order_by(audit.c.id))
        return [(row.actor, row.before, row.after) for row in rows]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("target login_rate 92", Target("login_rate", "", TODAY, 92)),
        ("targets Login Rate 92.5 %", Target("login_rate", "", TODAY, 92.5)),
        ("目标 员工登陆率 92", Target("login_rate", "", TODAY, 92)),
        ("target ASA 15s", Target("average_speed_of_answer", "", TODAY, 15)),
        ("target SL3 80% A1", Target("service_level_sl3", "team:A1", TODAY, 80)),
        (
            "target average ring time 8 b1 from 2026-12-01",
            Target("average_ring_time", "team:B1", at("00:00", "2026-12-01"), 8),
        ),
        ("target aht 300 since 11-01", Target("average_handle_time", "", at("00:00", "2026-11-01"), 300)),
        ("目标 平均振铃时间 8秒 A1 从 12-01 起", Target("average_ring_time", "team:A1", at("00:00", "2026-12-01"), 8)),
        ("目标 占线率（含事后处理） 90 自12月1日起", Target("occupancy_acw", "", at("00:00", "2026-12-01"), 90)),
        ("目标 占线率 90", Target("occupancy", "", TODAY, 90)),
    ],
)
def test_a_manager_sets_a_target_in_the_words_of_the_floor(desk: Counter, text: str, expected: Target) -> None:
    assert "之前没有目标" in ask(desk, ZHAO, text)
    assert kept(desk) == [expected]


def test_whoever_sets_a_target_reads_what_was_in_force_before(desk: Counter) -> None:
    assert "*员工登陆率*，全中心：11月1日起不低于 90 %。之前没有目标。" in ask(
        desk, ZHAO, "target login_rate 90 from 11-01"
    )
    assert "班组 A1：11月23日起不低于 92 %。之前是不低于 90 %（11月1日起）。" in ask(
        desk, ZHAO, "target login_rate 92 A1"
    )
    assert "之前是不低于 92 %（11月23日起）" in ask(desk, ZHAO, "target login_rate 93 A1")
    assert [one.value for one in kept(desk)] == [90, 93]
    assert noted(desk)[-1] == (
        ZHAO.number,
        '{"about": "team:A1", "from": "2026-11-22 16:00:00+00:00", "value": 92.0}',
        '{"about": "team:A1", "from": "2026-11-22 16:00:00+00:00", "value": 93.0}',
    )


def test_a_target_stands_beside_the_number_at_once(desk: Counter) -> None:
    some_days(desk.database)
    ask(desk, ZHAO, "target utilisation 75 A1")
    assert "*工时利用率* 3.33 % · 目标不低于 75 %，未达标" in ask(desk, LIN, "")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("target login_rate", "请写指标和数值"),
        ("target 92", "请写指标和数值"),
        ("target login_rate high", "请写指标和数值"),
        ("target login_rte 92", "没有叫“login_rte”的指标。相近的有：员工登陆率"),
        ("target 登录率 92", "没有叫“登录率”的指标。相近的有：员工登陆率"),
        ("target zzz 92", "没有叫“zzz”的指标。/kpi 目标 里列有可用的名称。"),
        ("target login_rate 192", "员工登陆率的目标应在 0 到 100 % 之间"),
        ("target login_rate -1", "员工登陆率的目标应在 0 到 100 % 之间"),
        ("target aht 99999", "平均通话时间的目标应在 0 到 3,600 秒 之间"),
        ("target login_rate 92 Z9", "没有叫“Z9”的班组。现有班组：A1、B1。"),
        ("target login_rate 92 from soon", "看不懂日期“soon”"),
        ("target login_rate 92 from 13-45", "看不懂日期“13-45”"),
    ],
)
def test_a_slip_sets_nothing_and_says_how(desk: Counter, text: str, answer: str) -> None:
    assert answer in ask(desk, ZHAO, text)
    assert kept(desk) == []
    assert noted(desk) == []


@pytest.mark.parametrize("role", sorted(Role))
def test_only_managers_set_targets_and_everybody_reads_them(desk: Counter, role: Role) -> None:
    with desk.database.changing() as session:
        mine = person_roles.c.person_id == desk.id_of(MEI)
        session.execute(person_roles.update().where(mine).values(role=role))
    answer = ask(desk, MEI, "目标 login_rate 92")
    assert ("目标由现场负责人和中心经理设定，请找他们。" in answer) is (role not in MANAGERS)
    assert bool(kept(desk)) is (role in MANAGERS)
    assert "手册年代的参考值" in ask(desk, MEI, "目标")


def test_everybody_reads_what_is_in_force_what_is_to_come_and_what_is_only_suggested(desk: Counter) -> None:
    for text in ("login_rate 90 from 10-01", "login_rate 92 from 11-01", "login_rate 95 A1 from 12-01"):
        ask(desk, ZHAO, f"target {text}")
    words = ask(desk, ARUN, "target")
    assert "• *Login rate* at least 92 % · the centre · since 1 Nov, set by Zhao" in words
    assert "• *Login rate* at least 95 % · team A1 · counts from 1 Dec, set by Zhao" in words
    assert "90 % · the centre" not in words
    assert "none is in force unless you set it" in words
    assert "After-call work (ACW) (after_call_work_time): 30–60 s" in words
    assert "/kpi target login_rate 92 A1" in words


def test_without_targets_it_says_so(desk: Counter) -> None:
    assert "*还没有设定目标。*" in ask(desk, MEI, "目标")


def test_every_unit_has_a_limit_and_a_name() -> None:
    assert set(MOST) == set(Unit) == {one.unit for one in INDICATORS.values()}


@pytest.fixture
def replicas(floor: Database, database_url: str, clock: HandClock) -> Iterator[tuple[Counter, Counter]]:
    other = open_database(database_url)
    yield Counter(floor, clock), Counter(other, clock)
    other.close()


def test_of_two_managers_at_once_the_second_replaces_what_the_first_set(
    replicas: tuple[Counter, Counter], monkeypatch: pytest.MonkeyPatch
) -> None:
    Meeting(2).before(monkeypatch, storage, "set_one")
    values = (91, 92)
    answers = at_once(
        *(partial(ask, one, ZHAO, f"target login_rate {value}") for one, value in zip(replicas, values, strict=True))
    )
    (now,) = kept(replicas[0])
    first = next(value for value in values if value != now.value)
    assert sum("之前没有目标" in answer for answer in answers) == 1
    assert sum(f"之前是不低于 {first} %" in answer for answer in answers) == 1
    (_, before, _), (_, second_before, after) = noted(replicas[0])
    assert before == "{}"
    assert f'"value": {first}.0' in second_before
    assert f'"value": {now.value}' in after
