"""What does the command `shiftlead` do, and what does it say when it cannot?"""

import asyncio
import json
import socket
import sqlite3
from pathlib import Path

import pytest
import typer.main
from support.code import ROOT
from support.files import ROSTER, SHIFTS, TEAMS, file
from support.shell import Shell

from bot.cli import app
from rules import handbook

GROUPS = ("db", "import", "audit", "kpi", "surge")


def commands() -> list[tuple[str, ...]]:
    top = typer.main.get_group(app).commands
    below = [(name, sub) for name in GROUPS for sub in getattr(top[name], "commands", {})]
    return [(), *((name,) for name in top), *below]


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    tokens = {"SLACK_BOT_TOKEN": "xoxb-unseen", "SLACK_APP_TOKEN": "xapp-unseen", "SLACK_SIGNING_SECRET": "unseen"}
    return Shell(tmp_path, {**tokens, "SLACK_API_URL": "http://127.0.0.1:9/api/"})


ALL_HELP = """
import json
from typer.testing import CliRunner
from bot.cli import app
print(json.dumps([CliRunner().invoke(app, [*words, "--help"]).output for words in json.loads({words!r})]))
"""


@pytest.mark.parametrize("lang", ["en_GB.UTF-8", "zh_CN.UTF-8"])
async def test_every_command_explains_itself(shell: Shell, lang: str) -> None:
    asked = await shell.python(ALL_HELP.format(words=json.dumps(commands())), lang)
    for words, said in zip(commands(), json.loads(asked.done()), strict=True):
        assert "Usage:" in said, words
        assert any("\u4e00" <= letter <= "\u9fff" for letter in said) == (lang == "zh_CN.UTF-8"), words
    assert "shiftlead" in (await shell("--help", lang=lang)).done()


async def test_bad_settings_come_all_together(shell: Shell) -> None:
    bad = {"SLACK_BOT_TOKEN": "", "HTTP_PORT": "many", "SITE_TIMEZONE": "Mars", "DATABASE_URL": "mysql://u:hush@h/d"}
    for command in (("run",), ("check",)):
        said = (await shell(*command, **bad)).refused()
        assert len(said) == 1 + len(bad)
        assert all(any(name in line for line in said) for name in bad)
        assert "hush" not in "".join(said)


async def test_a_bad_handbook_names_every_bad_key(shell: Shell) -> None:
    text = handbook.DEFAULT_FILE.read_text("utf-8")
    text = text.replace("protected_minutes = 30", "protectd_minutes = 30").replace("token = true", "token = 1")
    (shell.folder / "ours.toml").write_text(text, "utf-8")
    for command in (("run",), ("db", "upgrade")):
        said = "\n".join((await shell(*command, HANDBOOK_FILE="ours.toml", lang="zh_CN.UTF-8")).refused())
        for path in ("breaks.protected_minutes", "breaks.protectd_minutes", "breaks.kinds.short.token"):
            assert path in said
        assert "ours.toml" in said


async def test_files_come_in_and_say_what_they_changed(shell: Shell) -> None:
    (shell.folder / "teams.csv").write_bytes(file(TEAMS, "A1,A1 组,C0A1,zh-CN"))
    (shell.folder / "roster.csv").write_bytes(
        file(ROSTER, "1001,梅婷,U0MEI,A1,坐席,zh-CN,,").decode().encode("gb18030")
    )
    (shell.folder / "shifts.csv").write_bytes(file(SHIFTS, "1001,2026/11/23 8:30,2026/11/23 17:30,day"))
    for name in ("teams", "roster", "shifts"):
        said = await shell("import", name, f"{name}.csv", lang="zh_CN.UTF-8")
        assert said.status == 0, said.err
        assert "新增 1 行" in said.out
    again = await shell("import", "shifts", "shifts.csv")
    assert "0 new, 0 changed, 1 unchanged" in again.out


async def test_a_bad_file_names_its_lines_and_nothing_comes_in(shell: Shell) -> None:
    (shell.folder / "teams.csv").write_bytes(file(TEAMS, "A1,,,", "B1,,#floor,", ",,,en"))
    said = "\n".join((await shell("import", "teams", "teams.csv")).refused())
    assert "Nothing was imported from teams.csv" in said
    assert "line 3" in said
    assert "line 4" in said
    (shell.folder / "roster.csv").write_bytes(file(ROSTER, "1001,Mei,,A1,agent,,,"))
    assert "there is no team A1" in "\n".join((await shell("import", "roster", "roster.csv")).refused())
    assert "nowhere.csv" in (await shell("import", "teams", "nowhere.csv")).refused()[0]


async def test_the_database_is_brought_up_to_date(shell: Shell) -> None:
    assert "up to date" in (await shell("db", "upgrade")).done()
    assert (shell.folder / "data/shiftlead.db").exists()
    assert "up to date" in (await shell("db", "upgrade")).done()


@pytest.mark.parametrize(
    "url", ["postgresql://bot:hush@127.0.0.1:1/floor", "sqlite:////proc/nowhere/floor.db", "sqlite:///./"]
)
@pytest.mark.parametrize("command", [("db", "upgrade"), ("run",), ("check",)], ids=" ".join)
async def test_a_database_out_of_reach_is_a_sentence(shell: Shell, url: str, command: tuple[str, ...]) -> None:
    said = "\n".join((await shell(*command, DATABASE_URL=url)).refused())
    assert "hush" not in said


async def test_the_record_is_proved_or_its_break_is_named(shell: Shell) -> None:
    (shell.folder / "teams.csv").write_bytes(file(TEAMS, "A1,,,"))
    assert (await shell("import", "teams", "teams.csv")).status == 0
    assert "0 rows verified, 1 not yet sealed" in (await shell("audit", "verify")).done()
    with sqlite3.connect(shell.folder / "data/shiftlead.db") as connection:
        (row,) = connection.execute("SELECT id FROM audit").fetchone()
        connection.execute("INSERT INTO audit_seals (seq, audit_id, hash) VALUES (1, ?, ?)", (row, "0" * 64))
    assert f"row {row} does not fit its seal" in (await shell("audit", "verify")).refused()[0]


async def test_the_manifest_is_printed_as_it_is_kept(shell: Shell) -> None:
    printed = (await shell("manifest", lang="zh_CN.UTF-8")).done()
    assert printed == (ROOT / "manifest.json").read_text("utf-8")
    assert json.loads(printed)["settings"]["socket_mode_enabled"]


async def test_a_port_in_use_is_a_sentence(shell: Shell) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        everything = await asyncio.gather(
            shell("demo", "--no-open", "--port", port),
            shell("playground", "--port", port),
            shell("run", HTTP_PORT=port),
        )
    for said in everything:
        assert any(port in line for line in said.refused())


@pytest.mark.parametrize("text", [None, "{", "[]", '{"users": [{"name": "nobody"}]}', '{"manifest": "nowhere.json"}'])
async def test_a_bad_seed_is_a_sentence(shell: Shell, text: str | None) -> None:
    if text is not None:
        (shell.folder / "seed.json").write_text(text)
    assert "seed.json" in (await shell("playground", "--seed", "seed.json", "--port", "0")).refused()[0]
