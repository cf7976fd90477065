"""Printed figures: what each print stands for, to the last digit, and back again."""

import re
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from cloudkb import figures
from cloudkb.figures import FigureError
from cloudkb.figures.cursor import spellings
from cloudkb.figures.tokens import TABLE
from cloudkb.interval import Interval
from cloudkb.model import Amount, Change, Comparison, DateFigure, Link, Operand, Order, Rank, Trend

FORMS = [
    line.split("\t")
    for line in (Path(__file__).parent / "figures" / "printed_forms.tsv")
    .read_text(encoding="utf-8")
    .splitlines()
    if not line.startswith("#")
]


def interval(text: str) -> Interval:
    """The interval written as in the table: [0.2665, 0.2675], (0.5, ..]."""
    low, high = text[1:-1].split(", ")
    return Interval(
        None if low == ".." else Fraction(low),
        None if high == ".." else Fraction(high),
        text[0] == "(",
        text[-1] == ")",
    )


@pytest.mark.parametrize("row", FORMS, ids=lambda row: row[0])
def test_a_print_stands_for_its_interval(row: list[str]) -> None:
    """Every printed form has its exact bounds, unit, currency, hedges and canonical spelling."""
    printed, form, bounds, unit, currency, change, hedges, canonical = row
    figure = figures.parse(printed)
    assert isinstance(figure, Amount | Change)
    assert figure.form == form
    assert figure.interval == interval(bounds)
    assert (figure.unit or "-", figure.currency or "-") == (unit, currency)
    assert (figure.change_unit if isinstance(figure, Change) else "-") == change
    assert ("+".join(figure.hedges) or "-") == hedges
    assert figures.render(figure) == canonical
    assert figures.parse(canonical) == figure


def test_the_table_is_long_enough() -> None:
    """More than two hundred prints are held to their bounds, none twice."""
    assert len({row[0] for row in FORMS}) == len(FORMS) >= 200


# --- every hedge with every amount ----------------------------------------------------------

BEFORE = sorted(
    (word, token.name)
    for token in TABLE
    if token.kind == "hedge"
    for word in (*token.zh, *token.en, *token.sign)
)
AMOUNTS = [
    "26.7%", "23.64亿元", "6亿", "2000万台", "3万张", "17次", "30,000", "$10bn", "500家",
    "RMB 28,066 million", "1.8万家", "US$1.2 billion", "0.5%", "三成", "两百家",
]  # fmt: skip


def hedged(plain: Interval, value: Fraction, step: Fraction, name: str) -> Interval:
    """What a hedge makes of a plain figure, written down apart from the code (docs/figures.md)."""
    half = step / 2
    if name in ("over", "at least", "strictly over"):
        return Interval(value, None, name == "strictly over")
    if name == "nearly":
        return Interval(value * Fraction(8, 10), value, True, True)
    if name == "under":
        return Interval(None, value, False, True)
    if name == "at most":
        return Interval(None, value + half)
    reach = max(half, min(3 * half, value * Fraction(15, 100)))
    return Interval(value - reach, value + reach)


@pytest.mark.parametrize(("word", "name"), BEFORE, ids=[word for word, _ in BEFORE])
def test_every_hedge_means_the_same_before_every_amount(word: str, name: str) -> None:
    """The product of the tables: each hedge word of each language with each form of amount."""
    gap = " " if word[-1].isascii() and word[-1] not in "<>=~" else ""
    for text in AMOUNTS:
        plain = figures.parse(text)
        assert isinstance(plain, Amount)
        assert plain.value is not None
        found = figures.parse(f"{word}{gap}{text}")
        assert isinstance(found, Amount)
        assert (found.unit, found.currency) == (plain.unit, plain.currency)
        assert found.hedges[0] == name
        if text == "三成":
            # parts of ten have five points of their own, hedged or not
            assert name != "about" or found.interval == plain.interval
            continue
        assert found.interval == hedged(plain.interval, plain.value, counted(text), name), text


def counted(text: str) -> Fraction:
    """One unit of the last counted digit of the amounts above."""
    steps = {"26.7%": "0.001", "23.64亿元": "1000000", "6亿": "100000000", "2000万台": "1000000",
             "3万张": "10000", "17次": "1", "30,000": "1000", "$10bn": "1000000000",
             "RMB 28,066 million": "1000000", "500家": "10", "1.8万家": "1000",
             "US$1.2 billion": "100000000", "0.5%": "0.001", "两百家": "100"}  # fmt: skip
    return Fraction(steps[text])


@pytest.mark.parametrize("after", sorted(spellings(("hedge after",))))
def test_hedges_behind_a_figure_are_read(after: str) -> None:
    """以上, 左右, or more: the hedge may follow the figure it belongs to."""
    text = "30%" + (after if not after[0].isalpha() or not after.isascii() else f" {after}")
    figure = figures.parse(text)
    assert isinstance(figure, Amount)
    assert figure.hedges


# --- other forms ----------------------------------------------------------------------------

ONE = Fraction(1)
OTHERS = [
    ("rank 1", Rank("rank", 1, 1, "rank 1")),
    ("第一", Rank("rank", 1, 1, "rank 1")),
    ("第三名", Rank("rank", 3, 3, "rank 3")),
    ("#1", Rank("rank", 1, 1, "rank 1")),
    ("No. 3", Rank("rank", 3, 3, "rank 3")),
    ("rank 2-4", Rank("rank", 2, 4, "rank 2-4")),
    ("rising", Trend("trend", "rising", False, "rising")),
    ("yoy falling", Trend("trend", "falling", True, "yoy falling")),
    ("azure", Link("entity", "azure", "azure")),
    (
        "above aliyun",
        Order("order", (Comparison("above", (Operand(ONE, "aliyun"),)),), "above aliyun"),
    ),
    (
        "below huawei-cloud@2022Q3",
        Order(
            "order",
            (Comparison("below", (Operand(ONE, "huawei-cloud", None, "2022Q3"),)),),
            "below huawei-cloud@2022Q3",
        ),
    ),
    (
        "above 2023Q1 + 2023Q2 + 2023Q3",
        Order(
            "order",
            (
                Comparison(
                    "above",
                    tuple(Operand(ONE, period=f"2023Q{quarter}") for quarter in (1, 2, 3)),
                ),
            ),
            "above 2023Q1 + 2023Q2 + 2023Q3",
        ),
    ),
    (
        "above 2 x china",
        Order("order", (Comparison("above", (Operand(Fraction(2), "china"),)),), "above 2 x china"),
    ),
    (
        "above a.revenue@2023 above b",
        Order(
            "order",
            (
                Comparison("above", (Operand(ONE, "a", "revenue", "2023"),)),
                Comparison("above", (Operand(ONE, "b"),)),
            ),
            "above a.revenue@2023 above b",
        ),
    ),
]


@pytest.mark.parametrize(("text", "meaning"), OTHERS, ids=[text for text, _ in OTHERS])
def test_ranks_orders_trends_and_links(text: str, meaning: object) -> None:
    """Figures without a number of their own have their meaning, and read back."""
    figure = figures.parse(text)
    assert figure == meaning
    assert figures.parse(figures.render(figure)) == figure


DATES = [
    ("2024-02-29", "on", "2024-02-29", "2024-02-29"),
    ("2024-02-29 (Thursday)", "on", "2024-02-29", "2024-02-29"),
    ("2024年2月29日", "on", "2024-02-29", "2024-02-29"),
    ("2022年底", "on", "2022-11-01", "2022-12-31"),
    ("2019-07~", "on", "2019-07-01", "2019-07-31"),
    ("before 2024-03", "before", "2024-03-01", "2024-03-31"),
    ("after 2023-02-28", "after", "2023-02-28", "2023-02-28"),
    ("2018年后", "after", "2018-01-01", "2018-12-31"),
]


@pytest.mark.parametrize(("text", "relation", "start", "end"), DATES)
def test_dates_of_events(text: str, relation: str, start: str, end: str) -> None:
    """A date figure has its days, and whether the event was on, before or after them."""
    figure = figures.parse(text)
    assert isinstance(figure, DateFigure)
    assert (figure.relation, figure.period.start, figure.period.end) == (relation, start, end)
    assert figures.parse(figures.render(figure)) == figure


REFUSED = [
    ("1,23,4", 2, "write 1,234"),
    ("--5", 2, "like"),
    ("26.7%%", 6, "write 26.7%"),
    ("26.7.1%", 5, "like"),
    ("超过不到5亿", 3, "write"),
    ("亿元", 1, "like 1亿元"),
    ("5亿亿元", 3, "write"),
    ("30%-20%", 5, "write 20%-30%"),
    ("+3%", 4, "write +3% yoy"),
    ("-5.8pp", 7, "yoy"),
    ("2024-02-29 (Friday)", 13, "Thursday"),
    ("", 1, "like"),
    ("Azure", 1, "write azure"),
    ("over aliyun", 6, "write above aliyun"),
]


@pytest.mark.parametrize(("text", "column", "hint"), REFUSED, ids=[row[0] for row in REFUSED])
def test_a_wrong_figure_is_refused_at_its_character(text: str, column: int, hint: str) -> None:
    """The character at fault is pointed at, and the nearest valid form is offered."""
    with pytest.raises(FigureError) as refusal:
        figures.parse(text)
    assert refusal.value.column == column
    assert hint in refusal.value.hint


@pytest.mark.parametrize(
    "text", ["9" * 100_000, "1," * 50_000, "百" * 100_000, "-" * 100_000, "約" * 9]
)
def test_endless_figures_are_refused(text: str) -> None:
    """A hundred thousand digits, commas or signs are refused, not worked on."""
    with pytest.raises(FigureError):
        figures.parse(text)


FITS = [
    ("497亿", "money", "CNY", 49_650_000_000, 49_750_000_000),
    ("497亿", "money", "USD", 49_650_000_000, 49_750_000_000),
    ("999", "count", "", 999, 999),
    ("1000", "count", "", 950, 1050),
    ("500", "count", "", 500, 500),
]


@pytest.mark.parametrize(("text", "unit", "currency", "low", "high"), FITS)
def test_a_bare_number_counts_what_its_metric_counts(
    text: str, unit: str, currency: str, low: int, high: int
) -> None:
    """Without a measure of its own a number is money in the document's currency, or a count."""
    figure = figures.fit(figures.parse(text), unit=unit, negative=False, currency=currency)
    assert isinstance(figure, Amount)
    assert figure.interval == Interval(Fraction(low), Fraction(high))
    assert (figure.unit, figure.currency or "") == (unit, currency)


def test_a_bare_sign_is_the_currency_of_the_document_where_it_can_be() -> None:
    """¥ is yen in a Japanese document and yuan elsewhere; $ may be Hong Kong's."""
    meant = {
        (text, currency): figures.fit(
            figures.parse(text), unit="money", negative=False, currency=currency
        ).currency
        for text, currency in (
            ("¥30", "JPY"),
            ("¥30", ""),
            ("$5", "HKD"),
            ("$5", "CNY"),
            ("5元", "HKD"),
        )
    }
    assert meant == {
        ("¥30", "JPY"): "JPY",
        ("¥30", ""): "CNY",
        ("$5", "HKD"): "HKD",
        ("$5", "CNY"): "USD",
        ("5元", "HKD"): "HKD",
    }


UNFIT = [
    ("26.7%", "money", False, "ratio"),
    ("17次", "ratio", False, "count"),
    ("-3亿元", "money", False, "negative"),
    ("-16% yoy", "ratio", False, "percent"),
    ("23.64亿元", "date", False, "date"),
    ("17次", "entity", False, "id of an entity"),
]


@pytest.mark.parametrize(("text", "unit", "negative", "message"), UNFIT)
def test_a_figure_that_does_not_fit_its_metric_is_refused(
    text: str, unit: str, negative: bool, message: str
) -> None:
    """The wrong unit, a level below zero, percent of a ratio: each says what is wrong."""
    with pytest.raises(FigureError, match=message):
        figures.fit(figures.parse(text), unit=unit, negative=negative, currency="CNY")


# --- properties -----------------------------------------------------------------------------

digits = st.integers(1, 9_999_999)
places = st.integers(0, 3)
scales = st.sampled_from(["", "万", "百万", "千万", "亿", "万亿"])
WORTH = {"": 0, "万": 4, "百万": 6, "千万": 7, "亿": 8, "万亿": 12}


def number(value: int, after: int) -> str:
    """A number as printed, with so many digits after the point."""
    text = f"{value:0{after + 1}d}"
    return f"{text[:-after]}.{text[-after:]}" if after else text


amounts = st.builds(
    lambda value, after, scale, unit: f"{number(value, after)}{scale}{unit}",
    digits, places, scales, st.sampled_from(["元", "", "美元", "张"]),
)  # fmt: skip


@given(amounts, st.sampled_from(["", "约", "超过", "近", "不到", "最高", "至少", "至少约"]))
def test_canonical_spellings_read_back(text: str, hedge: str) -> None:
    """parse(render(m)) == m, and rendering what was read changes nothing more."""
    figure = figures.parse(hedge + text)
    spelled = figures.render(figure)
    assert figures.parse(spelled) == figure
    assert figures.render(figures.parse(spelled)) == spelled


@given(amounts)
def test_a_wider_hedge_never_stands_for_less(text: str) -> None:
    """About holds the plain figure, and at least about holds about."""
    plain, about, least = (figures.parse(hedge + text) for hedge in ("", "约", "至少约"))
    assert isinstance(plain, Amount)
    assert isinstance(about, Amount)
    assert isinstance(least, Amount)
    assume(plain.unit_step is not None)
    assert about.interval.encloses(plain.interval)
    assert least.interval.encloses(about.interval)


@given(digits, places, st.sampled_from([scale for scale in WORTH if scale]))
def test_a_scale_word_multiplies_the_interval(value: int, after: int, scale: str) -> None:
    """The same digits before another scale word stand for that many times as much."""
    plain = figures.parse(f"{number(value, after)}万元")
    scaled = figures.parse(f"{number(value, after)}{scale}元")
    assert isinstance(plain, Amount)
    assert isinstance(scaled, Amount)
    factor = Fraction(10) ** (WORTH[scale] - 4)
    assert scaled.interval == plain.interval.scale(factor)


@given(st.fractions(min_value=Fraction(1, 100), max_value=10**7, max_denominator=10**6), places)
@example(Fraction(1999, 2), 0)
def test_a_truth_that_was_rounded_lies_in_what_its_print_stands_for(
    truth: Fraction, after: int
) -> None:
    """Printed at any precision, a value is inside the interval of the print."""
    rounded = int(truth * 10**after + Fraction(1, 2))
    assume(rounded > 0)
    figure = figures.parse(f"{number(rounded, after)}亿元")
    assert isinstance(figure, Amount)
    assert figure.interval.contains(truth * 10**8)


@given(st.text(max_size=24) | st.text("0123456789.,-+%~万亿元$¥()超约近不到 yoyqvsQ@", max_size=18))
def test_any_text_is_a_figure_or_refused(text: str) -> None:
    """No text fails in another way than a refusal inside it, and whatever is read reads back."""
    try:
        figure = figures.parse(text)
    except FigureError as error:
        refusal: FigureError | None = error
    else:
        refusal = None
        assert figures.parse(figures.render(figure)) == figure
    assert refusal is None or 1 <= refusal.column <= len(text) + 1


# --- hints ----------------------------------------------------------------------------------

WORDS = sorted({word for token in TABLE for word in (*token.zh, *token.en, *token.sign)})
NUMERIC = [
    word
    for token in TABLE
    if token.kind in ("digit", "ten", "group", "word", "tens word", "dozen", "half", "several")
    for word in (*token.zh, *token.en)
]
pieces = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(["1", "3", "26.7", "816 000", "1.234.567", "1,23,4", ",89", ".5", "13万2"]),
    st.sampled_from([" ", "", "%", "$", "元", "亿", " million", " yoy"]),
)
texts = st.lists(pieces, min_size=1, max_size=5).map("".join)


def proposals(hint: str) -> list[str]:
    """What a hint says to write, one by one."""
    return re.split(r",? or |, (?=[^0-9])", hint.removeprefix("write ")) if "write " in hint else []


@settings(max_examples=100)
@given(texts)
@example("1.234.567,8")
@example("$13 009 million")
@example("up 18.77x")
@example("12 345,6")
def test_a_proposal_holds_the_digits_of_the_text(text: str) -> None:
    """Any text is read whole, or what is proposed instead reads, and has its digits."""
    try:
        figure = figures.parse(text)
    except FigureError as error:
        offered = proposals(error.hint)
    else:
        offered = []
        assert figures.parse(figures.render(figure)) == figure
    if offered:
        assert set(digits_of(text)) <= set(digits_of(" ".join(offered)))
    for offer in offered:
        figures.parse(offer)
        if not any(word in text for word in NUMERIC):
            assert digits_of(re.sub(" vs [^ ]+$", "", offer)) <= digits_of(text)


def digits_of(text: str) -> Counter[str]:
    """The digits of a text but zeros, which other scale words move."""
    return Counter(sign for sign in text if sign in "123456789")


FITTED = [
    ("0.147", "write 14.7%"),
    ("0.5", "write 50%"),
    ("26.7", "write 26.7% or 26.7x"),
    ("1.5亿", "write 1.5亿% or 1.5亿倍"),
]


@pytest.mark.parametrize(("text", "hint"), FITTED)
def test_a_bare_number_on_a_ratio_is_proposed_with_its_value(text: str, hint: str) -> None:
    """0.147 is 14.7 %, never 0.147 %."""
    with pytest.raises(FigureError) as refusal:
        figures.fit(figures.parse(text), unit="ratio", negative=False, currency="")
    assert refusal.value.hint == hint


# --- pairs of tables -------------------------------------------------------------------------


def spelled(*kinds: str) -> list[str]:
    """Every spelling of these kinds, as it is printed."""
    return sorted(
        {
            word
            for token in TABLE
            if token.kind in kinds
            for word in (*token.zh, *token.en, *token.sign)
        }
    )


def test_a_currency_goes_with_every_scale_word() -> None:
    """A scale word multiplies money exactly, whichever currency stands behind it."""
    for currency in spelled("currency", "bare currency", "currency code"):
        plain = figures.parse(f"37 {currency}")
        assert isinstance(plain, Amount)
        assert plain.unit == "money"
        for token in TABLE:
            if token.kind not in ("scale", "group"):
                continue
            for word in (*token.zh, *token.en):
                found = figures.parse(f"37 {word} {currency}")
                assert isinstance(found, Amount)
                scaled = plain.interval.scale(Fraction(token.value))
                assert found.interval == scaled, (word, currency)
                assert found.currency == plain.currency
            assert figures.parse(figures.render(found)) == found


@pytest.mark.parametrize("word", spelled("classifier"))
def test_a_scale_word_and_a_hedge_go_with_every_counted_thing(word: str) -> None:
    """3万 of each, about or not: the interval is that of the number."""
    for hedge in ("", "约", "超过", "不到"):
        counted = figures.parse(f"{hedge}37万{word}")
        number = figures.parse(f"{hedge}37万")
        assert isinstance(counted, Amount)
        assert isinstance(number, Amount)
        if counted.unit == "count":
            assert counted.interval == number.interval
            assert counted.measure == word
        assert figures.parse(figures.render(counted)) == counted


def test_a_name_is_counted_where_its_metric_says_so() -> None:
    """500 GPU is refused, but on a metric that counts them."""
    with pytest.raises(FigureError, match="not understood"):
        figures.parse("500 GPU")
    found = figures.parse("500 GPU", counted=frozenset(("GPU",)))
    assert isinstance(found, Amount)
    assert (found.unit, found.measure) == ("count", "GPU")
    assert figures.fit(found, unit="count", negative=False, currency="", exact=True).interval == (
        found.interval
    )
