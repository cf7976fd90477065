"""Facts with one figure damaged: each is found, minimal, and told to the digit.

The cases are files of `tests/cases`, a YAML file and the whole of what `validate` prints for
it; `case_files` says how they are read. The damage is a slip that happens: digits swapped or
left out, 万 for 亿, points for percent, a rank or a sign turned round, a word too strong.
"""

from collections.abc import Iterable
from functools import cache

import pytest

import case_files
from cloudkb.base import codec
from cloudkb.check import Reasoner, check, relations
from cloudkb.check.constraints.kinds import Kind
from cloudkb.check.diagnosis.compilation import compile_facts
from cloudkb.check.solver import prover
from cloudkb.model import Claim, Finding, Report
from cloudkb.reader import SourceFile, read

NAMES = case_files.names()
CONFLICTS = ("conflict", "basis-conflict", "rounding")
UNTOLD = (
    "rounding",
    "last-digit",
    "one-reading",
    "unsigned-base",
    "stale-exception",
    "repeated-claim",
    "said-before-end",
)
"""Rules that name no suspect."""


def conflicts(report: Report) -> list[Finding]:
    """The findings that are proved contradictions."""
    return [finding for finding in report.findings if finding.rule in CONFLICTS]


CONFLICTING = [
    name
    for name in NAMES
    if any(f"[{rule}]" in each for each in case_files.case(name).found for rule in CONFLICTS)
]


@pytest.mark.parametrize("name", NAMES)
def test_the_whole_report(name, golden):
    """All that is printed for a case at 80 columns, to the digit."""
    golden(case_files.case(name).golden, case_files.told(name))


@pytest.mark.parametrize("name", NAMES)
def test_a_report_is_remembered_to_the_letter(name):
    """What the next run is told of unchanged facts equals what reasoning made."""
    report = case_files.reported(name)
    assert codec.decode(codec.encode(report)) == report


@pytest.mark.parametrize("name", NAMES)
def test_what_is_found(name):
    """Each case gives the findings its header names, and none beside."""
    found = [f"{one.severity}[{one.rule}]" for one in case_files.reported(name).findings]
    assert tuple(found) == case_files.case(name).found


@pytest.mark.parametrize("name", NAMES)
def test_the_damaged_claim_is_named(name):
    """The claim that was damaged is a suspect of each conflict, and what some note is about."""
    damaged = case_files.case(name).damaged
    found = case_files.reported(name).findings
    for finding in found:
        if finding.rule in CONFLICTS and finding.rule not in UNTOLD:
            assert damaged in [suspect.name for suspect in finding.suspects]
    noted = [finding for finding in found if finding.rule in UNTOLD]
    assert not noted or any(damaged in one.claims or damaged in one.message for one in noted)


@pytest.mark.parametrize("name", CONFLICTING)
def test_no_participant_can_be_spared(name):
    """Without any one of the claims that take part, the others are no conflict."""
    facts, _ = case_files.facts(case_files.case(name))
    for finding in conflicts(case_files.reported(name)):
        for label in finding.claims:
            fewer = tuple(claim for claim in facts.claims if claim.id != label)
            left = conflicts(check(facts._replace(claims=fewer)).report)
            same = [one.message for one in left if set(one.claims) <= set(finding.claims)]
            assert same == [], f"without {label}"


@pytest.mark.parametrize("name", CONFLICTING)
def test_with_the_damage_undone_nothing_is_found(name):
    """Without the damaged claim (and copies of it) all is well again: no other is to blame."""
    facts, _ = case_files.facts(case_files.case(name))
    damaged = case_files.case(name).damaged
    if any(claim.id == damaged and claim.supersedes for claim in facts.claims):
        pytest.skip("without it the figure that it supersedes counts again")
    copies = Reasoner(facts).copies
    fewer = [claim for claim in facts.claims if damaged not in (claim.id, copies.get(claim.id))]
    assert conflicts(check(facts._replace(claims=tuple(fewer))).report) == []


@pytest.mark.parametrize("name", CONFLICTING[::2])
def test_the_order_of_claims_does_not_matter(name):
    """Read from the last claim to the first, the report is the same."""
    facts, _ = case_files.facts(case_files.case(name))

    def turned(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
        return tuple(reversed(claims))

    report = check(facts._replace(claims=turned(facts.claims))).report
    assert conflicts(report) == [
        finding._replace(fingerprint="") for finding in conflicts(case_files.reported(name))
    ]


@pytest.mark.parametrize("name", NAMES[::4])
def test_the_order_of_lines_does_not_matter(name):
    """Claims written in another order, in files read in another, are told alike."""

    def turned(file: SourceFile) -> SourceFile:
        head, key, claims = file.data.decode().partition("claims:\n")
        return SourceFile(
            file.path, (head + key + "".join(reversed(_lines(claims.rstrip() + "\n")))).encode()
        )

    def told(findings: Iterable[Finding]) -> list[tuple[object, ...]]:
        parts = [
            (one.rule, sorted(one.claims), one.suspects, one.steps, one.hint)
            for one in findings
            if one.rule in CONFLICTS
        ]
        return sorted(parts, key=repr)

    facts, _ = read([turned(file) for file in reversed(case_files.case(name).files)])
    assert told(check(facts).report.findings) == told(case_files.reported(name).findings)


def _lines(claims: str) -> list[str]:
    """The lines of claims; what is no line of a claim stays whole."""
    lines = claims.splitlines(keepends=True)
    return lines if all(line.startswith("  - {") for line in lines) else [claims]


def test_the_whole_shipped_base_sees_what_is_damaged_in_the_article():
    """Beside all second sources several damaged figures are found at once, each a suspect."""
    damage = {
        "revenue-tianyi-2023h1": ("459亿元", "495亿元"),
        "ebita-2023q4": ("23.64亿元", "3.64亿元"),
    }
    facts, complaints = read(case_files.all_shipped(damage))
    report = check(facts).report
    suspects = {suspect.name for one in conflicts(report) for suspect in one.suspects}
    assert not complaints
    assert {f"{case_files.ARTICLE}/{claim}" for claim in damage} <= suspects
    assert report.not_proved == 0


def test_there_are_enough_cases_and_none_twice():
    """At least 45 cases, of every rule that reasoning has, some of them on the shipped article."""
    cases = [case_files.case(name) for name in NAMES]
    assert len({one.files for one in cases}) == len(cases) >= 45
    found = {each for one in cases for each in one.found}
    for rule in (*CONFLICTS, *UNTOLD):
        assert any(f"[{rule}]" in each for each in found), rule
    assert sum(name.startswith("shipped-") for name in NAMES) >= 10


@cache
def model_kinds(name: str) -> frozenset[str]:
    """The kinds of all rows and products of a case."""
    facts, _ = case_files.facts(case_files.case(name))
    model = compile_facts(facts, prover.propagated).model
    return frozenset(one.kind for one in (*model.rows, *model.products))


def with_kinds(kinds: frozenset[str]) -> Iterable[str]:
    """Cases in which one of some kinds stands, those first whose report tells it."""
    told = [
        name
        for name in NAMES
        for finding in case_files.reported(name).findings
        if kinds.intersection(step.kind for step in finding.steps)
    ]
    yield from dict.fromkeys(told)
    yield from (name for name in NAMES if name not in told and kinds & model_kinds(name))


@pytest.mark.parametrize(
    "module", relations.modules(), ids=lambda module: module.__name__.rpartition(".")[2]
)
def test_a_relation_changes_some_case(module, monkeypatch):
    """Taken out, every relation is missed: some report is another, or cannot be made."""
    kinds = frozenset(one.name for one in vars(module).values() if isinstance(one, Kind))
    names = list(with_kinds(kinds))
    assert names, f"no case holds {', '.join(sorted(kinds)) or 'a kind of it'}"
    reports = {name: case_files.checked(name).report.findings for name in names}
    for gone, nothing in (("claimed", lambda model, said: None), ("identity", lambda model: None)):
        if hasattr(module, gone):
            monkeypatch.setattr(module, gone, nothing)
    relations.claimed.cache_clear()
    try:
        changed = any(
            check(case_files.facts(case_files.case(name))[0]).report.findings != reports[name]
            for name in names
        )
    finally:
        relations.claimed.cache_clear()
    assert changed, f"no report of {names} is another without it"
