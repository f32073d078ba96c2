"""Who works on the demo's floor, and when?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from rules.shifts import Shift

ZONE = "Asia/Shanghai"
SHIFT = timedelta(hours=12)
ONE_DAY = timedelta(days=1)
DAYS_BEFORE = 11  # so that ten whole days of calls lie behind the opening, whatever the hour
MANAGEMENT = "C0MANAGEMENT"  # where the digests of the whole centre are read
DAYS = 30  # the roster ends at last: at sixty times the pace after half a day of watching


@dataclass(frozen=True)
class Team:
    """A team and its channel; `language` is that of its board."""

    team: str
    channel: str
    language: str


@dataclass(frozen=True)
class Member:
    """Somebody of the floor. `began` says how long before the demo opens their shift began; it does so every day."""

    number: str
    slack_id: str
    name: str
    language: str
    team: str
    role: str
    began: timedelta

    def shifts(self, opens_at: datetime) -> Iterator[Shift]:
        """From those before the demo opens, day after day."""
        for day in range(-DAYS_BEFORE, DAYS):
            starts_at = opens_at - self.began + day * ONE_DAY
            yield Shift(starts_at, starts_at + SHIFT, "night" if self.began > SHIFT / 2 else "day")

    def on_shift(self, opens_at: datetime, moment: datetime) -> Shift | None:
        """The shift in which they are at this moment."""
        starts_at = moment - (moment - opens_at + self.began) % ONE_DAY
        return Shift(starts_at, starts_at + SHIFT, "") if moment <= starts_at + SHIFT else None


# When the eight of a team began: three hours of the same shift, one who has just come, one who is about to go home and
# one who is yet to come, so that the floor never empties; the leader is the last.
BEGAN = tuple(timedelta(minutes=minutes) for minutes in (180, 180, 8, 120, 540, 670, -55, 180))
JUST_BEGAN, YET_TO_COME = BEGAN[2], BEGAN[6]
# In an English terminal whoever has just come reads English too.
ENGLISH_NEWCOMER = {"TOM": JUST_BEGAN, "JIE": YET_TO_COME}

# Whom the page begins with, in the language of the terminal: one who may go out, one who has just come and may not, who
# leads them, and the site manager's Home, where all four boards live.
OPENING = {
    "zh-CN": ("U0MEI", "U0JIE", "U0LIN", "U0ZHAO:home"),
    "en": ("U0ARUN", "U0TOM", "U0LIN", "U0ZHAO:home"),
}
THE_READERS = frozenset(one.partition(":")[0] for page in OPENING.values() for one in page)

TEAMS = {
    "A1": "MEI:梅婷:zh-CN ARUN:Arun:en JIE:李杰:zh-CN CHEN:陈晨:zh-CN "
    "PRIYA:Priya:en ZHOU:周敏:zh-CN TOM:Tom:en LIN:林静:zh-CN",
    "A2": "HUANG:黄磊:zh-CN GRACE:Grace:en HE:何静:zh-CN RAVI:Ravi:en "
    "GUO:郭涛:zh-CN SONG:宋雨:zh-CN KENJI:Kenji:en WU:吴倩:zh-CN",
    "B1": "OLGA:Olga:en MAREK:Marek:en SAM:Sam:en LIU:刘畅:zh-CN "
    "FATIMA:Fatima:en GAO:高远:zh-CN INES:Ines:en HAO:王浩:zh-CN",
    "B2": "XU:徐丽:zh-CN BEN:Ben:en QIN:秦骁:zh-CN SOFIA:Sofia:en "
    "LUO:罗芳:zh-CN YUSUF:Yusuf:en TANG:唐宁:zh-CN NADIA:Nadia:en",
}
WHOLE_FLOOR = (
    Member("9002", "U0SHEN", "沈岚", "zh-CN", "", "shift_leader", timedelta(hours=1)),
    Member("9003", "U0WEN", "Wen", "en", "", "qa", timedelta(hours=2)),
    Member("9004", "U0SUN", "孙强", "zh-CN", "", "safety_officer", timedelta(hours=2)),
)


def cast(language: str) -> tuple[Member, ...]:
    """Four teams of eight and those who look after all; the first leader reads the language of the terminal."""
    teams = [member for number, team in enumerate(TEAMS, start=1) for member in _team(team, 1000 * number, language)]
    manager = Member(
        "9001", "U0ZHAO", _named("赵磊", "Zhao", language), language, "", "site_manager", timedelta(hours=4)
    )
    return (*teams, manager, *WHOLE_FLOOR)


def teams(language: str) -> tuple[Team, ...]:
    """The board of the first team is in the language of the terminal."""
    languages = (language, "zh-CN", "en", "en" if language == "en" else "zh-CN")
    return tuple(Team(team, f"C0{team}", board) for team, board in zip(TEAMS, languages, strict=True))


def _team(team: str, numbers: int, language: str) -> Iterator[Member]:
    eight = zip(TEAMS[team].split(), BEGAN, strict=True)
    for place, (written, began) in enumerate(eight, start=1):
        slack_id, name, reads = written.split(":")
        role = "agent" if place < len(BEGAN) else "team_leader"
        if slack_id == "LIN":
            name, reads = _named("林静", "Lin", language), language
        if language == "en":
            began = ENGLISH_NEWCOMER.get(slack_id, began)
        yield Member(str(numbers + place), f"U0{slack_id}", name, reads, team, role, began)


def _named(chinese: str, english: str, language: str) -> str:
    return chinese if language == "zh-CN" else english
