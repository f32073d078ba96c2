"""Who is this, what may they do, which language do they read, and when do they work?"""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Row,
    Select,
    String,
    Table,
    UniqueConstraint,
    and_,
    bindparam,
    false,
    func,
    null,
    or_,
    select,
    true,
    update,
)

from rules.roles import Role
from rules.shifts import LONGEST_SHIFT, Shift
from storage.database import Id, Session, UtcDateTime, insert_for, metadata

teams = Table(
    "teams",
    metadata,
    Column("id", Id, primary_key=True),
    Column("team", String(40), nullable=False, unique=True),
    Column("name", String(80), nullable=False),
    Column("channel_id", String(40)),
    Column("language", String(10)),
)

people = Table(
    "people",
    metadata,
    Column("id", Id, primary_key=True),
    Column("employee_no", String(40), nullable=False, unique=True),
    Column("name", String(80), nullable=False),
    Column("slack_user_id", String(40), unique=True),
    Column("team_id", Id, ForeignKey(teams.c.id), index=True),
    Column("roster_language", String(10)),
    Column("chosen_language", String(10)),
    Column("hired_on", Date),
    Column("left_at", UtcDateTime),
    Column("may_be_called", Boolean, nullable=False, server_default=false()),  # their own consent (SG-05)
)

person_roles = Table(
    "person_roles",
    metadata,
    Column("person_id", Id, ForeignKey(people.c.id), primary_key=True),
    Column("role", String(40), primary_key=True),
    Index("ix_person_roles_role", "role"),
)

shifts = Table(
    "shifts",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person_id", Id, ForeignKey(people.c.id), nullable=False),
    Column("starts_at", UtcDateTime, nullable=False),
    Column("ends_at", UtcDateTime, nullable=False),
    Column("kind", String(40), nullable=False),
    UniqueConstraint("person_id", "starts_at"),
    CheckConstraint("ends_at > starts_at", name="in_order"),
    Index("ix_shifts_starts_at", "starts_at"),
    Index("ix_shifts_ends_at", "ends_at"),
)

slack_users = Table(
    "slack_users",
    metadata,
    Column("slack_user_id", String(40), primary_key=True),
    Column("locale", String(20), nullable=False),
)


class Team(NamedTuple):
    """A team (班组) and the channel where its board stands."""

    id: int
    team: str
    name: str
    channel_id: str | None
    language: str | None


class Person(NamedTuple):
    """Somebody on the roster, as this moment finds them: team, roles, shift, language."""

    id: int
    name: str
    employee_no: str
    slack_user_id: str | None
    team: Team | None
    roles: frozenset[Role]
    shift: Shift | None
    language: str | None
    slack_locale: str | None

    @property
    def on_shift(self) -> bool:
        return self.shift is not None

    @property
    def team_id(self) -> int | None:
        return self.team.id if self.team else None

    @property
    def team_name(self) -> str | None:
        return self.team.team if self.team else None


_TEAM_COLUMNS = (
    teams.c.id.label("team_id"),
    teams.c.team,
    teams.c.name.label("team_name"),
    teams.c.channel_id,
    teams.c.language.label("team_language"),
)

# A shift lasts a day at most, so the index on (person, start) finds the current one without reading old years.
_current_shift = and_(
    shifts.c.person_id == people.c.id,
    shifts.c.starts_at <= bindparam("now"),
    shifts.c.starts_at > bindparam("earliest"),
    shifts.c.ends_at >= bindparam("now"),
)


def _persons(also_left: bool = False) -> Select:
    here = or_(people.c.left_at == null(), people.c.left_at > bindparam("now"))
    return (
        select(
            people.c.id,
            people.c.name,
            people.c.employee_no,
            people.c.slack_user_id,
            func.coalesce(people.c.chosen_language, people.c.roster_language).label("language"),
            slack_users.c.locale,
            person_roles.c.role,
            shifts.c.starts_at,
            shifts.c.ends_at,
            shifts.c.kind,
            *_TEAM_COLUMNS,
        )
        .select_from(
            people.outerjoin(teams, teams.c.id == people.c.team_id)
            .outerjoin(shifts, _current_shift)
            .outerjoin(person_roles, person_roles.c.person_id == people.c.id)
            .outerjoin(slack_users, slack_users.c.slack_user_id == people.c.slack_user_id)
        )
        .where(true() if also_left else here)
        .order_by(people.c.id, shifts.c.starts_at.desc())
    )


_by_slack_id = _persons().where(people.c.slack_user_id == bindparam("slack_user_id"))
_by_employee_no = _persons().where(people.c.employee_no == bindparam("employee_no"))
_by_name = _persons().where(people.c.name == bindparam("name"))
_by_ids = _persons(also_left=True).where(people.c.id.in_(bindparam("ids", expanding=True)))
_names = select(people.c.id, people.c.name).where(people.c.id.in_(bindparam("ids", expanding=True)))
_of_team = _persons().where(people.c.team_id == bindparam("team_id"))
_with_roles = _persons().where(
    people.c.id.in_(select(person_roles.c.person_id).where(person_roles.c.role.in_(bindparam("roles", expanding=True))))
)
_teams = select(*_TEAM_COLUMNS).order_by(teams.c.team)
_team_by_id = select(*_TEAM_COLUMNS).where(teams.c.id == bindparam("team_id"))


def by_slack_id(session: Session, slack_user_id: str, now: datetime) -> Person | None:
    """The person behind a Slack user id; None for strangers and for people who have left."""
    return _first(_people(session, _by_slack_id, now, slack_user_id=slack_user_id))


def by_employee_no(session: Session, employee_no: str, now: datetime) -> Person | None:
    return _first(_people(session, _by_employee_no, now, employee_no=employee_no))


def by_name(session: Session, name: str, now: datetime) -> list[Person]:
    return _people(session, _by_name, now, name=name)


def by_ids(session: Session, ids: Iterable[int], now: datetime) -> dict[int, Person]:
    """Several people at once, by id; those who have left too."""
    return {person.id: person for person in _people(session, _by_ids, now, ids=sorted(set(ids)))}


def names_of(session: Session, ids: Iterable[int]) -> dict[int, str]:
    return {row.id: row.name for row in session.execute(_names, {"ids": sorted(set(ids))})}


def of_team(session: Session, team_id: int, now: datetime) -> list[Person]:
    return _people(session, _of_team, now, team_id=team_id)


def with_roles(session: Session, roles: Iterable[Role], now: datetime) -> list[Person]:
    """Everybody who holds at least one of these roles."""
    return _people(session, _with_roles, now, roles=sorted(roles))


def all_teams(session: Session) -> list[Team]:
    return [_team(row) for row in session.execute(_teams)]


def team_named(session: Session, name: str) -> Team | None:
    """The team with this key or name, whatever the case of its letters."""
    wanted = name.casefold()
    return next((one for one in all_teams(session) if wanted in (one.team.casefold(), one.name.casefold())), None)


def channel_language(session: Session, channel_id: str) -> str | None:
    """The language of the team whose channel this is."""
    return session.execute(select(teams.c.language).where(teams.c.channel_id == channel_id).limit(1)).scalar()


def by_team_id(session: Session, team_id: int) -> Team | None:
    row = session.execute(_team_by_id, {"team_id": team_id}).one_or_none()
    return _team(row) if row else None


def next_shift_starts(session: Session, person_id: int, now: datetime) -> datetime | None:
    """When this person's next shift begins, if the roster knows of one."""
    coming = select(func.min(shifts.c.starts_at, type_=UtcDateTime()))
    return session.execute(coming.where(shifts.c.person_id == person_id, shifts.c.starts_at > now)).scalar()


def turning(session: Session, since: datetime, now: datetime) -> list[tuple[int, int | None]]:
    """Whose shift began or ended in this stretch: person and team."""
    turned = or_(shifts.c.starts_at.between(since, now), shifts.c.ends_at.between(since, now))
    found = select(people.c.id, people.c.team_id).join_from(shifts, people).where(turned).distinct()
    return [(person_id, team_id) for person_id, team_id in session.execute(found)]


def choose_language(session: Session, person_id: int, language: str) -> None:
    session.execute(update(people).where(people.c.id == person_id).values(chosen_language=language))


def locale_of(session: Session, slack_user_id: str) -> str | None:
    """The Slack locale that was last seen, for people on no roster too."""
    return session.execute(_locale, {"slack_user_id": slack_user_id}).scalar()


def remember_locale(session: Session, slack_user_id: str, locale: str) -> None:
    """Keep what Slack said of a user's language."""
    insert = insert_for(session.dialect.name, slack_users).values(slack_user_id=slack_user_id, locale=locale)
    again = insert.on_conflict_do_update(index_elements=[slack_users.c.slack_user_id], set_={"locale": locale})
    session.execute(again)


_locale = select(slack_users.c.locale).where(slack_users.c.slack_user_id == bindparam("slack_user_id"))


def _people(session: Session, query: Select, now: datetime, **wanted: object) -> list[Person]:
    """A person has a row for each role and each shift; the newest shift comes first."""
    theirs: dict[int, list[Row]] = {}
    for row in session.execute(query, {"now": now, "earliest": now - LONGEST_SHIFT, **wanted}):
        theirs.setdefault(row.id, []).append(row)
    return [_person(rows[0], frozenset(Role(row.role) for row in rows if row.role)) for rows in theirs.values()]


def _first(found: list[Person]) -> Person | None:
    return found[0] if found else None


def _person(row: Row, roles: frozenset[Role]) -> Person:
    return Person(
        id=row.id,
        name=row.name,
        employee_no=row.employee_no,
        slack_user_id=row.slack_user_id,
        team=_team(row) if row.team_id else None,
        roles=roles,
        shift=Shift(row.starts_at, row.ends_at, row.kind) if row.starts_at else None,
        language=row.language,
        slack_locale=row.locale,
    )


def _team(row: Row) -> Team:
    return Team(row.team_id, row.team, row.team_name, row.channel_id, row.team_language)
