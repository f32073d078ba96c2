"""Which targets were set, by whom, and from when on?"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import and_, bindparam, select, update

from rules.digests_targets import Target
from storage.calls import targets
from storage.database import Session, insert_for, put_once
from storage.people import people
from storage.roster import Progress, Tally

_KEY = ("indicator", "about", "effective_from")
_all = select(targets.c.indicator, targets.c.about, targets.c.effective_from, targets.c.value).order_by(
    targets.c.indicator, targets.c.about, targets.c.effective_from
)

_with_names = (
    _all.add_columns(targets.c.set_by, people.c.name)
    .select_from(targets)
    .outerjoin(people, people.c.employee_no == targets.c.set_by)
)
_of_key = and_(*(targets.c[name] == bindparam(f"the_{name}") for name in _KEY))


class Setting(NamedTuple):
    """A target, and the name of whoever set it; the operator of the command line has none."""

    target: Target
    set_by: str | None


def all_settings(session: Session) -> list[Setting]:
    return [Setting(Target(*row[:4]), row.name) for row in session.execute(_with_names)]


def all_targets(session: Session) -> list[Target]:
    """Every target that was ever set; `rules.digests_targets.in_force` says which one counts when."""
    return [Target(*row) for row in session.execute(_all)]


def set_one(session: Session, target: Target, set_by: str, now: datetime) -> float | None:
    """Set a target; what was set for the same moment before. Of two at once the second sees the first one's."""
    fresh = {"value": target.value, "set_by": set_by, "set_at": now}
    if put_once(session, targets, **target._asdict() | fresh) is not None:
        return None
    key = {f"the_{name}": getattr(target, name) for name in _KEY}
    before = session.execute(select(targets.c.value).where(_of_key).with_for_update(), key).scalar_one()
    session.execute(update(targets).where(_of_key).values(fresh), key)
    return before


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
