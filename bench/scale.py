"""A base of any size as Parquet files: build, query, compare, validate in 1 and 2 processes.

    python bench/scale.py [--sizes 10000 100000] [--jobs 1 2] [--cluster] [--yaml] [--keep DIR]
    python bench/scale.py --damaged 100 [--whole] ...

Claims print one truth, rounded (`networks.py`): whatever is found is a false alarm, but for those
that are `--damaged`, each by one slip. Seconds are of the clock, memory is of the command itself,
without its workers; the same findings have the same hash. `--cluster` adds a local Dask cluster of
as many workers as the last of `--jobs`, `--whole` the same base reasoned over at once.
"""

import argparse
import hashlib
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from judge import table

if TYPE_CHECKING:
    import networks

PER_TABLE = 50_000
"""Claims in one Parquet file."""
NEAR = 500
"""Claims of which one is damaged."""
CLOUDKB = [sys.executable, "-c", "from cloudkb.cli import main; main()"]
AT_ONCE = "from cloudkb.base import scan; scan.MANY = 10**12; from cloudkb.cli import main; main()"
WHOLE = [sys.executable, "-c", AT_ONCE]
HEADS = ["claims", "what", "seconds", "MB", "processor s", "sha256 of the findings"]


def write(folder: Path, claims: int, *, as_yaml: bool, damaged: int = 0) -> None:
    """The facts of a base; documents are declared in YAML in any case."""
    import networks

    network = networks.generate(1, "mixed", claims, documents=max(4, claims // 1_000))
    if damaged:
        network = network.with_claims(falsified(network, damaged))
    networks.write(network if as_yaml else network.with_claims(()), folder)
    if as_yaml:
        return
    from cloudkb.exporting.parquet_export import write_records

    for start in range(0, claims, PER_TABLE):
        records = map(_record, network.claims[start : start + PER_TABLE])
        write_records(folder / "facts" / f"claims-{start // PER_TABLE:04d}.parquet", records)


def falsified(network: "networks.Network", number: int) -> list["networks.Made"]:
    """The claims, so many of them damaged in places that lie evenly apart, by all kinds in turn."""
    import damage

    claims, rng = list(network.claims), random.Random(number)
    kinds = sorted(damage.KINDS)
    for place in range(number):
        at = place * len(claims) // number
        some = network._replace(claims=tuple(claims[at : at + NEAR]))
        claims[at : at + NEAR] = damage.damage(some, kinds[place % len(kinds)], rng).claims
    return claims


def _record(one: "networks.Made") -> Mapping[str, Any]:
    told = {
        "document": one.document,
        "id": one.id,
        "entity": one.entity,
        "metric": one.metric,
        "in": one.within,
        "period": one.period,
        "scope": one.scope,
        "source": f"source-{one.document}",
        "figure": one.figure,
    }
    return {key: value for key, value in told.items() if value}


def run(words: list[str], folder: Path, command: list[str] = CLOUDKB) -> tuple[list[str], bytes]:
    """Seconds, memory and processor of a command, and what it printed."""
    kept_out = ("CI", "PYTHONDONTWRITEBYTECODE")
    environment = {key: value for key, value in os.environ.items() if key not in kept_out}
    start = time.perf_counter()
    with tempfile.TemporaryFile() as printed:
        process = subprocess.Popen(
            [*command, *words], cwd=folder, env=environment, stdout=printed,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = 0
        taken = time.perf_counter() - start
        assert os.waitstatus_to_exitcode(status) in (0, 1), words
        printed.seek(0)
        told = printed.read()
    spent = used.ru_utime + used.ru_stime
    return [f"{taken:.2f}", f"{used.ru_maxrss // 1024:,}", f"{spent:.1f}"], told


@contextmanager
def cluster(workers: int) -> Iterator[str]:
    """A local Dask cluster's address."""
    from distributed import LocalCluster

    with LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None) as here:
        yield here.scheduler_address


def measure(claims: int, given: argparse.Namespace, folder: Path) -> Iterator[list[str]]:
    """The rows of one size."""
    # apart: what a command is said to take is at least what its parent has
    words = [sys.executable, __file__, "--write", str(folder), "--sizes", str(claims)]
    words += ["--damaged", str(given.damaged)]
    subprocess.run([*words, "--yaml"] if given.yaml else words, check=True)
    size = f"{claims:,}"
    yield [size, "build", *run(["build"], folder)[0], ""]
    for what in (["query", "--provider", "cloud-1-1"], ["compare", "2023Q3"]):
        for again in ("first", "again"):
            yield [size, f"{what[0]}, {again}", *run(what, folder)[0], ""]
    validate = ["validate", "--stats", "--format", "json"]
    for jobs in given.jobs:
        shutil.rmtree(folder / ".cloudkb", ignore_errors=True)
        spent, told = run([*validate, "--jobs", str(jobs)], folder)
        yield [size, f"validate, {jobs} jobs", *spent, hashlib.sha256(told).hexdigest()[:12]]
    if given.whole:
        shutil.rmtree(folder / ".cloudkb", ignore_errors=True)
        spent, told = run(validate, folder, WHOLE)
        yield [size, "validate, at once", *spent, hashlib.sha256(told).hexdigest()[:12]]
    if given.cluster:
        shutil.rmtree(folder / ".cloudkb", ignore_errors=True)
        with cluster(given.jobs[-1]) as address:
            spent, told = run([*validate, "--scheduler", address], folder)
        yield [size, "validate, cluster", *spent, hashlib.sha256(told).hexdigest()[:12]]
    yield [size, "validate, again", *run(validate, folder)[0], ""]


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--jobs", type=int, nargs="*", default=[1, 2])
    parser.add_argument("--cluster", action="store_true")
    parser.add_argument("--damaged", type=int, default=0, help="claims that are falsified")
    parser.add_argument("--whole", action="store_true", help="reason over it at once, too")
    parser.add_argument("--yaml", action="store_true", help="claims as YAML, too")
    parser.add_argument("--keep", type=Path, help="a new folder for the facts, which stay there")
    parser.add_argument("--write", type=Path, help="only write the facts, below a folder")
    given = parser.parse_args()
    if given.write:
        write(given.write, given.sizes[0], as_yaml=given.yaml, damaged=given.damaged)
        return
    rows = [HEADS]
    for size in given.sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = (given.keep or Path(name)) / str(size)
            folder.mkdir(parents=True)
            for row in measure(size, given, folder):
                rows.append(row)
                print("  ".join(row), file=sys.stderr, flush=True)
    print(table(rows))


if __name__ == "__main__":
    main()
