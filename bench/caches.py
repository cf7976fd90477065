"""What does each thing that is remembered save? The same run with it, and without.

    python bench/caches.py [--sizes 0 10000 100000] [--reason 10000] [--rounds 3] [--only TEXT]

Size 0 is the shipped base; the others are generated. A row is one cache and the command that asks
for it; "without" takes away what it keeps before each run, everything else stays. Milliseconds of
the processor, fastest run. What reasons (validate) is left out beyond `--reason` claims.
"""

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import generate

TOP = Path(__file__).resolve().parent.parent
CLOUDKB = [sys.executable, "-c", "from cloudkb.cli import main; main()"]


class Cache(NamedTuple):
    """Something remembered: what it is kept in, who asks for it, whether after an edit."""

    name: str
    files: tuple[str, ...]
    command: tuple[str, ...]
    edited: bool = False
    reasons: bool = False


QUERY = ("query", "--limit", "1")
CACHES = (
    Cache("hashes of files", (".cloudkb/files.json",), QUERY),
    Cache("rows of other files", ("cloudkb.db",), QUERY, edited=True),
    Cache("base compared before", (".cloudkb/base-*",), ("build",)),
    Cache("parsed records", (".cloudkb/claims-*", ".cloudkb/vocabulary-*"), ("schema",)),
    Cache("parsed records, edited", (".cloudkb/claims-*",), ("schema",), edited=True),
    Cache("report", (".cloudkb/report-*",), ("validate",), reasons=True),
    Cache("verdicts of components", (".cloudkb/verdict-*",), ("validate",), True, reasons=True),
)


def run(command: tuple[str, ...], folder: Path) -> float:
    """Milliseconds of the processor that a command takes."""
    kept_out = ("CI", "PYTHONDONTWRITEBYTECODE", "CLOUDKB_FACTS")
    environment = {key: value for key, value in os.environ.items() if key not in kept_out}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [*CLOUDKB, *command], cwd=folder, env=environment, capture_output=True, check=False
    )
    assert done.returncode in (0, 1), done.stderr
    assert b"Traceback" not in done.stderr, done.stderr
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000


def edit(folder: Path) -> None:
    """Change one file, and nothing that it says."""
    path = min((folder / "facts" / "documents").iterdir())
    with path.open("a", encoding="utf-8", newline="\n") as file:
        file.write("# again\n")


def measure(cache: Cache, folder: Path, rounds: int) -> tuple[float, float]:
    """The fastest run with what is remembered, and without."""
    best = []
    for files in ((), cache.files):
        run(cache.command, folder)
        times = []
        for _ in range(rounds):
            if cache.edited:
                run(cache.command, folder)
                edit(folder)
            for path in (path for pattern in files for path in folder.glob(pattern)):
                path.unlink()
            times.append(run(cache.command, folder))
        best.append(min(times))
    return best[0], best[1]


def fill(folder: Path, size: int) -> None:
    """Facts of a size, their base, and all that is remembered of them."""
    if size:
        generate.write(folder / "facts", size, max(1, size // 200))
    else:
        shutil.copytree(TOP / "facts", folder / "facts")
    run(("build", "--force"), folder)
    # a file changed a moment ago is hashed again, to be sure
    time.sleep(2.5)
    run(QUERY, folder)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="*", default=[0, 10_000, 100_000])
    parser.add_argument("--reason", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default="", help="caches whose name holds this")
    given = parser.parse_args()
    print(f"{'':24} {'claims':>8} {'with':>9} {'without':>9} {'saves':>7}")
    for size in given.sizes:
        with tempfile.TemporaryDirectory() as name:
            fill(Path(name), size)
            for cache in CACHES:
                if given.only not in cache.name or (cache.reasons and size > given.reason):
                    continue
                kept, taken = measure(cache, Path(name), given.rounds)
                shown = f"{size:,}" if size else "shipped"
                saved = f"{1 - kept / taken:.0%}"
                print(f"{cache.name:24} {shown:>8} {kept:9.0f} {taken:9.0f} {saved:>7}", flush=True)


if __name__ == "__main__":
    main()
