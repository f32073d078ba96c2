"""What people can ask: the one list of it."""

from handlers import breaks, breaks_lead, floor, home
from handlers.asking import Route

ROUTES: tuple[Route, ...] = (*breaks.ROUTES, *breaks_lead.ROUTES, *floor.ROUTES, *home.ROUTES)
