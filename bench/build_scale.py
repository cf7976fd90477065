"""How does the base grow? Cold build, unchanged run, one edit, questions, memory.

    python bench/build_scale.py [--sizes 1000 10000 100000] [--per-file 200]

For each size: CSafeLoader alone on the same files, a cold build, a reading command with
nothing changed, the same after one edit of one file, and `query` and `compare`. Times
are the best of three for what is quick, single for what is long; memory is the greatest
resident size of the process.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import generate

CLOUDKB = [sys.executable, "-c", "from cloudkb.cli import main; main()"]
LOADER = [
    sys.executable,
    "-c",
    "import pathlib, yaml\n"
    "for p in sorted(pathlib.Path('facts').rglob('*.yaml')):\n"
    "    yaml.load(p.read_bytes(), yaml.CSafeLoader)",
]


def run(command: list[str], folder: Path, rounds: int = 1) -> tuple[float, int]:
    """Seconds of the fastest run, and the most memory of any, in MB."""
    kept_out = ("CI", "PYTHONDONTWRITEBYTECODE")
    environment = {key: value for key, value in os.environ.items() if key not in kept_out}
    best, most = float("inf"), 0
    for _ in range(rounds):
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        _, status, used = os.wait4(process.pid, 0)
        assert status == 0, command
        process.returncode = 0
        best = min(best, time.perf_counter() - start)
        most = max(most, used.ru_maxrss // 1024)
    return best, most


def edit(folder: Path, turn: int) -> None:
    """Change one figure of one file."""
    path = sorted((folder / "facts" / "documents").iterdir())[0]
    claim = f"id: edit-{turn}, entity: cloud-0, metric: revenue, period: 2015Q1, figure: 1亿元"
    note = f"  - {{{claim}}}\n"
    path.write_text(path.read_text(encoding="utf-8") + note, encoding="utf-8")


def measure(claims: int, files: int) -> list[str]:
    """One row of the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        generate.write(folder / "facts", claims, files)
        query = [*CLOUDKB, "query", "--provider", "cloud-1"]
        loader, _ = run(LOADER, folder)
        build, build_memory = run([*CLOUDKB, "build"], folder)
        run(query, folder)
        time.sleep(2.5)  # files touched a moment ago are hashed again, to be sure
        run(query, folder)
        unchanged, memory = run(query, folder, 5)
        edited = float("inf")
        for turn in range(3):
            edit(folder, turn)
            edited = min(edited, run(query, folder)[0])
            time.sleep(2.5)
            run(query, folder)
        compare, compare_memory = run([*CLOUDKB, "compare", "2023Q3"], folder, 3)
    return [
        f"{claims:,}", f"{files:,}", f"{loader:.2f}", f"{build:.2f}", f"{build_memory}",
        f"{unchanged:.3f}", f"{memory}", f"{edited:.3f}", f"{edited / unchanged:.2f}",
        f"{compare:.3f}", f"{compare_memory}",
    ]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    parser.add_argument("--per-file", type=int, default=200)
    given = parser.parse_args()
    heads = [
        "claims", "files", "CSafeLoader s", "cold build s", "MB", "query s", "MB",
        "after an edit s", "ratio", "compare s", "MB",
    ]  # fmt: skip
    rows = [heads, *(measure(size, max(1, size // given.per_file)) for size in given.sizes)]
    widths = [max(len(row[index]) for row in rows) for index in range(len(heads))]
    for row in rows:
        print("  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)))


if __name__ == "__main__":
    main()
