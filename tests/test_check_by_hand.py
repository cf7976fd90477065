"""What `explain` reckons with comes to what it tells, for whoever reckons by hand."""

import re
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import case_files
from cloudkb.check import Reasoner
from cloudkb.check.answers.implied import of_quantity
from cloudkb.model import Facts, ImpliedEnd
from wording_cases import CASES, Case, facts

_SIZES = {
    "万亿": 10**12, "亿": 10**8, "万": 10**4, "%": Fraction(1, 100), "points": Fraction(1, 100),
    "point": Fraction(1, 100), "tn": 10**12, "trillion": 10**12, "bn": 10**9, "billion": 10**9,
    "m": 10**6, "million": 10**6, "times": 1, "": 1,
}  # fmt: skip
_NUMBER = re.compile(
    r"(?P<sign>-?)(?:[A-Z]{2,3}\$|RMB |NT\$|[$£€])?(?P<digits>\d[\d,]*(?:\.\d+)?(?:/\d+)?) ?"
    r"(?P<size>万亿|亿|万|%|points?|tn|bn|m|trillion|billion|million|times|)(?:元|美元|千瓦时|每天)?(?![\w.])"
)
_CLAIM = re.compile(r" \((?=[a-z])[^()]*\)")
_MEASURES = ("gallon", "litre", "W", "千瓦", " of ")
"""What is not reckoned in one unit."""


def value(text: str) -> Fraction | None:
    """A number with its scale word, in base units."""
    match = _NUMBER.search(text)
    if match is None:
        return None
    number = Fraction(match["digits"].replace(",", "")) * _SIZES[match["size"]]
    return -number if match["sign"] else number


def by_hand(formula: str) -> Fraction:
    """What a formula comes to, read as it is printed: × and ÷ before + and -, brackets first."""
    bare = _CLAIM.sub("", formula).replace("×", "*").replace("÷", "/")

    def spelled(match: re.Match[str]) -> str:
        told = value(match[0].removeprefix("-"))
        return f"{match['sign']}Fraction({str(told)!r})"

    text = _NUMBER.sub(spelled, bare)
    assert re.fullmatch(r"(?:-?Fraction\('-?\d+(?:/\d+)?'\)|[-+*/() ])+", text), (formula, text)
    return Fraction(eval(text))


def adds_up(end: ImpliedEnd) -> None:
    """Hold what a formula comes to against the end it is told for."""
    told = value(end.text)
    assert told is not None, end
    found = by_hand(end.formula)
    match = _NUMBER.search(end.text)
    assert match
    decimals = len(match["digits"].partition(".")[2])
    step = Fraction(_SIZES[match["size"]]) / 10**decimals
    if end.text.startswith(("at least", "above")):
        assert 0 <= found - told < step, (end.text, end.formula, float(found))
    else:
        assert 0 <= told - found < step, (end.text, end.formula, float(found))


def ends(found: Facts, most: int = 5) -> list[ImpliedEnd]:
    """Both ends of named quantities, drawn evenly from all, that are told with a formula."""
    reasoner = Reasoner(found)
    metrics = reasoner.model.vocabulary.metrics
    named = sorted(reasoner.model.named)
    figures = [each for each in named if metrics[each.metric].unit not in ("date", "entity")]
    told = []
    for quantity in figures[:: -(-len(figures) // most) or 1]:
        explained = of_quantity(reasoner, quantity)
        told += [end for end in (explained.low, explained.high) if end and end.formula]
    return [end for end in told if not any(word in end.formula + end.text for word in _MEASURES)]


@pytest.mark.parametrize("name", case_files.names())
def test_what_is_explained_in_the_cases_adds_up(name):
    """Every end of every quantity of the cases."""
    found, _ = case_files.facts(case_files.case(name))
    for end in ends(found):
        adds_up(end)


@pytest.mark.parametrize("name", CASES)
def test_what_is_explained_of_each_story_adds_up(name):
    """The same where the facts contradict each other and some are set aside."""
    for end in ends(facts(CASES[name]), 3):
        adds_up(end)


@settings(max_examples=12, deadline=None)
@given(
    st.integers(1000, 99999), st.integers(-4000, 9000), st.integers(1, 4), st.integers(2, 5),
    st.integers(100, 9000),
)  # fmt: skip
def test_growth_a_year_and_shares_add_up(level, growth, places, years, share):
    """Growth with many decimals, roots of growth over years, shares of what nobody prints."""
    assume(growth)
    size, rate = f"{level / 100:.2f}亿元", f"{growth / 10**places:+.{places}f}%"
    found = facts(
        Case(
            "",
            f"""
            id: a, entity: aliyun, metric: revenue, period: 2018, figure: {size}
            id: b, entity: aliyun, metric: revenue, period: {2018 + years}, figure: {rate} CAGR vs 2018
            id: c, entity: tianyi-cloud, metric: revenue, period: 2018, figure: {rate} vs 2017
            id: d, entity: tianyi-cloud, metric: revenue, period: 2018, figure: {size}
            id: e, entity: aliyun, metric: market_share, in: china-public-cloud, period: 2018, figure: {share / 100:.2f}%
            id: f, entity: aliyun, metric: revenue, in: china-public-cloud, period: 2018, figure: {size}
            id: g, entity: china-public-cloud, metric: revenue, period: 2018, figure: above aliyun
            """,
        )
    )
    told = ends(found, 8)
    assert len(told) > 6
    for end in told:
        adds_up(end)
