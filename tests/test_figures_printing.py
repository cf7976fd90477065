"""The printer of intervals: the print's own unit, and never tighter than what is true."""

import re
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cloudkb import figures
from cloudkb.figures.decimals import places_of
from cloudkb.figures.meaning import UNITS
from cloudkb.figures.printing import (
    Manner,
    Style,
    manner,
    print_days,
    print_distance,
    print_ends,
    print_number,
    print_styled,
    style,
)
from cloudkb.figures.tokens import TABLE
from cloudkb.interval import Interval, exactly
from cloudkb.language import speaking
from cloudkb.model import Amount, Change

EXAMPLES = [
    (Interval(Fraction("0.324"), Fraction("0.326")), "ratio", "", "32.4 to 32.6%"),
    (exactly(4729 * 10**6), "money", "CNY", "47.29亿元"),
    (Interval(None, Fraction(40_000_000), False, True), "money", "CNY", "below 4,000万元"),
    (Interval(Fraction(2_215_000_000), None, True), "money", "CNY", "above 22.15亿元"),
    (Interval(Fraction(-2_905_500_000), Fraction(-2_904_500_000)), "money", "CNY",
     "-29.055 to -29.045亿元"),
    (Interval(Fraction(-500_000_000)), "money", "USD", "at least -US$500m"),
    (Interval(Fraction(36_668_500_000), Fraction(36_669_500_000)), "money", "USD",
     "US$36.6685 to 36.6695bn"),
    (Interval(Fraction(9500)), "count", "", "at least 9,500"),
    (exactly(9), "count", "", "9"),
    (Interval(Fraction(1, 3), Fraction(2, 3)), "ratio", "", "33 to 67%"),
    (Interval(Fraction(1, 3), Fraction(1, 3)), "ratio", "", "33.33 to 33.34%"),
    (Interval(Fraction("-0.0585"), Fraction("-0.0575")), "points", "", "-5.85 to -5.75 points"),
    (Interval(Fraction(0), Fraction(1), True, True), "ratio", "", "above 0 and below 100%"),
    (Interval(None, Fraction("1.749690125")), "times", "", "at most 1.75 times"),
    (Interval(), "ratio", "", "any value"),
    (Interval(Fraction(1), Fraction(0)), "ratio", "", "no value"),
]  # fmt: skip


@pytest.mark.parametrize(("interval", "unit", "currency", "told"), EXAMPLES)
def test_intervals_without_a_print_are_told_by_their_size(interval, unit, currency, told):
    """Percent, money by its currency, counts, points and times."""
    assert print_styled(interval, style(unit, currency, interval)) == told


DAYS = [
    (Interval(Fraction(738946), Fraction(738976)), "2024-03-01 to 2024-03-31"),
    (Interval(None, Fraction(738946), False, True), "before 2024-03-01"),
    (Interval(), "any value"),
    (Interval(Fraction(1), Fraction(0)), "no value"),
]


@pytest.mark.parametrize(("interval", "told"), DAYS)
def test_days_are_dates(interval, told):
    """Ordinals of days are told as ISO dates, open ends as before and after."""
    assert print_days(interval) == told


PRINTS = [
    ("23.64亿元", "23.635 to 23.645亿元"),
    ("0.5亿元", "0.45 to 0.55亿元"),
    ("1234567元", "1,234,566.5 to 1,234,567.5元"),
    ("5千万美元", "4,500 to 5,500万美元"),
    ("1亿2000万元", "1.195 to 1.205亿元"),
    ("三十五亿元", "34.5 to 35.5亿元"),
    ("2万亿元", "1.5 to 2.5万亿元"),
    ("数十亿元", "at least 20 and below 100亿元"),
    ("RMB 28,066 million", "RMB 28,065.5 to 28,066.5m"),
    ("US$1.2 billion", "US$1.15 to 1.25bn"),
    ("RMB 500k", "RMB 495 to 505k"),
    ("$10bn", "US$9.5 to 10.5bn"),
    ("US$0.1430", "US$0.14295 to 0.14305"),
    ("more than US$1,200 million", "at least US$1,200m"),
    ("2000万台", "1,950 to 2,050万"),
    ("近3万张", "above 2.4 and below 3.0万"),
    ("around 4,000 to 5,000 GPUs", "3,850 to 5,150"),
    ("2 million servers", "1.5 to 2.5 million"),
    ("5k servers", "4.5 to 5.5 thousand"),
    ("26.7%", "26.65 to 26.75%"),
    ("3‰", "2.5 to 3.5‰"),
    ("2.5倍", "2.45 to 2.55倍"),
    ("2.5 times", "2.45 to 2.55 times"),
    ("三成", "25 to 35%"),
    ("大部分", "above 50%"),
    ("三分之一", "28.3 to 38.4%"),
    ("+3% yoy", "+2.5 to +3.5%"),
    ("-5.8pp yoy", "-5.85 to -5.75 points"),
    ("+30bp yoy", "+29.5 to +30.5 basis points"),
    ("增长2倍 yoy", "+150 to +250%"),
    ("+3亿元 yoy", "+2.5 to +3.5亿元"),
    ("-US$30m vs 2018", "-US$30.5 to -US$29.5m"),
    ("doubled yoy", "+90 to +110%"),
]


def own(text: str) -> tuple[Amount | Change, Style]:
    """A figure, and the style of its print."""
    figure = figures.parse(text)
    assert isinstance(figure, Amount | Change)
    unit = figure.unit
    if isinstance(figure, Change) and figure.change_unit != "absolute":
        unit = figure.change_unit
    currency = figure.currency or ("USD" if "$" in text else "CNY")
    return figure, style(unit, currency, figure.interval, manner(text))


@pytest.mark.parametrize(("text", "told"), PRINTS, ids=[text for text, _ in PRINTS])
def test_a_print_is_told_in_its_own_unit(text, told):
    """The scale word, the currency and the unit of ratios are those of the print."""
    figure, like = own(text)
    assert print_styled(
        figure.interval, like, exact=True, signed=isinstance(figure, Change)
    ) == told  # fmt: skip


def test_what_neighbours_share_is_asked_for():
    """Decimals of prints nearby, the scale word of a print, a sign, an end left unsaid."""
    small = Interval(None, Fraction(40_000_000), False, True)
    like = style("money", "CNY", small, manner("10亿元"))
    assert print_styled(small, like) == "below 0.4亿元"
    share = Interval(Fraction("0.324"), Fraction("0.326"))
    assert print_styled(share, style("ratio"), places=2) == "32.40 to 32.60%"
    growth = Interval(Fraction(-1), Fraction("0.205"))
    assert print_styled(growth, style("relative"), signed=True, floor=-1) == "at most +20.5%"
    assert print_number(Fraction("0.03"), style("relative"), places=1, signed=True) == "+3.0%"
    assert print_number(Fraction("0.01"), style("points")) == "1 point"
    assert print_ends(Interval(Fraction(1, 3), None), style("ratio")) == ("33.33%", None)


@pytest.mark.parametrize(
    ("size", "unit", "told"),
    [
        (Fraction("0.0405"), "points", "4.05 points"),
        (Fraction("0.01"), "points", "1 point"),
        (Fraction(1, 3), "times", "at least 0.333 times"),
        (Fraction(18850), "count", "18,850"),
    ],
)
def test_a_distance_is_rounded_down(size, unit, told):
    """How far two ends lie apart is exact, or told as at least so much."""
    assert print_distance(size, style(unit, "", exactly(size))) == told


# --- properties ----------------------------------------------------------------------------------

_NUMBER = re.compile(r"([+-]?)\D*?(\d[\d,]*(?:\.\d+)?)")
_WORDS = {
    "above": (True, True),
    "at least": (True, False),
    "below": (False, True),
    "at most": (False, False),
}


def read_back(told: str, like: Style) -> Interval:
    """The interval that a printed one says, read as a person would."""
    text = told.replace(like.before, "") if like.before else told
    text = text.removesuffix(like.after).removesuffix(like.after.removesuffix("s"))
    low = high = None
    low_open = high_open = False
    pieces = re.split(r" and | to ", text)
    for place, piece in enumerate(pieces):
        word = next((word for word in _WORDS if piece.startswith(word)), "")
        value = Fraction(piece.removeprefix(word).replace(",", "")) * like.by
        lower, strict = _WORDS.get(word, (place == 0, False))
        if lower:
            low, low_open = value, strict
        else:
            high, high_open = value, strict
        if not word and len(pieces) == 1:
            return exactly(value)
    return Interval(low, high, low_open, high_open)


ENDS = st.fractions(min_value=-(10**13), max_value=10**13, max_denominator=10**6)
MANNERS = st.none() | st.builds(
    Manner,
    st.sampled_from(["zh", "en"]),
    st.sampled_from([0, 1, 10**3, 10**4, 10**6, 10**8, 10**9, 10**12]),
    st.sampled_from(["", *UNITS]),
)
KINDS = st.sampled_from(
    [("money", "CNY"), ("money", "USD"), ("money", "XAU"), ("count", ""), (None, "")]
    + [(unit, "") for unit in ("ratio", "relative", "points", "times")]
)


@given(
    ENDS | st.none(),
    ENDS,
    st.booleans(),
    st.booleans(),
    KINDS,
    MANNERS,
    st.booleans(),
    st.booleans(),
)
def test_what_is_printed_is_never_tighter(
    one, other, low_open, high_open, kind, like, exact, signed
):
    """What is read back encloses what was printed, nearly, and is the same where it can be."""
    ends = (one, other) if one is None or one <= other else (other, one)
    interval = Interval(*ends, low_open and ends[0] is not None, high_open)
    assume(not interval.is_empty())
    dressed = style(*kind, interval, like)
    read = read_back(print_styled(interval, dressed, exact=exact, signed=signed), dressed)
    assert read.encloses(interval)
    needed = max(places_of(end / dressed.by, 10) for end in interval.ends)
    if needed <= (9 if exact else 4):
        assert read == interval
    for end, shown in ((interval.low, read.low), (interval.high, read.high)):
        width = abs(other - one) if one is not None else abs(other) / 50
        room = max((width or abs(other) / 50) / 10, dressed.by / 10**9)
        assert end is None or abs(shown - end) <= room


HEDGES = [
    "",
    "约",
    "超过",
    "近",
    "不到",
    "最高",
    "至少",
    "about ",
    "more than ",
    "up to ",
    "nearly ",
]
NUMBERS = st.decimals(min_value="0.01", max_value="99999", places=2).map(lambda one: f"{one:f}")
BEHIND = st.sampled_from(
    [
        "万元",
        "亿元",
        "元",
        "亿美元",
        "m",
        "bn",
        "%",
        "‰",
        "倍",
        "台",
        "万台",
        "",
        " million servers",
    ]
)


@given(st.sampled_from(HEDGES), NUMBERS, BEHIND)
def test_a_print_reads_back_as_what_it_stands_for(hedge, number, behind):
    """What a print stands for is told exactly: read back it is the same interval, ends and all."""
    figure, like = own(f"{hedge}{number}{behind}")
    told = print_styled(figure.interval, like, exact=True)
    assert read_back(told, like) == figure.interval


# --- tables --------------------------------------------------------------------------------------


def test_every_unit_of_ratios_says_what_it_multiplies_by():
    """A unit in the table of words has its row of meanings, and the other way round."""
    words = {token.name for token in TABLE if token.kind in ("unit", "percent before")}
    assert words == set(UNITS)


@pytest.mark.parametrize("name", UNITS)
def test_every_unit_is_spelled_as_it_is_read(name):
    """The canonical spelling of a unit is one of its words, and reads back as it."""
    token = next(token for token in TABLE if (token.kind, token.name) == ("unit", name))
    unit = UNITS[name]
    assert unit.spelling in (*token.zh, *token.en, *token.sign)
    if name in ("fold", "discount"):
        # a fold is of the whole, and a discount no change: as levels they are read alike
        level = figures.parse(f"3{unit.spelling}")
        assert isinstance(level, Amount)
        assert level.value == 3 * unit.factor
        return
    read = figures.parse(f"+3{unit.spelling} yoy")
    assert isinstance(read, Change)
    assert read.value == 3 * unit.factor
    assert (read.change_unit == "points") == unit.points


@pytest.mark.parametrize(
    ("unit", "like", "told"),
    [
        ("money per day", "$694,444 per day", "69.4444万美元/天"),
        ("GWh per year", "5 GWh per year", "694,444 GWh/年"),
        ("count per reactor", "5 per reactor", "694,444/reactor"),
    ],
)
def test_a_rate_in_chinese_is_told_by_a_stroke(unit, like, told):
    """What is counted for each is a Chinese word where there is one."""
    value = exactly(694_444)
    with speaking("zh"):
        assert print_styled(value, style(unit, "USD", value, manner(like, unit))) == told
