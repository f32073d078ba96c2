"""What does the roster lack before the floor can work with it?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, exists, or_, select

from rules.roles import FLOOR_LEADERS, TEAM_LEADERS
from storage.database import Session
from storage.people import Team, all_teams, people, person_roles, shifts


@dataclass(frozen=True)
class Gaps:
    """Everybody is counted who has not left; `leaderless` teams have no leader of their own."""

    teams: Sequence[Team]
    people: int
    no_slack_id: Sequence[str]
    no_shift: Sequence[str]
    leaderless: Sequence[Team]
    floor_is_led: bool
    somebody: str | None


_here = or_(people.c.left_at.is_(None), people.c.left_at > bindparam("now"))
_works = exists().where(
    shifts.c.person_id == people.c.id, shifts.c.ends_at > bindparam("now"), shifts.c.starts_at < bindparam("until")
)
_everybody = (
    select(people.c.name, people.c.slack_user_id, people.c.team_id, _works.label("works"))
    .where(_here)
    .order_by(people.c.employee_no)
)
_leaders = select(people.c.team_id, person_roles.c.role).join_from(person_roles, people).where(_here)


def gaps(session: Session, now: datetime, until: datetime) -> Gaps:
    """The roster as it stands now; shifts are looked for up to `until`, and only for people who are in a team."""
    teams = all_teams(session)
    everybody = session.execute(_everybody, {"now": now, "until": until}).all()
    leaders = session.execute(_leaders, {"now": now}).all()
    led = {one.team_id for one in leaders if one.role in TEAM_LEADERS}
    return Gaps(
        teams=teams,
        people=len(everybody),
        no_slack_id=[one.name for one in everybody if not one.slack_user_id],
        no_shift=[one.name for one in everybody if one.team_id and not one.works],
        leaderless=[team for team in teams if team.id not in led],
        floor_is_led=any(one.role in FLOOR_LEADERS for one in leaders),
        somebody=next((one.slack_user_id for one in everybody if one.slack_user_id), None),
    )
