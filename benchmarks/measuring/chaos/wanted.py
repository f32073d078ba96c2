"""What was to be said, where and since when? Written down while it happens, since the outbox forgets the first wish."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from storage.database import Database, Session
from storage.outbox import outbox

LOOK_EVERY_S = 0.05
OVERTAKEN = 200  # how many rows may be committed before one with a smaller number


@dataclass(frozen=True)
class Wish:
    """A slot as it was first wanted."""

    id: int
    slot: str
    conversation: str
    urgent: bool
    queued_at: datetime


class Watch:
    """Looks again and again for slots that are new."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.wishes: dict[int, Wish] = {}

    async def run(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            await asyncio.to_thread(self.look)
            await asyncio.sleep(LOOK_EVERY_S)

    def look(self) -> None:
        newest = max(self.wishes, default=0)
        try:
            with self._database.reading() as session:
                for wish in _since(session, newest - OVERTAKEN):
                    self.wishes.setdefault(wish.id, wish)
        except OperationalError:
            return  # the next look will find them


def _since(session: Session, number: int) -> Iterator[Wish]:
    columns = (outbox.c.id, outbox.c.slot, outbox.c.conversation, outbox.c.urgent, outbox.c.queued_at)
    for row in session.execute(select(*columns).where(outbox.c.id > number)):
        yield Wish(*row)
