"""Numbers are found in running text: two in a hundred at most are missed or false."""

import time
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloudkb.texts import line_finder, markup_of, scan
from text_scores import totals

TEXTS = Path(__file__).parent / "texts"
NO_NUMBER = ("name", "noise")


def said(text, markup="plain", published="2024-03-20"):
    """What is found, in short: the print, its class, and its bounds or period."""
    return [
        (one.text, one.kind, one.period if one.kind in ("date", "period") else one.interval)
        for one in scan(text, markup, published)
        if one.kind not in NO_NUMBER
    ]


def prints(text, markup="plain"):
    return [one[:2] for one in said(text, markup)]


def test_numbers_of_labelled_texts_are_found():
    counts, told = totals(TEXTS)
    report = "\n".join(told)
    assert counts["gold"] > 450
    assert counts["hit"] >= 0.98 * counts["gold"], report
    assert counts["true"] >= 0.98 * counts["said"], report
    assert counts["exact"] >= 0.92 * counts["gold"], report
    assert counts["time_ok"] >= 0.91 * counts["class_of"], report
    assert counts["value_ok"] >= 0.93 * counts["value_of"], report
    assert counts["unit_ok"] >= 0.95 * counts["unit_of"], report


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("营收23.64亿元,同比增长3%", [("23.64亿元", "figure"), ("同比增长3%", "change")]),
        ("100多款产品、500多个规格", [("100多款", "figure"), ("500多个", "figure")]),
        ("仅从24%增长至29%。", [("24%", "figure"), ("29%", "figure")]),
        ("未超过40%", [("未超过40%", "figure")]),
        ("costs did not exceed $600 million", [("not exceed $600 million", "figure")]),
        ("a result of $(23.8) million", [("$(23.8) million", "figure")]),
        ("won 3-2 at home", [("3", "figure"), ("2", "figure")]),
        ("89,000 more than in 2023", [("89,000 more than in 2023", "change")]),
        ("是去年同期的2.3倍", [("是去年同期的2.3倍", "change")]),
        (
            "较上年同期的13.9亿元减少7.65%",
            [("上年同期", "period"), ("13.9亿元", "figure"), ("减少7.65%", "change")],
        ),
        (
            "sales rose 12% from a year earlier to $3.4 billion",
            [("rose 12% from a year earlier", "change"), ("$3.4 billion", "figure")],
        ),
        ("a net loss of $56 million", [("a net loss of $56 million", "figure")]),
        ("between 5 and 7 million units", [("between 5 and 7 million units", "figure")]),
        ("sales slid 12% to 5 million", [("slid 12%", "change"), ("5 million", "figure")]),
        ("won 230 contracts", [("230 contracts", "figure")]),
        ("单价AED 64台", [("64台", "figure")]),
        ("PE 22/19/17倍", [("22", "figure"), ("19", "figure"), ("17倍", "figure")]),
        ("8½% of it", [("8½%", "figure")]),
        ("dipped 0.4 of a percentage point", [("dipped 0.4 of a percentage point", "change")]),
        ("a 20-basis-point rise", [("20-basis-point rise", "change")]),
        ("more than twice the level of 2019", [("more than twice the level of 2019", "change")]),
        ("twice as many as last year", [("twice as many as last year", "change")]),
        ("twice the size of its rival", [("twice the size of", "order")]),
        ("營收月減3.5%,▲29%", [("月減3.5%", "change"), ("▲29%", "change")]),
        (
            "每股人民币11.60元,日均2914万人次",
            [("每股人民币11.60元", "figure"), ("日均2914万人次", "figure")],
        ),
        ("较五年前翻了一番", [("较五年前翻了一番", "change")]),
        ("A$810 mln - A$830 mln", [("A$810 mln - A$830 mln", "figure")]),
        ("十分之一的人,逾百家", [("十分之一", "figure"), ("逾百家", "figure")]),
        ("Orchid ranked first, Borealis second", [("ranked first", "rank"), ("second", "rank")]),
        ("由第四升至第二", [("第四", "rank"), ("升至第二", "rank")]),
        ("sixth in the table; 3rd in Asia", [("sixth", "rank"), ("3rd", "rank")]),
        ("a 6.7-inch screen, a 2,000-seat hall", [("6.7-inch", "figure"), ("2,000", "figure")]),
        ("a $1.2bn-a-year deal", [("$1.2bn", "figure")]),
        ("12GB+256GB, 45 TOPS", [("12GB", "figure"), ("256GB", "figure"), ("45 TOPS", "figure")]),
        ("fell 5 yen to 120 yen", [("fell 5 yen", "change"), ("120 yen", "figure")]),
        ("won 6-4, 7-6", [("6", "figure"), ("4", "figure"), ("7", "figure"), ("6", "figure")]),
        ("差不多三分之一,五十来个人", [("差不多三分之一", "figure"), ("五十来个人", "figure")]),
        ("more like sixty, grown tenfold", [("sixty", "figure"), ("grown tenfold", "change")]),
        ("拿下28分12篮板", [("28", "figure"), ("12", "figure")]),
        ("two, three million a month", [("two, three million a month", "figure")]),
        ("up ten, fifteen percent", [("up ten, fifteen percent", "change")]),
        ("raised just over a hundred million", [("just over a hundred million", "figure")]),
        (
            "several thousand; a quarter of the time",
            [("several thousand", "figure"), ("a quarter", "figure")],
        ),
        (
            "去年做了三个亿,第二年七百万",
            [("去年", "period"), ("三个亿", "figure"), ("七百万", "figure")],
        ),
        ("almost four minutes", [("almost four minutes", "duration")]),
        ("2024-2026年", [("2024-2026年", "period")]),
        ("ranked third in 2023Q3", [("ranked third", "rank"), ("2023Q3", "period")]),
        ("revenue nearly tripled", [("nearly tripled", "change")]),
        (
            "on March 5, 2024, within 18 months",
            [("March 5, 2024", "date"), ("18 months", "duration")],
        ),
    ],
)
def test_a_number_is_taken_with_the_words_that_belong_to_it(text, expected):
    assert prints(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "GPT-4 和 5G 手机",
        "第一财经报道,一家公司进一步扩大",
        "万一失败,一方面要统一",
        "the A380 and the iPhone 15 run version 2.3.1",
        "call +44 20 7946 0958, room 12",
        "see [3] and section 4.2",
        "600519.SH 在 14:30 停牌",
        "one of the two-way streets",
        "the iPhone 15 Pro, a BMW 5 Series, a Ryzen 9 7950X",
        "the 49ers beat the 76ers at Six Flags",
        "小米14、荣耀90、天玑9300、58同城、工业4.0时代",
        "上午9点30分,电话(0755)2688-0000,QQ群 12345678",
        "read chapters 3 to 5; invoice #8841; build 1742; Suite 1900",
        "desk 27, exit 9, hotline 12320, Bill 96, a 4x4, the 405 freeway and a 747",
        "at 5 p.m., half past ten; one in a million; six of one; 42 U.S.C. 1983",
        "一号文件,嫦娥六号,歼-20,5A景区,985高校",
        "Regulation (EU) 2016/679, from nine-to-five or 9-to-5, release 24-Q4-R2",
        "报告《2023年三季度云市场》和《三天快报》",
    ],
)
def test_what_is_no_number_is_not_told(text):
    assert prints(text) == []


def test_what_a_number_stands_for_is_the_grammar_of_figures():
    (one,) = scan("份额同比下降5.8个百分点。")
    assert one.figure is not None
    assert one.interval.low == Fraction(-585, 10000)
    assert one.unit == "points"
    (denied,) = scan("负债率未超过40%")
    assert (denied.interval.low, denied.interval.high) == (None, Fraction(405, 1000))
    (loss,) = scan("a result of $(23.8) million")
    assert loss.interval.high == Fraction(-23_750_000)
    (thin,) = scan("it is 7.9mm thin")
    assert (thin.unit, thin.interval.low) == ("measure", Fraction(785, 100))
    (half,) = scan("up 8½%")
    assert half.interval.low == Fraction(845, 10000)
    (more,) = scan("more than twice the level of 2019")
    assert (more.interval.low, more.interval.high, more.interval.low_open) == (1, None, True)
    listed = scan("收入5.2/6.1/7.0亿元")
    assert [one.interval.low for one in listed] == [515_000_000, 605_000_000, 695_000_000]
    (grown,) = scan("增长是去年同期的2.3倍", published="2024-03-20")
    assert grown.interval.low == Fraction(125, 100)


def test_relative_times_are_counted_from_the_day_of_the_text():
    texts = ("去年四季度", "截至9月底", "last quarter", "the three months to June")
    found = [scan(one, published="2024-11-20")[0] for one in texts]
    assert [one.period for one in found] == ["2023Q4", "2024-09-30", "2024Q3", "2024Q2"]
    assert all(one.inferred for one in found)
    assert not scan("2023年四季度", published="2024-11-20")[0].inferred
    said = ("the December quarter", "25E", "last May")
    found = [scan(one, published="2024-11-20")[0] for one in said]
    assert [one.period for one in found] == ["2023Q4", "2025", "2024-05"]


def test_a_number_broken_by_markup_or_a_line_is_one():
    html = (
        "<p>revenue of 1,2<b>34</b>&nbsp;million<br>and 5% <sup>[3]</sup></p>"
        "<script>var x=12</script>"
    )
    spots = [one for one in scan(html, "html") if one.kind not in NO_NUMBER]
    assert [html[one.start : one.end] for one in spots] == ["1,2<b>34</b>&nbsp;million", "5%"]
    assert prints("**12**亿元 `code 5` [3 bn](http://a/3)", "markdown")[0] == ("12亿元", "figure")
    assert prints("共1,\n234台") == [("1,234台", "figure")]


@given(st.text(max_size=60) | st.text("0123456789,.%亿万一二三年月元- \n*<>&|`$", max_size=60))
def test_any_text_has_an_answer_in_order_and_within(text):
    for markup in ("plain", "markdown", "html"):
        at = 0
        for one in scan(text, markup, "2024-03-20"):
            assert at <= one.start < one.end <= len(text)
            at = one.end


@pytest.mark.parametrize(
    "text",
    ["7" * 200_000, "word " * 40_000, "5%-" * 4_000, "<div " * 20_000, "a/" * 40_000, "[" * 40_000,
     "a" * 100_000 + "@", "&#" * 40_000, "\n" * 100_000, "😀1😀 " * 4_000],
)  # fmt: skip
def test_hostile_text_takes_time_in_proportion(text):
    before = time.process_time()
    for markup in ("plain", "markdown", "html"):
        scan(text, markup)
    assert time.process_time() - before < 30


def test_lines_and_columns():
    find = line_finder("a\nbc\n")
    assert [find(at) for at in (0, 2, 3)] == [(1, 1), (2, 1), (2, 2)]
    assert markup_of("x.MD", "") == "markdown"
    assert markup_of("-", "<!doctype html><p>1") == "html"
