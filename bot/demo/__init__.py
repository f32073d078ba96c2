"""What happens on the demo's floor: the one list of it."""

from bot.demo import breaks, phones
from bot.demo.day import Scene

SCENES: tuple[Scene, ...] = (breaks.earlier, breaks.working_days, breaks.decisions, breaks.company, phones.calls)
