"""What does the house do for itself: seal the audit rows, forget what nobody will ask for?"""

from datetime import time, timedelta

from jobs.asking import Daily, Every, Job, Tick
from storage import audit, inbox, outbox, runs
from storage.database import Session

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


SCHEDULE: tuple[Job, ...] = (
    Every("house.seal", timedelta(seconds=10), seal),
    Daily("house.tidy", time(4, 30), timedelta(hours=20), tidy),
)
