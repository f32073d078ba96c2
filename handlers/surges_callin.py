"""What may somebody answer who is asked to come in? (SG-05)"""

from datetime import timedelta

from handlers.asking import Answer, Ask, Button, Route
from rules.surges_callin import Call, State
from storage import surges_callin as storage
from storage.database import Session
from views import surges_callin as views


def accept(ask: Ask, session: Session) -> Answer:
    """I am coming, in so many minutes."""
    _, _, minutes = ask.value.partition(":")
    return _answered(ask, session, State.ACCEPTED, timedelta(minutes=int(minutes)))


def decline(ask: Ask, session: Session) -> Answer:
    """No, or not after all; the sweep asks others where too few are left."""
    return _answered(ask, session, State.DECLINED)


def arrive(ask: Ask, session: Session) -> Answer:
    return _answered(ask, session, State.ARRIVED)


ROUTES: tuple[Route, ...] = (
    Button("surges.accept", accept),
    Button("surges.decline", decline),
    Button("surges.arrive", arrive),
)


def _answered(ask: Ask, session: Session, state: State, in_time: timedelta | None = None) -> Answer:
    """Whatever was said in time, the answer tells how the call stands now."""
    one = _mine(ask, session)
    storage.answer(session, one, state, ask.who.employee_no, ask.now, in_time)
    return views.called(ask.t, storage.call(session, one.id))


def _mine(ask: Ask, session: Session) -> Call:
    one = storage.call(session, int(ask.value.partition(":")[0]))
    assert one.person_id == ask.who.id, "a call was answered by somebody else"
    return one
