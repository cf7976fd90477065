"""Slips that happen in print: the claim that is wrong is suspected first, and its slip is told.

The cases are files of `tests/cases`, each with what should have been printed in its header; as it
should be, nothing is found.
"""

import re
from fractions import Fraction

import pytest

import case_files
from cloudkb.check import check
from cloudkb.check.diagnosis import evidence
from cloudkb.interval import Interval
from cloudkb.model import Facts
from cloudkb.reader import SourceFile, read
from reasoned import VOCABULARY

SUSPECTS = case_files.CASES.parent / "suspects"

SLIPS = {
    "change-over-the-later-value": "-61% is the change over the later value, -38% over the earlier",
    "ratio-told-as-increase": "+184.0% is the ratio, +84.0% the change",
    "ratio-of-round-figures-as-increase": "+320% is the ratio, +220% the change",
    "ratio-to-the-other-part": "47.1% is the ratio to the other part, 32.0% to the whole",
    "last-years-row": "48.92亿元 is what before prints for 2022",
    "the-neighbours-row": "459.1亿元 is what tianyi prints for Tianyi Cloud",
    "year-to-date-as-quarter": "RMB 17.913 billion fits 2023-01/2023-09",
    "points-of-an-implied-share": "as percent, not points, it fits",
    "rank-of-another-tracker": "it fits as Canalys'",
    "ten-times": "it is 10 times too large",
}
"""By case, what is told of its first suspect."""
_PRINTED = re.compile(r"^# damaged: \S+/(\S+) \((.+) printed as (.+)\)$", re.M)


@pytest.mark.parametrize("name", SLIPS)
def test_the_slip_is_told_of_the_first_suspect(name):
    """One conflict, and the damaged claim is its only first suspect."""
    case = case_files.case(name)
    (finding,) = case_files.reported(name).findings
    assert finding.suspects[0].name == case.damaged
    assert finding.suspects[0].slip == SLIPS[name]
    assert any(step.text.startswith("Most suspect: ") for step in finding.steps)


@pytest.mark.parametrize("name", sorted(SLIPS))
def test_as_it_should_be_printed_nothing_is_found(name):
    """The same case with the right figure is silent."""
    text = (case_files.CASES / f"{name}.yaml").read_text(encoding="utf-8")
    found = _PRINTED.search(text)
    assert found is not None
    claim, right, wrong = found.groups()
    lines = [
        line.replace(wrong, right) if f"id: {claim}," in line else line
        for line in text.splitlines()
    ]
    assert lines != text.splitlines()
    files = (SourceFile("facts/vocabulary.yaml", VOCABULARY.encode()),)
    facts, complaints = read((*files, *case_files.parts("\n".join(lines))))
    assert complaints == ()
    assert [finding.rule for finding in check(facts).report.findings] == []


# --- more than one figure, or none: files of `tests/suspects`, with what is right in the header ---

FILES = sorted(path.stem for path in SUSPECTS.glob("*.yaml"))
_RIGHT = re.compile(r"^# right: (.+)$", re.M)


def facts_of(text: str) -> Facts:
    """What a file of `tests/suspects` says, beside the vocabulary of all tests."""
    files = (SourceFile("facts/vocabulary.yaml", VOCABULARY.encode()), *case_files.parts(text))
    facts, complaints = read(files)
    assert complaints == ()
    return facts


def written(name: str) -> tuple[str, list[tuple[str, str, str]]]:
    """A file, and by the place in it what should stand there for what."""
    text = (SUSPECTS / f"{name}.yaml").read_text(encoding="utf-8")
    right = _RIGHT.search(text)
    assert right is not None
    wrong = []
    for one in right[1].split("; "):
        place, _, rest = one.partition(" ")
        now, _, printed = rest.partition(" for ")
        wrong.append((place, now, printed))
    return text, wrong


@pytest.mark.parametrize("name", FILES)
def test_the_whole_report(name, golden):
    """All that is printed, to the digit."""
    text, _ = written(name)
    told = case_files.printed(check(facts_of(text)).report, case_files.parts(text))
    golden(SUSPECTS / f"{name}.txt", told)


@pytest.mark.parametrize("name", FILES)
def test_each_that_is_wrong_is_the_first_suspect_once(name):
    """One finding for each that is wrong, in the order of the file, and none beside."""
    text, wrong = written(name)
    found = check(facts_of(text)).report.findings
    first = [one.suspects[0].name.rpartition("/")[2].partition("@")[0] for one in found]
    assert first == [place for place, _, _ in wrong]
    assert all(any("Most suspect: " in step.text for step in one.steps) for one in found)


@pytest.mark.parametrize("name", FILES)
def test_with_all_put_right_nothing_is_found(name):
    """Its twin is silent."""
    text, wrong = written(name)
    for _, right, printed in wrong:
        assert text.count(printed) == 2  # once in the header
        text = text.replace(printed, right)
    assert check(facts_of(text)).report.findings == ()


def test_a_line_that_fails_in_half_of_its_periods_is_not_blamed():
    """Each period is a conflict of its own, and a claim comes first in it."""
    text, _ = written("total-without-a-part")
    right = text
    for whole in ("120.0", "131.9"):
        right = right.replace(whole, {"120.0": "90.7", "131.9": "100.9"}[whole])
    found = check(facts_of(right)).report.findings
    assert [one.suspects[0].is_identity for one in found] == [False, False]


def test_a_line_that_is_doubted_where_it_fails_is_not_blamed():
    """What exceptions doubt counts neither for nor against a line."""
    text, _ = written("total-without-a-part")
    whole = "total:cities.revenue@"
    doubts = "".join(
        f"  - {{claims: [report/whole-{year}], doubt: '{whole}{year} CNY', reason: Not so.}}\n"
        for year in range(2020, 2024)
    )
    report = check(facts_of(f"{text}---\nexceptions:\n{doubts}")).report
    assert report.findings == ()
    assert report.accepted == 4


def test_claims_of_a_failing_line_are_not_doubted():
    """It is the line that is wrong; all else is reasoned on without it."""
    text, _ = written("total-without-a-part")
    checked = check(facts_of(text))
    assert checked.report.doubts == ()
    again = check(facts_of(text), checked.consistent, remembered=checked.remembered())
    assert again.report.findings == checked.report.findings


# --- how likely a slip is -------------------------------------------------------------------------


def _explained(low: str, high: str | None, *values: str) -> evidence.Weighed:
    """A print of 8.41 where others leave an interval, and it may have been one of some numbers."""

    def printed(text: str) -> Interval:
        return Interval(Fraction(text) - Fraction(1, 200), Fraction(text) + Fraction(1, 200))

    implied = Interval(Fraction(low), None if high is None else Fraction(high))
    return evidence.weigh(
        printed("8.41"),
        implied,
        [evidence.Correction("digit", f"{one} is one", printed(one), 9) for one in values],
        lambda meaning: not meaning.intersect(implied).is_empty(),
        lambda meaning: 0,
        None,
        Fraction(1, 10),
    )


def test_the_wider_what_is_implied_the_less_a_slip_is_believed():
    """What fits an interval by chance tells nothing, and no end at all tells least."""
    ends = ("9.42", "9.6", "10.5", "14", None)
    shares = [_explained("9.4", end, "9.41").share for end in ends]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] > Fraction(4, 5)
    assert shares[-1] < Fraction(1, 5)


def test_of_two_slips_that_do_as_well_each_is_believed_by_half_at_most():
    """Together they say as much of their claim as they are likely."""
    one, two = (_explained("9.40", "9.45", *both) for both in (("9.41",), ("9.41", "9.44")))
    assert two.share <= Fraction(1, 2) < one.share
    assert two.likely > one.likely


def test_what_explains_nothing_is_no_evidence():
    """Where no slip fits, an error counts by its size alone."""
    found = _explained("9.40", "9.45", "7.41")
    assert (found.best, found.share) == (None, 0)
    assert found.likely == evidence.unexplained(Fraction(1, 10)) == 0
    assert evidence.unexplained(Fraction(1)) == -6
