"""Periods: the same days whichever way a source spells them, and how they lie to each other."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloudkb import periods
from cloudkb.language import speaking
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
    ("2022-12-31", "2022-12-31", "2022-12-31",
     "2022年末 2022年底 2022年12月底 截至2022年末|end of 2022|the close of 2022|as of end of 2022"
     "|year-end 2022|as at 31 December 2022"),
    ("2022-11/2022-12~", "2022-11-01", "2022-12-31", "late 2022"),
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


PRINTS = [
    tuple(part.strip() for part in line.split("|", 1))
    for line in (Path(__file__).parent / "periods" / "prints.txt").read_text("utf-8").splitlines()
    if line.strip() and not line.startswith("#")
]


@pytest.mark.parametrize(("printed", "expected"), PRINTS)
def test_what_houses_print_is_read_or_refused_with_the_reason(printed: str, expected: str) -> None:
    """Trackers, filings, statistics, three languages: tests/periods/prints.txt."""
    if expected.startswith("refused: "):
        with pytest.raises(PeriodError) as refusal:
            periods.parse(printed)
        told = f"{refusal.value.message}; {refusal.value.hint}"
        assert expected.removeprefix("refused: ") in told
        return
    period = periods.parse(printed)
    assert (period.text if period.fiscal else f"{period.start} .. {period.end}") == expected
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
    ("23Q5", 1, "is no period"),
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


QUARTERS = [
    "{year}Q{n}", "Q{n} {year}", "{n}Q{year}", "{n}Q{yy}", "Q{n}/{year}", "{year}/Q{n}",
    "{n}Q'{yy}", "{year}Q0{n}", "{yy}Q{n}", "{year}年第{zh}季度",
    "{year}年{zh}季度", "{year}年第{n}季度",
    "{ordinal} quarter of {year}", "the {ordinal} quarter of {year}", "CY{yy}Q{n}", "{year}年Q{n}",
    "{first}-{last} {year}", "{first}–{last} {year}", "{first} to {last} {year}",
    "three months ended {end}", "quarter ended {end}", "13 weeks ended {end}",
    "截至{zhend}止三个月", "截至{zhend}止季度",
    "{year}年{m}-{k}月",
    "{year}年{m}月至{k}月", "{year}年{m}—{k}月份",
]  # fmt: skip


@given(st.integers(1969, 2068), st.integers(1, 4), st.sampled_from(QUARTERS))
def test_a_quarter_is_the_same_however_it_is_spelled(year: int, n: int, spelling: str) -> None:
    """Any spelling of the table, of any year, reads to the quarter, which reads back."""
    months = [date(2000, month, 1).strftime("%B") for month in range(1, 13)]
    last = date(year + n // 4, n * 3 % 12 + 1, 1) - timedelta(days=1)
    printed = spelling.format(
        year=year, yy=f"{year % 100:02d}", n=n, m=n * 3 - 2, k=n * 3, zh="一二三四"[n - 1],
        ordinal=("first", "second", "third", "fourth")[n - 1],
        first=months[n * 3 - 3], last=months[n * 3 - 1],
        end=f"{last:%B} {last.day}, {last.year}", zhend=f"{last.year}年{last.month}月{last.day}日",
    )  # fmt: skip
    period = periods.parse(printed)
    assert period.text == f"{year}Q{n}"
    assert periods.parse(period.text) == period


FISCAL = ["FY{year}Q{n}", "Q{n} FY{year}", "Q{n}FY{yy}", "{n}QFY{yy}", "FY{yy} Q{n}",
          "{n}Q FY{year}", "{ordinal} quarter of fiscal {year}", "fiscal {year} {ordinal} quarter",
          "{year}财年第{zh}季度", "{year}財年Q{n}", "{yy}财年{zh}季度"]  # fmt: skip


@given(st.integers(1969, 2068), st.integers(1, 4), st.sampled_from(FISCAL))
def test_a_fiscal_quarter_is_the_same_however_it_is_spelled(
    year: int, n: int, spelling: str
) -> None:
    """Any spelling of the table, of any year, has one canonical name, which reads back."""
    printed = spelling.format(
        year=year, yy=f"{year % 100:02d}", n=n, zh="一二三四"[n - 1],
        ordinal=("first", "second", "third", "fourth")[n - 1],
    )  # fmt: skip
    period = periods.parse(printed)
    assert (period.text, period.fiscal) == (f"FY{year}Q{n}", True)
    assert periods.parse(period.text) == period


@given(st.integers(2, 9998), st.integers(0, 60), st.sampled_from(
    ["{y:04d}-W{w:02d}", "{y:04d}W{w}", "week {w} of {y:04d}", "{y:04d}年第{w}周", "W{w} {y:04d}"]
))  # fmt: skip
def test_weeks_are_those_of_iso_8601(year: int, week: int, spelling: str) -> None:
    """As the standard library counts them; a week a year does not have is refused."""
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        with pytest.raises(PeriodError, match="there is no week"):
            periods.parse(spelling.format(y=year, w=week))
        return
    period = periods.parse(spelling.format(y=year, w=week))
    assert period.start == monday.isoformat()
    assert period.end == (monday + timedelta(days=6)).isoformat()


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.sampled_from([1, 3, 6, 9, 12]))
def test_months_ended_near_the_end_of_a_month_are_calendar_months(day: date, count: int) -> None:
    """Years of 52 or 53 weeks end within a week of a month's end; the middle of one is refused."""
    printed = f"{count} months ended {day:%B} {day.day}, {day.year}"
    ends = [date(day.year, day.month, 1) - timedelta(days=1)]
    ends.append((ends[0] + timedelta(days=40)).replace(day=1) - timedelta(days=1))
    near = [end for end in ends if abs((end - day).days) <= 7]
    if not near:
        with pytest.raises(PeriodError, match="no month's end"):
            periods.parse(printed)
        return
    period = periods.parse(printed)
    assert period.end == near[0].isoformat()
    assert period.start is not None
    begins = date.fromisoformat(period.start)
    assert begins.day == 1
    assert (near[0].year - begins.year) * 12 + near[0].month - begins.month == count - 1


@given(st.integers(1900, 2100), st.integers(1, 12), st.sampled_from(["end", "start"]),
       st.sampled_from(["", "H1", "H2", "Q1", "Q2", "Q3", "Q4", "Q1-Q3"]))  # fmt: skip
def test_a_fiscal_year_is_named_for_its_end_or_its_start(
    year: int, month: int, named_for: str, part: str
) -> None:
    """It begins, or ends, in the year of its name; its name is among those of its days."""
    ends = (date(2023 + month // 12, month % 12 + 1, 1) - timedelta(days=1)).isoformat()[5:]
    whole = periods.resolve(periods.parse(f"FY{year}"), ends, named_for)
    assert (whole.end if named_for == "end" else whole.start or "").startswith(str(year))
    piece = periods.resolve(periods.parse(f"FY{year}{part}"), ends, named_for)
    assert periods.contains(whole, piece)
    assert f"FY{year}{part}" in periods.names(piece, ends, named_for)
    if month < 12:
        split = periods.parse(f"{year}/{(year + 1) % 100:02d} season")
        assert periods.resolve(split, ends, named_for).start.startswith(str(year))


AS_OF = [
    ("截至2023年9月底", "2023-09-30", "2023-01/2023-09"),
    ("截至2023年9月30日", "2023-09-30", "2023-01/2023-09"),
    ("截至2022年末", "2022-12-31", "2022"),
    ("as of 30 June 2021", "2021-06-30", "2021H1"),
    ("as at the end of March 2024", "2024-03-31", "2024Q1"),
    ("2023年末", "2023-12-31", "refused: write 2023 for the year, 2023Q4 for its last quarter"),
    ("2023年三季度末", "2023-09-30", "refused: write 2023Q3 for the quarter, 2023-01/2023-09 for"),
    ("end of March 2024", "2024-03-31", "refused: write 2024-03 for the month, 2024Q1 for"),
    ("截至2023年6月30日止六个月", "2023H1", "2023H1"),
]


@pytest.mark.parametrize(("printed", "day", "of_a_length"), AS_OF)
def test_what_was_counted_on_a_day(printed: str, day: str, of_a_length: str) -> None:
    """A snapshot is of that day; what adds up is of the year to date, or refused with both."""
    assert periods.parse(printed).text == day
    if not of_a_length.startswith("refused: "):
        assert periods.parse(printed, "sum").text == of_a_length
        return
    with pytest.raises(PeriodError) as refusal:
        periods.parse(printed, "sum")
    hint = refusal.value.hint
    assert hint.startswith(of_a_length.removeprefix("refused: "))
    for proposed in re.findall(r"[0-9][0-9Q/-]+", hint):
        assert periods.parse(proposed, "sum").text == proposed


def test_the_end_of_a_year_is_about_then_as_a_date() -> None:
    """When something happened; what says until when something was counted is no date."""
    assert periods.parse("2015年底", "date").text == "2015-11/2015-12~"
    assert periods.parse("end of 2015", "date").text == "2015-11/2015-12~"
    with pytest.raises(PeriodError, match="until when"):
        periods.parse("截至2015年底", "date")


def test_no_new_form_takes_an_id_away() -> None:
    """Small letters, digits and hyphens: only what was a period from the start is none."""
    assert all(map(periods.is_reserved, ("fy2023", "fy2024q3", "q32023", "sept2023", "mid-2022")))
    assert not any(map(periods.is_reserved, ("fy24", "h1fy25", "w5-2023", "cy2022", "ttm-2023")))


IN_CHINESE = """
2023 2023年 | 2023H1 2023年上半年 | 2023Q3 2023年三季度 | 2023-07 2023年7月
2024-02-29 2024年2月29日 | 2022-04/2023-03 2022年4月至2023年3月 | FY2023 2023财年
2022-12-31/2023-09-09 2022年12月31日至2023年9月9日 | 2022-01/2022-09 2022年1至9月
FY2023Q1 2023财年一季度 | FY2024H2 2024财年下半年 | FY2024Q1-Q3 2024财年前三季度
FY2022/23 2022/23财年 | 2024-03~ 约2024年3月 | 2021-01/2021-02~ 约2021年1至2月
"""


def test_a_period_is_called_what_chinese_calls_it():
    """And read as the same again; English keeps its own name."""
    for pair in IN_CHINESE.replace("\n", " | ").strip(" |").split("|"):
        text, zh = pair.split()
        assert periods.called(text) == text
        with speaking("zh"):
            assert periods.called(text) == zh
        assert periods.parse(zh).text == text


@pytest.mark.parametrize(
    ("text", "zh"),
    [
        ("2023Q4?", "2023年四季度（推定）"),
        ("2018/..", "2018年以来"),
        ("../2019-06", "至2019年6月"),
        ("FY2019..FY2022", "2019财年至2022财年各期"),
        ("2020Q1/2021Q4", "2020年一季度至2021年四季度"),
        ("any 12 months", "任意12个月"),
        ("", ""),
        ("rest", "rest"),
        ("12.5%", "12.5%"),
    ],
)
def test_what_else_stands_for_a_period(text, zh):
    """Open, inferred and repeated ones; what is no period stays as it is."""
    with speaking("zh"):
        assert periods.called(text) == zh
