"""Is every screen within Slack's limits, readable aloud, and free of dead buttons?"""

import ast
import re
from collections.abc import Iterator

import pytest
from support import screens
from support.code import File, product
from support.house import WORDS
from support.screens import SCREENS, Shown

from bot.manifest import manifest
from handlers import ROUTES
from handlers.asking import Button, Command, Event, Form
from playground.limits import check_message, check_view
from views.message import Home, Message, Modal
from views.words import Reader

DRAWN = list(screens.drawn())
LETTER_BY_LETTER = re.compile("plain_text|raw_text")  # Slack shows these without any markup
TEXT_LETTERS = 40_000  # Slack cuts the rest off
SHAPES = {"Message", "Modal", "Home", "Message | None"}
# The shapes that views are made of, and an answer that is a form without being one's own.
NO_SCREENS = {"parts.message"}
ANSWERS_ONLY = {"floor.answer"}


def views_that_show(file: File) -> Iterator[str]:
    feature = file.name.removeprefix("views/").removesuffix(".py")
    for node in file.tree.body:
        is_public = isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        if is_public and node.returns and ast.unparse(node.returns) in SHAPES:
            yield f"{feature}.{node.name}"


def blocks_of(shown: Shown) -> list[dict]:
    return [block if isinstance(block, dict) else block.to_dict() for block in shown.blocks]


def elements(shown: Shown) -> Iterator[dict]:
    for block in blocks_of(shown):
        yield from block.get("elements", []) if block["type"] == "actions" else []
        if "accessory" in block:
            yield block["accessory"]


def buttons_shown() -> set[str]:
    return {one["action_id"] for _, _, shown in DRAWN for one in elements(shown)}


def test_every_view_is_in_the_catalogue() -> None:
    there = {name for file in product("views") for name in views_that_show(file)} - NO_SCREENS
    assert there == set(SCREENS)


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_is_within_the_limits_of_slack(name: str) -> None:
    for draw in SCREENS[name]:
        for t in screens.readers():
            shown = draw(t)
            if isinstance(shown, Message):
                check_message(blocks_of(shown))
            else:
                check_view(shown.payload(), "modal" if isinstance(shown, Modal) else "home")


def test_every_message_can_be_read_aloud() -> None:
    for name, t, shown in DRAWN:
        if isinstance(shown, Message):
            assert shown.text.strip(), f"{name} is silent in {t.language}"
            assert len(shown.text) <= TEXT_LETTERS, name


def test_what_people_typed_pings_nobody() -> None:
    for name, t, shown in DRAWN:
        said = "".join(text for block in blocks_of(shown) if not LETTER_BY_LETTER.search(text := str(block)))
        for smuggled in ("<!channel", "<@U0MEI"):
            assert smuggled not in said, f"{name} in {t.language}"
            assert not isinstance(shown, Message) or smuggled not in shown.text, f"{name} in {t.language}"


def test_every_button_has_exactly_one_handler() -> None:
    handled = [route.id for route in ROUTES if isinstance(route, Button)]
    assert len(handled) == len(set(handled))
    assert buttons_shown() == set(handled), "a dead button, or a handler that no button leads to"


def test_every_form_has_exactly_one_handler() -> None:
    handled = [route.id for route in ROUTES if isinstance(route, Form)]
    sent = {shown.id for _, _, shown in DRAWN if isinstance(shown, Modal) and shown.submit}
    notes = {shown.id for _, _, shown in DRAWN if isinstance(shown, Modal) and not shown.submit}
    assert sorted(sent) == sorted(handled)
    assert notes == ANSWERS_ONLY, "only a note has no submit"


def test_slack_knows_every_command_and_every_event() -> None:
    told = manifest(ROUTES, WORDS)
    commands = {one["command"] for one in told["features"]["slash_commands"]}  # pyright: ignore
    events = set(told["settings"]["event_subscriptions"]["bot_events"])  # pyright: ignore
    assert commands == {route.command for route in ROUTES if isinstance(route, Command)}
    assert {route.id for route in ROUTES if isinstance(route, Event)} <= events


def test_every_verb_can_be_typed_and_means_one_thing() -> None:
    verbs = [route for route in ROUTES if isinstance(route, Command) and not route.plain]
    for command in {route.command for route in verbs}:
        spelled = [(word, one.id) for one in verbs if one.command == command for word in WORDS.spellings(one.verb_key)]
        assert len({word for word, _ in spelled}) == len(spelled), f"two verbs of {command} share a word"
        assert all(" " not in word for word, _ in spelled), "only the first word is looked at"


def test_an_action_is_named_after_its_feature() -> None:
    features = {file.name.split("/")[1].removesuffix(".py").split("_")[0] for file in product("handlers")}
    for route in ROUTES:
        if not isinstance(route, Event):
            assert route.id.split(".")[0] in features, route.id


@pytest.mark.parametrize("t", screens.readers(), ids=lambda t: t.language)
def test_a_leader_of_many_teams_sees_something_of_each(t: Reader) -> None:
    board, own = SCREENS["breaks_board.boards"][-1](t), SCREENS["home.home"][-1](t)
    assert isinstance(board, Message)
    assert isinstance(own, Home)
    for shown in (board, own):
        seen = str(blocks_of(shown))
        assert all(f"{number} &lt;!channel" in seen or f"{number} <!channel" in seen for number in range(1, 13))
