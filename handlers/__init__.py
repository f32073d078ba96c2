"""What people can ask: the one list of it."""

from handlers import breaks, breaks_lead, digests, digests_targets, floor, home, surges, surges_callin
from handlers.asking import Route

ROUTES: tuple[Route, ...] = (
    *breaks.ROUTES,
    *breaks_lead.ROUTES,
    *digests.ROUTES,
    *digests_targets.ROUTES,
    *floor.ROUTES,
    *home.ROUTES,
    *surges.ROUTES,
    *surges_callin.ROUTES,
)
