"""A claim may state to how many decimals its value is rounded; the print is left alone."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloudkb import figures
from cloudkb.reader import SourceFile, read

VOCABULARY = """
entities: {acme: {name: Acme, kind: company}}
metrics:
  revenue: {name: Revenue, unit: money, negative: allowed}
  margin: {name: Margin, unit: ratio, negative: allowed}
  staff: {name: Staff, unit: count, over_time: snapshot}
  eps: {name: EPS, unit: money per share, over_time: fixed}
document: {id: report, title: Report, published: 2024-02-01, currency: USD}
claims:
"""


def said(*claims):
    """The intervals of some claims, by metric, and what is complained of."""
    lines = "".join(f"- {{entity: acme, period: 2023, {one}}}\n" for one in claims)
    facts, findings = read([SourceFile("facts/a.yaml", (VOCABULARY + lines).encode())])
    intervals = [one.readings[0].figure.interval[:2] for one in facts.claims]
    return intervals, [(one.rule, one.place.column) for one in findings if one.severity == "error"]


@pytest.mark.parametrize(
    ("claim", "low", "high"),
    [
        ("metric: revenue, figure: 29900000000, decimals: -6", "29899500000", "29900500000"),
        ("metric: revenue, figure: 29900000000, decimals: INF", "29900000000", "29900000000"),
        ("metric: revenue, figure: US$29.9bn, decimals: -6", "29899500000", "29900500000"),
        ("metric: revenue, figure: -1, decimals: 0", "-3/2", "-1/2"),
        ("metric: revenue, figure: 0, decimals: -6", "-500000", "500000"),
        ("metric: margin, figure: 14.7%, decimals: 3", "293/2000", "59/400"),
        ("metric: staff, figure: 740, decimals: -1", "735", "745"),
        ("metric: eps, figure: 6.1, decimals: 2", "1219/200", "1221/200"),
    ],
)
def test_decimals_tell_the_precision_of_the_value_whatever_zeros_are_printed(claim, low, high):
    assert said(claim) == ([(Fraction(low), Fraction(high))], [])


@pytest.mark.parametrize("wrong", ["six", "-6.5", "100", "inf", "--3"])
def test_decimals_that_are_no_whole_number_are_refused_where_they_stand(wrong):
    claim = f"metric: revenue, figure: 5, decimals: {wrong}"
    column = len("- {entity: acme, period: 2023, ") + claim.index(wrong) + 1
    assert said(claim) == ([], [("bad-value", column)])


@pytest.mark.parametrize("figure", ["over 5bn", "5 to 6", "+3% yoy", "about 12"])
def test_decimals_beside_what_is_no_plain_number_are_refused(figure):
    assert said(f"metric: revenue, figure: {figure}, decimals: -6")[1][0][0] == "unfit-unit"


def test_the_same_value_rounded_otherwise_is_a_claim_of_its_own():
    again = "metric: revenue, figure: 5000000, decimals:"
    intervals, findings = said(f"{again} -3", f"{again} -6")
    assert (len(intervals), findings) == (2, [])


@given(st.integers(-(10**15), 10**15), st.integers(-12, 12))
def test_the_interval_is_half_a_unit_each_way(value, decimals):
    figure = figures.fit(figures.parse(str(value)), unit="money", negative=True, currency="USD")
    stated = figures.rounded_to(figure, str(decimals))
    assert stated.interval.high - stated.interval.low == Fraction(10) ** -decimals
    assert stated.interval.low + stated.interval.high == 2 * value
