"""Figures without a period: they stand for the day they were said."""

import pytest

from cloudkb.check.answers.judging import verdicts
from reasoned import VOCABULARY, checked, document, read

MORE = """\
metrics:
  idle: {name: Servers that stand idle, unit: ratio}
  paid: {name: Paid, unit: money, over_time: adds}
  chips: {name: Chips, unit: count, over_time: fixed}
"""
ABOUT = "entity: china, metric: idle, figure: "


def verdict(ours: str, *theirs: str) -> tuple[str, tuple[str, ...], str]:
    """The verdict on a claim of one document beside others, by whom, and why."""
    files = [document(f"other{number}", f"id: its, {one}") for number, one in enumerate(theirs)]
    facts = read(MORE, document("ours", f"id: it, {ours}"), *files, vocabulary=VOCABULARY)
    (found,) = verdicts(facts, "ours").verdicts.verdicts
    return found.verdict, found.by, " ".join(found.because)


@pytest.mark.parametrize("figure", ["80% to 90%", "28%", "over 40%"])
def test_the_same_print_bears_it_out(figure):
    """Two documents that print the same of the day they were said agree."""
    found, by, _ = verdict(f"{ABOUT}{figure}", f"{ABOUT}{figure}, date: 2023-11")
    assert (found, by) == ("corroborated", ("other0/its",))


def test_a_finer_print_bears_it_out():
    """What lies in a range is evidence for it."""
    found, by, _ = verdict(f"{ABOUT}80% to 90%", f"{ABOUT}85%")
    assert (found, by) == ("corroborated", ("other0/its",))


def test_another_print_is_a_tension():
    """It may have changed since: told, with the day, and no conflict."""
    ours, theirs = f"{ABOUT}80% to 90%", f"{ABOUT}60%, date: 2023-11"
    found, by, why = verdict(ours, theirs)
    assert (found, by) == ("tension", ("other0/its",))
    assert why == (
        "“A note” has 60% for China's servers that stand idle, said 2023-11 (other0/its): "
        "read as one they would be at least 19 points apart."
    )
    files = [document(name, f"id: it, {one}") for name, one in (("a", ours), ("b", theirs))]
    assert checked(MORE, *files, vocabulary=VOCABULARY).report.findings == ()


@pytest.mark.parametrize(
    "theirs",
    [
        "entity: china, metric: idle, period: 2023, figure: 60%",
        "entity: openai, metric: idle, figure: 60%",
        "entity: china, metric: idle, in: operators, figure: 60%",
        "entity: china, metric: idle, figure: over 50%",
        "entity: china, metric: idle, figure: 60%, kind: forecast",
    ],
)
def test_what_is_of_something_else_is_none(theirs):
    """A stated period, another entity or market, a bound that leaves room, and what is ahead."""
    assert verdict(f"{ABOUT}80% to 90%", theirs)[0] == "single-source"


def test_dollars_and_yuan_do_not_meet():
    """Amounts are compared in one currency."""
    ours, theirs = "figure: 300亿元", "figure: $30 billion"
    about = "entity: china, metric: paid"
    assert verdict(f"{about}, {ours}", f"{about}, {theirs}")[0] == "single-source"
    assert verdict(f"{about}, {ours}", f"{about}, figure: 400亿元")[0] == "tension"


def test_what_is_fixed_conflicts():
    """A fixed metric has no period at all: two prints contradict each other."""
    files = [
        document(name, f"id: it, entity: openai, metric: chips, figure: {figure}")
        for name, figure in (("a", "'25000'"), ("b", "'10000'"))
    ]
    report = checked(MORE, *files, vocabulary=VOCABULARY).report
    assert [one.rule for one in report.findings] == ["conflict"]


def test_one_document_means_one_day():
    """Two undated prints of one document clash, unless it says on which day each was said."""
    both = f"id: one, {ABOUT}80%\nid: other, {ABOUT}60%"
    report = checked(MORE, document("a", both), vocabulary=VOCABULARY).report
    assert [one.rule for one in report.findings] == ["conflict"]
    apart = checked(MORE, document("a", f"{both}, date: 2022-11"), vocabulary=VOCABULARY).report
    assert apart.findings == ()
