"""How do teams, people and shifts get into the tables, again and again without harm?"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, Table, bindparam, delete, insert, select, update

from rules.roles import Role
from storage import outbox
from storage.database import Session, insert_for
from storage.people import people, person_roles, shifts, teams

CHUNK = 500

Values = Mapping[str, object]
Progress = Callable[[int], None]


@dataclass(frozen=True)
class Tally:
    """What an import came to."""

    new: int
    changed: int
    same: int


def team_ids(session: Session) -> dict[str, int]:
    return {team: team_id for team_id, team in session.execute(select(teams.c.id, teams.c.team))}


def employees(session: Session) -> dict[str, int]:
    """Everybody's id by employee number, leavers too."""
    return {number: person_id for person_id, number in session.execute(select(people.c.id, people.c.employee_no))}


def slack_ids(session: Session) -> dict[str, str]:
    """Who has which Slack user id: employee numbers by Slack id."""
    known = select(people.c.slack_user_id, people.c.employee_no).where(people.c.slack_user_id.is_not(None))
    return {slack_id: number for slack_id, number in session.execute(known)}  # noqa: C416


def shifts_between(session: Session, first: datetime, last: datetime) -> list[Row]:
    """Shifts that touch this stretch: employee_no, starts_at, ends_at."""
    return list(
        session.execute(
            select(people.c.employee_no, shifts.c.starts_at, shifts.c.ends_at)
            .join_from(shifts, people)
            .where(shifts.c.starts_at < last, shifts.c.ends_at > first)
        )
    )


def put_teams(session: Session, rows: Sequence[Values], now: datetime, progress: Progress) -> Tally:
    """Teams by their key; each team with a channel gets its board."""
    tally = _tally(session, teams, ("team",), rows)
    _put(session, teams, ("team",), rows, progress)
    with_channel = select(teams.c.id, teams.c.channel_id).where(teams.c.channel_id.is_not(None))
    for team_id, channel_id in session.execute(with_channel).all():
        outbox.say(session, f"breaks.board:{team_id}", channel_id, now, follow=[f"team:{team_id}"])
    return tally


def put_people(
    session: Session, rows: Sequence[Values], roles: Mapping[str, Iterable[Role]], progress: Progress
) -> Tally:
    """People by their employee number, with exactly the roles that are given; a language they chose stays theirs."""
    tally = _tally(session, people, ("employee_no",), rows)
    numbers = [str(row["employee_no"]) for row in rows]
    # Two people may swap their Slack ids in one file: all of theirs are let go first.
    for some in _chunks(numbers):
        session.execute(update(people).where(people.c.employee_no.in_(some)).values(slack_user_id=None))
    _put(session, people, ("employee_no",), rows, progress)
    ids = employees(session)
    for some in _chunks(numbers):
        session.execute(delete(person_roles).where(person_roles.c.person_id.in_([ids[number] for number in some])))
    held = [{"person_id": ids[number], "role": role} for number in numbers for role in sorted(roles[number])]
    if held:
        session.execute(insert(person_roles), held)
    return tally


def remove_shifts(session: Session, cancelled: Sequence[tuple[int, datetime]]) -> None:
    """Take back shifts, each known by its person and its start."""
    one = delete(shifts).where(shifts.c.person_id == bindparam("of_person"), shifts.c.starts_at == bindparam("start"))
    if cancelled:
        session.execute(one, [{"of_person": person_id, "start": starts_at} for person_id, starts_at in cancelled])


def put_shifts(session: Session, rows: Sequence[Values], progress: Progress) -> Tally:
    """Shifts by person and start."""
    tally = _tally(session, shifts, ("person_id", "starts_at"), rows)
    _put(session, shifts, ("person_id", "starts_at"), rows, progress)
    return tally


def _tally(session: Session, table: Table, key: Sequence[str], rows: Sequence[Values]) -> Tally:
    names = list(rows[0]) if rows else list(key)
    known = session.execute(select(*(table.c[name] for name in names)))
    before = {tuple(getattr(row, name) for name in key): tuple(row) for row in known}
    wanted = {tuple(row[name] for name in key): tuple(row.values()) for row in rows}
    new = sum(one not in before for one in wanted)
    same = sum(before.get(one) == values for one, values in wanted.items())
    return Tally(new, len(wanted) - new - same, same)


def _put(session: Session, table: Table, key: Sequence[str], rows: Sequence[Values], progress: Progress) -> None:
    if not rows:
        return
    put = insert_for(session.dialect.name, table).values({name: bindparam(name) for name in rows[0]})
    changed = {name: put.excluded[name] for name in rows[0] if name not in key}
    again = put.on_conflict_do_update(index_elements=list(key), set_=changed)
    for some in _chunks(rows):
        session.execute(again, [dict(row) for row in some])
        progress(len(some))


def _chunks(items: Sequence) -> Iterable[Sequence]:
    return (items[start : start + CHUNK] for start in range(0, len(items), CHUNK))
