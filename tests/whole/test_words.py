"""Is every sentence there, in both languages, and said somewhere?"""

import ast
import re
from collections.abc import Iterator

import pytest
from fluent.syntax import ast as fluent
from fluent.syntax.visitor import Visitor
from support.code import product
from support.house import WORDS

from handlers import ROUTES
from handlers.asking import Button, Command
from views.words import LANGUAGES

# Beginnings that several keys share, and names that only look like keys.
NO_KEYS = {"breaks-protected", "breaks-allowance"}
TYPED = re.compile(r"-(verb|word)-")  # what people type: words with commas between them, not sentences
CJK = "[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"
HALF_WIDTH = re.compile(rf"{CJK}[,;:!?()]|[,;:!?()]{CJK}")
MAY_QUOTE = {"handbook-not-a-time", "handbook-not-words"}  # TOML wants its quotes
HOLE = "[a-z0-9_]+"
SAYS = re.compile(r"(^|\.)(t|plain|Refusal|FieldError|RowError|_say|button|refused)$")


class _Found(Visitor):
    """The placeholders of a sentence, and its text with a mark for each."""

    def __init__(self, entry: fluent.Message) -> None:
        self.placeholders: set[str] = set()
        self.text = ""
        self.visit(entry.value)

    def visit_VariableReference(self, node: fluent.VariableReference) -> None:  # noqa: N802
        self.placeholders.add(node.id.name)
        self.text += "\0"

    def visit_TextElement(self, node: fluent.TextElement) -> None:  # noqa: N802
        self.text += node.value

    def visit_Variant(self, node: fluent.Variant) -> None:  # noqa: N802
        self.text += "\n"
        self.visit(node.value)


FOUND = {language: {key: _Found(entry) for key, entry in WORDS.entries[language].items()} for language in LANGUAGES}
KEYS = set(FOUND["en"])
FEATURES = "|".join(sorted({key.split("-")[0] for key in KEYS}))
LOOKS_LIKE_A_KEY = re.compile(rf"({FEATURES})-[a-z0-9_-]*[a-z0-9]")


def constants() -> set[str]:
    nodes = (node for file in product() for node in ast.walk(file.tree))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def patterns() -> Iterator[re.Pattern[str]]:
    """What an f-string may come to; one that begins with a hole says nothing about its feature."""
    for node in (node for file in product() for node in ast.walk(file.tree)):
        if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
            parts = [re.escape(str(one.value)) if isinstance(one, ast.Constant) else HOLE for one in node.values]
            if LOOKS_LIKE_A_KEY.match(f"{node.values[0].value}x"):
                yield re.compile("".join(parts))


def derived() -> set[str]:
    """Labels, verbs and commands are named after their routes."""
    buttons = {route.id.replace(".", "-button-") for route in ROUTES if isinstance(route, Button)}
    commands = [route for route in ROUTES if isinstance(route, Command)]
    verbs = {one.verb_key for one in commands if not one.plain}
    plain = {one.feature for one in commands if one.plain}
    return buttons | verbs | {f"{feature}-command{more}" for feature in plain for more in ("", "-hint")}


def test_both_languages_say_the_same_things() -> None:
    assert set(FOUND["zh-CN"]) == KEYS


@pytest.mark.parametrize("key", sorted(KEYS))
def test_a_sentence_names_the_same_facts_in_both_languages(key: str) -> None:
    assert FOUND["en"][key].placeholders == FOUND["zh-CN"][key].placeholders


def test_every_sentence_that_is_said_is_there() -> None:
    said = {one for one in constants() if LOOKS_LIKE_A_KEY.fullmatch(one)} - NO_KEYS
    assert said | derived() <= KEYS, f"nobody wrote {sorted((said | derived()) - KEYS)}"


def test_every_sentence_that_is_there_is_said() -> None:
    may_be = list(patterns())
    said = {key for key in KEYS if any(one.fullmatch(key) for one in may_be)} | constants() | derived()
    assert sorted(KEYS - said) == []


def test_whoever_says_a_sentence_gives_its_facts() -> None:
    short = []
    for file in product():
        for node in ast.walk(file.tree):
            if not isinstance(node, ast.Call) or not SAYS.search(ast.unparse(node.func)):
                continue
            given = {word.arg for word in node.keywords}
            keys = [one.value for one in node.args if isinstance(one, ast.Constant) and one.value in KEYS]
            if None not in given and "button" not in ast.unparse(node.func):
                short += [f"{file.name}:{node.lineno} {key}" for key in keys if FOUND["en"][key].placeholders - given]
    assert short == []


@pytest.mark.parametrize("key", sorted(KEYS))
def test_chinese_is_set_in_chinese_punctuation(key: str) -> None:
    text = FOUND["zh-CN"][key].text
    if TYPED.search(key):
        return
    assert not HALF_WIDTH.search(text), HALF_WIDTH.findall(text)
    assert key in MAY_QUOTE or not re.search("[\"']", text)
