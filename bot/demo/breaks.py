"""How do people on the demo's floor go out, wait, come back and decide?"""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle
from random import Random

from bot.demo.day import Steps
from bot.demo.people import JUST_BEGAN
from bot.demo.stage import HOME, Actor, Stage
from rules.shifts import Shift

MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)
WHOLE = 15 * MINUTE
ASKS_AFTER = 8 * MINUTE
SHORT = 5 * MINUTE
SHORT_ON_THE_WALL = timedelta(seconds=45)
HURRY = timedelta(seconds=30)
LUNCH, URGENT = "breaks-verb-lunch", "breaks-verb-urgent"
REASONS = 6
OUTINGS = 4  # a shift's allowance


@dataclass(frozen=True)
class Errand:
    """What somebody asks for, how long they really stay, how often they look at their screen; why, if they must say."""

    verb: str
    stays: timedelta
    minutes: int = 15
    look: timedelta = 20 * SECOND
    reason: int = 1

    @property
    def takes_the_token(self) -> bool:
        return self.verb not in (LUNCH, URGENT)


# The last stretch before the demo opens: minutes before, verb, minutes asked for, minutes stayed. At the opening
# somebody is out in every team, somebody waits, one is a little late, one out urgently; the reader's token is free.
EARLIER: dict[str, tuple[tuple[float, str, int, float], ...]] = {
    "A1": ((41, "", 10, 8), (31, "", 10, 9), (20, "", 5, 5), (12, LUNCH, 30, 28)),
    "A2": ((39, "", 10, 9), (28, "", 15, 14), (11.5, "", 10, 12.2), (4, "", 5, 5), (1.5, "", 10, 8)),
    "B1": ((38, "", 5, 6), (30, "", 15, 13), (16, LUNCH, 30, 29), (8, "", 15, 8.6), (3, "", 10, 9), (2, "", 5, 6)),
    "B2": ((40, "", 15, 12), (26, "", 10, 9), (18, LUNCH, 30, 31), (7, "", 10, 8.2), (2.5, URGENT, 10, 3.3)),
}


async def earlier(stage: Stage, chance: Random) -> Steps:
    """What the boards tell of when the demo opens."""
    for team, errands in EARLIER.items():
        there = [one for one in stage.agents if one.member.team == team and one.shift and not one.is_protected]
        there = [one for one in there if not one.is_the_readers]
        chance.shuffle(there)
        for actor, (before, verb, minutes, stays) in zip(cycle(there), errands, strict=False):
            errand = Errand(verb, stays * MINUTE, minutes)
            yield _later(stage.to_the_opening - before * MINUTE, stage, actor, errand)


async def working_days(stage: Stage, chance: Random) -> Steps:
    """Every agent has a day of their own."""
    for actor in stage.agents:
        yield _working_day(stage, actor, Random(chance.random()))  # noqa: S311 - chance without secrets


async def decisions(stage: Stage, chance: Random) -> Steps:
    """Whoever leads reads the applications and decides; seldom, a token that is long overdue is taken back."""
    considered: set[str] = set()
    while True:
        yield 15 * SECOND
        for actor in stage.leaders:
            asked = actor.sees("breaks.approve")
            if asked and actor.age(asked) > 40 * SECOND:
                await actor.presses("breaks.approve" if chance.random() < 0.8 else "breaks.decline")
            late = actor.sees("breaks.recall")
            if late and late.ts not in considered and actor.age(late) > 5 * MINUTE:
                considered.add(late.ts)
                if chance.random() < 0.5:
                    await actor.presses("breaks.recall")


async def company(stage: Stage, chance: Random) -> Steps:
    """In the team where the reader begins, one colleague lines up behind the reader, and is short."""
    yield stage.to_the_opening
    behind: Actor | None = None
    while True:
        yield chance.uniform(25, 45) * SECOND
        there = [one for one in stage.agents if one.member.team == HOME and _may_go(one)]
        if there and not (behind and behind.is_busy) and stage.reader_is_on_board(HOME):
            behind = chance.choice(there)
            stays = min(SHORT, SHORT_ON_THE_WALL * stage.clock.pace)
            yield _outing(stage, behind, Errand("", stays, SHORT // MINUTE, 10 * SECOND))


async def _working_day(stage: Stage, actor: Actor, chance: Random) -> Steps:
    """Now and then a break, lunch in between, seldom a hurry; whoever has just come may not wait half an hour."""
    soon = (0.3, 4) if actor.member.began == JUST_BEGAN else (1, 25)
    yield stage.to_the_opening + chance.uniform(*soon) * MINUTE
    outings: Counter[Shift | None] = Counter()
    while True:
        errand, insists = _errand(chance), chance.random() < 0.3
        if _goes(stage, actor, errand, insists or outings[actor.shift] < OUTINGS, insists):
            outings[actor.shift] += errand.takes_the_token
            yield _outing(stage, actor, errand)
        yield chance.uniform(50, 120) * MINUTE


def _goes(stage: Stage, actor: Actor, errand: Errand, may_hope: bool, insists: bool) -> bool:
    """Whether they ask at all; in the protected half hours only who insists does, and applies."""
    if not errand.takes_the_token:
        return _may_go(actor)
    if stage.is_kept_free(actor.member.team):
        return False
    return insists and not actor.is_busy if actor.is_protected else may_hope and _may_go(actor)


def _may_go(actor: Actor) -> bool:
    return actor.shift is not None and not (actor.is_protected or actor.is_busy or actor.is_the_readers)


def _errand(chance: Random) -> Errand:
    """Mostly a break of five to fifteen minutes; most come back in time."""
    verb = chance.choices(("", LUNCH, URGENT), (80, 14, 6))[0]
    minutes = {LUNCH: 30, URGENT: 10}.get(verb) or chance.choice((5, 8, 10, 10, 15))
    early = chance.choices(((-3, -0.2), (0.3, 2.5), (3.5, 7), (10.5, 14)), (66, 22, 9, 3))[0]
    stays = max(minutes + chance.uniform(*early), 2) * MINUTE
    look = chance.uniform(15, 40) * SECOND
    return Errand(verb, stays, minutes, look, chance.randint(1, REASONS))


async def _later(wait: timedelta, stage: Stage, actor: Actor, errand: Errand) -> Steps:
    yield wait
    yield _outing(stage, actor, errand)


async def _outing(stage: Stage, actor: Actor, errand: Errand) -> Steps:
    """From the wish to the welcome back; whatever comes in between, they make the best of it."""
    actor.is_busy = True
    actor.begins()
    await actor.types("/break", _typed(actor, errand))
    await actor.presses("breaks.take_minutes")  # the allowance has so many left
    if actor.sees("breaks.apply"):
        yield 20 * SECOND
        await actor.applies(actor.says(f"demo-reason-{errand.reason}"), min(errand.minutes, SHORT // MINUTE))
    yield _waiting(stage, actor, errand)


async def _waiting(stage: Stage, actor: Actor, errand: Errand) -> Steps:
    """In line, or for an answer to an application: they look now and then, and ask when it takes long.

    Whoever has the reader in line behind them lets the reader go first, once.
    """
    waited = timedelta()
    is_kind = True
    while not actor.sees("breaks.back"):
        if is_kind and stage.reader_waits(actor.member.team) and await actor.presses("breaks.pass"):
            is_kind = False
        elif not await actor.presses("breaks.accept"):
            yield errand.look
            waited += errand.look
        if waited > ASKS_AFTER:
            waited = timedelta()
            await actor.types("/break", actor.word("breaks-verb-status"))
        if not (actor.was_told("breaks.leave") or actor.was_told("breaks.apply") or actor.sees("breaks.back")):
            actor.is_busy = False
            return
    yield _away(stage, actor, errand)


async def _away(stage: Stage, actor: Actor, errand: Errand) -> Steps:
    """Out; whoever has the token while the reader waits for it comes back soon."""
    left = errand.stays
    while left > timedelta():
        step = min(left, HURRY)
        yield step
        left -= step
        if errand.takes_the_token and stage.reader_waits(actor.member.team):
            left = min(left, HURRY)
    while not await actor.presses("breaks.back") and actor.sees("breaks.back"):
        yield HURRY  # the reader plays them just now
    actor.is_busy = False


def _typed(actor: Actor, errand: Errand) -> str:
    if errand.verb:
        return actor.word(errand.verb)
    return "" if errand.minutes == WHOLE // MINUTE else str(errand.minutes)
