"""Do the documents say what the code does?"""

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
import typer.main
from support.code import ROOT
from support.house import WORDS

from bot.cli import app
from bot.manifest import manifest
from bot.settings import Settings
from handlers import ROUTES
from handlers.asking import Command

READMES = {"README.md": "en", "README.zh-CN.md": "zh-CN"}
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), ROOT / "playground/README.md"])
FOLDERS = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")} - {"data"}
SCHEMA = ROOT.parent / "shared/data/slack_manifest_schema_v2.json"
SETTINGS = {name.upper(): field for name, field in Settings.model_fields.items()}
CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
TARGET = re.compile(r"\bmake ((?:[a-z]+ ?)+)")


def text_of(name: str | Path) -> str:
    return (ROOT / name).read_text("utf-8")


def quoted(document: Path) -> Iterator[str]:
    """What stands in backticks, blocks too."""
    yield from (found.strip("`") for found in CODE.findall(text_of(document)))


def rows(readme: str, column: str) -> list[list[str]]:
    """The rows of the table whose first column has this name, cell by cell."""
    table = re.search(rf"^\| {column} \|.*\n\|[- |]+\n((?:\|.*\n)+)", text_of(readme), re.MULTILINE)
    assert table, f"{readme} has no table of {column}"
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in table[1].splitlines()]


@pytest.mark.parametrize(("readme", "column"), [("README.md", "setting"), ("README.zh-CN.md", "设置")])
def test_a_readme_names_every_setting_and_no_other(readme: str, column: str) -> None:
    named = [cells[0].strip("| `") for cells in rows(readme, column)]
    assert sorted(named) == sorted(SETTINGS)


def test_the_sample_settings_are_all_settings_with_their_defaults() -> None:
    found = dict(re.findall(r"^#?([A-Z][A-Z_]+)=(.*)$", text_of(".env.example"), re.MULTILINE))
    assert set(found) == set(SETTINGS)
    for name, value in found.items():
        default = SETTINGS[name].default
        assert value == ("" if SETTINGS[name].is_required() or default is None else str(default)), name


@pytest.mark.parametrize(("readme", "column"), [("README.md", "setting"), ("README.zh-CN.md", "设置")])
def test_a_readme_tells_the_defaults(readme: str, column: str) -> None:
    for name, default, *_ in rows(readme, column):
        field = SETTINGS[name.strip("| `")]
        if not field.is_required() and field.default is not None:
            assert default.strip("`") == str(field.default), name


@pytest.mark.parametrize("readme", READMES)
@pytest.mark.parametrize("route", [one for one in ROUTES if isinstance(one, Command)], ids=lambda one: one.id)
def test_a_readme_names_every_command(readme: str, route: Command) -> None:
    typed = " ".join(quoted(ROOT / readme))
    verbs = [] if route.plain else WORDS.say(READMES[readme], route.verb_key).split(",")
    wanted = [f"{route.command} {verb.strip()}" for verb in verbs] or [route.command]
    assert any(re.search(rf"{re.escape(one)}(?!\w)", typed) for one in wanted), f"none of {wanted}"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_file_a_document_names_is_there(document: Path) -> None:
    text = text_of(document)
    named = {one for one in re.findall(r"`([\w.*-]+/[\w./*-]*)`", text) if one.split("/")[0] in FOLDERS}
    named |= set(re.findall(r"`([\w.-]+\.(?:md|toml|json|example|lock))`", text)) & {"manifest.json", ".env.example"}
    missing = [one for one in named if not list(ROOT.glob(one.rstrip("/")))]
    linked = [one for one in re.findall(r"\]\(([\w./-]+)\)", text) if not (document.parent / one).exists()]
    assert missing + linked == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_command_line_a_document_names_works(document: Path) -> None:
    commands = typer.main.get_group(app)
    for code in quoted(document):
        for line in re.findall(r"(?:^|[/\s])shiftlead ((?:[a-z]+ ?)+)", code):
            first, _, rest = line.strip().partition(" ")
            assert first in commands.commands, f"shiftlead {line}"
            below = getattr(commands.commands[first], "commands", None)
            assert not below or not rest or rest.split()[0] in below, f"shiftlead {line}"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_make_target_a_document_names_is_there(document: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", text_of("Makefile"), re.MULTILINE))
    named = {one for code in quoted(document) for line in TARGET.findall(code) for one in line.split()}
    assert named <= targets


def test_no_document_names_a_machine() -> None:
    for document in DOCUMENTS:
        assert not re.search(r"/work/|/root/|/home/(?!\w*USER)", text_of(document)), document.name


@pytest.mark.parametrize("measured", ["chaos", "figures"])
def test_what_was_measured_stands_where_it_is_promised(measured: str) -> None:
    part = text_of("docs/operations.md").split(f"<!-- {measured} -->")[1].split(f"<!-- /{measured} -->")[0]
    assert len(re.findall(r"^\| .+ \| [\d.,]+", part, re.MULTILINE)) >= 5


def test_operations_explain_every_number_of_the_surge_watch() -> None:
    keys = tomllib.loads(text_of("rules/handbook.toml"))["surges"]
    explained = [
        name
        for row in re.findall(r"^\| (`\w+`.*?) \|", text_of("docs/operations.md"), re.MULTILINE)
        for name in row.split("`")[1::2]
    ]
    assert [key for key in keys if key not in explained] == []


def test_the_manifest_is_the_one_that_the_routes_make() -> None:
    assert json.loads(text_of("manifest.json")) == manifest(ROUTES, WORDS)
    assert text_of("manifest.json") == json.dumps(manifest(ROUTES, WORDS), ensure_ascii=False, indent=2) + "\n"


@pytest.mark.skipif(not SCHEMA.exists(), reason="Slack's manifest schema is not at hand")
def test_slack_would_accept_the_manifest() -> None:
    jsonschema.validate(json.loads(text_of("manifest.json")), json.loads(SCHEMA.read_text("utf-8")))
