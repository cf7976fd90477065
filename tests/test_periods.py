"""Periods: the same days whichever way a source spells them, and how they lie to each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloudkb import periods
from cloudkb.periods import PeriodError

SPELLINGS = [
    ("2023", "2023-01-01", "2023-12-31", "2023年 ２０２３年 2023年度|calendar 2023"),
    ("2023H1", "2023-01-01", "2023-06-30",
     "2023上半年 2023年上半年 2023H1|H1 2023|2023 H1|first half of 2023|the first half of 2023"),
    ("2023H2", "2023-07-01", "2023-12-31", "2023年下半年|second half of 2023"),
    ("2023Q4", "2023-10-01", "2023-12-31",
     "2023年第四季度 2023年四季度 2023年第4季度 2023q4|Q4 2023|2023 Q4|fourth quarter of 2023"
     "|quarter to 31 December 2023|three months ended December 31, 2023"),
    ("2023-09", "2023-09-01", "2023-09-30", "2023年9月 2023-09|September 2023|Sep 2023|Sept. 2023"),
    ("2024-02-29", "2024-02-29", "2024-02-29",
     "2024年2月29日 2024年2月29号|29 February 2024|February 29, 2024|Feb 29, 2024"),
    ("2022-11/2022-12~", "2022-11-01", "2022-12-31", "2022年末 2022年底|end of 2022|late 2022"),
    ("2023-01/2023-02~", "2023-01-01", "2023-02-28", "2023年初|early 2023|beginning of 2023"),
    ("2023-01/2023-09", "2023-01-01", "2023-09-30", "2023年前三季度|first nine months of 2023"),
    ("2022-03/2023-03", "2022-03-01", "2023-03-31", "2022-03/2023-03|2022年3月/2023年3月"),
    ("2022-04/2023-03", "2022-04-01", "2023-03-31", "2022-04/2023-03|year ended 31 March 2023"),
    ("2019/..", "2019-01-01", None, "2019/.. 2019-01/.. 2019/"),
    ("../2019", None, "2019-12-31", "../2019"),
    ("2024-03~", "2024-03-01", "2024-03-31", "2024-03~|about 2024-03|约2024年3月"),
    ("2019?", "2019-01-01", "2019-12-31", "2019?"),
    ("2019%", "2019-01-01", "2019-12-31", "2019%"),
]  # fmt: skip
CASES = [
    (spelling, text, start, end)
    for text, start, end, spellings in SPELLINGS
    for part in spellings.split("|")
    for spelling in (part.split(" ") if "年" in part or "/" in part or "q4" in part else [part])
]


@pytest.mark.parametrize(("spelling", "text", "start", "end"), CASES)
def test_every_spelling_is_read_to_the_same_days(
    spelling: str, text: str, start: str | None, end: str | None
) -> None:
    """Canonical or printed, Chinese or English, a period has one canonical text and its days."""
    period = periods.parse(spelling)
    assert (period.text, period.start, period.end) == (text, start, end)
    assert periods.parse(period.text) == period


REFUSED = [
    ("", 1, "a period is missing"),
    ("第四季度", 1, "does not say of which year"),
    ("年初", 1, "does not say of which year"),
    ("上半年", 1, "does not say of which year"),
    ("2023-13", 6, "there is no month 13"),
    ("2023-02-29", 9, "there is no 2023-02-29"),
    ("2023年2月30日", 8, "there is no 2023-02-30"),
    ("0000", 1, "there is no year 0"),
    ("2023Q5", 1, "is no period"),
    ("23Q1", 1, "is no period"),
    ("2023/2022", 6, "ends before it starts"),
    ("2023..2022", 7, "ends before it starts"),
    ("2023..2024Q1", 7, "of one size"),
    ("../..", 1, "open on both sides"),
    ("1/2/3", 4, "a span has two ends"),
    ("FY2022/FY2023", 1, "a fiscal name cannot be the end of a span"),
    ("9" * 200_000, 81, "too long"),
]


@pytest.mark.parametrize(("text", "column", "message"), REFUSED)
def test_what_is_no_period_is_refused_at_its_column(text: str, column: int, message: str) -> None:
    """A text that is no period is refused with the column at fault and a reason."""
    with pytest.raises(PeriodError, match=message) as refusal:
        periods.parse(text)
    assert refusal.value.column == column


def test_fiscal_names_wait_for_their_entity() -> None:
    """Alibaba's December quarter of 2023 is fiscal 2024Q3 and calendar 2023Q4: one span."""
    quarter = periods.resolve(periods.parse("FY2024Q3"), "03-31")
    assert quarter == periods.parse("2023Q4")
    assert periods.names(quarter, "03-31") == ("2023Q4", "FY2024Q3")
    year = periods.resolve(periods.parse("2023财年"), "03-31")
    assert (year.start, year.end) == ("2022-04-01", "2023-03-31")
    assert periods.names(year, "03-31") == ("2022-04/2023-03", "FY2023")
    june = periods.resolve(periods.parse("fiscal 2024 Q1"), "06-30")
    assert june == periods.parse("2023Q3")
    with pytest.raises(PeriodError, match="no fiscal year"):
        periods.resolve(periods.parse("FY2023"), "")


def test_a_series_is_each_of_its_spans() -> None:
    """Fiscal 2019 to 2021 are three years, each from April to March."""
    series = periods.resolve(periods.parse("FY2019..FY2021"), "03-31")
    assert [one.text for one in periods.members(series)] == [
        "2018-04/2019-03", "2019-04/2020-03", "2020-04/2021-03",
    ]  # fmt: skip
    quarters = periods.members(periods.parse("2022Q3..2023Q2"))
    assert [one.text for one in quarters] == ["2022Q3", "2022Q4", "2023Q1", "2023Q2"]


def test_quarters_tile_the_half_and_other_months_do_not() -> None:
    """Parts tile a whole when they fill it, each day once."""
    half = periods.parse("2023H1")
    q1, q2, q3 = (periods.parse(f"2023Q{number}") for number in (1, 2, 3))
    assert periods.tiles(half, [q2, q1])
    assert not periods.tiles(half, [q1])
    assert not periods.tiles(half, [q1, q2, q3])
    assert not periods.tiles(half, [q1, q1, q2])


def test_any_twelve_months_join_nothing() -> None:
    """A rolling period overlaps no other, not even itself; so does one not stated."""
    rolling = periods.parse("any 12 months")
    assert not periods.overlaps(rolling, rolling)
    assert not periods.contains(periods.parse("2019/.."), rolling)


OVERLAPS = [
    ("2023", "2023Q4", True, True),
    ("2023Q4", "2023", True, False),
    ("2023Q1", "2023Q2", False, False),
    ("2023-01/2023-04", "2023Q2", True, False),
    ("2023Q2", "2023-01/2023-04", True, False),
    ("2019/..", "2023", True, True),
    ("2023", "2019/..", True, False),
    ("2019/..", "2018", False, False),
    ("2018", "2019/..", False, False),
    ("../2019", "2018", True, True),
    ("../2019", "2020", False, False),
    ("2020", "../2019", False, False),
    ("../2019", "2019/..", True, False),
    ("2019/..", "2019/..", True, True),
    ("any 12 months", "2023", False, False),
    ("2023", "any 12 months", False, False),
]


@pytest.mark.parametrize(("one", "other", "share", "holds"), OVERLAPS)
def test_what_shares_a_day_and_what_holds_them_all(
    one: str, other: str, share: bool, holds: bool
) -> None:
    """Overlap is mutual, containment is not; an open end reaches on."""
    first, second = periods.parse(one), periods.parse(other)
    assert periods.overlaps(first, second) is share
    assert periods.overlaps(second, first) is share
    assert periods.contains(first, second) is holds


def test_a_snapshot_is_of_the_last_day() -> None:
    """Of a year its last day, about what the year is about; what has no end stays."""
    days = {"2023": "2023-12-31", "2024-02~": "2024-02-29~", "../2019": "2019-12-31"}
    found = {text: periods.snapshot_day(periods.parse(text)) for text in days}
    assert {text: period.text for text, period in found.items()} == days
    assert found["2023"] == periods.parse("2023-12-31")
    assert found["2024-02~"].approximate
    for text in ("2019/..", "2019..2023", "any 12 months"):
        assert periods.snapshot_day(periods.parse(text)) == periods.parse(text)


def test_days_and_months_of_a_series() -> None:
    """Each step in turn, over the ends of months and years; a span is its own only member."""
    series = {
        "2024-02-28..2024-03-01": "2024-02-28 2024-02-29 2024-03-01",
        "2022-12..2023-02": "2022-12 2023-01 2023-02",
        "2023H2..2024H1": "2023H2 2024H1",
        "2023": "2023",
        "any 12 months": "",
    }
    for text, members in series.items():
        found = periods.members(periods.parse(text))
        assert " ".join(one.text for one in found) == members


def test_the_calendar_has_ends() -> None:
    """Nothing lies before the year 1 or after 9999; what has no two ends has nothing before it."""
    for text, why in (("0001", "the calendar ends"), ("2019/..", "has nothing before it")):
        with pytest.raises(PeriodError, match=why):
            periods.year_before(periods.parse(text))


def test_words_are_those_of_a_reader() -> None:
    """A quarter is told by its months, what goes on by its beginning."""
    words = {
        "2023Q3": "July to September 2023",
        "2022-03/2023-03": "March 2022 to March 2023",
        "2019/..": "since 2019",
        "2024-03~": "about March 2024",
        "2024-02-29": "29 February 2024",
        "../2019-06": "until June 2019",
    }
    assert {text: periods.describe(periods.parse(text)) for text in words} == words


days = st.dates().map(lambda day: day.isoformat())


@given(days, days)
def test_the_canonical_text_of_any_two_days_reads_back(one: str, other: str) -> None:
    """What from_days writes, parse reads to the same period."""
    period = periods.from_days(min(one, other), max(one, other))
    assert periods.parse(period.text) == period


@given(st.integers(1900, 2100), st.sampled_from(["", "H1", "H2", "Q1", "Q2", "Q3", "Q4"]),
       st.integers(1, 12))  # fmt: skip
def test_fiscal_names_and_days_are_one_to_one(year: int, part: str, month: int) -> None:
    """A fiscal name resolved to days is among the names of these days again."""
    ends = periods.parse(f"2023-{month:02d}").end
    assert ends is not None
    resolved = periods.resolve(periods.parse(f"FY{year}{part}"), ends[5:])
    assert f"FY{year}{part}" in periods.names(resolved, ends[5:])


@given(
    st.integers(2, 9998), st.sampled_from(["", "H1", "H2", "Q1", "Q2", "Q3", "Q4", "-02", "-11"])
)
def test_the_year_before_is_the_same_span_a_year_earlier(year: int, part: str) -> None:
    """The year before 2024-02 is 2023-02, month ends and all."""
    assert periods.year_before(periods.parse(f"{year:04d}{part}")).text == f"{year - 1:04d}{part}"


@given(st.text(max_size=30) | st.text("0123456789-./~?%QHFY年月日季度 ", max_size=16))
def test_any_text_is_a_period_or_refused(text: str) -> None:
    """No text makes the reader of periods fail in another way than a refusal."""
    try:
        period = periods.parse(text)
    except PeriodError as error:
        refusal: PeriodError | None = error
    else:
        refusal = None
        assert periods.parse(period.text) == period
    assert refusal is None or 1 <= refusal.column <= len(text) + 1
