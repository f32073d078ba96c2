"""What may be done in one place only: reading the clock, opening a transaction, catching everything, talking aloud."""

import ast
import re
from collections.abc import Iterator

import pytest
from support.code import File, product

CLOCK = "bot/clock.py"
READS_THE_CLOCK = re.compile(r"(^|\.)(datetime|date)\.(now|utcnow|today)$")
SQL_CLOCK = re.compile(r"\b(current_timestamp|current_date|now|localtimestamp)\b", re.IGNORECASE)
OPENS = re.compile(r"\.(changing|reading|begin|commit|rollback|connect)$")
CATCHES_EVERYTHING = {"bot/desk.py", "bot/speaker.py", "jobs/runner.py"}


def may_open(name: str) -> bool:
    return name.startswith("bot/") or name in ("jobs/runner.py", "storage/database.py", "storage/schema.py")


def reads_the_clock(file: File) -> Iterator[str]:
    """Also where a clock is only handed on, such as `default=datetime.utcnow`."""
    yield from (f"{file.name} imports {name}" for name in file.imports() if re.match(r"time(\.|$)", name))
    for node in ast.walk(file.tree):
        if isinstance(node, ast.Attribute) and READS_THE_CLOCK.search(ast.unparse(node)):
            yield f"{file.name}:{node.lineno} {ast.unparse(node)}"


def test_the_clock_is_read_in_one_file() -> None:
    found = [one for file in product() if file.name != CLOCK for one in reads_the_clock(file)]
    assert found == []
    assert list(reads_the_clock(next(file for file in product() if file.name == CLOCK)))


def test_the_database_is_not_asked_for_the_time_either() -> None:
    """Its clock is another one, and no test could put it forward."""
    found = [
        f"{file.name}:{line}"
        for file in product("storage")
        for line, call in file.calls()
        if call.startswith("func.") and SQL_CLOCK.search(call)
    ]
    assert found == []


def test_only_the_edges_open_transactions() -> None:
    found = [f"{file.name}:{line} {call}" for file in product() for line, call in file.calls() if OPENS.search(call)]
    assert [one for one in found if not may_open(one.split(":")[0])] == []


def test_a_savepoint_is_a_matter_for_storage() -> None:
    layers = {file.layer for file in product() for _, call in file.calls() if call.endswith(".begin_nested")}
    assert layers <= {"storage"}


def test_everything_is_caught_in_three_places() -> None:
    found = {
        file.name
        for file in product()
        for node in ast.walk(file.tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in ("Exception", "BaseException"))
    }
    assert found == CATCHES_EVERYTHING


@pytest.mark.parametrize("call", ["print", "input", "breakpoint", "time.sleep", "sleep", "os.environ.setdefault"])
def test_nothing_talks_or_sleeps_on_its_own(call: str) -> None:
    assert [f"{file.name}:{line}" for file in product() for line, made in file.calls() if made == call] == []


def test_every_module_says_which_question_it_answers() -> None:
    silent = [file.name for file in product() if not ast.get_docstring(file.tree)]
    assert silent == []


def test_a_function_fits_without_scrolling_and_a_module_too() -> None:
    long = [
        f"{file.name}:{node.lineno} {node.name}"
        for file in product()
        for node in ast.walk(file.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (node.end_lineno or 0) - node.lineno >= 30
    ]
    assert long == []
    assert [file.name for file in product() if file.text.count("\n") > 350] == []
