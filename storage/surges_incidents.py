"""Which incidents are there, what happened in them, and who has answered? One open incident a queue."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Row, and_, bindparam, insert, select, update

from rules import surges_incident as rules
from rules.surges import Profile, State, read_back, written
from rules.surges_incident import Act, Change, Did, Figures, Incident, Request
from storage.calls import feeds
from storage.database import Session, insert_for, put_once
from storage.surges_tables import surge_changes, surge_incidents, surge_requests, surge_silences, surge_watches

_INCIDENTS = select(surge_incidents)
_open = _INCIDENTS.where(surge_incidents.c.ended_at.is_(None)).order_by(surge_incidents.c.id)
_changes = select(surge_changes).where(surge_changes.c.incident_id == bindparam("of")).order_by(surge_changes.c.id)
_requests = select(surge_requests).where(surge_requests.c.incident_id == bindparam("of")).order_by(surge_requests.c.id)
_WATCH = select(surge_watches).where(surge_watches.c.queue == bindparam("of"))
_UNANSWERED = and_(surge_requests.c.acknowledged_at.is_(None), surge_requests.c.seen_at.is_(None))


def lock_watch(session: Session, queue: str) -> State:
    """What is remembered of a queue, ours until the commit: the clock and people change a level one after the other."""
    put_once(session, surge_watches, queue=queue, state=written(State()))
    row = session.execute(_WATCH.with_for_update(), {"of": queue}).one()
    return read_back(row.state)


def keep_watch(
    session: Session, queue: str, state: State, found: Figures | None = None, profile: Profile | None = None
) -> None:
    values = {"state": written(state)}
    values |= {"figures": rules.figures_written(found)} if found else {}
    values |= {"profile": rules.profile_written(profile)} if profile else {}
    session.execute(update(surge_watches).where(surge_watches.c.queue == queue).values(values))


def profile(session: Session, queue: str) -> Profile | None:
    row = session.execute(_WATCH, {"of": queue}).one_or_none()
    return rules.profile_read(row.profile) if row and row.profile else None


def figures(session: Session, queue: str) -> Figures | None:
    row = session.execute(_WATCH, {"of": queue}).one_or_none()
    return rules.figures_read(row.figures) if row and row.figures else None


def states(session: Session) -> dict[str, State]:
    """Every queue that was ever looked at."""
    rows = session.execute(select(surge_watches.c.queue, surge_watches.c.state).order_by(surge_watches.c.queue))
    return {row.queue: read_back(row.state) for row in rows}


def open_one(
    session: Session, queue: str, level: int, is_drill: bool, snapshot: str, act: Act, now: datetime
) -> Incident | None:
    """A new incident; None where the queue has one."""
    values = {"queue": queue, "drill": is_drill, "level": level, "level_since": now, "started_at": now}
    new_id = put_once(session, surge_incidents, rules=snapshot, **values)
    if new_id is None:
        return None
    assert isinstance(new_id, int)
    _note(session, new_id, Did.OPENED, level, act, now)
    return by_id(session, new_id)


def move(session: Session, one: Incident, level: int, act: Act, now: datetime) -> bool:
    """To another level; False where somebody was faster."""
    here = surge_incidents.c
    stands = and_(here.id == one.id, here.level == one.level, here.ended_at.is_(None))
    moved = session.execute(update(surge_incidents).where(stands).values(level=level, level_since=now))
    if moved.rowcount != 1:  # pyright: ignore[reportAttributeAccessIssue]
        return False
    _note(session, one.id, Did.RAISED if level > one.level else Did.LOWERED, level, act, now)
    return True


def end(session: Session, one: Incident, act: Act, now: datetime) -> bool:
    stands = and_(surge_incidents.c.id == one.id, surge_incidents.c.ended_at.is_(None))
    ended = session.execute(update(surge_incidents).where(stands).values(ended_at=now))
    if ended.rowcount != 1:  # pyright: ignore[reportAttributeAccessIssue]
        return False
    _note(session, one.id, Did.ENDED, one.level, act, now)
    return True


def all_open(session: Session) -> list[Incident]:
    return [_incident(row) for row in session.execute(_open)]


def open_of(session: Session, queue: str) -> Incident | None:
    row = session.execute(_open.where(surge_incidents.c.queue == queue)).one_or_none()
    return _incident(row) if row else None


def by_id(session: Session, incident_id: int) -> Incident | None:
    row = session.execute(_INCIDENTS.where(surge_incidents.c.id == incident_id)).one_or_none()
    return _incident(row) if row else None


def unreported(session: Session, before: datetime) -> Incident | None:
    """The oldest incident that has ended before and has no report."""
    due = and_(surge_incidents.c.ended_at <= before, surge_incidents.c.report.is_(None))
    row = session.execute(_INCIDENTS.where(due).order_by(surge_incidents.c.id).limit(1)).one_or_none()
    return _incident(row) if row else None


def keep_report(session: Session, incident_id: int, report: str) -> bool:
    """Once and for good; False where there is one."""
    due = and_(surge_incidents.c.id == incident_id, surge_incidents.c.report.is_(None))
    kept = session.execute(update(surge_incidents).where(due).values(report=report))
    return kept.rowcount == 1  # pyright: ignore[reportAttributeAccessIssue]


def changes(session: Session, incident_id: int) -> list[Change]:
    return [
        Change(row.at, Did(row.did), row.level, Act(row.by, row.reason, rules.found_read(row.found)))
        for row in session.execute(_changes, {"of": incident_id})
    ]


def requests(session: Session, incident_id: int) -> list[Request]:
    return [
        Request(*(getattr(row, name) for name in Request._fields))
        for row in session.execute(_requests, {"of": incident_id})
    ]


def ask(session: Session, incident_id: int, person_ids: Iterable[int], now: datetime, due_at: datetime) -> list[int]:
    """Call these to the phones; those who were not called before."""
    rows = [{"incident_id": incident_id, "person_id": one, "asked_at": now, "due_at": due_at} for one in person_ids]
    if not rows:
        return []
    put = insert_for(session.dialect.name, surge_requests).values(rows).on_conflict_do_nothing()
    return list(session.execute(put.returning(surge_requests.c.person_id)).scalars())


def acknowledge(session: Session, incident_id: int, person_id: int, now: datetime) -> bool:
    """Somebody confirms; False where they were not called, or have confirmed."""
    mine = and_(surge_requests.c.incident_id == incident_id, surge_requests.c.person_id == person_id)
    done = update(surge_requests).where(mine, surge_requests.c.acknowledged_at.is_(None)).values(acknowledged_at=now)
    return session.execute(done).rowcount == 1  # pyright: ignore[reportAttributeAccessIssue]


def seen(session: Session, incident_id: int, signed_in: Mapping[int, datetime]) -> int:
    """These were seen signed in, since then; how many of them had not answered."""
    done = update(surge_requests).where(surge_requests.c.incident_id == incident_id, _UNANSWERED)
    return sum(
        session.execute(done.where(surge_requests.c.person_id == person_id).values(seen_at=at)).rowcount  # pyright: ignore[reportAttributeAccessIssue]
        for person_id, at in sorted(signed_in.items())
    )


def show_late(session: Session, incident_id: int, now: datetime) -> int:
    """Note as shown whoever has not answered in time; how many are new among them."""
    late = and_(surge_requests.c.incident_id == incident_id, surge_requests.c.due_at <= now, _UNANSWERED)
    shown = update(surge_requests).where(late, surge_requests.c.shown_at.is_(None)).values(shown_at=now)
    return session.execute(shown).rowcount  # pyright: ignore[reportAttributeAccessIssue]


def begin_silence(session: Session, feed_id: int, heard_at: datetime, now: datetime) -> int | None:
    """A feed is silent; None where that is known."""
    new_id = put_once(session, surge_silences, feed_id=feed_id, heard_at=heard_at, noticed_at=now)
    assert not isinstance(new_id, str)
    return new_id


def end_silences(session: Session, feed_ids: Sequence[int], now: datetime) -> list[int]:
    """These feeds speak again; the silences that are over."""
    over = and_(surge_silences.c.feed_id.in_(feed_ids), surge_silences.c.ended_at.is_(None))
    ended = update(surge_silences).where(over).values(ended_at=now).returning(surge_silences.c.id)
    return list(session.execute(ended).scalars())


def silence(session: Session, silence_id: int) -> Row | None:
    """A silence with the name of its feed."""
    found = select(surge_silences, feeds.c.name.label("feed")).join_from(surge_silences, feeds)
    return session.execute(found.where(surge_silences.c.id == silence_id)).one_or_none()


def silent_feeds(session: Session) -> dict[int, str]:
    """Those that are silent now, by name."""
    found = select(feeds.c.id, feeds.c.name).join_from(surge_silences, feeds).order_by(feeds.c.name)
    return {row.id: row.name for row in session.execute(found.where(surge_silences.c.ended_at.is_(None)))}


def _note(session: Session, incident_id: int, did: Did, level: int, act: Act, now: datetime) -> None:
    row = {"incident_id": incident_id, "at": now, "did": did, "level": level, "by": act.by, "reason": act.reason}
    session.execute(insert(surge_changes), {**row, "found": rules.found_written(act.found)})


def _incident(row: Row) -> Incident:
    return Incident(
        id=row.id,
        queue=row.queue,
        is_drill=row.drill,
        level=row.level,
        level_since=row.level_since,
        started_at=row.started_at,
        ended_at=row.ended_at,
        rules=row.rules,
        report=row.report,
    )
