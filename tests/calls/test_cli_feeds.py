"""What does `shiftlead import calls` say, and what does it leave behind?"""

import sqlite3
from pathlib import Path

import pytest
from support.shell import Shell

LOG = "100|9.1|q|NONE|ENTERQUEUE||15551234567|1\n105|9.1|q|NONE|DID|1\n130|9.1|q|NONE|ABANDON|1|1|30\n"
PLAIN = "call_id,queue,arrived_at,ended_at,outcome\n1,q,2026-11-20T09:00,2026-11-20T09:01,abandoned\n"
KEY = {"CALLER_KEY": "a key of at least sixteen letters"}


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path, {})


def count(shell: Shell, what: str = "count(*)", table: str = "calls") -> object:
    with sqlite3.connect(shell.folder / "data/shiftlead.db") as connection:
        return connection.execute(f"SELECT {what} FROM {table}").fetchone()[0]


async def test_a_queue_log_comes_in_and_says_what_it_did_not_use(shell: Shell) -> None:
    (shell.folder / "queue_log").write_text(LOG)
    said = await shell("import", "calls", "queue_log", "--format", "queue_log")
    assert (said.status, "1 new" in said.out, "DID × 1" in said.out) == (0, True, True), said.err
    again = await shell("import", "calls", "queue_log", "--format", "queue_log", lang="zh_CN.UTF-8")
    assert "不变 1 行" in again.out
    assert count(shell) == 1
    assert count(shell, "count(*)", "audit") == 2


async def test_a_callers_number_is_kept_only_as_a_hash_and_only_with_a_key(shell: Shell) -> None:
    (shell.folder / "queue_log").write_text(LOG)
    await shell("import", "calls", "queue_log", "--format", "queue_log", "--feed", "a")
    assert count(shell, "caller") is None
    await shell("import", "calls", "queue_log", "--format", "queue_log", "--feed", "b", **KEY)
    assert len(str(count(shell, "max(caller)"))) == 32
    assert b"5551234567" not in (shell.folder / "data/shiftlead.db").read_bytes()


async def test_every_bad_line_is_named_and_nothing_comes_in(shell: Shell) -> None:
    (shell.folder / "queue_log").write_text(f"{LOG}nonsense\n140|9.2|q|NONE|ENTERQUEUE||1|1\nx|y\n")
    said = "\n".join((await shell("import", "calls", "queue_log", "--format", "queue_log")).refused())
    assert "line 4" in said
    assert "line 6" in said
    assert count(shell) == 0
    assert count(shell, "count(*)", "feed_imports") == 0


async def test_bad_lines_can_be_left_out_and_lie_beside_the_file(shell: Shell) -> None:
    (shell.folder / "calls.csv").write_text(f"{PLAIN}2,q,soon,,abandoned\n")
    said = (await shell("import", "calls", "calls.csv", "--skip-bad", lang="zh_CN.UTF-8")).out
    assert "calls.csv.bad.csv" in said
    beside = (shell.folder / "calls.csv.bad.csv").read_text("utf-8-sig").splitlines()
    assert beside[0] == "line,reason,row"
    assert beside[1].startswith("3,")
    assert "2026-11-20T08:30" in beside[1]
    assert count(shell) == 1


async def test_a_mapping_of_ones_own_takes_the_place_of_a_format(shell: Shell) -> None:
    mapping = (
        'kind = "calls"\ntime = "%d.%m.%Y %H:%M:%S"\nzone = "Europe/Berlin"\nunit = "ms"\n[columns]\ncall_id = "Nr"\n'
        'queue = "Schlange"\narrived_at = "Zeit"\nwait_s = "Warten"\noutcome = "Ende"\n'
        '[outcomes]\nAufgelegt = "abandoned"\n'
    )
    (shell.folder / "ours.toml").write_text(mapping)
    (shell.folder / "calls.csv").write_text("Nr,Schlange,Zeit,Warten,Ende\n1,q,20.11.2026 09:00:00,1500,Aufgelegt\n")
    assert (await shell("import", "calls", "calls.csv", "--mapping", "ours.toml")).status == 0
    assert (count(shell, "wait_s"), str(count(shell, "arrived_at"))[:19]) == (1.5, "2026-11-20 08:00:00")
    (shell.folder / "ours.toml").write_text(mapping.replace("unit", "units"))
    assert "units" in (await shell("import", "calls", "calls.csv", "--mapping", "ours.toml")).refused()[0]


async def test_states_and_figures_come_in_too(shell: Shell) -> None:
    (shell.folder / "s.csv").write_text("agent,queue,state,reason,from_at,to_at\n1001,,ready,,2026-11-20T09:00,\n")
    assert (await shell("import", "states", "s.csv")).status == 0
    (shell.folder / "f.csv").write_text("kind,about,period,value\ncost,,2026-11,120000\npresent,team:A1,2026-11-20,9\n")
    assert "2 new" in (await shell("import", "figures", "f.csv")).out
    assert count(shell, "from_at || to_at", "figures WHERE kind = 'cost'") == (
        "2026-10-31 16:00:00.000000+00:002026-11-30 16:00:00.000000+00:00"
    )
    (shell.folder / "f.csv").write_text(
        "kind,about,period,value\nluck,,2026-11,1\ncost,A1,2026-11,1\ncost,,11/2026,1\n"
    )
    said = "\n".join((await shell("import", "figures", "f.csv")).refused())
    assert all(f"line {line}" in said for line in (2, 3, 4))


async def test_a_zone_and_a_file_must_be_there(shell: Shell) -> None:
    (shell.folder / "calls.csv").write_text(PLAIN)
    assert "--zone" in (await shell("import", "calls", "calls.csv", "--zone", "Mars")).refused()[0]
    assert "nowhere" in (await shell("import", "calls", "nowhere.csv")).refused()[0]
    assert (await shell("import", "calls", "calls.csv", "--zone", "UTC")).status == 0
    assert str(count(shell, "arrived_at"))[:19] == "2026-11-20 09:00:00"


async def test_a_short_key_for_callers_is_refused(shell: Shell) -> None:
    (shell.folder / "calls.csv").write_text(PLAIN)
    said = "\n".join((await shell("import", "calls", "calls.csv", CALLER_KEY="short")).refused())
    assert "CALLER_KEY" in said
    assert "short," not in said
