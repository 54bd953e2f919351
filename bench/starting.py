"""How long `ojala serve` takes until it can work, beside the least a web service of FastAPI takes.

`python -m bench.starting [--rounds 5]` starts, in turn, ours on an embedded database that is set
up, ours on an empty folder, and an application of one route by uvicorn; each until the first 200
of its `/health/ready`. Printed are the medians of the seconds that passed, of the processor time
and of the memory then held; build/bench.json keeps them, with the ratios to the bare application.
"""

import argparse
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

from bench.report import write

PATIENCE = 60
OURS = "from ojala.cli import main; main()"
BARE = """\
import sys, uvicorn
from fastapi import FastAPI
app = FastAPI()
@app.get("/health/ready")
async def ready() -> dict[str, str]:
    return {"status": "ok"}
uvicorn.run(app, port=int(sys.argv[-1]), log_level="error")
"""
Start = tuple[float, float, float]
"""Seconds, seconds of processor time, MB."""


@contextmanager
def started(code: str, folder: str) -> Iterator[tuple[int, int]]:
    """A server of its own process: process and port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    environment = {**os.environ, "OJALA_DATA_DIR": folder, "OJALA_LOG_LEVEL": "error"}
    command = [sys.executable, "-c", code, "serve", "--port", str(port)]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        yield process.pid, port
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(PATIENCE)


def start(code: str, folder: str) -> Start:
    """Start once, until it is ready."""
    begun = time.perf_counter()
    with started(code, folder) as (pid, port):
        while not is_ready(port):
            if time.perf_counter() - begun > PATIENCE:
                sys.exit("the server did not start")
            time.sleep(0.01)
        seconds = time.perf_counter() - begun
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        spent = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        return seconds, spent, pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def is_ready(port: int) -> bool:
    """Whether it says that it can work."""
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", "/health/ready")
        return connection.getresponse().status == 200  # noqa: PLR2004 - HTTP's own
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def main() -> None:
    """Start each in turn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    found: dict[str, list[Start]] = {"ours, set up": [], "ours, the first time": [], "bare": []}
    with tempfile.TemporaryDirectory(prefix="ojala-starting-") as folder:
        start(OURS, f"{folder}/known")
        for turn in range(rounds):
            found["ours, set up"].append(start(OURS, f"{folder}/known"))
            found["ours, the first time"].append(start(OURS, f"{folder}/{turn}"))
            found["bare"].append(start(BARE, folder))
    middle = {name: [median(each) for each in zip(*runs, strict=True)]
              for name, runs in found.items()}  # fmt: skip
    table = Table("start", "seconds", "CPU seconds", "MB", title="until /health/ready says 200")
    for name, figures in middle.items():
        table.add_row(name, *(f"{figure:.2f}" for figure in figures))
    Console().print(table)
    ours, bare = middle["ours, set up"], middle["bare"]
    ratios = {"wall_ratio": ours[0] / bare[0], "cpu_ratio": ours[1] / bare[1]}
    print(", ".join(f"{name} {ratio:.1f}" for name, ratio in ratios.items()))
    write("starting", {**middle, **ratios})


if __name__ == "__main__":
    main()
