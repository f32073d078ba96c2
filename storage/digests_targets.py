"""Which targets were set, by whom, and from when on?"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from rules.digests_targets import Target
from storage.calls import targets
from storage.database import Session, insert_for
from storage.roster import Progress, Tally

_KEY = ("indicator", "about", "effective_from")
_all = select(targets.c.indicator, targets.c.about, targets.c.effective_from, targets.c.value).order_by(
    targets.c.indicator, targets.c.about, targets.c.effective_from
)


def all_targets(session: Session) -> list[Target]:
    """Every target that was ever set; `rules.digests_targets.in_force` says which one counts when."""
    return [Target(*row) for row in session.execute(_all)]


def put(session: Session, rows: Sequence[Target], set_by: str, now: datetime, progress: Progress) -> Tally:
    """Targets by indicator, whom they are about, and the moment from which they count."""
    before = {one[:3]: one.value for one in all_targets(session)}
    fresh = [one for one in rows if before.get(one[:3]) != one.value]
    if fresh:
        insert = insert_for(session.dialect.name, targets)
        changed = {name: insert.excluded[name] for name in ("value", "set_by", "set_at")}
        values = [{**one._asdict(), "set_by": set_by, "set_at": now} for one in fresh]
        session.execute(insert.on_conflict_do_update(index_elements=list(_KEY), set_=changed), values)
    progress(len(rows))
    new = sum(one[:3] not in before for one in fresh)
    return Tally(new, len(fresh) - new, len(rows) - len(fresh))
