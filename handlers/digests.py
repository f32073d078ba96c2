"""What can somebody ask about numbers: where do I, my team or the centre stand, and where does a number come from?"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from handlers import meant
from handlers.asking import Answer, Ask, Button, Command, Route, as_typed, nearest
from rules import digests_slots as slots
from rules.digests_days import AGENTS_KEPT, Standing
from rules.digests_facts import CENTRE, Kind, Scope
from rules.digests_readers import leads_team, may_read
from rules.digests_slots import Period, Span
from rules.refusals import Refusal
from rules.roles import LEADERS, MANAGERS, Role
from storage import digests_counts, digests_days, digests_known, outbox, people
from storage.database import Session
from storage.people import Person
from views import digests as told
from views import digests_asked as asked_views
from views import digests_standing as views
from views.message import Message


class Whom(NamedTuple):
    """Whose numbers are asked for; somebody's are told with the name."""

    scope: Scope
    person: Person | None = None


def stand(ask: Ask, session: Session) -> Answer:
    """`/kpi`, `/kpi yesterday A1`, `/kpi @Mei 11-20`: where somebody, a team, a queue or the centre stands."""
    day, typed = _when(ask)
    whom = _named(ask, session, typed, day) if typed else _usual(ask)
    _check_may_read(ask, whom)
    return _answer(ask, whom, _standing(ask, session, whom.scope, day))


def me(ask: Ask, session: Session) -> Answer:
    """My own numbers, whatever else I may read."""
    day, typed = _when(ask)
    if typed:
        raise meant.bad_day(typed)
    whom = _of(ask.who)
    one = _standing(ask, session, whom.scope, day)
    if one.totals is None and Role.AGENT not in ask.who.roles:
        raise Refusal("digests-no-calls")
    return _answer(ask, whom, one)


def explain(ask: Ask, session: Session) -> Answer:
    """Where one number comes from; that takes a while, and is for the one who asked."""
    about, _, key = ask.value.rpartition("|")
    period, scope = _pressed(about)
    _check_may_read(ask, _whose(ask, session, scope))
    return _send(ask, session, f"digests.explanation:{period}:{scope}:{key}", "digests-explanation-coming")


def export(ask: Ask, session: Session) -> Answer:
    """The same numbers, and those of everybody below whose I may read, as a workbook."""
    period, scope = _pressed(ask.value)
    _check_may_read(ask, _whose(ask, session, scope))
    return _send(ask, session, f"digests.workbook:{period}:{scope}", "digests-workbook-coming")


def persons(ask: Ask, session: Session) -> Answer:
    """A team person by person, for those who lead it; its members see their own line."""
    period, scope = _pressed(ask.value)
    period = slots.a_day(period.day) if period.span is Span.HOUR else period  # people are counted by the day
    seen = _members(ask, session, scope.name)
    found = digests_days.totals_of(session, period, [_of(one).scope for one in seen])
    counted = digests_counts.counted(session, [slots.a_day(day) for day in period.days])
    return asked_views.people(
        ask.t,
        scope.name,
        period,
        [(one.employee_no, one.name) for one in seen],
        {scope.name: one.measures for scope, one in found.items()},
        ask.site.handbook.digests,
        max(counted.values(), default=None),
    )


def help_me(ask: Ask, session: Session) -> Answer:
    return asked_views.help_for(ask.t, bool(ask.who.roles & MANAGERS))


ROUTES: tuple[Route, ...] = (
    Command("/kpi", "digests.stand", stand, plain=True),
    Command("/kpi", "digests.me", me),
    Command("/kpi", "digests.help", help_me),
    Button("digests.explain", explain),
    Button("digests.export", export),
    Button("digests.people", persons),
)


def _when(ask: Ask) -> tuple[date, str]:
    """The day, at the beginning or the end of what was typed, and what remains; without a day, today."""
    words = ask.text.split()
    for place in (0, -1):
        found = meant.day(ask, words[place]) if words else None
        if found:
            del words[place]
            return found, " ".join(words)
    return ask.day, " ".join(words)


def _usual(ask: Ask) -> Whom:
    """Leaders with a team ask for it, agents for themselves, everybody else for the centre."""
    if ask.who.team and ask.who.roles & LEADERS:
        return Whom(Scope(Kind.TEAM, ask.who.team.team))
    return _of(ask.who) if Role.AGENT in ask.who.roles else Whom(CENTRE)


def _named(ask: Ask, session: Session, typed: str, day: date) -> Whom:
    """The centre, my team, or whoever is called so: a team, else somebody, else a queue."""
    name = as_typed(typed).casefold()
    if name in ask.spelled("digests-word-centre"):
        return Whom(CENTRE)
    if name in ask.spelled("digests-word-team"):
        if ask.who.team is None:
            raise Refusal("digests-no-team")
        return Whom(Scope(Kind.TEAM, ask.who.team.team))
    teams, bare = people.all_teams(session), _bare(ask, name)
    for team in teams:
        if bare in (team.team.casefold(), team.name.casefold()):
            return Whom(Scope(Kind.TEAM, team.team))
    somebody = meant.persons(ask, session, typed)
    if somebody or meant.is_mention(typed):
        return _of(meant.only(typed, somebody))
    queues = digests_known.queues(session, day)
    for queue in queues:
        if bare == queue.casefold():
            return Whom(Scope(Kind.QUEUE, queue))
    raise _unknown(ask, typed, [team.team for team in teams], queues)


def _bare(ask: Ask, name: str) -> str:
    """`team A1`, `queue support`: the name alone."""
    first, _, rest = name.partition(" ")
    kinds = {*ask.spelled("digests-word-team"), *ask.spelled("digests-word-queue")}
    return rest if rest and first in kinds else name


def _unknown(ask: Ask, typed: str, teams: Sequence[str], queues: Sequence[str]) -> Refusal:
    """What there is, and the nearest of it."""
    verbs = ask.routes.verbs("/kpi")
    known = {word.casefold(): word for word in (*verbs, *ask.spelled("digests-word-centre"), *queues, *teams)}
    near = nearest(as_typed(typed), known)
    facts = {
        "typed": as_typed(typed),
        "teams": ask.t.plain("floor-and").join(teams),
        "nearest": known[near] if near else views.NONE,
    }
    return Refusal("digests-unknown", **facts)


def _of(person: Person) -> Whom:
    return Whom(Scope(Kind.AGENT, person.employee_no), person)


def _whose(ask: Ask, session: Session, scope: Scope) -> Whom:
    """Whose numbers a button is about."""
    person = people.by_employee_no(session, scope.name, ask.now) if scope.kind is Kind.AGENT else None
    return Whom(scope, person)


def _check_may_read(ask: Ask, whom: Whom) -> None:
    """Raises Refusal that says who can help."""
    team_of = {whom.person.employee_no: whom.person.team_name} if whom.person else {}
    if may_read(ask.who, whom.scope, team_of):
        return
    if whom.scope.kind is Kind.AGENT:
        raise Refusal("digests-not-your-person", name=whom.person.name if whom.person else whom.scope.name)
    raise Refusal("digests-not-your-scope", scope=told.scope(ask.t, whom.scope))


def _standing(ask: Ask, session: Session, scope: Scope, day: date) -> Standing:
    """As far as it was counted; raises Refusal where that is nothing."""
    if day > ask.now.astimezone(ask.site.zone).date():
        raise Refusal("digests-day-to-come", day=day.isoformat())
    if scope.kind is Kind.AGENT and ask.day - day > AGENTS_KEPT:
        raise Refusal("digests-agents-forgotten", days=AGENTS_KEPT.days)
    (one,) = digests_days.standings(session, slots.a_day(day), [scope], ask.site.zone)
    if one.counted_at is None:
        newest = digests_known.newest_day(session)
        key = "digests-nothing-counted" if newest else "digests-nothing-yet"
        raise Refusal(key, day=day, **({"newest": newest.isoformat()} if newest else {}))
    return one


def _answer(ask: Ask, whom: Whom, one: Standing) -> Message:
    scope, person = whom
    shows_people = scope.kind is Kind.TEAM and leads_team(ask.who, scope.name)
    name = asked_views.person(ask.t, person.name, person.employee_no) if person else ""
    is_own = person is not None and person.id == ask.who.id
    hint = asked_views.hint(ask.t, ask.who.team.team) if is_own and ask.who.team else ""
    return views.answer(ask.t, one, ask.site.handbook.digests, shows_people, name, hint)


def _pressed(value: str) -> tuple[Period, Scope]:
    """What a button is about: `day/2026-11-24|team:A1`."""
    period, _, about = value.partition("|")
    return Period.read(period), Scope.read(about)


def _members(ask: Ask, session: Session, team_name: str) -> list[Person]:
    """Who takes calls in a team, for whoever leads it; for its members only themselves. Raises Refusal for others."""
    team = next((one for one in people.all_teams(session) if one.team == team_name), None)
    everybody = people.of_team(session, team.id, ask.now) if team else []
    leads = leads_team(ask.who, team_name)
    seen = [one for one in everybody if Role.AGENT in one.roles and (leads or one.id == ask.who.id)]
    if not seen:
        raise Refusal("digests-people-not-yours", team=team_name)
    return seen


def _send(ask: Ask, session: Session, slot: str, coming: str) -> Message:
    """As a message of its own, each time it is asked for."""
    assert ask.who.slack_user_id is not None
    minute = int(ask.now.timestamp()) // 60
    outbox.say(session, f"{slot}:{ask.who.id}:{minute}", ask.who.slack_user_id, ask.now, urgent=True)
    return asked_views.on_its_way(ask.t, coming)
