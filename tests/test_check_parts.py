"""Parts beside their wholes: where one is at most the other, and where nobody says so."""

import pytest

from reasoned import VOCABULARY, checked, document

MORE = """\
entities:
  cloud: {name: Cloud, kind: market}
  public: {name: Public cloud, kind: market, part_of: cloud}
  storage: {name: Storage, kind: market, part_of: public}
  asia: {name: Asia, kind: region}
  japan: {name: Japan, kind: country, part_of: asia}
  fund: {name: A fund, kind: company}
  arm: {name: Its arm, kind: segment, part_of: fund}
metrics:
  sold: {name: Sold, unit: count, over_time: adds}
  billed: {name: Billed, unit: money, parts_at_most: no}
"""
SMALL, LARGE = "period: 2023, figure: 300亿元", "period: 2023, figure: 400亿元"


def told(*claims: str) -> list[str]:
    """Severity and rule of every finding about some claims."""
    lines = "\n".join(f"id: c{number}, {claim}" for number, claim in enumerate(claims))
    findings = checked(MORE, document("a", lines), vocabulary=VOCABULARY).report.findings
    return [f"{one.severity}[{one.rule}]" for one in findings]


@pytest.mark.parametrize(
    ("whole", "part"),
    [
        ("entity: cloud, metric: revenue", "entity: public, metric: revenue"),
        # nobody names the market between
        ("entity: cloud, metric: revenue", "entity: storage, metric: revenue"),
        ("entity: fund, metric: revenue", "entity: arm, metric: revenue"),
        ("entity: fund, in: japan, metric: revenue", "entity: arm, in: japan, metric: revenue"),
        ("entity: cloud, metric: revenue", "entity: aliyun, in: cloud, metric: revenue"),
        ("entity: cloud, metric: revenue", "entity: aliyun, in: storage, metric: revenue"),
        (
            "entity: aliyun, in: cloud, metric: revenue",
            "entity: aliyun, in: public, metric: revenue",
        ),
        ("entity: fund, in: asia, metric: revenue", "entity: fund, in: japan, metric: revenue"),
        ("entity: fund, metric: revenue", "entity: fund, in: japan, metric: revenue"),
    ],
)
def test_a_part_above_its_whole_is_a_warning(whole, part):
    """Turned round nothing is told, so that it is the part that must not be greater."""
    assert told(f"{whole}, {SMALL}", f"{part}, {LARGE}") == ["warning[conflict]"]
    assert told(f"{whole}, {LARGE}", f"{part}, {SMALL}") == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("entity: cloud, metric: billed", "entity: public, metric: billed"),
        ("entity: fund, metric: profit", "entity: arm, metric: profit"),
        ("entity: cloud, metric: revenue, scope: idc", "entity: public, metric: revenue"),
        ("entity: cloud, metric: revenue", "entity: aliyun, metric: revenue"),
        # money put into a company is no part of what that company puts into others
        ("entity: fund, metric: revenue", "entity: aliyun, in: fund, metric: revenue"),
        ("entity: aliyun, metric: revenue", "entity: aliyun, in: fund, metric: revenue"),
    ],
)
def test_where_a_part_may_be_greater(one, other):
    """Where the metric says so or may be negative, on two bases, and where nothing is a part."""
    assert told(f"{one}, {SMALL}", f"{other}, {LARGE}") == []
    assert told(f"{one}, {LARGE}", f"{other}, {SMALL}") == []


@pytest.mark.parametrize("period", ["2022", "2023~", "2023Q1/.."])
def test_another_period_is_no_whole(period):
    """Only the same days are compared, and only where it is known which they are."""
    part = f"entity: public, metric: revenue, period: '{period}', figure: 400亿元"
    assert told(f"entity: cloud, metric: revenue, {SMALL}", part) == []
    whole = f"entity: cloud, metric: revenue, period: '{period}', figure: 300亿元"
    assert told(whole, f"entity: public, metric: revenue, {LARGE}") == []


def test_counts_are_compared_too():
    """Cars as well as money."""
    claims = [
        f"entity: {entity}, metric: sold, period: 2023-01, figure: {figure}"
        for entity, figure in (("cloud", "203.5万"), ("public", "358万"))
    ]
    assert told(*claims) == ["warning[conflict]"]


def test_what_is_wrong_without_it_stays_an_error():
    """A figure that contradicts its quarters is an error, also where it is above its whole."""
    quarters = [
        f"entity: public, metric: revenue, period: 2023Q{number}, figure: 50.0亿元"
        for number in range(1, 5)
    ]
    whole = f"entity: cloud, metric: revenue, {SMALL}"
    found = told(whole, f"entity: public, metric: revenue, {LARGE}", *quarters)
    assert found == ["error[conflict]"]


def test_a_question_about_a_part_sees_its_whole():
    """Facts cut down to what bears on a claim keep what it is part of."""
    from cloudkb.check.constraints.slicing import of_claims
    from reasoned import read

    lines = f"""
    id: whole, entity: cloud, metric: revenue, {SMALL}
    id: part, entity: aliyun, in: storage, metric: revenue, {LARGE}
    id: else, entity: tianyi-cloud, metric: profit, {LARGE}
    """
    facts = read(MORE, document("a", lines), vocabulary=VOCABULARY)
    kept = of_claims(facts, ["a/whole"]).claims
    assert [claim.id for claim in kept] == ["a/whole", "a/part"]
