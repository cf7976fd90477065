"""Reasoning in several processes or on a cluster: the same findings, and an end to everything."""

import os
import pickle
import shutil
import subprocess
import sys

import pytest

import case_files
from cloudkb import workers
from cloudkb.base import pipeline
from cloudkb.check import check
from cloudkb.check.diagnosis import consistency
from cloudkb.language import speaking, worded
from cloudkb.workers.pool import Pool

SOME = case_files.names()[::14]


class Elsewhere:
    """Workers that share nothing: all that goes there and comes back is written and read."""

    def __init__(self):
        self.asked = 0

    def map(self, function, shared, items):
        """As on a cluster, but in this process."""
        for item in items:
            self.asked += len(item)
            sent = pickle.loads(pickle.dumps((function, shared, item)))
            yield pickle.loads(pickle.dumps(sent[0](*sent[1:])))

    def close(self):
        """Nothing to leave."""


@pytest.fixture(autouse=True)
def _any_size(monkeypatch):
    monkeypatch.setattr(consistency, "LEAST", 1)
    monkeypatch.setattr(consistency, "_SHARE", 5)


def test_what_workers_prove_is_told_alike():
    """Whatever is wrong with the facts, the whole report is the same, steps and all."""
    elsewhere = Elsewhere()
    for name in SOME:
        facts, _ = case_files.facts(case_files.case(name))
        found, alone = check(facts, workers=elsewhere), check(facts)
        assert found[:3] == alone[:3], name
        assert found.remembered() == alone.remembered(), name
    assert elsewhere.asked > len(SOME)


@pytest.mark.parametrize("jobs", [1, 2])
def test_processes_tell_alike(cloudkb, jobs):
    """`--jobs 2` prints what `--jobs 1` prints, to the byte."""
    first = cloudkb("validate", "--locked", "--stats", "--format", "json")
    assert cloudkb("validate", "--locked", "--stats", "-f", "json", "--jobs", jobs) == first


CALLS_MAIN = """
import sys
from cloudkb.check.diagnosis import consistency
from cloudkb.cli import main

consistency.LEAST, consistency._SHARE = 1, 5
main()
"""
USES_POOL = """
from cloudkb.workers import WorkersError
from cloudkb.workers.pool import Pool

try:
    print(list(Pool(1).map(divmod, 7, [2])))
except WorkersError as error:
    print(error)
"""


@pytest.mark.parametrize(
    ("script", "told"),
    [(CALLS_MAIN, "2 claims"), (USES_POOL, "workers run the script again")],
)
def test_a_script_without_a_guard_ends(script, told, tmp_path):
    """Workers run the script of who starts them again: that ends nothing and never hangs."""
    (tmp_path / "facts").mkdir()
    text = (
        "metrics: {m: {name: M, unit: count, over_time: level}}\n"
        "entities: {a: {name: A, kind: company}, b: {name: B, kind: company}}\n"
        "document: {id: d, title: T, published: 2024-01}\n"
        "claims:\n"
        "  - {id: x, entity: a, metric: m, period: 2023, figure: 5}\n"
        "  - {id: y, entity: b, metric: m, period: 2023, figure: 6}\n"
    )
    (tmp_path / "facts" / "all.yaml").write_text(text, encoding="utf-8")
    path = tmp_path / "script.py"
    path.write_text(script, encoding="utf-8")
    asked = [sys.executable, str(path), "validate", "--jobs", "2", "--locked"]
    done = subprocess.run(asked, capture_output=True, text=True, timeout=60, cwd=tmp_path)
    assert told in done.stdout
    assert "Traceback" not in done.stderr
    assert "bug" not in done.stderr


def test_a_cluster_tells_alike(cloudkb):
    """So does `--scheduler` on a local cluster of two workers."""
    distributed = pytest.importorskip("distributed")
    first = cloudkb("validate", "--locked", "--stats", "--format", "json")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=False, protocol="tcp", dashboard_address=None
    ) as cluster:
        place = cluster.scheduler_address
        found = cloudkb("validate", "--locked", "--stats", "-f", "json", "--scheduler", place)
    assert found == first


def _ends(_, item):
    os._exit(item)


def test_a_process_that_ends_is_told():
    """What it was given is lost: an error that says so, and no waiting."""
    with pytest.raises(workers.WorkersError, match="ended before it was done"):
        list(Pool(1).map(_ends, None, [3, 4]))


def _worded(_, text):
    return worded(text)


def test_a_process_speaks_as_who_gave_the_work():
    """What is wrong with a file is worded where it is read."""
    with speaking("zh"):
        assert list(Pool(1).map(_worded, None, ["no findings"])) == ["没有问题"]
    assert list(Pool(1).map(_worded, None, ["no findings"])) == ["no findings"]


def test_what_is_wrong_in_a_process_is_raised_here():
    """The function's own error comes back."""
    with pytest.raises(ZeroDivisionError):
        list(Pool(1).map(divmod, 1, [1, 0]))


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--jobs", "-1"), "-1 processes are none"),
        (("--jobs", "2", "--scheduler", "tcp://x:1"), "two places"),
        (("--scheduler", "nonsense"), "no scheduler answers at nonsense"),
    ],
)
def test_where_there_is_nobody(cloudkb, options, told):
    """Exit code 2 and one sentence, before anything is read."""
    found = cloudkb("validate", *options)
    assert (found.code, found.out) == (2, "")
    assert told in found.err


BROKEN = """\
document: {id: broken, title: Broken, published: 2024-01}
claims:
  - {id: a, entity: aliyun, metric: revenue, period: 2022, figure: 10亿元}
  - {id: a, entity: aliyun, metric: revenue, period: 2023, figure: 11亿元}
  - {id: b, entity: nobody, metric: revenue, period: 2022, figure: 10亿元}
exceptions:
  - {claims: [broken/a, broken/b], doubt: broken/a, reason: one of them}
"""


@pytest.mark.parametrize("lost", [False, True])
def test_a_base_is_the_same_whoever_read_the_facts(
    cloudkb, repository, tmp_path, monkeypatch, lost
):
    """Bytes, counts and complaints are those of one process, also where processes are lost."""
    own = tmp_path / "own"
    shutil.copytree(repository, own)
    (own / "facts" / "broken.yaml").write_text(BROKEN, encoding="utf-8")
    alone = cloudkb("build", "--force", "--jobs", "1", folder=own)
    bytes_alone = (own / "cloudkb.db").read_bytes()
    assert alone.code == 1
    monkeypatch.setattr(pipeline, "MUCH", 1)
    asked = []
    real = Pool.map

    def draw(self, function, shared, items):
        asked.append(self.jobs)
        for number, made in enumerate(real(self, function, shared, items)):
            if lost and number:
                raise workers.WorkersError("lost")
            yield made

    monkeypatch.setattr(Pool, "map", draw)
    assert cloudkb("build", "--force", "--jobs", "2", folder=own) == alone
    assert (own / "cloudkb.db").read_bytes() == bytes_alone
    assert asked == [2]
