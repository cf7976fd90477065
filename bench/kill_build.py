"""Kill `build` at random moments and look at what it leaves: the old base or the new, whole.

    python bench/kill_build.py [--times 30] [--claims 20000] [--files 100] [--seed 1]

Before each build a figure changes, so that old and new can be told apart. After each
kill the base must open, pass SQLite's integrity check and give the old figure or the
new with all other claims; the next command must answer with the new one, and leave
nothing lying about. Exit code 1 otherwise.
"""

import argparse
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from cloudkb import base

VOCABULARY = """\
entities:
  aliyun: {name: Alibaba Cloud, name_zh: 阿里云, kind: provider}
metrics:
  revenue: {name: Revenue, name_zh: 营收, unit: money}
"""

BUILD = """\
import sys
from pathlib import Path
from cloudkb import base
base.build(base.locate(start=Path(sys.argv[1])), force=True)
"""


def write_document(root: Path, number: int, claims: int, marker: int) -> None:
    lines = [
        f"document: {{id: report-{number}, title: Report {number}, published: 2024-01-15,"
        " currency: CNY}",
        "claims:",
    ]
    lines += [
        f"  - {{id: claim-{index}, where: p{index + 1}, entity: aliyun, metric: revenue,"
        f" period: {2000 + index % 24}, figure: {marker if index == 0 else index + 1}亿元}}"
        for index in range(claims)
    ]
    path = root / "facts" / "documents" / f"report-{number}.yaml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def make_facts(root: Path, files: int, claims: int) -> None:
    (root / "facts" / "documents").mkdir(parents=True)
    (root / "facts" / "names.yaml").write_text(VOCABULARY, encoding="utf-8")
    for number in range(files):
        write_document(root, number, claims, 1)


def start_build(root: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", BUILD, str(root)])


def marker_in(path: Path, claims: int) -> str:
    """The changed figure as the base has it, after proving the base sound."""
    connection = sqlite3.connect(path)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert not connection.execute("PRAGMA foreign_key_check").fetchall()
        assert connection.execute("SELECT count(*) FROM claims").fetchone()[0] == claims
        row = connection.execute("SELECT figure FROM claims WHERE id = 'report-0/claim-0'")
        return str(row.fetchone()[0])
    finally:
        connection.close()


def kill_once(root: Path, marker: int, moment: float, claims: int) -> str:
    """Change the figure, build, kill after `moment` seconds; tell which base was left."""
    per_file = claims // len(list((root / "facts" / "documents").iterdir()))
    write_document(root, 0, per_file, marker)
    process = start_build(root)
    time.sleep(moment)
    alive = process.poll() is None
    process.kill()
    process.wait()
    location = base.locate(start=root)
    left = marker_in(location.db, claims)
    assert left in (f"{marker - 1}亿元", f"{marker}亿元"), left
    answer = base.open(location, locked=False)
    row = answer.connection.execute("SELECT figure FROM claims WHERE id = 'report-0/claim-0'")
    assert row.fetchone()[0] == f"{marker}亿元"
    answer.close()
    base.build(location)
    rest = [path.name for path in location.cache.glob("building-*")]
    assert not rest, rest
    when = "while building" if alive else "after the end"
    return f"{when}, {'new' if left == f'{marker}亿元' else 'old'} base"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=30)
    parser.add_argument("--claims", type=int, default=20_000)
    parser.add_argument("--files", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    root = Path(tempfile.mkdtemp(prefix="cloudkb-kill-"))
    try:
        make_facts(root, asked.files, asked.claims // asked.files)
        claims = asked.claims // asked.files * asked.files
        begun = time.perf_counter()
        assert start_build(root).wait() == 0
        whole = time.perf_counter() - begun
        print(f"{claims:,} claims in {asked.files} files, a whole build takes {whole:.2f} s")
        for turn in range(asked.times):
            moment = chance.uniform(0, whole * 1.1)
            print(f"{turn + 1:3}  killed at {moment:6.3f} s: ", end="", flush=True)
            print(kill_once(root, turn + 2, moment, claims))
        print(f"{asked.times} kills, sound each time")
    finally:
        shutil.rmtree(root, ignore_errors=True)


if __name__ == "__main__":
    main()
