"""Untrusted text on the way to a screen, and columns that line up in any script."""

import csv
import io
import json as stdlib_json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from cloudkb.model import Column, Details, Excerpt, Finding, Page, Place, Report, Steps, Table
from cloudkb.render import concise, github, json, jsonl, md, safe, table
from cloudkb.render import csv as csv_format
from cloudkb.render.paper import Paper

HOSTILE = "[red]x[/red] \x1b[31m\x9b1m \u202e=1+1 \x07\u2028|*_`<b>"
STEERING = ("\x1b", "\x9b", "\x07", "\u202e", "\u2028")


def page(*rows, **options):
    columns = (Column("figure"), Column("source"))
    return Page("A title", (Table(columns, [list(row) for row in rows], **options),))


@given(st.text())
def test_nothing_that_steers_a_terminal_is_left(text):
    """One line stays one line, without control or direction characters."""
    shown = safe.one_line(text)
    assert not set(shown) & {chr(code) for code in (*range(32), *range(127, 160), 0x202E, 0x2028)}


def test_what_steers_is_spelled_out():
    """An escape code can be read, not obeyed."""
    assert safe.one_line("\x1b[31m") == "\\x1b[31m"
    assert safe.one_line("a\nb\tc") == "a b c"
    assert safe.one_line("\u202e") == "\\u202e"
    assert safe.one_line("\ud800") == "\\ud800"
    assert safe.lines("a\nb\x9b") == "a\nb\\x9b"


@given(st.text())
def test_json_says_the_same_without_steering(text):
    """JSON gives back every character, and none of them steers on the way."""
    shown = json.render([{"a": text}])
    assert stdlib_json.loads(shown) == [{"a": text}]
    assert not set(shown) & set(STEERING)
    shown.encode("utf-8")


@pytest.mark.parametrize("width", [40, 80, 120])
def test_markup_and_codes_print_literally_in_a_table(width):
    """Rich markup is text, escape codes are spelled out."""
    shown = table.render(page((HOSTILE, "x")), width=width)
    flat = " ".join(shown.split())
    assert "[red]x[/red]" in flat
    assert not set(shown) & set(STEERING)


def test_markdown_cells_are_escaped():
    """A pipe, a tag, a link or emphasis in a cell stays text."""
    shown = md.render(page(("a|b <b> [x](y) *z* `c`", "s")))
    assert "a\\|b \\<b\\> \\[x\\](y) \\*z\\* \\`c\\`" in shown


def test_csv_is_exact_and_guarded_only_for_spreadsheets():
    """A formula is kept as it is, unless the file is meant for a spreadsheet."""
    rows = [{"name": "=1+1", "low": "-3", "yes": True, "none": None, "list": ["a", "b"]}]
    plain = csv_format.render(rows)
    assert list(csv.reader(io.StringIO(plain)))[1] == ["=1+1", "-3", "true", "", "a; b"]
    guarded = csv_format.render(rows, excel=True)
    assert guarded.startswith("\ufeff")
    assert list(csv.reader(io.StringIO(guarded)))[1][:2] == ["'=1+1", "'-3"]


def test_csv_flattens_what_is_nested():
    """A change becomes columns of its own."""
    shown = csv_format.render([{"a": 1, "change": {"low": "1", "high": None}}])
    assert shown.splitlines() == ["a,change_low,change_high", "1,1,"]


def test_empty_answers_are_valid_in_every_format():
    """Nothing is an empty list, an empty file, a title."""
    assert json.render([]) == "[]\n"
    assert jsonl.render([]) == ""
    assert csv_format.render([]) == ""
    assert table.render(Page("Nothing")) == "Nothing\n"


WORDS = st.text(st.sampled_from("ab 阿里云 份额,。“”%-2亿é"), max_size=80)


@given(WORDS, st.integers(min_value=24, max_value=60))
def test_wrapping_loses_nothing_and_keeps_the_width(text, width):
    """Lines fit, and joined again hold every character but spaces at their ends."""
    paper = Paper(width, color=False)
    paper.line(text, indent=2, hang=2)
    lines = paper.text().splitlines()
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=5), st.integers(24, 100))
def test_columns_line_up_in_any_script(rows, width):
    """Every line of a table fits its width, whatever is in it."""
    shown = table.render(page(*rows), width=width)
    assert all(cell_len(line) <= width for line in shown.splitlines())


CELLS = st.text(st.sampled_from("ab 阿里云,\u200d👍e\u0301[b]%\t"), max_size=9)


@given(
    st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=4),
    st.tuples(st.integers(1, 12), st.integers(1, 12), st.integers(1, 12)),
    st.integers(20, 40),
)
def test_rows_that_fit_are_set_as_rich_sets_them(rows, widths, width):
    """A row in which nothing is broken is not given to Rich, and looks like those that are."""
    sides = (False, True, False)
    paper, rich = Paper(width, color=False), Paper(width, color=False)
    paper.table(rows, widths, sides)
    rich._drawn([[safe.one_line(cell) for cell in row] for row in rows], widths, sides, ())
    assert paper.text() == rich.text()


def test_columns_align_by_what_is_seen():
    """A wide character counts twice."""
    shown = table.render(page(("阿里云", "x"), ("aliyun", "y")), width=40)
    assert "  阿里云  x" in shown
    assert "  aliyun  y" in shown


def test_empty_columns_are_left_out():
    """A column nobody fills takes no room."""
    assert "source" not in table.render(page(("26.7%", ""), ("3%", "")), width=40)


def test_wide_columns_wait_for_room():
    """Columns marked wide are shown from 100 columns on."""
    columns = (Column("a"), Column("claim", wide=True, quiet=True))
    wide = Page("T", (Table(columns, [["1", "share"]]),))
    assert "share" not in table.render(wide, width=99)
    assert "share" in table.render(wide, width=100)


def test_joined_tables_share_header_and_widths():
    """Headings span the width between tables that have the same columns."""
    columns = (Column("a"), Column("b"))
    blocks = tuple(
        Table(columns, [[cell, "x"]], heading, joined=True)
        for heading, cell in (("First heading", "1"), ("Second", "long cell"))
    )
    assert table.render(Page("T", blocks), width=60).splitlines() == [
        "T",
        "",
        "  a          b",
        "First heading",
        "  1          x",
        "Second",
        "  long cell  x",
    ]


def test_colour_is_bold_and_dim_only():
    """No colour that could vanish on a dark or a light screen."""
    shown = table.render(page(("1", "x"), heading="H", footer="F"), width=40, color=True)
    codes = {part.split("m")[0] for part in shown.split("\x1b[")[1:]}
    assert codes == {"1", "2", "0"}


def test_carets_stand_under_what_is_meant():
    """Carets follow display columns: behind wide characters they move along."""
    place = Place("f.yaml", 2, 12, 2, 17)
    lines = ((1, "claims:"), (2, "  - 阿里云: x 36.7%"))
    shown = table.render(Page("", (Excerpt(place, lines, "36.65 to 36.75%"),)), width=60)
    text, carets = shown.splitlines()[-2:]
    assert cell_len(text[: text.index("36.7%")]) == cell_len(carets[: carets.index("^")])
    assert carets.endswith("^^^^^ 36.65 to 36.75%")


def test_a_huge_line_is_shown_around_the_place():
    """A line of a megabyte costs a line of the screen, and says that it goes on."""
    text = "x" * 500_000 + "HERE" + "y" * 500_000
    place = Place("f.yaml", 1, 500_001, 1, 500_005)
    shown = table.render(Page("", (Excerpt(place, ((1, text),)),)), width=80)
    assert max(map(len, shown.splitlines())) <= 80
    assert "HERE" in shown
    assert shown.count("…") == 2


def test_fields_hang_under_their_label():
    """A long value goes on below itself; several lines stay several."""
    fields = Details((("says", "word " * 12), ("period", "one\ntwo")))
    shown = table.render(Page("T", (fields, Steps(("A step.",), "Steps"))), width=40)
    assert shown.splitlines()[2:] == [
        "  says    word word word word word word",
        "          word word word word word word",
        "  period  one",
        "          two",
        "",
        "Steps",
        "  A step.",
    ]


FINDING = Finding(
    "bad-figure", "error", "50% is\nno ::error:: figure", Place("facts/a,b:c.yaml", 3, 5, 3, 8)
)


def test_github_annotations_cannot_be_broken_out_of():
    """Line breaks, percent signs and separators in facts are escaped."""
    assert github.render(Report((FINDING,), 1)) == (
        "::error file=facts/a%2Cb%3Ac.yaml,line=3,col=5,title=error[bad-figure],"
        "endLine=3,endColumn=8::50%25 is%0Ano ::error:: figure\n"
    )


def test_a_note_is_a_notice():
    """GitHub calls a note a notice."""
    assert github.render(Report((FINDING._replace(severity="note"),), 1)).startswith("::notice ")


def test_concise_is_one_line():
    """One finding, one line, whatever its message holds."""
    assert concise.render(Report((FINDING,), 1)) == (
        "facts/a,b:c.yaml:3:5: error[bad-figure] 50% is no ::error:: figure\n"
    )


@pytest.mark.parametrize(
    ("width", "marks"),
    [(60, "^^^^^ 36.65 to 36.75%"), (45, "36.65 to 36.75% ^^^^^"), (24, "^^^^^")],
)
def test_a_label_keeps_to_the_screen(width, marks):
    """What carets stand for goes behind them, before them, or not at all."""
    line = "figure: 36.7%" if width == 24 else "    period: 2023, figure: 36.7%"
    column = line.index("36.7") + 1
    place = Place("f.yaml", 1, column, 1, column + 5)
    block = Excerpt(place, ((1, line),), "36.65 to 36.75%")
    drawn = table.render(Page("", (block,)), width=width).splitlines()[-1]
    assert drawn.endswith(marks)
    assert cell_len(drawn) <= width
    assert drawn.split("│ ")[1].strip() == marks
