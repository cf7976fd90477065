"""Random networks: a printed truth is never an error, and every proof is judged by Z3."""

import json
import os
import random
import subprocess
import sys
from functools import cache

import pytest

import oracle
from cloudkb.check import check, relations
from cloudkb.check.diagnosis.compilation import compile_facts
from cloudkb.model import Place
from cloudkb.reader import SourceFile, read
from damage import damage
from networks import MIXES, generate

CUTS = ("none", "some", "all")


def facts_of(network):
    facts, complaints = read(
        [SourceFile(path, text.encode()) for path, text in network.files.items()]
    )
    assert not complaints
    return facts


def findings_of(network):
    return check(facts_of(network)).report.findings


DAMAGED = {
    "dense": (
        (1000, 30, "x10"), (1020, 30, "swapped"), (1002, 60, "1%"), (1005, 60, "5%"),
        (1007, 60, "digit"), (1010, 60, "wan-yi"), (1003, 90, "10%"), (1009, 90, "swapped"),
        (1017, 90, "50%"), (1019, 90, "sign"),
    ),
    "mixed": (
        (1010, 30, "wan-yi"), (1012, 30, "0.5%"), (1000, 60, "x10"), (1001, 60, "0.5%"),
        (1009, 60, "swapped"), (1011, 60, "x10"), (1014, 60, "10%"), (1000, 90, "x10"),
        (1002, 90, "1%"), (1021, 90, "wan-yi"),
    ),
    "sparse": (
        (1005, 30, "5%"), (1010, 30, "wan-yi"), (1011, 30, "x10"), (1002, 60, "1%"),
        (1006, 60, "50%"), (1010, 60, "wan-yi"), (1019, 60, "sign"), (1001, 90, "0.5%"),
        (1009, 90, "swapped"), (1017, 90, "50%"),
    ),
}  # fmt: skip
"""Seeds whose damage contradicts something (about half of all do), with sizes and kinds."""


@cache
def damaged(mix, number):
    """A network with one damaged figure."""
    seed, claims, kind = DAMAGED[mix][number]
    return damage(generate(seed, mix, claims), kind, random.Random(seed))


@cache
def report_of(mix, number):
    """What the checker says of it."""
    return check(facts_of(damaged(mix, number))).report


def numbers(mix, every=1):
    """Some damaged networks, of all kinds."""
    return range(len(DAMAGED[mix]))[::every]


@pytest.mark.parametrize("cut", CUTS)
@pytest.mark.parametrize("mix", sorted(MIXES))
def test_a_printed_truth_is_never_an_error(mix, cut):
    """Rounded figures of one truth give nothing at all, cut ones at most notes."""
    for seed in range(5):
        found = findings_of(generate(seed, mix, (20, 40, 60)[seed % 3], cut=cut, joined=seed == 4))
        worst = {finding.severity for finding in found}
        assert worst <= (set() if cut == "none" else {"note"}), (seed, found)


@pytest.mark.parametrize("mix", sorted(MIXES))
def test_every_conflict_is_real_and_minimal_and_names_the_damage(mix):
    """Z3 refutes no conflict and no minimality, and each has the damaged claim in it."""
    unknown = cores = 0
    for number in numbers(mix, 2):
        network = damaged(mix, number)
        system = compile_facts(facts_of(network), lambda _: {}).model.system()
        found = report_of(mix, number).findings
        assert found, network.damaged
        for finding in found:
            labels = [*finding.claims, *finding.identities]
            judged = oracle.core_is_unsat(system, labels), oracle.is_minimal(system, labels)
            assert False not in judged, (network.damaged, finding)
            assert network.damaged in finding.claims
            unknown += None in judged
            cores += 1
    assert unknown <= cores // 3


def test_what_the_rest_implies_holds_the_truth():
    """Where the damaged claim is suspect, the interval offered instead has the truth in it."""
    seen = 0
    for number in numbers("dense"):
        network = damaged("dense", number)
        for finding in report_of("dense", number).findings:
            for suspect in finding.suspects:
                if suspect.name == network.damaged and suspect.implied is not None:
                    truth = network.truth[network.damaged]
                    assert suspect.implied.interval.contains(truth), finding
                    seen += 1
    assert seen >= 3


def without_places(finding):
    return finding._replace(
        place=Place(""),
        related=tuple(sorted(one._replace(place=Place("")) for one in finding.related)),
    )


@pytest.mark.parametrize("mix", sorted(MIXES))
def test_the_order_of_files_and_claims_does_not_matter(mix):
    """Shuffled facts give the same report but for where things stand."""
    compared = 0
    for number in numbers(mix, 5):
        one = report_of(mix, number)
        other = check(facts_of(damaged(mix, number).shuffled(random.Random(number)))).report
        counts = [each._replace(findings=()) for each in (one, other)]
        assert counts[0] == counts[1]
        expected, found = (
            sorted(map(without_places, each.findings), key=lambda finding: finding.claims)
            for each in (one, other)
        )
        assert expected == found
        compared += len(expected)
    assert compared


SCRIPT = """
import json, sys
from cloudkb.check import check
from cloudkb.reader import SourceFile, read
for files in json.load(sys.stdin):
    facts, _ = read([SourceFile(path, text.encode()) for path, text in files.items()])
    print(check(facts).report)
"""


def test_hash_seeds_do_not_matter():
    """Two runs under different hash seeds print the same, to the byte."""
    some = [(mix, number) for mix in ("dense", "sparse") for number in numbers(mix, 5)]
    here = "".join(f"{report_of(mix, number)}\n" for mix, number in some)
    there = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env={
            **os.environ,
            "PYTHONHASHSEED": "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1",
        },
        input=json.dumps([damaged(mix, number).files for mix, number in some]),
        capture_output=True,
        check=True,
        encoding="utf-8",
    ).stdout
    assert "conflict" in here
    assert there == here


@pytest.mark.parametrize("mix", sorted(MIXES))
def test_the_order_in_which_identities_form_does_not_matter(mix, monkeypatch):
    """From the last to the first, they give the same rows, products and unknowns."""

    def woven(facts):
        system = compile_facts(facts, lambda _: {}).model.system()
        parts = (system.rows, system.products, system.variables)
        return [sorted(map(repr, part)) for part in parts]

    facts = facts_of(generate(1, mix, 60, joined=True))
    forward = woven(facts)
    every = list(relations.identities())
    monkeypatch.setattr(relations, "identities", lambda: reversed(every))
    assert woven(facts) == forward
    assert forward[1]
