"""What does the house do for itself: seal the audit rows, forget what nobody will ask for?"""

from datetime import time, timedelta

from jobs.asking import Daily, Drawing, Every, Job, Sheet, Tick
from rules.roles import KEEPERS, keepers
from storage import audit, inbox, outbox, people, runs, unsaid
from storage.database import Session
from views import floor as views
from views.message import Message

# Slack retries an event for an hour at the most, and with delayed events for a day.
INBOX_KEPT = timedelta(hours=25)
SAID_KEPT = timedelta(days=30)
RUNS_KEPT = timedelta(days=30)


def seal(tick: Tick, session: Session) -> None:
    audit.seal(session)


def tidy(tick: Tick, session: Session) -> None:
    inbox.forget(session, tick.now - INBOX_KEPT)
    outbox.forget(session, tick.now - SAID_KEPT)
    runs.forget(session, tick.now - RUNS_KEPT)


def tell_unsaid(tick: Tick, session: Session) -> None:
    """What cannot be said is told to those who can mend it, once a day for each conversation."""
    for kept in unsaid.given_up(session):
        for keeper in keepers(people.with_roles(session, KEEPERS, tick.now)):
            day = tick.now.astimezone(tick.site.zone).date()
            slot = f"house.unsaid:{kept.conversation}:{day}:{keeper.id}"
            reachable = keeper.slack_user_id not in (None, kept.conversation)
            if reachable and not outbox.is_promised(session, slot):
                outbox.say(session, slot, str(keeper.slack_user_id), tick.now)


def draw_unsaid(sheet: Sheet, session: Session) -> Message | None:
    """Moot once it could be said after all; not while a change only has it tried once more."""
    kept = unsaid.held_up_in(session, sheet.parts[0])
    return views.unsaid(sheet.t, kept.conversation, kept.messages, kept.error) if kept else None


SCHEDULE: tuple[Job, ...] = (
    Every("house.seal", timedelta(seconds=10), seal),
    Every("house.unsaid", timedelta(minutes=1), tell_unsaid),
    Daily("house.tidy", time(4, 30), timedelta(hours=20), tidy),
)
DRAWINGS: dict[str, Drawing] = {"house.unsaid": draw_unsaid}
