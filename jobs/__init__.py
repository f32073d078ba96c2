"""What the clock asks, and how what was promised is drawn when it is said: the two lists of it."""

from jobs import breaks, home, house
from jobs.asking import Drawing, Job

SCHEDULE: tuple[Job, ...] = (*breaks.SCHEDULE, *home.SCHEDULE, *house.SCHEDULE)
DRAWINGS: dict[str, Drawing] = {**breaks.DRAWINGS, **home.DRAWINGS, **house.DRAWINGS}
