"""How are the measured servers and the load kept in processes of their own?"""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

HERE = Path(__file__).resolve().parent.parent


class Child:
    """A module of ours in a process of its own that speaks in lines of JSON; it ends when its input does."""

    def __init__(self, module: str, *arguments: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", f"measuring.{module}", *arguments],
            cwd=HERE,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def tell(self, line: Mapping[str, object]) -> None:
        print(json.dumps(line), file=_open(self._process.stdin), flush=True)

    def hear(self) -> dict[str, object]:
        """The next line it says; raises RuntimeError where it died instead."""
        for line in _open(self._process.stdout):
            if line.startswith("{"):
                return json.loads(line)
            _echo(line)
        raise RuntimeError(f"{self._process.args} ended with {self._process.wait()}")

    def end(self) -> dict[str, object]:
        """Let it end by itself; its last words."""
        _open(self._process.stdin).close()
        return self.hear()

    def kill(self) -> None:
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()


@contextmanager
def child(module: str, *arguments: str) -> Iterator[Child]:
    """A child that is gone afterwards, whatever happened."""
    one = Child(module, *arguments)
    try:
        yield one
    finally:
        one.kill()


def _echo(line: str) -> None:
    """A child's log: what is worth a warning is worth seeing."""
    if "[info " not in line:
        sys.stderr.write(line)


def _open(stream: TextIO | None) -> TextIO:
    assert stream is not None
    return stream


def say(**line: object) -> None:
    """A child's own line to whoever started it."""
    print(json.dumps(line), flush=True)


def peak_rss_mb() -> float:
    """The most memory this process ever held."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    peak = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(peak.split()[1]) / 1024
