"""What the clock asks, and how what was promised is drawn when it is said: the lists of it."""

from jobs import breaks, digests, digests_told, home, house, surges, surges_callin, surges_policy, surges_told
from jobs.asking import Drawing, Job

SCHEDULE: tuple[Job, ...] = (
    *breaks.SCHEDULE,
    *home.SCHEDULE,
    *house.SCHEDULE,
    *digests.SCHEDULE,
    *digests_told.SCHEDULE,
    *surges.SCHEDULE,
    *surges_told.SCHEDULE,
    *surges_callin.SCHEDULE,
)
DRAWINGS: dict[str, Drawing] = {
    **breaks.DRAWINGS,
    **home.DRAWINGS,
    **house.DRAWINGS,
    **surges_told.DRAWINGS,
    **surges_callin.DRAWINGS,
    **surges_policy.DRAWINGS,
}
# These take long, and are drawn in a process of their own.
LONG_DRAWINGS: dict[str, Drawing] = {**digests_told.LONG_DRAWINGS, **surges_told.LONG_DRAWINGS}
