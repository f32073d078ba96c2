"""Can the page's words be read, in light and in dark? WCAG's AA asks for a contrast of 4.5."""

import re

import pytest

from playground.page import FOLDER

STYLE = (FOLDER / "style.css").read_text("utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--([\w-]+): #(\w{6});", part)) for part in re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)
)
INKS = ("ink", "ink-2", "ink-3", "danger", "warn", "link", "code", "accent")
GROUNDS = ("paper", "paper-2", "paper-3", "whisper")
PAIRS = [(ink, ground) for ink in INKS for ground in GROUNDS] + [
    ("accent-ink", "accent"),
    ("accent", "accent-soft"),
    ("ink-3", "accent-soft"),
    ("danger", "danger-soft"),
    ("paper", "danger"),
    ("warn", "warn-soft"),
    ("link", "mention"),
    ("link", "mention-loud"),
    ("side-ink", "side"),
    ("side-dim", "side"),
    ("side-dim", "side-2"),
]


def light_of(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((light_of(one), light_of(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, LIGHT | DARK], ids=["light", "dark"])
def test_words_stand_out_from_their_ground(colours: dict[str, str]) -> None:
    faint = {pair: found for pair in PAIRS if (found := contrast(*(colours[name] for name in pair))) < 4.5}
    assert faint == {}


def test_white_letters_stand_out_from_every_avatar_and_badge() -> None:
    grounds = re.findall(r"(?:\.tone-\d+ \{|\.badge \{[^}]*?)\s*background: #(\w{6})", STYLE)
    assert len(grounds) == 13
    assert [one for one in grounds if contrast("ffffff", one) < 4.5] == []
