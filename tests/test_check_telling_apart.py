"""What two findings, or two lines of one, say of different quantities differs in words."""

import random
import re
from collections import defaultdict

import pytest

import case_files
from cloudkb import reader
from cloudkb.check import check
from cloudkb.model import Facts, Finding, Report
from cloudkb.reader import SourceFile
from wording_cases import CASES, facts, report_of

_FIGURE = re.compile(r"(figure: \"?[^\d\n{}]{0,9})(\d[\d,.]*\d)")
_AT_ONCE = 24
"""Figures damaged at a time."""


def apart(found: Facts, report: Report) -> None:
    """Hold each pair of findings, and of lines of one, that read the same, against each other."""
    by_message: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for finding in report.findings:
        if finding.claims:
            by_message[finding.message].add(finding.claims)
        lines_apart(found, finding)
    for message, claims in by_message.items():
        assert len(claims) == 1, (message, claims)


def lines_apart(found: Facts, finding: Finding) -> None:
    """Lines that read the same are of claims about one thing."""
    claims = {claim.id: claim for claim in found.claims}
    about: dict[str, set[tuple[object, ...]]] = defaultdict(set)
    for related in finding.related:
        if related.claim and related.cells:
            claim = claims[related.claim]
            quantity = claim.entity, claim.metric, claim.within, claim.scope, claim.period.text
            about[related.cells[1]].add(quantity)
    for text, quantities in about.items():
        assert len(quantities) == 1, (text, quantities)


@pytest.mark.parametrize("name", case_files.names())
def test_the_cases_of_the_checker(name):
    """Each case file."""
    found, _ = case_files.facts(case_files.case(name))
    apart(found, case_files.reported(name))


@pytest.mark.parametrize("name", CASES)
def test_the_cases_of_wording(name):
    """Each way of telling."""
    apart(facts(CASES[name]), report_of(name))


def damaged(seed: int) -> list[SourceFile]:
    """The shipped facts with figures whose digits were moved, here and there."""
    chance = random.Random(seed)
    files = case_files.all_shipped({})
    places = [
        (number, match.start(2), match.end(2))
        for number, file in enumerate(files)
        for match in _FIGURE.finditer(file.data.decode())
    ]
    texts = [file.data.decode() for file in files]
    for number, start, end in sorted(chance.sample(places, _AT_ONCE), reverse=True):
        digits = texts[number][start:end]
        turned = digits[::-1] if digits[-1] != "0" else f"{digits[:-1]}7"
        texts[number] = f"{texts[number][:start]}{turned}{texts[number][end:]}"
    return [file._replace(data=text.encode()) for file, text in zip(files, texts, strict=True)]


@pytest.mark.parametrize("seed", range(3))
def test_the_shipped_base_with_damaged_figures(seed):
    """Many findings at once, over all documents."""
    found, _ = reader.read(damaged(seed))
    report = check(found).report
    conflicts = [one for one in report.findings if one.severity != "note"]
    assert len(conflicts) >= 3
    apart(found, report)


SEGMENTS = """\
entities:
  maker: {name: Maker, kind: company}
  namesake: {name: Maker, kind: company}
  north: {name: North, kind: region}
  south: {name: South, kind: region}
  east: {name: Sales, kind: region}
  west: {name: Sales, kind: region}
metrics:
  sales: {name: Sales, unit: money, over_time: adds}
scopes:
  gross: {name: Gross, means: With returns, stated_in: r}
  net: {name: Net, means: Without returns, stated_in: r}
"""


def _segments(claims: str) -> Report:
    document = "document: {id: r, title: A report, published: 2024-03, currency: USD}\nclaims:\n"
    lines = "".join(f"  - {{{line.strip()}}}\n" for line in claims.strip().splitlines())
    found, complaints = reader.read(
        [
            SourceFile("facts/words.yaml", SEGMENTS.encode()),
            SourceFile("facts/documents/r.yaml", f"{document}{lines}".encode()),
        ]
    )
    assert not complaints, complaints
    report = check(found).report
    apart(found, report)
    return report


def test_four_segments_have_four_headlines():
    """The same two prints in each segment, two of which have one name, and on each scope."""
    places = ["in: north", "in: south", "in: east", "in: west", "scope: gross", "scope: net"]
    claims = [
        f"id: c{number}{half}, entity: maker, metric: sales, {place}, period: 2023, figure: {print_}"
        for number, place in enumerate(places)
        for half, print_ in (("a", "$10.0bn"), ("b", "$12.5bn"))
    ]
    messages = [one.message for one in _segments("\n".join(claims)).findings]
    story = "printed as $10.0bn and as $12.5bn, at least US$2.4bn apart (US$2.5bn as printed)"
    assert messages == [
        f"sales of Maker in North in 2023: {story}",
        f"sales of Maker in South in 2023: {story}",
        f"sales of Maker in Sales in 2023: {story} (r/c2a, r/c2b)",
        f"sales of Maker in Sales in 2023: {story} (r/c3a, r/c3b)",
        f"sales of Maker in 2023, gross: {story}",
        f"sales of Maker in 2023, net: {story}",
    ]


def test_namesakes_are_told_with_their_ids():
    """Two makers of one name in one finding: in its headline, its lines and its steps."""
    (finding,) = _segments(
        """
        id: a, entity: maker, metric: sales, period: 2023, figure: $10.0bn
        id: b, entity: namesake, metric: sales, period: 2023, figure: $12.5bn
        id: c, entity: maker, metric: sales, period: 2023, figure: above namesake
        """
    ).findings
    assert "$10.0bn for Maker [maker] is not above $12.5bn for Maker [namesake]" in finding.message
    assert {"Maker [maker]", "Maker [namesake]"} <= set(
        re.findall(r"Maker \[\w+\]", " ".join(step.text for step in finding.steps))
    )
    assert len({one.cells[1] for one in finding.related}) == 3
