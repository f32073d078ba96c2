"""Did somebody do what the schedule says, when it says so? (domain.md 1.3, AD-02)"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from rules.digests_facts import Outing, Window
from rules.digests_time import ON_QUEUE, Doing, Stretch, cut
from rules.handbook import DigestRules
from rules.shifts import Shift


class Activity(StrEnum):
    """What the schedule wants."""

    WORK = "work"
    BREAK = "break"
    LUNCH = "lunch"


class Wrong(StrEnum):
    """How reality differs from the schedule."""

    ABSENT = "absent"  # the whole shift
    LATE = "late"
    EARLY_LEAVE = "early_leave"
    LONG_BREAK = "long_break"
    WRONG_ACTIVITY = "wrong_activity"
    OUTSIDE = "outside"  # on the queue outside the shift, where the site counts that


class Planned(NamedTuple):
    """One piece of the schedule, and the shift that it is a piece of."""

    activity: Activity
    from_at: datetime
    to_at: datetime
    shift: Window

    @property
    def seconds(self) -> float:
        return (self.to_at - self.from_at).total_seconds()


class Deviation(NamedTuple):
    """A stretch in which the schedule was not kept."""

    wrong: Wrong
    from_at: datetime
    to_at: datetime

    @property
    def seconds(self) -> float:
        return (self.to_at - self.from_at).total_seconds()


class Adherence(NamedTuple):
    """Seconds scheduled, kept, and off the queue all the same, breaks included (shrinkage, domain.md 1.5); seconds on
    the queue as scheduled and in fact; and what was not kept, in order."""

    scheduled_s: float
    adherent_s: float
    off_queue_s: float
    on_queue_scheduled_s: float
    on_queue_s: float
    deviations: Sequence[Deviation]


# Who is stuck on a call when the break begins keeps to the schedule (Monet).
_AWAY = frozenset({Doing.LOGGED_OUT, Doing.NOT_READY, Doing.ACW, Doing.TALKING})
_ALLOWED = {
    Activity.WORK: frozenset({Doing.READY, Doing.ACW, Doing.TALKING, Doing.WORK}),
    Activity.BREAK: _AWAY,
    Activity.LUNCH: _AWAY,
}


def schedule(shifts: Iterable[Shift], outings: Sequence[Outing], within: Window) -> list[Planned]:
    """Work from start to end of each shift, but for the breaks that were granted, until they were due back."""
    found: list[Planned] = []
    for shift in sorted(shifts):
        whole = Window(shift.starts_at, shift.ends_at)
        begins, ends = max(shift.starts_at, within.from_at), min(shift.ends_at, within.to_at)
        for outing in sorted(outings):
            out_at, due_at = max(outing.out_at, begins), min(outing.due_at, ends)
            if out_at < due_at:
                found += _piece(Activity.WORK, begins, out_at, whole)
                found += _piece(Activity.LUNCH if outing.lunch else Activity.BREAK, out_at, due_at, whole)
                begins = due_at
        found += _piece(Activity.WORK, begins, ends, whole)
    return found


def adherence(planned: Sequence[Planned], line: Sequence[Stretch], rules: DigestRules) -> Adherence:
    """Overlap of the schedule with the timeline; deviations below the grace are forgiven.

    Genesys: 1 - exceptions / schedule. Where work outside the shift counts, it is added to both.
    """
    grace = timedelta(seconds=rules.adherence_grace_s)
    did = [(piece, cut(line, Window(piece.from_at, piece.to_at))) for piece in planned]
    kept = [one for one in _deviations(did) if one.to_at - one.from_at >= grace]
    scheduled_s = sum(one.seconds for one in planned)
    if rules.outside_shift_counts:
        outside = list(_outside(planned, line))
        scheduled_s += sum(one.seconds for one in outside)
        kept = sorted(kept + outside, key=lambda one: one.from_at)
    return Adherence(
        scheduled_s=scheduled_s,
        adherent_s=max(scheduled_s - sum(one.seconds for one in kept), 0),
        off_queue_s=sum(one.seconds for _, some in did for one in some if one.doing not in ON_QUEUE),
        on_queue_scheduled_s=sum(one.seconds for one in planned if one.activity is Activity.WORK),
        on_queue_s=sum(one.seconds for one in line if one.doing in ON_QUEUE),
        deviations=kept,
    )


def _piece(activity: Activity, begins: datetime, ends: datetime, shift: Window) -> list[Planned]:
    return [Planned(activity, begins, ends, shift)] if begins < ends else []


def _deviations(did: Sequence[tuple[Planned, Sequence[Stretch]]]) -> list[Deviation]:
    found: list[Deviation] = []
    back_at: datetime | None = None  # when the last break should have ended, as long as nothing was right since
    for piece, line in did:
        for doing, begins, ends in line:
            if doing in _ALLOWED[piece.activity]:
                back_at = None if piece.activity is Activity.WORK else ends
                continue
            wrong = Wrong.LONG_BREAK if begins == back_at else _wrong(doing, begins, ends, piece.shift)
            back_at = ends if wrong is Wrong.LONG_BREAK else None
            if found and found[-1].to_at == begins and found[-1].wrong is wrong:
                found[-1] = found[-1]._replace(to_at=ends)
            else:
                found.append(Deviation(wrong, begins, ends))
    return found


def _wrong(doing: Doing, begins: datetime, ends: datetime, shift: Window) -> Wrong:
    if doing is not Doing.LOGGED_OUT:
        return Wrong.WRONG_ACTIVITY
    if (begins, ends) == shift:
        return Wrong.ABSENT
    if begins == shift.from_at:
        return Wrong.LATE
    return Wrong.EARLY_LEAVE if ends == shift.to_at else Wrong.WRONG_ACTIVITY


def _outside(planned: Sequence[Planned], line: Sequence[Stretch]) -> Iterator[Deviation]:
    """On the queue in no piece of the schedule."""
    for one in line:
        if one.doing not in ON_QUEUE:
            continue
        begins = one.from_at
        for piece in planned:
            if piece.from_at >= one.to_at or piece.to_at <= begins:
                continue
            if begins < piece.from_at:
                yield Deviation(Wrong.OUTSIDE, begins, piece.from_at)
            begins = piece.to_at
        if begins < one.to_at:
            yield Deviation(Wrong.OUTSIDE, begins, one.to_at)
