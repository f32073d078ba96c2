"""A break as tests make one up: short, in line, of the first team; each test says what is different about its own."""

from datetime import timedelta

from rules.breaks import MINUTE, Break, State, Step
from support.cast import SHIFT, at

NOW = at("10:00")
NO_TIME = timedelta()


def a_break(number: int, state: State = State.WAITING, **facts: object) -> Break:
    plain = Break(
        id=number,
        person_id=number,
        team_id=1,
        kind="short",
        state=state,
        length=15 * MINUTE,
        counted=NO_TIME,
        token_no=None,
        asked_at=NOW,
        used_before=NO_TIME,
        rested_since=SHIFT[0],
        closes_at=SHIFT[1],
        offers=0,
        unanswered=0,
        passed=False,
        offer_ends_at=None,
        out_at=None,
        due_at=None,
        told_step=Step.NONE,
        ended_at=None,
        approved=False,
        decided_by=None,
        reason=None,
    )
    return plain._replace(**facts)
