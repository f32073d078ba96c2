"""The command `shiftlead`, typed in a terminal of its own."""

import asyncio
import os
import sys
from dataclasses import dataclass
from pathlib import Path

PATIENCE_S = 60


@dataclass(frozen=True)
class Shell:
    """A folder to stand in, and what is set there; nothing of the tests' own environment but the path."""

    folder: Path
    set: dict[str, str]

    async def __call__(self, *words: str, lang: str = "en_GB.UTF-8", **more: str) -> "Said":
        return await self._run(str(Path(sys.executable).with_name("shiftlead")), *words, lang=lang, **more)

    async def python(self, code: str, lang: str) -> "Said":
        """An interpreter of its own, where a whole terminal for each of many questions would take too long."""
        return await self._run(sys.executable, "-c", code, lang=lang)

    async def _run(self, *words: str, lang: str, **more: str) -> "Said":
        environment = {"PATH": os.environ["PATH"], "LANG": lang, "COLUMNS": "200", **self.set, **more}
        running = await asyncio.create_subprocess_exec(
            *words,
            cwd=self.folder,
            env=environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        out, err = await asyncio.wait_for(running.communicate(), PATIENCE_S)
        return Said(running.returncode or 0, out.decode(), err.decode())


@dataclass(frozen=True)
class Said:
    """How a command ended and what it printed."""

    status: int
    out: str
    err: str

    def refused(self) -> list[str]:
        """The sentences of a no: status 2, no traceback."""
        assert self.status == 2, f"{self.status}: {self.out}{self.err}"
        assert "Traceback" not in self.out + self.err, self.err
        return self.err.splitlines()

    def done(self) -> str:
        assert (self.status, self.err.strip()) == (0, ""), self.err
        return self.out
