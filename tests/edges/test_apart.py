"""Does what takes long happen beside the house, and end with it?"""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from support import databases
from support.cast import MORNING
from support.house import SITE

from bot.apart import Apart
from jobs.asking import Tick

# A house that is killed in the middle of its day: it prints whom it leaves behind.
HOUSE = """
import multiprocessing, sys, time
from support.cast import MORNING
from support.house import SITE
from bot.apart import Apart
from jobs.asking import Tick

if __name__ == "__main__":
    apart = Apart(sys.argv[1], SITE)
    apart.look("digests.count", Tick(MORNING, SITE))
    print(multiprocessing.active_children()[0].pid, flush=True)
    time.sleep(60)
"""


def is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z" if Path("/proc").exists() else True


def test_a_house_that_is_killed_leaves_nobody_behind(tmp_path: Path) -> None:
    url = databases.sqlite_url(tmp_path)
    databases.upgraded(url).close()
    script = tmp_path / "house.py"
    script.write_text(HOUSE)
    here = {**os.environ, "PYTHONPATH": os.pathsep.join(["tests", "."])}
    house = subprocess.Popen([sys.executable, str(script), url], stdout=subprocess.PIPE, text=True, env=here)
    assert house.stdout is not None
    left = int(house.stdout.readline())
    assert is_there(left)
    house.send_signal(signal.SIGKILL)
    house.wait()
    deadline = time.monotonic() + 10
    while is_there(left) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_there(left)


def test_the_other_process_starts_with_the_first_that_takes_long(tmp_path: Path) -> None:
    url = databases.sqlite_url(tmp_path)
    databases.upgraded(url).close()
    apart = Apart(url, SITE)
    assert multiprocessing.active_children() == []
    assert apart.look("digests.count", Tick(MORNING, SITE)) == []
    assert len(multiprocessing.active_children()) == 1
    apart.close()
    assert multiprocessing.active_children() == []
