"""What to do about a conflict, told in Chinese."""

import re
from pathlib import Path

import pytest

import case_files
from cloudkb.check import check
from cloudkb.language import speaking

GOLDEN = Path(__file__).parent / "golden" / "screens" / "suspects-zh.txt"
CASES = ("about", "exchange-rate", "cut-off", "founded-twice", "chain-of-orders", "copied-error")
_COMMAND = re.compile(r"cloudkb validate --accept|`[^`]+`|parts_at_most: no")


def told(name):
    """The hints of a case, and who is suspect, as Chinese has them."""
    with speaking("zh"):
        report = check(case_files.facts(case_files.case(name))[0]).report
    for finding in report.findings:
        yield finding.hint
        yield from (step.text for step in finding.steps if step.kind == "suspects")


def test_what_to_do_is_told_in_chinese(golden):
    """All of it, to be read as one text."""
    golden(
        GOLDEN, "".join(f"{name}\n" + "".join(f"  {one}\n" for one in told(name)) for name in CASES)
    )


@pytest.mark.parametrize("name", CASES)
def test_hints_hold_no_english(name):
    """Latin words of a hint are commands, keys, and ids of claims."""
    facts = case_files.facts(case_files.case(name))[0]
    with speaking("zh"):
        report = check(facts).report
    ids = {each for claim in facts.claims for each in (claim.id, claim.id.split("/")[-1])}
    for finding in report.findings:
        words = re.findall(r"[A-Za-z][\w/.:@-]*", _COMMAND.sub("", finding.hint), re.ASCII)
        assert [word for word in words if word not in ids and ":" not in word] == []
