"""Is what was counted kept, counted again where something new was told, and never overwritten by an older count?"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from support import cast
from support.cast import ZONE, at, csv
from support.digests import state
from support.digests_told import a_day, call, signed_in, tell
from support.house import SITE
from support.meeting import Meeting, at_once

from feeds import calls_names, importing
from jobs import digests as jobs
from jobs.asking import Tick
from rules import digests_slots as slots
from rules.calls import Figure, State
from rules.digests_days import totals
from rules.digests_facts import CENTRE, Kind, Scope
from rules.digests_scopes import Digest
from storage import calls_put, digests, digests_counts, digests_days, digests_marks, outbox
from storage.database import Database, Session, open_database
from storage.digests_counts import Count

MONDAY = date(2026, 11, 23)
EVENING = at("20:00")
A1 = Scope(Kind.TEAM, "A1")


def counted(floor: Database, now: datetime = EVENING) -> list[date]:
    """Count all that is to be counted, as the house does; the days, in their order."""
    days = []
    while True:
        tick = Tick(now.astimezone(UTC), SITE)
        with floor.reading() as session:
            if not jobs.wanted(tick, session):
                return days
            found = jobs.look(tick, session)
        with floor.changing() as session:
            jobs.keep(tick, session, found)
        days += [one.period.day for one in found]


def told(floor: Database, day: str = "2026-11-23") -> None:
    with floor.changing() as session:
        tell(session, *a_day(day))


def offered(floor: Database, day: date = MONDAY, scope: Scope = CENTRE) -> float | None:
    with floor.reading() as session:
        (one,) = digests_days.standings(session, slots.a_day(day), [scope], ZONE)
    m = one.totals.measures.get("calls_offered") if one.totals else None
    return m.value if m else None


def answered(floor: Database, day: date, scope: Scope) -> float | None:
    with floor.reading() as session:
        (one,) = digests_days.standings(session, slots.a_day(day), [scope], ZONE)
    m = one.totals.measures.get("calls_answered") if one.totals else None
    return m.value if m else None


def test_where_no_phone_system_ever_told_anything_nothing_is_counted(floor: Database) -> None:
    assert counted(floor) == []


def test_a_day_is_counted_for_the_centre_its_queues_teams_and_agents(floor: Database) -> None:
    told(floor)
    assert counted(floor) == [MONDAY, MONDAY - slots.DAY]
    with floor.reading() as session:
        found = {str(one.scope): one.measures for one in digests_days.all_totals(session, slots.a_day(MONDAY))}
    assert {"centre", "queue:support", "team:A1", "agent:1001", "agent:1002"} <= set(found)
    assert found["centre"]["calls_offered"].value == 22
    assert found["team:A1"]["calls_answered"].value == 20
    assert found["agent:1001"]["calls_answered"].value == 10


def test_what_is_kept_comes_back_as_it_was_counted(floor: Database) -> None:
    told(floor)
    counted(floor)
    with floor.reading() as session:
        facts = digests.facts(session, slots.a_day(MONDAY).window(ZONE), EVENING.astimezone(UTC))
    digest = totals(Digest(facts, SITE.handbook.digests))
    with floor.reading() as session:
        kept = {one.scope: one for one in digests_days.all_totals(session, slots.a_day(MONDAY))}
    assert set(kept) == {one.scope for one in digest}
    for one in digest:
        assert kept[one.scope].hours == list(one.hours)
        for key, m in one.measures.items():
            same = kept[one.scope].measures[key]
            assert (same.value, same.flags) == (pytest.approx(m.value), m.flags), key


def test_what_was_counted_rests_until_something_new_is_told(floor: Database) -> None:
    told(floor)
    counted(floor)
    assert counted(floor, EVENING + timedelta(seconds=30)) == []
    with floor.changing() as session:
        tell(session, [call(1, at("16:00"))])
    assert counted(floor, EVENING + timedelta(seconds=60)) == [MONDAY]
    assert offered(floor) == 23


def test_the_same_file_again_is_nothing_new(floor: Database) -> None:
    told(floor, "2026-11-20")
    counted(floor)
    told(floor, "2026-11-20")
    assert date(2026, 11, 20) not in counted(floor, EVENING + timedelta(minutes=20))


def test_a_year_that_is_imported_is_counted_the_newest_day_first(floor: Database) -> None:
    for day in ("2026-09-01", "2026-11-02", "2026-10-05"):
        told(floor, day)
    days = counted(floor)
    assert [day for day in days if offered(floor, day)] == [date(2026, 11, 2), date(2026, 10, 5), date(2026, 9, 1)]


def test_a_figure_of_a_day_has_it_counted_again_and_one_of_a_month_does_not(floor: Database) -> None:
    told(floor, "2026-11-10")
    counted(floor)
    begins = at("00:00", "2026-11-10").astimezone(UTC)
    for length, expected in ((timedelta(days=30), []), (timedelta(days=1), [date(2026, 11, 10)])):
        with floor.changing() as session:
            feed_id = calls_put.feed(session, "hr", "figures")
            import_id = calls_put.new_import(session, feed_id, "hr.csv", EVENING)
            calls_put.put_figures(session, import_id, [Figure("planned", "", begins, begins + length, 9)])
        later = EVENING + timedelta(minutes=20)
        assert [day for day in counted(floor, later) if day.day == 10] == expected


def test_a_state_whose_end_is_told_days_late_has_the_days_between_counted_again(floor: Database) -> None:
    with floor.changing() as session:
        tell(session, states=[state("1001", State.READY, "08:30", None, day="2026-11-20")])
        tell(session, [call(1, EVENING)])
    counted(floor)
    ended = state("1001", State.READY, "08:30", "17:30", day="2026-11-20")
    with floor.changing() as session:
        feed_id = calls_put.feed(session, "asterisk", "queue_log")
        import_id = calls_put.new_import(session, feed_id, "late.txt", EVENING.astimezone(UTC))
        calls_put.put_states(session, feed_id, import_id, [ended])
    days = counted(floor, EVENING + timedelta(minutes=20))
    assert {date(2026, 11, day) for day in (20, 21, 22, 23)} <= set(days)


def test_whoever_gets_another_name_has_all_days_counted_again(floor: Database) -> None:
    with floor.changing() as session:
        tell(session, *a_day("2026-11-02", agents=("mei@home",)))
    counted(floor)
    mei, day = Scope(Kind.AGENT, "1001"), date(2026, 11, 2)
    with floor.changing() as session:
        calls_names.bring_in(session, b"name,employee_no\nmei@home,1001", ZONE, lambda _: None)
    counted(floor, EVENING + timedelta(minutes=20))
    with floor.reading() as session:
        (one,) = digests_days.standings(session, slots.a_day(day), [mei], ZONE)
    assert one.totals is not None
    assert one.totals.measures["calls_answered"].value == 20


def test_a_night_shift_that_is_filed_late_moves_its_calls_to_the_day_on_which_it_began(floor: Database) -> None:
    begins, ends = at("22:00", "2026-11-10"), at("06:00", "2026-11-11")
    with floor.changing() as session:
        tell(session, [call(1, at("02:00", "2026-11-11"))], [signed_in("1001", begins, ends)])
    counted(floor)
    shift = ("1001", begins.isoformat(), ends.isoformat(), "night")
    with floor.changing() as session:
        importing.shifts(session, csv("employee_no,starts_at,ends_at,kind", [shift]), ZONE, lambda _: None)
    counted(floor, EVENING + timedelta(minutes=20))
    mei = Scope(Kind.AGENT, "1001")
    assert [answered(floor, date(2026, 11, day), mei) for day in (10, 11)] == [1, 0]


def test_the_same_shifts_again_mark_nothing(floor: Database) -> None:
    told(floor)
    counted(floor)
    with floor.changing() as session:
        cast.settle(session)
        assert digests_marks.marked(session, ZONE) == {}


def test_whoever_is_filed_late_is_in_their_team_from_the_day_before_on(floor: Database) -> None:
    with floor.changing() as session:
        tell(session, *a_day("2026-11-23", agents=("1009",)))
    counted(floor)
    newcomer = csv(
        "employee_no,name,slack_user_id,team,roles,language,hired_on,left_on",
        [("1009", "Ning", "", "A1", "agent", "", "", "")],
    )
    with floor.changing() as session:
        importing.people(session, newcomer, ZONE, lambda _: None)
    counted(floor, EVENING + timedelta(minutes=20))
    assert answered(floor, MONDAY, A1) == 20


def test_a_state_that_is_told_late_marks_every_hour_of_it(floor: Database) -> None:
    with floor.changing() as session:
        tell(session, states=[signed_in("1001", at("09:05"), at("12:40"), State.NOT_READY)])
        hours = digests_marks.marked(session, ZONE)[MONDAY].hours
    assert {at(f"{hour:02}:00").astimezone(UTC) for hour in (9, 10, 11, 12)} <= hours


def test_a_mark_in_a_zone_with_half_hours_is_of_its_own_day(floor: Database) -> None:
    kolkata = ZoneInfo("Asia/Kolkata")
    moment = datetime(2026, 12, 24, 0, 10, tzinfo=kolkata)
    with floor.changing() as session:
        digests_marks.mark(session, [moment])
        found = digests_marks.marked(session, kolkata)
    assert date(2026, 12, 24) in found
    assert date(2026, 12, 23) not in found


def test_the_number_of_a_mark_is_never_given_again(floor: Database) -> None:
    with floor.changing() as session:
        digests_marks.mark(session, [EVENING])
        first = digests_marks.marked(session, ZONE)[MONDAY].ids
        digests_marks.unmark(session, first)
        digests_marks.mark(session, [EVENING])
        assert set(digests_marks.marked(session, ZONE)[MONDAY].ids).isdisjoint(first)


def test_a_digest_that_was_posted_while_its_day_was_counted_is_corrected(floor: Database) -> None:
    told(floor)
    counted(floor)
    told(floor, "2026-11-20")
    tick = Tick(EVENING.astimezone(UTC), SITE)
    day = slots.a_day(date(2026, 11, 20))
    with floor.reading() as session:
        found = jobs.look(tick, session)
    with floor.changing() as session:
        digests_days.post(session, digests_days.standings(session, day, [A1], ZONE), tick.now)
        outbox.say(session, "digest", "C0A1", tick.now, follow=[digests_counts.topic(day, A1)])
    with floor.changing() as session:
        jobs.keep(tick, session, found)
        assert outbox.gather(session, tick.now) == 1


def test_an_older_count_never_takes_the_place_of_a_newer_one(floor: Database) -> None:
    told(floor)
    tick = Tick(EVENING.astimezone(UTC), SITE)
    with floor.reading() as session:
        older = jobs.look(tick, session)
    with floor.changing() as session:
        tell(session, [call(1, at("16:00"))])
    counted(floor, EVENING + timedelta(minutes=1))
    with floor.changing() as session:
        assert digests_counts.keep(session, next(one for one in older if one.period.day == MONDAY)) == []
    assert offered(floor) == 23


def test_a_mark_that_came_while_it_was_counted_stays(floor: Database) -> None:
    told(floor)
    tick = Tick(EVENING.astimezone(UTC), SITE)
    with floor.reading() as session:
        found = jobs.look(tick, session)
    with floor.changing() as session:
        tell(session, [call(1, at("16:00"))])
    with floor.changing() as session:
        jobs.keep(tick, session, found)
        assert digests_marks.marked(session, ZONE)[MONDAY].hours == {at("16:00").astimezone(UTC)}
    assert counted(floor, EVENING + timedelta(minutes=1))[0] == MONDAY


@pytest.fixture
def replicas(floor: Database, database_url: str) -> Iterator[tuple[Database, Database]]:
    other = open_database(database_url)
    yield floor, other
    other.close()


def test_two_that_count_at_once_keep_the_newer_count(
    replicas: tuple[Database, Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    floor, _ = replicas
    told(floor)
    found: list[list[Count]] = []
    for seconds in (0, 1):
        tick = Tick((EVENING + timedelta(seconds=seconds)).astimezone(UTC), SITE)
        with floor.reading() as session:
            found.append(jobs.look(tick, session))
        with floor.changing() as session:
            tell(session, [call(seconds, at("16:00"))])

    def keep(replica: Database, count: Count) -> None:
        with replica.changing() as session:
            digests_counts.keep(session, count)

    Meeting(2).before(monkeypatch, digests_counts, "unmark")
    at_once(*(partial(keep, replica, counts[0]) for replica, counts in zip(replicas, reversed(found), strict=True)))
    assert offered(floor) == 23


def test_a_feed_that_told_something_last_week_and_nothing_today_is_missed(floor: Database) -> None:
    with floor.changing() as session:
        tell(session, *a_day("2026-11-19"), feed="asterisk")
        tell(session, *a_day("2026-11-20"), feed="sip")
        tell(session, *a_day("2026-11-23"), feed="asterisk")
    counted(floor, at("02:00", "2026-11-24"))

    def silent(session: Session, day: date) -> list[str]:
        return list(digests_days.standings(session, slots.a_day(day), [CENTRE], ZONE)[0].silent)

    with floor.reading() as session:
        assert silent(session, MONDAY) == ["sip"]
        assert silent(session, date(2026, 11, 19)) == []


def test_what_nobody_compares_any_more_is_forgotten(floor: Database) -> None:
    for day in ("2026-11-20", "2026-11-21"):
        told(floor, day)
    counted(floor)
    first, second = slots.a_day(date(2026, 11, 20)), slots.a_day(date(2026, 11, 21))
    with floor.changing() as session:
        digests_days.forget(session, before=date(2026, 11, 21), agents_before=date(2026, 11, 22))
        assert digests_days.all_totals(session, first) == []
        assert {one.scope.kind for one in digests_days.all_totals(session, second)} == {
            Kind.CENTRE,
            Kind.QUEUE,
            Kind.TEAM,
        }
        assert set(digests_counts.counted(session, [first, second])) == {second}
