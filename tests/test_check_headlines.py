"""The first line of a conflict: one sentence that proves it, and every number in it by hand."""

import re
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import case_files
from cloudkb.check import check
from cloudkb.check.answers.claim_status import status
from cloudkb.views.pages.status import fields
from wording_cases import CASES, Case, facts, report_of

REVENUE = "entity: aliyun, metric: revenue"
IN = "in: china-public-cloud"
SHARE = f"entity: aliyun, metric: market_share, {IN}"
MARKET = "entity: china-public-cloud, metric: revenue"
NUMBER = r"(-?\d[\d,]*(?:\.\d+)?)"

pytestmark = pytest.mark.filterwarnings("error")


def sentence(*claims: str) -> str:
    """The message of the one conflict of some claims, without what it is about."""
    lines = "\n".join(f"id: c{number}, {claim}" for number, claim in enumerate(claims))
    found = [one for one in check(facts(Case("", lines))).report.findings if one.rule == "conflict"]
    assert len(found) == 1, found
    return found[0].message.partition(": ")[2]


def number(text: str) -> Fraction:
    """A number as it is told."""
    return Fraction(text.replace(",", ""))


def around(value: Fraction, step: str) -> tuple[Fraction, Fraction]:
    """What a rounded print stands for."""
    half = Fraction(step) / 2
    return value - half, value + half


def holds(told: tuple[str, str], low: Fraction, high: Fraction) -> bool:
    """Tell whether what is told is no tighter than what is true, and hardly wider."""
    first, last = map(number, told)
    slack = max((high - low), abs(high) / 100, Fraction(1, 10))
    return first <= low and high <= last and low - first <= slack and last - high <= slack


tenths = st.integers(500, 9_999).map(lambda one: Fraction(one, 10))
percents = st.integers(-300, 600).map(lambda one: Fraction(one, 10))


def money(value: Fraction) -> str:
    return f"{float(value):.1f}亿元"


def growth(value: Fraction, base: str = "yoy") -> str:
    return f"{float(value):+.1f}% {base}"


# --- each story, reckoned by hand ----------------------------------------------------------


@settings(max_examples=15, deadline=None)
@given(tenths, tenths, tenths)
def test_parts_and_their_whole(first, second, whole):
    """What two parts add up to, against what is printed of the whole."""
    low, high = first + second - Fraction(1, 10), first + second + Fraction(1, 10)
    assume(whole - Fraction(1, 20) > high + 1 or whole + Fraction(1, 20) < low - 1)
    text = sentence(
        f"{REVENUE}, period: 2023H1, figure: {money(first)}",
        f"{REVENUE}, period: 2023H2, figure: {money(second)}",
        f"{REVENUE}, period: 2023, figure: {money(whole)}",
    )
    if "more than" in text and "add up" not in text:
        assert max(first, second) > whole
        return
    told = re.search(f"add up to {NUMBER} to {NUMBER}亿元 in 2023, not to {NUMBER}亿元$", text)
    assert told, text
    assert holds((told[1], told[2]), low, high)
    assert number(told[3]) == whole
    assert not number(told[1]) <= whole <= number(told[2])


@settings(max_examples=15, deadline=None)
@given(tenths, tenths, percents)
def test_a_growth_and_two_levels(before, now, printed):
    """How two levels grew, against what is said."""
    (low, high), (base_low, base_high) = around(now, "0.1"), around(before, "0.1")
    least, most = (low / base_high - 1) * 100, (high / base_low - 1) * 100
    below, above = around(printed, "0.1")
    assume(printed and (least > above + 1 or most < below - 1))
    text = sentence(
        f"{REVENUE}, period: 2022, figure: {money(before)}",
        f"{REVENUE}, period: 2023, figure: {money(now)}",
        f"{REVENUE}, period: 2023, figure: {growth(printed)}",
    )
    assert text.startswith(f"from {money(before)} in 2022 to {money(now)} in 2023 it ")
    assert text.endswith(f", not {growth(printed).split()[0]}")
    told = re.search(rf"it (grew|fell|changed by) \+?{NUMBER} to \+?{NUMBER}%,", text)
    assert told, text
    if told[1] == "fell":
        assert holds((told[2], told[3]), -most, -least)
    else:
        assert holds((told[2], told[3]), least, most)
    ends = {"fell": (-above, -below)}.get(told[1], (below, above))
    assert number(told[3]) < ends[0] or number(told[2]) > ends[1]


@settings(max_examples=15, deadline=None)
@given(st.integers(101, 899), st.integers(101, 899), st.integers(-300, 300))
def test_points_and_two_shares(before, now, moved):
    """How many points lie between two shares, against what is said."""
    before, now, moved = (Fraction(one, 10) for one in (before, now, moved))
    least, most = now - before - Fraction(1, 10), now - before + Fraction(1, 10)
    assume(moved and not least - 1 < moved < most + 1)
    assume(1 - before < moved < now - 1)
    text = sentence(
        f"{SHARE}, period: 2022, figure: {float(before):.1f}%",
        f"{SHARE}, period: 2023, figure: {float(now):.1f}%",
        f"{SHARE}, period: 2023, figure: {float(moved):+.1f}pp yoy",
    )
    told = re.search(rf"it (went|changed by) {NUMBER} to \+?{NUMBER} points( up| down)?, not", text)
    assert told, text
    ends = (-most, -least) if told[4] == " down" else (least, most)
    assert holds((told[2], told[3]), *ends)


@settings(max_examples=15, deadline=None)
@given(st.integers(10, 900), tenths, tenths)
def test_a_share_of_two_amounts(share, part, whole):
    """What part over whole is, against the share or margin that is printed."""
    share = Fraction(share, 10)
    assume(part < whole)
    (low, high), (base_low, base_high) = around(part, "0.1"), around(whole, "0.1")
    least, most = low / base_high * 100, high / base_low * 100
    assume(not least - 1 < share < most + 1)
    text = sentence(
        f"{SHARE}, period: 2023, figure: {float(share):.1f}%",
        f"{REVENUE}, {IN}, period: 2023, figure: {money(part)}",
        f"{MARKET}, period: 2023, figure: {money(whole)}",
    )
    told = re.fullmatch(
        f"{money(part)} of {money(whole)} is {NUMBER} to {NUMBER}%, not {float(share):.1f}%", text
    )
    assert told, text
    assert holds((told[1], told[2]), least, most)


@settings(max_examples=10, deadline=None)
@given(tenths, st.lists(percents, min_size=2, max_size=4), tenths)
def test_a_chain_of_growth(first, steps, last):
    """What growth after growth makes of a level, against the last one that is printed."""
    low, high = around(first, "0.1")
    for step in steps:
        low, high = (
            low * (1 + (step - Fraction(1, 20)) / 100),
            high * (1 + (step + Fraction(1, 20)) / 100),
        )
    assume(not low - 2 < last < high + 2)
    text = sentence(
        f"{REVENUE}, period: 2022Q4, figure: {money(first)}",
        *(
            f"{REVENUE}, period: 2023Q{quarter}, figure: {growth(step, 'qoq')}"
            for quarter, step in enumerate(steps, 1)
        ),
        f"{REVENUE}, period: 2023Q{len(steps)}, figure: {money(last)}",
    )
    told = re.search(f"make {NUMBER} to {NUMBER}亿元 in 2023Q{len(steps)}, not {NUMBER}亿元$", text)
    assert told, text
    assert holds((told[1], told[2]), low, high)
    assert number(told[3]) == last


@settings(max_examples=10, deadline=None)
@given(st.lists(percents, min_size=4, max_size=4), percents)
def test_a_year_and_its_quarters(quarters, year):
    """The greatest or least growth of a quarter, against that of the year."""
    half = Fraction(1, 20)
    most, least = max(quarters) + half, min(quarters) - half
    assume(year - half > most + 1 or year + half < least - 1)
    text = sentence(
        *(
            f"{REVENUE}, period: 2023Q{quarter}, figure: {growth(one)}"
            for quarter, one in enumerate(quarters, 1)
        ),
        f"{REVENUE}, period: 2023, figure: {growth(year)}",
    )
    told = re.fullmatch(
        rf"(no|every) quarter (grew|fell) (more than|at least) {NUMBER}%, so 2023 cannot have "
        rf"(?:(grown|fallen) {NUMBER}%|changed by 0\.0%)",
        text,
    )
    assert told, text
    size = number(told[4]) * (-1 if told[2] == "fell" else 1)
    if (told[1] == "no") == (told[2] == "grew"):
        assert most <= size <= most + half
        assert size < year - half
    else:
        assert least - half <= size <= least
        assert size > year + half


@settings(max_examples=10, deadline=None)
@given(percents, percents, st.integers(-90, 90))
def test_a_share_and_the_growth_of_part_and_whole(own, market, points):
    """What growth makes of a share nobody prints, against points the other way."""
    assume(abs(own - market) > 2 and points and (own > market) == (points < 0))
    text = sentence(
        f"{SHARE}, period: 2023, figure: {points / 10:+.1f}pp yoy",
        f"{REVENUE}, {IN}, period: 2023, figure: {growth(own)}",
        f"{MARKET}, period: 2023, figure: {growth(market)}",
    )
    told = re.fullmatch(
        rf"{NUMBER} / {NUMBER}: the share (rose|fell to) (?:at least|at most) {NUMBER}"
        rf"(?:-fold| of what it was); it is said to have (fallen|risen) {NUMBER} points?",
        text,
    )
    assert told, text
    assert number(told[1]) == 1 + own / 100
    assert number(told[2]) == 1 + market / 100
    low, high = (100 + own - Fraction(1, 20)), (100 + own + Fraction(1, 20))
    base_low, base_high = (100 + market - Fraction(1, 20)), (100 + market + Fraction(1, 20))
    bound = number(told[4])
    if told[3] == "rose":
        assert 1 < bound <= low / base_high <= bound + Fraction(1, 50)
        assert told[5] == "fallen"
    else:
        assert bound - Fraction(1, 50) <= high / base_low <= bound < 1
        assert told[5] == "risen"


@pytest.mark.parametrize(("year", "way"), [(2022, "from"), (2023, "to")])
def test_a_share_of_one_year_and_points_against_growth(year, way):
    """Whichever of the two shares is printed, points up from it or to it make a factor."""
    text = sentence(
        f"{SHARE}, period: {year}, figure: 32.9%",
        f"{SHARE}, period: 2023, figure: +1.1pp yoy",
        f"{REVENUE}, {IN}, period: 2023, figure: +22% yoy",
        f"{MARKET}, period: 2023, figure: +20.5% yoy",
    )
    assert re.fullmatch(
        rf"1.22 / 1.205: the share rose at most {NUMBER}-fold; "
        rf"1.1 points up {way} 32.9% is {NUMBER} to {NUMBER} times",
        text,
    )


def test_two_printed_shares_against_growth():
    """What two shares come to, side by side with what growth makes of the first."""
    text = sentence(
        f"{SHARE}, period: 2022, figure: 36.7%",
        f"{SHARE}, period: 2023, figure: 26.7%",
        f"{REVENUE}, {IN}, period: 2023, figure: +30% yoy",
        f"{MARKET}, period: 2023, figure: +10% yoy",
    )
    told = re.fullmatch(
        rf"1.30 / 1.10: the share rose at least {NUMBER}-fold; "
        rf"from 36.7% .* in 2022 to 26.7% .* in 2023 is {NUMBER} to {NUMBER} times",
        text,
    )
    assert told, text
    assert holds((told[2], told[3]), Fraction(2665, 3675), Fraction(2675, 3665))
    assert 1 < number(told[1]) <= Fraction(1295, 1105)


@settings(max_examples=10, deadline=None)
@given(tenths, tenths)
def test_two_prints_of_one_quantity(one, other):
    """How far two prints lie apart, at least and as printed."""
    assume(abs(one - other) > 1)
    text = sentence(
        f"{REVENUE}, period: 2023, figure: {money(one)}",
        f"{REVENUE}, period: 2023, figure: {money(other)}",
    )
    told = re.search(rf"at least {NUMBER}亿元 apart \({NUMBER}亿元 as printed\)$", text)
    assert told, text
    assert number(told[1]) <= abs(one - other) - Fraction(1, 10)
    assert number(told[2]) == abs(one - other)


def test_what_would_be_less_than_nothing():
    """More points up than the share has leave nothing it can have risen from."""
    text = sentence(
        f"{SHARE}, period: 2023, figure: 4.1%", f"{SHARE}, period: 2023, figure: +5.8pp yoy"
    )
    assert text == "4.1% in 2023 and 5.8 points up leave less than nothing in 2022"


def test_show_tells_each_conflict_of_a_claim():
    """A claim that clashes has the sentence of its conflict on its card."""
    found = facts(
        Case(
            "",
            f"""
            id: first, {REVENUE}, period: 2023H1, figure: 245.9亿元
            id: second, {REVENUE}, period: 2023H2, figure: 251.2亿元
            id: year, {REVENUE}, period: 2023, figure: 479亿元
            """,
        )
    )
    told = "245.9亿元 and 251.2亿元 add up to 497.0 to 497.2亿元 in 2023, not to 479亿元."
    for name in ("first", "second", "year"):
        standing = status(found, f"note/{name}")
        assert standing.told == (f"Revenue of Alibaba Cloud: {told}",)
        assert len(standing.clashing) == 1
        card = dict(fields(standing))["in conflict with"]
        assert card.endswith(f"\n{standing.told[0]}")
        known = dict(fields(standing, f"contradicted\n{standing.told[0]}"))
        assert standing.told[0] not in known["in conflict with"]


def test_a_share_above_all():
    """A share of more than all is told as it is printed."""
    assert sentence(f"{SHARE}, period: 2023, figure: 163%") == "163% is more than the whole"


# --- all cases -----------------------------------------------------------------------------

COUNTED = {"readings", "either-reading-fails"}
"""Told by reading, or by more than a sentence holds."""


@pytest.mark.parametrize("name", CASES)
def test_each_story_is_told_in_one_sentence(name):
    """The message says why, and does not only count the claims."""
    for finding in report_of(name).findings:
        if name not in COUNTED:
            assert not re.search("claims? cannot (both |all )?be right$", finding.message)
        assert len(finding.message) < 300
        assert finding.message.count("\n") == 0


def test_most_damaged_cases_are_told_in_one_sentence():
    """Of the cases of the checker few take more than a sentence."""
    found = [
        finding
        for name in case_files.names()
        for finding in case_files.reported(name).findings
        if finding.rule == "conflict"
    ]
    counted = [one for one in found if re.search("claims cannot .*be right$", one.message)]
    assert len(counted) <= len(found) / 20
