"""What follows from a step of an incident: who is told and called, and what is in force? One transaction a step."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from rules import surges_incident as rules
from rules.handbook import Site
from rules.roles import MANAGERS
from rules.surges_incident import Act, Incident
from storage import audit, outbox, people, surges_callin, surges_policy
from storage import surges_incidents as storage
from storage.database import Session
from storage.people import Person


def declare(
    session: Session, queue: str, level: int, act: Act, now: datetime, site: Site, is_drill: bool = False
) -> Incident | None:
    """An incident opens; None where the queue has one. A drill gives way to a surge."""
    before = storage.open_of(session, queue)
    if before and before.is_drill and not is_drill:
        finish(session, before, act, now, site)
    snapshot = rules.rules_written(site.handbook.surges)
    one = storage.open_one(session, queue, level, is_drill, snapshot, act, now)
    if one is None:
        return None
    _noted(session, one, "surges.opened", act, now, level)
    tell(session, "surges.incident", one.id, now, site)
    if not is_drill:
        tell(session, "surges.chart", one.id, now, site, lives=False)
    _act(session, one, 0, level, now, site)
    return one


def move(session: Session, one: Incident, level: int, act: Act, now: datetime, site: Site) -> bool:
    """To another level; False where somebody was faster."""
    if not storage.move(session, one, level, act, now):
        return False
    _noted(session, one, "surges.raised" if level > one.level else "surges.lowered", act, now, level)
    outbox.changed(session, topic(one.id))
    _act(session, one, one.level, level, now, site)
    return True


def finish(session: Session, one: Incident, act: Act, now: datetime, site: Site) -> bool:
    if not storage.end(session, one, act, now):
        return False
    _noted(session, one, "surges.ended", act, now, 0)
    outbox.changed(session, topic(one.id))
    _act(session, one, one.level, 0, now, site)
    return True


def call_managers(session: Session, one: Incident, everybody: Iterable[Person], now: datetime, site: Site) -> None:
    """Level 1 (SG-03): every manager on duty is asked to sign in, once an incident; also who comes on duty later."""
    called = {person.id: person for person in everybody if rules.is_manager(person)}
    snapshot = rules.rules_read(one.rules, site.handbook.surges)
    for person_id in storage.ask(session, one.id, sorted(called), now, now + snapshot.act_within):
        slack_id = called[person_id].slack_user_id
        if slack_id:
            slot = f"surges.request:{one.id}:{person_id}"
            outbox.say(session, slot, slack_id, now, urgent=True, follow=[topic(one.id)])


def managers(session: Session, now: datetime) -> list[Person]:
    return people.with_roles(session, rules.MANAGING, now)


def tell(session: Session, kind: str, about: int, now: datetime, site: Site, lives: bool = True) -> None:
    """In the operations channel; without one, privately to those who manage the site. What lives goes first, and is
    edited as things change; a picture may take its time and stays."""
    topics = [topic(about, kind)] if lives else []
    if site.management_channel:
        outbox.say(session, f"{kind}:{about}", site.management_channel, now, urgent=lives, follow=topics)
        return
    tell_site_managers(session, kind, about, now, topics)


def tell_site_managers(session: Session, kind: str, about: int, now: datetime, topics: Sequence[str]) -> None:
    """Those on duty, else all of them."""
    everybody = [one for one in people.with_roles(session, MANAGERS, now) if one.slack_user_id]
    for one in [one for one in everybody if one.on_shift] or everybody:
        slot = f"{kind}:{about}:{one.id}"
        outbox.say(session, slot, str(one.slack_user_id), now, urgent=bool(topics), follow=topics)


def topic(about: int, kind: str = "surges.incident") -> str:
    return f"{kind}:{about}"


def _act(session: Session, one: Incident, before: int, level: int, now: datetime, site: Site) -> None:
    """What the levels between these two begin or end; a drill changes nothing but who is asked to sign in."""
    if before < 1 <= level:
        call_managers(session, one, managers(session, now), now, site)
    if one.is_drill:
        return
    if before < 2 <= level:
        surges_policy.tighten(session, one.id, now, site)
    if level < 2 <= before:
        surges_policy.relax(session, one.id, now)
    if before < 3 <= level:
        surges_callin.start(session, one.id, _needed(session, one), now, site)
    if level < 3 <= before:
        surges_callin.end(session, one.id, now)


def _needed(session: Session, one: Incident) -> int:
    """How many would bring the goal back; where nobody can say, one is asked for, and a person may raise again."""
    found = storage.figures(session, one.queue)
    return max(1, found.needed.more) if found and found.needed else 1


def _noted(session: Session, one: Incident, action: str, act: Act, now: datetime, level: int) -> None:
    before = {"level": one.level, "queue": one.queue}
    after = {"level": level, "reason": act.reason, "drill": one.is_drill}
    audit.note(session, now, act.by, action, f"surge:{one.id}", before, after)
