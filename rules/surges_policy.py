"""How are breaks rationed while a surge stands at level 2? (SG-04)"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

HALF, NONE = "half", "none"
MODES = (HALF, NONE)


@dataclass(frozen=True)
class Rationing:
    """What the handbook file says of level 2: how many teams keep a token, and how long an outing lasts at most."""

    mode: str
    length: timedelta


@dataclass(frozen=True)
class Ration:
    """What a surge leaves to one team: so many people out, each for so long. Urgent is outside of it, and lunch too."""

    tokens: int
    length: timedelta


def rations(team_ids: Sequence[int], day: date, rules: Rationing) -> dict[int, Ration]:
    """What every team is left with on this day.

    With "half" every second team keeps one token, of three teams two; each day the turn moves on by one team, so that
    after as many days as there are teams all had a token equally often.
    """
    count = len(team_ids)
    turn = {team_id: (place + day.toordinal()) % count for place, team_id in enumerate(sorted(team_ids))}
    keeps = {team_id for team_id, place in turn.items() if rules.mode == HALF and place % 2 == 0}
    return {team_id: Ration(int(team_id in keeps), rules.length) for team_id in team_ids}
