"""Somebody else's Slack Web API, to compare ours with: the npm package emulate, where Node is here."""

import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

VERSION = "0.11.2"
# Ignored by git. The version is part of the promise: others of this name are other programs, or ask for a newer Node.
FOLDER = Path(__file__).parents[2] / ".emulate"
PACKAGE = FOLDER / "node_modules" / "emulate"
OLDEST_NODE = 20
INSTALL_SECONDS = 90
START_SECONDS = 20
# By itself it would listen on every interface of this machine.
ON_LOOPBACK = """
import net from "node:net";
const { listen } = net.Server.prototype;
net.Server.prototype.listen = function (port, ...rest) {
  return listen.call(this, { port, host: "127.0.0.1" }, rest.find((one) => typeof one === "function"));
};
"""


def missing() -> str | None:
    """Why there is nothing to compare with; None where there is."""
    if _node_version() < OLDEST_NODE:
        return f"Node {OLDEST_NODE} is not here"
    return None if _installed() == VERSION else f"emulate {VERSION} is not here"


def install() -> None:
    """Through npm, where it is; a machine without it, or without the network, goes without the comparison."""
    if _node_version() < OLDEST_NODE or _installed() == VERSION or not shutil.which("npm"):
        return
    FOLDER.mkdir(exist_ok=True)
    quietly = ["--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--silent", "--fetch-retries=0"]
    command = ["npm", "install", "--prefix", str(FOLDER), *quietly, f"emulate@{VERSION}"]
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    try:
        subprocess.run(command, timeout=INSTALL_SECONDS, check=False, **quiet)
    except subprocess.TimeoutExpired:
        return


@contextmanager
def running(seed: dict, folder: Path) -> Iterator[str]:
    """Its address, for as long as the block lasts."""
    port, seeded = _free_port(), folder / "seed.json"
    seeded.write_text(json.dumps({"slack": seed}), "utf-8")
    start = [
        "node",
        "--import",
        f"data:text/javascript,{quote(ON_LOOPBACK)}",
        str(PACKAGE / "dist" / "index.js"),
        "start",
    ]
    options = ["--service", "slack", "--port", str(port), "--seed", str(seeded)]
    with (folder / "emulate.log").open("w") as log:
        process = subprocess.Popen([*start, *options], cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    try:
        _wait_for(process, port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


def _wait_for(process: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise RuntimeError("emulate did not start; see emulate.log")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def _node_version() -> int:
    if not shutil.which("node"):
        return 0
    said = subprocess.run(["node", "--version"], capture_output=True, text=True, timeout=10, check=False).stdout
    major = said.removeprefix("v").partition(".")[0]
    return int(major) if major.isdecimal() else 0


def _installed() -> str | None:
    try:
        return json.loads((PACKAGE / "package.json").read_text("utf-8"))["version"]
    except FileNotFoundError:
        return None
