"""Parquet files with bytes changed at random: each is read, or told of, and nothing breaks.

    python bench/damaged_tables.py [--files 200] [--seed 1]

Half of the changes hit the foot of the file, where its columns and pages are described.
"""

import argparse
import random
import tempfile
import time
from collections import Counter
from pathlib import Path

import generate
from cloudkb import reader


def damaged(data: bytes) -> bytes:
    """The bytes with a few of them changed."""
    made = bytearray(data)
    for _ in range(random.choice((1, 1, 2, 5, 40))):
        foot = len(made) - 1 - random.randrange(min(3_000, len(made)))
        made[random.choice((random.randrange(len(made)), foot))] = random.randrange(256)
    return bytes(made)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        generate.write_parquet(Path(name), claims=500, files=5, tables=1)
        texts = [path.read_bytes() for path in sorted(Path(name).glob("*.yaml"))]
        whole = (Path(name) / "claims-000.parquet").read_bytes()
    random.seed(given.seed)
    files = [reader.SourceFile(f"{n}.yaml", text) for n, text in enumerate(texts)]
    told: Counter[str] = Counter()
    slowest = 0.0
    for _ in range(given.files):
        start = time.perf_counter()
        _, findings = reader.read([*files, reader.SourceFile("x.parquet", damaged(whole))])
        slowest = max(slowest, time.perf_counter() - start)
        told[next((one.rule for one in findings if one.severity == "error"), "nothing")] += 1
    for rule, count in told.most_common():
        print(f"{count:>5}  {rule}")
    print(f"slowest {slowest:.2f} s")


if __name__ == "__main__":
    main()
