"""How long do commands take beside the least program of their kind?

    python bench/startup.py [--rounds 40] [--folder DIR] [--check]

Runs take turns, so that whatever else the machine does falls on all alike. The server for
assistants is timed till it has answered `initialize`. The ratios are of the fastest runs, with
those of the medians beside them; `--check` fails above the limits: `query` 1.2, its JSON 0.7,
`--help` 1.2, the server 0.7.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
MINIMAL = [sys.executable, str(TOP / "bench" / "minimal.py")]
CLOUDKB = [sys.executable, "-c", "from cloudkb.cli import main; main()"]

PROGRAMS = {
    "minimal query": [*MINIMAL, "query", "--provider", "aliyun"],
    "cloudkb query": [*CLOUDKB, "query", "--provider", "aliyun"],
    "cloudkb query, JSON": [*CLOUDKB, "query", "--provider", "aliyun", "--format", "json"],
    "minimal --help": [*MINIMAL, "--help"],
    "cloudkb --help": [*CLOUDKB, "--help"],
    "python": [sys.executable, "-c", "pass"],
}
SERVER = "cloudkb mcp, initialize"
HELLO = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {"protocolVersion": "2025-11-25", "capabilities": {}},
}
LIMITS = (
    ("cloudkb query", "minimal query", 1.2),
    ("cloudkb query, JSON", "minimal query", 0.7),
    ("cloudkb --help", "minimal --help", 1.2),
    (SERVER, "minimal query", 0.7),
)


def measure(rounds: int, folder: Path) -> dict[str, list[float]]:
    environment = {**os.environ, "COLUMNS": "100"}
    for name in ("CI", "PYTHONDONTWRITEBYTECODE", "CLOUDKB_FACTS"):
        environment.pop(name, None)
    times: dict[str, list[float]] = {name: [] for name in (*PROGRAMS, SERVER)}
    for turn in range(rounds + 2):
        for name, command in PROGRAMS.items():
            started = time.perf_counter()
            subprocess.run(
                command,
                cwd=folder,
                env=environment,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                check=True,
            )
            # the first turns fill caches: of the disk, of compiled modules, of the base
            if turn > 1:
                times[name].append((time.perf_counter() - started) * 1000)
        took = answered(folder, environment)
        if turn > 1:
            times[SERVER].append(took)
    return times


def answered(folder: Path, environment: dict[str, str]) -> float:
    """Milliseconds from the start of the server to its first answer."""
    started = time.perf_counter()
    with subprocess.Popen(
        [*CLOUDKB, "mcp"],
        cwd=folder,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        server.stdin.write(json.dumps(HELLO).encode() + b"\n")
        server.stdin.flush()
        assert b"protocolVersion" in server.stdout.readline()
        took = (time.perf_counter() - started) * 1000
        server.stdin.close()
    return took


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--folder", type=Path, default=TOP, help="a repository of facts")
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    times = measure(arguments.rounds, arguments.folder)
    print(f"{'milliseconds':22} {'fastest':>8} {'median':>8}")
    for name, values in times.items():
        print(f"{name:22} {min(values):8.1f} {statistics.median(values):8.1f}")
    print()
    failed = False
    for name, other, limit in LIMITS:
        fastest = min(times[name]) / min(times[other])
        middle = statistics.median(times[name]) / statistics.median(times[other])
        verdict = "" if fastest <= limit else "  TOO SLOW"
        failed = failed or fastest > limit
        print(f"{name:22} {fastest:5.2f} (median {middle:.2f}), at most {limit}{verdict}")
    return 1 if failed and arguments.check else 0


if __name__ == "__main__":
    sys.exit(main())
