"""Do real logs come to what an independent count says (domain.md 2.5)?"""

import csv
import io
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from support.queue_logs import Heard, Technion, at, data, hear, hear_rows

from feeds.queue_log_rows import Table
from rules.calls import Call, Flag, Outcome

WITHIN_S = 20
SHORT_S = 5


def within(calls: list[Call], seconds: float) -> int:
    return sum(one.wait_s is not None and one.wait_s <= seconds for one in calls)


def mean(values: list[float]) -> float:
    return round(sum(values) / len(values), 2)


def waits(calls: list[Call]) -> list[float]:
    return [one.wait_s for one in calls if one.wait_s is not None]


@pytest.fixture(scope="module")
def ringall() -> Heard:
    return hear(data("queue_log_1_6_ringall.txt"))


def test_the_ringall_log_has_its_outcomes(ringall: Heard) -> None:
    counts = [len(ringall.of(one)) for one in (Outcome.ANSWERED, Outcome.ABANDONED, Outcome.TIMEOUT, Outcome.OPEN)]
    assert (len(ringall.calls), *counts) == (21, 8, 12, 0, 1)
    assert ringall.log.bad == []
    assert ringall.log.odd() == {}


def test_the_ringall_log_has_its_service_levels(ringall: Heard) -> None:
    answered, abandoned = ringall.of(Outcome.ANSWERED), ringall.of(Outcome.ABANDONED)
    in_time, gone_in_time = within(answered, WITHIN_S), within(abandoned, WITHIN_S)
    short = within(abandoned, SHORT_S)
    assert (in_time, gone_in_time, short) == (6, 8, 2)
    a, b = len(answered), len(abandoned)
    levels = [
        (in_time + gone_in_time) / (a + b),
        in_time / a,
        in_time / (a + b),
        in_time / (a + b - gone_in_time),
        in_time / (a + b - short),
    ]
    assert [round(100 * one, 2) for one in levels] == [70.0, 75.0, 30.0, 50.0, 33.33]
    assert [round(100 * b / (a + b), 2), round(100 * (b - short) / (a + b - short), 2)] == [60.0, 55.56]


def test_the_ringall_log_has_its_times(ringall: Heard) -> None:
    answered, abandoned = waits(ringall.of(Outcome.ANSWERED)), waits(ringall.of(Outcome.ABANDONED))
    assert (mean(answered), mean(abandoned), max(answered + abandoned)) == (17.88, 17.92, 84)
    talks = [one.talk_s for one in ringall.of(Outcome.ANSWERED) if one.talk_s is not None]
    assert (len(talks), sum(talks), mean(talks)) == (7, 45, 6.43)


def test_the_ringall_log_has_its_oddities(ringall: Heard) -> None:
    unfinished = [one.call_id for one in ringall.calls if Flag.NO_COMPLETE in one.flags]
    assert unfinished == ["1266839761.533"]
    assert [one.call_id for one in ringall.calls if Flag.NO_EXIT in one.flags] == ["1266839768.534"]


def test_rings_of_no_length_in_the_ringall_log_are_no_missed_calls(ringall: Heard) -> None:
    """P2: 221 of its lines are RINGNOANSWER, 39 of them of 0 ms."""
    text = data("queue_log_1_6_ringall.txt").decode()
    told = [line.split("|") for line in text.splitlines() if "|RINGNOANSWER|" in line]
    assert (len(told), sum(fields[5] == "0" for fields in told)) == (221, 39)
    assert sum(one.missed_rings for one in ringall.calls) == 221 - 39
    assert sum(one.missed_ring_s for one in ringall.calls) == pytest.approx(sum(int(one[5]) for one in told) / 1000)


def test_the_attended_transfer_is_two_calls_with_their_own_agents() -> None:
    """P3: queue 2 is entered under the consultation's id and connected under the caller's."""
    heard = hear(data("queue_log_attended_transfer.txt"))
    first, second = heard.call("1717397243.239826"), heard.call("1717397390.239830")
    assert len(heard.calls) == 2
    assert (first.queue, first.agent, first.wait_s, first.talk_s, first.transferred) == (
        "1501",
        "PJSIP/7009",
        12,
        120,
        True,
    )
    assert (second.queue, second.agent, second.wait_s, second.talk_s) == ("1509", "PJSIP/7051", 7, 173)
    assert (second.transferred, second.ring_s, second.ended_at) == (False, 6, at(1717397570))
    assert {event: count for event, (count, _) in heard.log.odd().items()} == {"DID": 2}


def test_the_realtime_table_is_read_in_its_own_zone() -> None:
    rows = list(csv.DictReader(io.StringIO(data("queue_log_realtime_mysql.csv").decode())))
    zone = ZoneInfo("Asia/Kolkata")
    heard = hear_rows(Table(zone).fields(row) for row in rows)
    outcomes = {one: len(heard.of(one)) for one in Outcome if heard.of(one)}
    assert outcomes == {Outcome.ANSWERED: 2, Outcome.ABANDONED: 5, Outcome.TIMEOUT: 1}
    first = heard.calls[0]
    assert first.arrived_at.astimezone(zone).isoformat() == "2023-02-05T00:09:13+05:30"
    assert (first.wait_s, first.ring_s, first.talk_s, first.agent) == (8, 7, 5, "PJSIP/400")
    assert [one.missed_ring_s for one in heard.calls][:4] == [0, 15, 0, 11.193]
    gmt = hear_rows(Table(ZoneInfo("UTC")).fields(row) for row in rows)
    assert gmt.calls[0].arrived_at - first.arrived_at == timedelta(hours=5, minutes=30)


@pytest.fixture(scope="module")
def technion() -> Technion:
    return Technion.read()


def test_a_month_of_a_real_bank_comes_to_the_published_counts(technion: Technion) -> None:
    heard = hear(technion.log())
    answered, abandoned = heard.of(Outcome.ANSWERED), heard.of(Outcome.ABANDONED)
    assert (len(heard.calls), len(answered), len(abandoned)) == (31_094, 27_162, 3_932)
    in_time = within(answered, WITHIN_S), within(abandoned, WITHIN_S), within(abandoned, SHORT_S)
    assert in_time == (16_209, 1_226, 243)
    assert (mean(waits(answered)), mean(waits(abandoned))) == (40.77, 66.05)
    assert max(waits(heard.calls)) == 908
    assert mean([one.talk_s for one in answered if one.talk_s is not None]) == 176.35


def test_the_bank_file_has_the_oddities_it_is_known_for(technion: Technion) -> None:
    rows = technion.rows
    assert sum(row["outcome"] == "PHANTOM" for row in rows) == 278
    assert sum(row["outcome"] == "HANG" and row["q_time"] == "0" for row in rows) == 1_972
    assert sum(row["outcome"] == "AGENT" and row["server"] == "NO_SERVER" for row in rows) == 491
