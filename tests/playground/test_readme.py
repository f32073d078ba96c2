"""Does the playground's README say which methods there are, and which there are not?"""

import inspect
import re
from fnmatch import fnmatch
from pathlib import Path

from slack_sdk.web import client

import playground
from playground.web_api import METHODS

README = (Path(playground.__file__).parent / "README.md").read_text("utf-8")
CALLED = re.compile(r'"([a-z][A-Za-z]+(?:\.[A-Za-z]+)+)"')


def named_under(heading: str) -> set[str]:
    section = re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", README, re.MULTILINE | re.DOTALL)
    assert section, heading
    return set(re.findall(r"`([a-z][\w]*(?:\.[\w*]+)+)`", section[1]))


def known_to_the_sdk() -> set[str]:
    """Every method that Slack's own client can call."""
    return set(CALLED.findall(inspect.getsource(client)))


def test_the_readme_names_every_method_and_no_other() -> None:
    assert named_under("What it answers") == set(METHODS)


def test_what_is_lacking_is_said_method_by_method_or_by_family() -> None:
    lacking = named_under("What it lacks")
    patterns = {name: [one for one in known_to_the_sdk() if fnmatch(one, name)] for name in lacking}
    said = {one for found in patterns.values() for one in found}

    assert [name for name, found in patterns.items() if not found] == [], "Slack has no such method"
    assert said & set(METHODS) == set(), "these are answered by now"
    assert known_to_the_sdk() - set(METHODS) - said == set(), "these are missing, and the README does not say so"
