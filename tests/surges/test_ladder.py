"""Does the ladder climb with what callers feel, ask whom it must, and come down again; once, whoever looks?"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from support.cast import HAO, LIN, MEI, MORNING, ZHAO, at
from support.clock import HandClock
from support.digests_told import signed_in, tell
from support.house import SITE
from support.ladder import Ladder, StoppedClock
from support.meeting import Meeting, at_once

from jobs import surges as jobs
from jobs.asking import Tick
from rules.calls import State
from rules.surges_incident import Act
from storage import people, runs, surges_callin
from storage import surges_incidents as storage
from storage.database import Database, open_database
from storage.outbox import outbox
from storage.surges_policy_tables import rations

MANAGED = replace(SITE, management_channel="C0MANAGE")


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock(MORNING)


@pytest.fixture
def ladder(floor: Database, clock: HandClock) -> Ladder:
    return Ladder(floor, clock, MANAGED)


@pytest.fixture
def replicas(floor: Database, database_url: str) -> Iterator[tuple[Database, Database]]:
    other = open_database(database_url)
    yield floor, other
    other.close()


def ids(ladder: Ladder, *members: object) -> set[int]:
    return {ladder.desk.id_of(one) for one in members}  # pyright: ignore[reportArgumentType]


def test_a_quiet_queue_is_no_incident(ladder: Ladder) -> None:
    ladder.calm_for(30)
    assert ladder.incidents() == []


def test_somebody_who_waits_too_long_raises_level_1_and_every_manager_on_duty_is_asked(ladder: Ladder) -> None:
    ladder.overrun()
    ladder.look()
    assert ladder.steps() == [("opened", 1)]
    assert set(ladder.requests()) == ids(ladder, LIN, HAO, ZHAO)
    assert ladder.slots("surges.incident") == [f"surges.incident:{ladder.incident.id}"]
    assert "*一级支持。* 队列 support 来电太多" in ladder.read("surges.request", LIN.slack_id)
    assert "confirm here by 10:05" in ladder.read("surges.request", HAO.slack_id)


def test_the_ladder_climbs_one_level_at_a_time_and_never_above_the_third(ladder: Ladder) -> None:
    ladder.overrun_for(60)
    assert ladder.steps() == [("opened", 1), ("raised", 2), ("raised", 3)]
    opened, second, third = (one.at for one in ladder.changes())
    assert second - opened == timedelta(minutes=10)
    assert third - second == timedelta(minutes=15)
    assert len(ladder.incidents()) == 1


def test_it_comes_down_step_by_step_and_ends(ladder: Ladder) -> None:
    ladder.overrun_for(15)
    ladder.calm_for(60)
    assert ladder.steps() == [("opened", 1), ("raised", 2), ("lowered", 1), ("ended", 1)]
    assert ladder.incident.ended_at is not None
    assert "已解除" in ladder.read("surges.incident", "C0MANAGE")


def left(ladder: Ladder) -> list[int]:
    """How many tokens a surge leaves to each team, where one does."""
    in_force = select(rations.c.tokens).where(rations.c.ended_at.is_(None))
    with ladder.database.reading() as session:
        return sorted(session.execute(in_force).scalars())


def test_level_2_changes_the_breaks_level_3_calls_people_in_and_all_is_as_before_in_the_end(ladder: Ladder) -> None:
    with ladder.database.changing() as session:
        session.execute(update(people.people).values(may_be_called=True))
    ladder.overrun_for(9)
    assert left(ladder) == []
    ladder.overrun_for(6)
    assert left(ladder) == [0, 1], "every second team has a token left"
    ladder.overrun_for(20)
    with ladder.database.reading() as session:
        assert surges_callin.standing(session, ladder.incident.id) is not None
    ladder.calm_for(120)
    assert ladder.steps()[-1] == ("ended", 1)
    assert left(ladder) == []


def test_whoever_confirms_is_not_shown_as_late(ladder: Ladder) -> None:
    ladder.overrun()
    ladder.look()
    ladder.clock.forward(minutes=1)
    assert ladder.desk.press(LIN, "surges.acknowledge", ladder.incident.id) == "收到，辛苦了。"
    assert "没有通知你" in ladder.desk.press(LIN, "surges.acknowledge", ladder.incident.id)
    assert "没有通知你" in ladder.desk.press(MEI, "surges.acknowledge", ladder.incident.id)
    ladder.clock.forward(minutes=4)
    ladder.sweep()
    said = ladder.read("surges.late", ZHAO.slack_id)
    assert "Hao" in said
    assert "Lin" not in said
    assert ladder.requests()[ids(ladder, LIN).pop()].shown_at is None
    assert "已确认：Lin 10:01" in ladder.read("surges.incident", "C0MANAGE")
    assert ladder.read("surges.request", LIN.slack_id).startswith(":ballot_box_with_check:")


def test_who_is_late_is_shown_once(ladder: Ladder) -> None:
    ladder.overrun()
    ladder.look()
    ladder.clock.forward(minutes=4, seconds=59)
    ladder.sweep()
    assert ladder.slots("surges.late") == []
    for _ in range(3):
        ladder.clock.forward(seconds=1)
        ladder.sweep()
    assert ladder.slots("surges.late") == [f"surges.late:{ladder.incident.id}:{ids(ladder, ZHAO).pop()}"]
    assert {one.shown_at for one in ladder.requests().values()} == {MORNING + timedelta(minutes=5)}


def test_who_is_seen_signed_in_has_answered_without_pressing(ladder: Ladder) -> None:
    ladder.overrun()
    ladder.look()
    with ladder.database.changing() as session:
        tell(session, states=[signed_in(HAO.number, at("10:02"), None, State.LOGGED_IN)])
    ladder.clock.forward(minutes=6)
    ladder.sweep()
    assert ladder.requests()[ids(ladder, HAO).pop()].answered_at == at("10:02")
    assert "Hao" not in ladder.read("surges.late", ZHAO.slack_id)
    assert "Hao 10:02" in ladder.read("surges.incident", "C0MANAGE")


def test_who_comes_on_duty_meanwhile_is_called_too(ladder: Ladder) -> None:
    ladder.overrun()
    ladder.look()
    with ladder.database.changing() as session:
        for person_id in ids(ladder, LIN):
            session.exec_driver_sql(f"DELETE FROM surge_requests WHERE person_id = {person_id}")
    ladder.sweep()
    assert set(ladder.requests()) == ids(ladder, LIN, HAO, ZHAO)


def test_without_an_operations_channel_the_site_manager_reads_it(floor: Database, clock: HandClock) -> None:
    ladder = Ladder(floor, clock)
    ladder.overrun()
    ladder.look()
    assert "话务异常增涨：support，1 级支持" in ladder.read("surges.incident", ZHAO.slack_id)


def test_each_queue_has_its_own_incident(ladder: Ladder) -> None:
    ladder.overrun()
    ladder.overrun("sales")
    ladder.look()
    assert sorted(one.queue for one in ladder.incidents()) == ["sales", "support"]


def test_a_restart_in_the_middle_goes_on_where_it_was(ladder: Ladder, database_url: str) -> None:
    ladder.overrun_for(10)
    again = Ladder(open_database(database_url), ladder.clock, MANAGED)
    again.overrun_for(5)
    assert again.steps() == [("opened", 1), ("raised", 2)]
    assert len(again.slots("surges.request")) == 3
    again.database.close()


def test_the_rules_of_an_incident_are_those_at_its_start(ladder: Ladder) -> None:
    ladder.overrun()
    ladder.look()
    surges = replace(SITE.handbook.surges, level_2_after=timedelta(minutes=60))
    ladder.site = replace(MANAGED, handbook=replace(SITE.handbook, surges=surges))
    ladder.clock.forward(minutes=5)
    ladder.overrun_for(10)
    assert ladder.steps() == [("opened", 1), ("raised", 2)]


def test_two_replicas_open_one_incident_and_ask_once(
    replicas: tuple[Database, Database], clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = [Ladder(one, clock, MANAGED) for one in replicas]
    both[0].overrun()
    met = Meeting(2).before(monkeypatch, runs, "claim")
    at_once(*(one.look for one in both))
    assert len(both[0].incidents()) == 1
    assert both[0].steps() == [("opened", 1)]
    assert len(both[0].slots("surges.request")) == 3
    assert met.met or replicas[0].engine.dialect.name == "sqlite"


def test_a_person_and_the_clock_at_once_are_one_after_the_other(
    replicas: tuple[Database, Database], clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = [Ladder(one, clock, MANAGED) for one in replicas]
    both[0].overrun()
    Meeting(2).before(monkeypatch, storage, "lock_watch")
    at_once(both[0].look, lambda: both[1].surge(ZHAO, "升级 support 1 因为 线路抢修"))  # pyright: ignore[reportArgumentType]
    assert len(both[0].incidents()) == 1
    assert both[0].incident.level == 1


def test_an_order_and_a_look_never_act_on_the_same_state(
    replicas: tuple[Database, Database], clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = [Ladder(one, clock, MANAGED) for one in replicas]
    both[0].calm_for(5)
    both[0].overrun()
    Meeting(2).before(monkeypatch, storage, "open_of")
    at_once(lambda: both[0].look() or "", lambda: both[1].surge(ZHAO, "升级 support 2 因为 线路抢修"))
    with replicas[0].reading() as session:
        assert storage.states(session)["support"].level == both[0].incident.level == 2
    assert len(both[0].incidents()) == 1


def test_a_level_is_not_moved_from_where_it_no_longer_is(ladder: Ladder) -> None:
    ladder.overrun()
    ladder.look()
    stale = ladder.incident
    with ladder.database.changing() as session:
        moved = [storage.move(session, stale, level, Act(ZHAO.number, "忙"), ladder.clock.now()) for level in (2, 3)]
    assert moved == [True, False]
    assert ladder.steps() == [("opened", 1), ("raised", 2)]


def test_when_everybody_has_confirmed_nobody_is_shown(ladder: Ladder) -> None:
    ladder.overrun()
    ladder.look()
    for who in (LIN, HAO, ZHAO):
        ladder.desk.press(who, "surges.acknowledge", ladder.incident.id)
    ladder.clock.forward(minutes=6)
    ladder.sweep()
    assert ladder.slots("surges.late") == []


def test_whatever_happens_half_way_is_undone_and_done_again(ladder: Ladder, monkeypatch: pytest.MonkeyPatch) -> None:
    ladder.overrun()
    with monkeypatch.context() as broken:
        broken.setattr(storage, "keep_watch", _dies)
        with pytest.raises(RuntimeError):
            ladder.look()
    assert ladder.incidents() == []
    ladder.look()
    assert ladder.steps() == [("opened", 1)]


def _dies(*_given: object) -> None:
    raise RuntimeError


def test_a_feed_that_falls_silent_while_people_work_is_told_once_and_ends_visibly(ladder: Ladder) -> None:
    ladder.answered()
    ladder.look()
    for minutes in (9, 1, 5, 5):
        ladder.clock.forward(minutes=minutes)
        ladder.look()
    assert len(ladder.slots("surges.silence")) == 1
    assert "无法监控" in ladder.read("surges.silence", "C0MANAGE")
    assert "asterisk 没有数据" in ladder.surge(ZHAO)
    ladder.answered()
    ladder.clock.forward(minutes=5)
    ladder.look()
    assert "asterisk 恢复了" in ladder.read("surges.silence", "C0MANAGE")
    assert len(ladder.slots("surges.silence")) == 1


def test_while_a_feed_is_silent_nothing_is_raised(ladder: Ladder) -> None:
    ladder.overrun()
    ladder.clock.forward(minutes=11)
    ladder.look()
    assert ladder.incidents() == []
    assert len(ladder.slots("surges.silence")) == 1


def test_at_night_when_nobody_works_a_silent_feed_is_none(ladder: Ladder) -> None:
    ladder.clock.set(at("20:00"))
    ladder.answered()
    ladder.clock.forward(minutes=30)
    ladder.look()
    assert ladder.slots("surges.silence") == []


def test_a_file_of_yesterday_is_no_feed_that_could_fall_silent(ladder: Ladder) -> None:
    with ladder.database.changing() as session:
        from support.digests_told import call

        from storage import calls_put

        feed_id = calls_put.feed(session, "csv", "csv")
        import_id = calls_put.new_import(session, feed_id, "yesterday.csv", at("09:58"))
        calls_put.put_calls(session, feed_id, import_id, [call(1, at("07:00"))])
    ladder.look()
    assert ladder.slots("surges.silence") == []


def test_without_a_phone_system_nobody_looks(ladder: Ladder) -> None:
    with ladder.database.reading() as session:
        assert not jobs.wanted(Tick(MORNING, MANAGED), session)


def test_a_quarter_of_an_hour_after_it_is_over_it_is_reported_once_and_kept(ladder: Ladder) -> None:
    ladder.calm_for(30)
    ladder.overrun()
    ladder.look()
    ladder.clock.forward(minutes=1)
    ladder.desk.press(LIN, "surges.acknowledge", ladder.incident.id)
    ladder.surge(ZHAO, "升级 因为 线路抢修")
    ladder.clock.forward(minutes=9)
    ladder.surge(ZHAO, "解除 因为 修好了")
    ladder.clock.forward(minutes=5)
    ladder.answered()
    ladder.clock.forward(minutes=9, seconds=59)
    ladder.report()
    assert ladder.slots("surges.report") == []
    ladder.clock.forward(seconds=1)
    for _ in range(2):
        ladder.report()
    assert ladder.slots("surges.report") == [f"surges.report:{ladder.incident.id}"]
    said = ladder.read("surges.report", "C0MANAGE")
    assert "10:30 到 10:40，10 分钟；最高 2 级" in said
    assert "之前 95%（64 通），期间 0%（1 通），之后 100%（12 通）" in said
    assert "Lin：60 秒" in said
    assert "Hao：没有回应" in said
    assert "Zhao：升到 2 级。线路抢修" in said
    assert "Zhao：解除。修好了" in said
    assert ladder.incident.report


def test_two_replicas_report_once(replicas: tuple[Database, Database], clock: HandClock) -> None:
    both = [Ladder(one, clock, MANAGED) for one in replicas]
    both[0].surge(ZHAO, "升级 support 因为 忙")
    both[0].surge(ZHAO, "解除 support 因为 好了")
    clock.forward(minutes=15)
    at_once(*(one.report for one in both))
    with replicas[0].reading() as session:
        wanted = select(outbox.c.wanted).where(outbox.c.slot.startswith("surges.report:"))
        assert list(session.execute(wanted).scalars()) == [1]


def test_the_opening_has_its_picture_and_a_drill_has_none(ladder: Ladder) -> None:
    ladder.surge(ZHAO, "演练 sales")
    assert ladder.slots("surges.chart") == []
    ladder.calm_for(10)
    ladder.overrun()
    ladder.look()
    assert "一共来电" in ladder.read("surges.chart", "C0MANAGE")
