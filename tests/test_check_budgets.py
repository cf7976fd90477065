"""What a budget of steps leaves out of a report is counted and said, and nothing else changes."""

import pytest

from cloudkb.check import check
from cloudkb.check.diagnosis import conflicts
from cloudkb.check.solver import minimal_conflict
from cloudkb.model import Report
from cloudkb.reader import SourceFile, read
from shapes import SHAPES
from test_check_suspects import SUSPECTS, facts_of


def report(shape: str, size: int) -> Report:
    """What the checker says of facts of one awkward shape."""
    files = SHAPES[shape](size)
    facts, complaints = read([SourceFile(path, text.encode()) for path, text in files.items()])
    assert not complaints
    return check(facts).report


@pytest.mark.parametrize("budget", [0, 40])
def test_a_conflict_that_is_not_shrunk_to_the_end_is_said_to_be_so(budget, monkeypatch):
    """It is found and told all the same; that it may hold more than it takes counts as open."""
    whole = report("growths", 12)
    assert whole.not_proved == 0
    monkeypatch.setattr(minimal_conflict, "BUDGET", budget)
    cut = report("growths", 12)
    assert cut.not_proved == 1
    (why,) = cut.not_proved_why
    assert "a conflict are needed" in why
    (before,), (after,) = whole.findings, cut.findings
    assert set(after.claims) >= set(before.claims)
    assert after.severity == before.severity == "error"


def test_a_budget_that_is_enough_changes_nothing(monkeypatch):
    """The report is the same whether the budget is just enough or without end."""
    whole = report("growths", 12)
    monkeypatch.setattr(minimal_conflict, "BUDGET", 10**12)
    assert report("growths", 12) == whole


def test_a_long_chain_is_told_within_its_budgets(monkeypatch):
    """A conflict of hundreds of claims costs what the budgets allow, counted in constraints."""
    looked: list[int] = []
    ask = minimal_conflict.contradiction

    def counted(indexed, *rest, **more):
        looked.append(len(indexed.constraints))
        return ask(indexed, *rest, **more)

    monkeypatch.setattr(minimal_conflict, "contradiction", counted)
    monkeypatch.setattr(minimal_conflict, "BUDGET", 20_000)
    assert report("growths", 120).not_proved == 1
    # beside what is charged it is asked whether all contradict, once before and twice after
    assert sum(looked) <= 20_000 + 4 * max(looked)


def test_pairs_of_claims_have_a_budget_in_each_component(monkeypatch):
    """Where the steps are used up the formula is blamed, and that is said; others have theirs."""
    text = (SUSPECTS / "two-wrong-under-a-formula.yaml").read_text(encoding="utf-8")
    whole = check(facts_of(text))
    assert whole.report.not_proved == 0
    monkeypatch.setattr(conflicts, "PAIRS", 0)
    cut = check(facts_of(text))
    assert cut.report.not_proved == 1
    assert conflicts.UNPAIRED in cut.report.not_proved_why[0]
    assert cut.report.findings != whole.report.findings
    again = check(facts_of(text), cut.consistent, remembered=cut.remembered())
    assert again.report._replace(steps=None) == cut.report._replace(steps=None)
