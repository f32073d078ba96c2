"""Does the house import only downwards, and does each edge have one door?"""

import subprocess
import sys
from collections.abc import Iterator

import pytest
from support.code import LAYERS, File, product

STANDARD = sys.stdlib_module_names
WORDS = {"fluent", "babel"}

# What a layer may import besides the standard library and itself.
MAY = {
    "rules": set(),
    "views": {"rules", "slack_sdk.models", *WORDS},
    "storage": {"rules", "sqlalchemy", "alembic"},
    "feeds": {"rules", "storage", "pandas", "sqlalchemy"},
    "handlers": {"rules", "views", "storage", "sqlalchemy", "phonenumbers", "stdnum"},
    "jobs": {"rules", "views", "storage", "sqlalchemy"},
}
NUMBERS = {"pandas", "numpy"}
COUNTING_RULES = ("rules/digests.py", "rules/surges_forecast.py", "rules/surges_replay.py")
DRAWING = {"matplotlib"}
CHARTS = "views/charts.py"
WORKBOOKS = "views/digests_workbook.py"
RUNNER = "jobs/runner.py"
ONE_DOOR = {"slack_bolt": "bot/slack.py", "apscheduler": RUNNER, "pylopdf_fonts_zh_cn": CHARTS}
PUTS_TOGETHER = ("bot/app.py", "bot/cli.py", "bot/cli_kpi.py", "bot/cli_surges.py", "bot/running.py")
DEMO = "bot/demo/"
LISTS = ("handlers/__init__.py", "jobs/__init__.py")


def begins(name: str, modules: set[str]) -> bool:
    return any(name == one or name.startswith(f"{one}.") for one in modules)


def allowed(file: File) -> set[str]:
    more = NUMBERS if file.name in COUNTING_RULES else set()
    more = {"apscheduler", "structlog"} if file.name == RUNNER else more
    more = more | DRAWING if file.name.endswith("_chart.py") else more
    more = more | DRAWING | {"pylopdf_fonts_zh_cn"} if file.name == CHARTS else more
    more = {"openpyxl"} if file.name == WORKBOOKS else more
    return MAY[file.layer] | {file.layer} | more


def strange(file: File) -> Iterator[str]:
    for name in file.imports():
        if name.split(".")[0] not in STANDARD and not begins(name, allowed(file)):
            yield f"{file.name} imports {name}"


@pytest.mark.parametrize("layer", MAY)
def test_a_layer_imports_only_what_stands_below_it(layer: str) -> None:
    assert [one for file in product(layer) for one in strange(file)] == []


def test_only_the_command_line_and_the_demo_know_the_playground() -> None:
    knows = {file.name for file in product() for name in file.imports() if begins(name, {"playground"})}
    assert {one for one in knows if not one.startswith(DEMO)} <= {"bot/cli.py"}


def test_nobody_imports_the_bot_but_the_bot() -> None:
    knows = {file.layer for file in product() for name in file.imports() if begins(name, {"bot"})}
    assert knows == {"bot"}


@pytest.mark.parametrize(("library", "door"), ONE_DOOR.items())
def test_an_edge_has_one_door(library: str, door: str) -> None:
    assert {file.name for file in product() for name in file.imports() if begins(name, {library})} == {door}


@pytest.mark.parametrize("layer", ["handlers", "jobs"])
def test_features_do_not_know_each_other(layer: str) -> None:
    shared = {f"{layer}.{one}" for one in ("asking", "meant", "typed")}
    for file in product(layer):
        if file.name not in LISTS:
            others = [name for name in file.imports() if begins(name, {layer}) and not begins(name, shared)]
            assert others == [], f"{file.name} imports {others}"


def test_the_edges_know_no_feature_by_name() -> None:
    features = {file.name.split("/")[1].removesuffix(".py") for file in product("rules")} - {"handbook", "roles"}
    for file in product("bot", "jobs"):
        if (file.layer == "bot" and not file.name.startswith((*PUTS_TOGETHER, DEMO))) or file.name == RUNNER:
            named = [name for name in file.imports() if features & set(name.split(".")) and begins(name, set(LAYERS))]
            assert [name for name in named if not begins(name, {"rules.refusals"})] == [], file.name


def test_a_slash_command_never_waits_for_pandas() -> None:
    """Whatever the bot imports to answer is looked at in an interpreter of its own."""
    late = {"pandas", "numpy", "matplotlib", "openpyxl", "playground"}
    says = f"import bot.app, sys; sys.exit(' '.join({late} & set(sys.modules)))"
    ran = subprocess.run([sys.executable, "-c", says], capture_output=True, text=True, timeout=60)
    assert ran.stderr.strip() == ""
