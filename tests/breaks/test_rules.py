"""Who may go out now? The rules, case by case, boundaries included."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from support.cast import at
from support.house import SITE

from rules import breaks as rules
from rules.breaks import MINUTE, Asker, Cap, Floor, Granted, Queued, Step, Usage, Wish
from rules.refusals import Refusal
from rules.shifts import Shift, protected_until, shift_day

RULES = SITE.handbook.breaks
SHORT, LUNCH, URGENT = RULES.kinds["short"], RULES.kinds["lunch"], RULES.kinds["urgent"]
DAY = Shift(at("08:30"), at("17:30"), "day")
NIGHT = Shift(at("22:00"), at("06:00", "2026-11-24"), "night")
HALF_HOUR = 30 * MINUTE
NO_TIME = timedelta()
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("shift", "now", "until"),
    [
        (DAY, at("08:30"), at("09:00")),
        (DAY, at("08:59:59"), at("09:00")),
        (DAY, at("09:00"), None),
        (DAY, at("12:00"), None),
        (DAY, at("17:00"), None),
        (DAY, at("17:00:01"), at("17:30")),
        (DAY, at("17:30"), at("17:30")),
        (NIGHT, at("22:29:59"), at("22:30")),
        (NIGHT, at("22:30"), None),
        (NIGHT, at("23:59:59"), None),
        (NIGHT, at("00:00", "2026-11-24"), None),
        (NIGHT, at("05:30", "2026-11-24"), None),
        (NIGHT, at("05:30:01", "2026-11-24"), at("06:00", "2026-11-24")),
    ],
)
def test_the_protected_half_hours_begin_and_end_to_the_second(
    shift: Shift, now: datetime, until: datetime | None
) -> None:
    assert protected_until(shift, HALF_HOUR, now) == until


def test_a_shift_of_less_than_an_hour_is_protected_throughout() -> None:
    short = Shift(at("09:00"), at("09:50"), "cover")
    assert [protected_until(short, HALF_HOUR, at(moment)) for moment in ("09:10", "09:25", "09:40")] == [
        at("09:30"),
        at("09:30"),
        at("09:50"),
    ]


def test_half_an_hour_is_half_an_hour_when_the_clocks_change() -> None:
    """A Berlin night over the autumn change lasts nine hours; its protected windows stay thirty minutes long."""
    berlin = ZoneInfo("Europe/Berlin")
    begins = datetime(2026, 10, 24, 22, 0, tzinfo=berlin).astimezone(UTC)
    ends = datetime(2026, 10, 25, 6, 0, tzinfo=berlin).astimezone(UTC)
    night = Shift(begins, ends, "night")
    assert ends - begins == timedelta(hours=9)
    assert protected_until(night, HALF_HOUR, begins + 30 * MINUTE) is None
    assert protected_until(night, HALF_HOUR, ends - 30 * MINUTE) is None
    assert protected_until(night, HALF_HOUR, ends - 30 * MINUTE + SECOND) == ends
    assert shift_day(night, berlin, night.ends_at).isoformat() == "2026-10-24"


@pytest.mark.parametrize(
    ("shift", "day"), [(DAY, "2026-11-23"), (NIGHT, "2026-11-23"), (Shift(at("00:00"), at("08:00"), "n"), "2026-11-23")]
)
def test_a_shift_belongs_to_the_day_on_which_it_began(shift: Shift, day: str) -> None:
    assert shift_day(shift, SITE.zone, shift.ends_at).isoformat() == day


FULL = Usage(outings=RULES.outings_per_shift, time=RULES.allowance)
PAUSED = Floor([], Cap(0, at("15:00"), "calls"))


@pytest.mark.parametrize(
    ("shift", "now", "used", "floor", "refused"),
    [
        (None, at("08:40"), FULL, PAUSED, "breaks-off-shift"),
        (DAY, at("08:40"), FULL, PAUSED, "breaks-protected-start"),
        (DAY, at("17:20"), FULL, PAUSED, "breaks-protected-end"),
        (DAY, at("10:00"), FULL, PAUSED, "breaks-allowance-outings"),
        (DAY, at("10:00"), Usage(3, 30 * MINUTE), PAUSED, "breaks-allowance-minutes"),
        (DAY, at("10:00"), Usage(3, 25 * MINUTE), PAUSED, "breaks-capped"),
    ],
)
def test_the_first_thing_that_forbids_is_the_one_that_is_said(
    shift: Shift | None, now: datetime, used: Usage, floor: Floor, refused: str
) -> None:
    with pytest.raises(Refusal) as no:
        rules.decide(Wish(SHORT, SHORT.length), asker(now, shift, used), floor, RULES)
    assert no.value.key == refused


@pytest.mark.parametrize(
    ("used", "minutes"),
    [
        (Usage(0, NO_TIME), 15),
        (Usage(3, 25 * MINUTE), 15),  # exactly the 40 minutes
        (Usage(3, 39 * MINUTE), 1),
    ],
)
def test_within_the_allowance_the_token_goes_out(used: Usage, minutes: int) -> None:
    decision = rules.decide(rules.wish(SHORT, minutes), asker(at("10:00"), DAY, used), Floor([]), RULES)
    assert decision == Granted(1, at("10:00") + minutes * MINUTE, DAY.ends_at)


@pytest.mark.parametrize(
    ("used", "minutes", "left"),
    [
        (Usage(3, 25 * MINUTE + SECOND), 15, 14),
        (Usage(3, 40 * MINUTE), 1, 0),
        (Usage(3, 55 * MINUTE), 1, 0),  # who came back late has used more than there was
    ],
)
def test_beyond_the_minutes_of_the_shift_the_rest_is_named(used: Usage, minutes: int, left: int) -> None:
    with pytest.raises(Refusal, match="breaks-allowance-minutes") as no:
        rules.decide(rules.wish(SHORT, minutes), asker(at("10:00"), DAY, used), Floor([]), RULES)
    assert no.value.facts == {"left": left, "limit": 40}


def test_beyond_the_outings_of_the_shift_their_number_is_named() -> None:
    with pytest.raises(Refusal, match="breaks-allowance-outings") as no:
        rules.decide(rules.wish(SHORT, 1), asker(at("10:00"), DAY, Usage(4, 4 * MINUTE)), Floor([]), RULES)
    assert no.value.facts == {"outings": 4}


@pytest.mark.parametrize("shift", [DAY, NIGHT, None])
@pytest.mark.parametrize("used", [Usage(), FULL])
@pytest.mark.parametrize("floor", [Floor([]), PAUSED])
@pytest.mark.parametrize("now", [at("08:31"), at("10:00"), at("17:29"), at("22:01"), at("05:59", "2026-11-24")])
def test_urgent_is_refused_by_nothing(shift: Shift | None, used: Usage, floor: Floor, now: datetime) -> None:
    decision = rules.decide(Wish(URGENT, URGENT.length), asker(now, shift, used), floor, RULES)
    assert isinstance(decision, Granted)
    assert decision.token_no is None
    assert decision.due_at == now + URGENT.length


def test_lunch_takes_no_token_and_no_allowance_but_keeps_the_half_hours() -> None:
    lunch = Wish(LUNCH, LUNCH.length)
    decision = rules.decide(lunch, asker(at("12:00"), DAY, FULL), PAUSED, RULES)
    assert decision == Granted(None, at("12:30"), DAY.ends_at)
    with pytest.raises(Refusal, match="breaks-protected-end"):
        rules.decide(lunch, asker(at("17:10"), DAY), Floor([]), RULES)


def test_a_free_token_goes_out_and_a_taken_one_makes_a_line() -> None:
    wish = Wish(SHORT, SHORT.length)
    assert rules.decide(wish, asker(at("10:00"), DAY), Floor([]), RULES) == Granted(1, at("10:15"), DAY.ends_at)


def test_an_approved_application_passes_the_windows_the_allowance_and_the_cap() -> None:
    wish = Wish(SHORT, SHORT.length, approved=True)
    decision = rules.decide(wish, asker(at("08:40"), DAY, FULL), PAUSED, RULES)
    assert decision == Queued(DAY.ends_at), "into the line: the cap still holds the tokens back"


@pytest.mark.parametrize(
    ("minutes", "length"), [(None, 15), (1, 1), (14, 14), (15, 15), (0, None), (16, None), (99, None)]
)
def test_a_break_is_as_long_as_its_kind_at_most(minutes: int | None, length: int | None) -> None:
    if length is None:
        with pytest.raises(Refusal) as no:
            rules.wish(SHORT, minutes)
        assert no.value.facts == {"kind": "short", "limit": 15}
        return
    assert rules.wish(SHORT, minutes).length == length * MINUTE


@pytest.mark.parametrize(
    ("late", "step"),
    [
        (-SECOND, Step.NONE),
        (NO_TIME, Step.DUE),
        (3 * MINUTE - SECOND, Step.DUE),
        (3 * MINUTE, Step.LEADER),
        (10 * MINUTE - SECOND, Step.LEADER),
        (10 * MINUTE, Step.EXCEPTION),
        (timedelta(hours=9), Step.EXCEPTION),
    ],
)
def test_lateness_is_told_at_its_minutes(late: timedelta, step: Step) -> None:
    assert rules.late_step(at("10:15"), RULES, at("10:15") + late) is step


@pytest.mark.parametrize(
    ("tokens", "until", "letters", "refused"),
    [
        (0, "15:00", 1, None),
        (1, "10:00:01", 200, None),
        (2, "15:00", 1, "breaks-cap-too-high"),
        (0, "10:00", 1, "breaks-cap-past"),
        (0, "15:00", 201, "breaks-reason-long"),
    ],
)
def test_a_cap_is_checked_before_it_is_set(tokens: int, until: str, letters: int, refused: str | None) -> None:
    def check() -> Cap:
        return rules.check_new_cap(tokens, at(until), "x" * letters, RULES, at("10:00"))

    if refused is None:
        assert check() == Cap(tokens, at(until), "x" * letters)
        return
    with pytest.raises(Refusal, match=refused):
        check()


def test_a_site_may_allow_more_than_one_token() -> None:
    generous = replace(RULES, tokens_per_team_at_most=3)
    assert rules.check_new_cap(3, at("15:00"), "quiet", generous, at("10:00")).tokens == 3
    with pytest.raises(Refusal, match="breaks-cap-too-high"):
        rules.check_new_cap(4, at("15:00"), "quiet", generous, at("10:00"))


def asker(now: datetime, shift: Shift | None, used: Usage | None = None) -> Asker:
    return Asker(1, 1, shift, now.date(), used or Usage(), now)
