"""How the numbers of a text stand to a base: the cases of `tests/audits`, and what always holds.

A case is one file: a sentence saying what must hold, `# document:` and `# markup:` where they
matter, the text in lines that begin with `# >`, then facts beside the vocabulary of `reasoned`, or
`# beside: the shipped facts`, or `# beside: nothing`.
What each number is found to be stands in the .txt of the same name.
"""

import json
import os
import random
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator

import case_files
from cloudkb import reader
from cloudkb.language import speaking
from cloudkb.model import AUDIT_STATUSES
from cloudkb.proofreading import audit
from cloudkb.proofreading.mentions import NameFinder
from cloudkb.proofreading.passages import Paragraphs
from cloudkb.reader import SourceFile
from cloudkb.texts import PrintedText
from cloudkb.texts.view import view
from reasoned import VOCABULARY, document, read

CASES = Path(__file__).parent / "audits"


def case(name):
    """The facts of a case, its text, and how it is to be read."""
    whole = (CASES / f"{name}.yaml").read_text(encoding="utf-8")
    header = [line[2:] for line in whole.splitlines() if line.startswith("# ")]
    keys = ("beside:", "document:", "markup:")
    named = dict(line.split(": ", 1) for line in header if line.startswith(keys))
    text = "\n".join(line[2:] for line in header if line.startswith(">"))
    if named.get("beside") == "nothing":
        files = [SourceFile("facts/all.yaml", whole.encode())]
    elif "beside" in named:
        files = [
            SourceFile(path.relative_to(case_files.SHIPPED.parent).as_posix(), path.read_bytes())
            for path in sorted(case_files.SHIPPED.rglob("*.yaml"))
        ]
    else:
        files = [SourceFile("facts/vocabulary.yaml", VOCABULARY.encode()), *case_files.parts(whole)]
    facts, findings = reader.read(files)
    assert not [finding.message for finding in findings]
    return facts, text, named


def told(found):
    """A line a number, then what is not where it should be."""
    lines = []
    for one in found.numbers:
        claims = f" ({', '.join(one.claims)})" if one.claims else ""
        when = f" of {one.period}" if one.period else ""
        lines.append(f"p{one.paragraph} {one.line}:{one.column} {one.text} [{one.kind}{when}]")
        lines.append(f"    {one.status}{claims}")
        if one.because:
            lines.append(f"    {one.because}")
    for one in found.misplaced:
        there = ", ".join(f"p{number}" for number in one.found) or "nowhere"
        lines.append(f"{one.claim}: {one.text} is not in {one.where}, but {there}")
    return "\n".join(lines) + "\n"


def as_named(text, named):
    """The text of a case with what its header says of it."""
    return PrintedText(text, named.get("markup", "plain"), named.get("document", ""))


@pytest.mark.parametrize("name", sorted(path.stem for path in CASES.glob("*.yaml")))
def test_cases(name, golden):
    """Every number of a case is what is kept of it."""
    facts, text, named = case(name)
    found = audit(facts, as_named(text, named))
    golden(CASES / f"{name}.txt", told(found))


def test_cases_in_chinese(golden):
    """The same numbers in Chinese: all that is said of them, one case behind the other."""
    screens = []
    for path in sorted(CASES.glob("*.yaml")):
        facts, text, named = case(path.stem)
        with speaking("zh"):
            found = audit(facts, as_named(text, named))
        screens.append(f"# {path.stem}\n{told(found)}")
    golden(CASES / "chinese.txt", "\n".join(screens))


ARTICLE = os.environ.get("CLOUDKB_ARTICLE", "")


@pytest.mark.skipif(not ARTICLE, reason="CLOUDKB_ARTICLE names no text of the shipped article")
def test_shipped_article_prints_what_its_claims_say():
    """Every figure stands in its paragraph, and every number is a claim or ignored."""
    facts, *_ = case("six-numbers-beside-the-shipped-facts")
    text = Path(ARTICLE).read_text(encoding="utf-8")
    found = audit(facts, PrintedText(text, document=case_files.ARTICLE))
    assert found.misplaced == ()
    assert [one.told for one in found.idle] == []
    open_ones = ("missing", "differs", "refuted")
    assert [(one.text, one.paragraph) for one in found.numbers if one.status in open_ones] == []


def test_ignored_numbers_have_a_reason_and_are_there():
    """By print, by paragraph, or both; a claim goes first, and what matches nothing is told."""
    more = (
        "ignored: [{text: 12 pages, reason: of the note}, {where: p3, reason: a list},"
        " {text: 100.1亿元, reason: a claim prints it}, {text: 9, where: p3, reason: elsewhere}]"
    )
    facts = read(ONE.replace("currency: CNY", f"currency: CNY, {more}"))
    text = "In 2023 Alibaba Cloud's revenue was 100.1亿元.\n12 pages. 9 of 10.\nSome 7, or 8."
    found = audit(facts, PrintedText(text, document="report"))
    assert [(one.text, one.status) for one in found.numbers if one.kind == "figure"] == [
        ("100.1亿元", "covered"),
        ("12 pages", "ignored"),
        ("9", "missing"),
        ("10", "missing"),
        ("Some 7", "ignored"),
        ("8", "ignored"),
    ]
    assert [(one.text, one.where) for one in found.idle] == [("100.1亿元", ""), ("9", "p3")]


def statuses(facts, text, **more):
    return [
        one.status
        for one in audit(facts, PrintedText(text, **more)).numbers
        if one.kind != "period"
    ]


ONE = document(
    "report", "id: one, entity: aliyun, metric: revenue, period: 2023, figure: 100.1亿元"
)


@pytest.mark.parametrize("subject", ["phones", "cars"])
def test_draft_against_a_base_that_init_made(subject, cloudkb, tmp_path):
    """A base of one's own, from the first command on: the same answers as in the case."""
    assert cloudkb("init", tmp_path).code == 0
    facts = tmp_path / "facts"
    for path in facts.rglob("*.yaml"):
        path.unlink()
    name = f"six-numbers-about-{subject}"
    (facts / "all.yaml").write_bytes((CASES / f"{name}.yaml").read_bytes())
    (tmp_path / "draft.txt").write_text(case(name)[1], encoding="utf-8")
    shown = cloudkb("audit", tmp_path / "draft.txt", "--facts", facts, "--format", "json")
    assert shown.code == 1, shown.err
    kept = (CASES / f"{name}.txt").read_text(encoding="utf-8")
    assert [one["because"] for one in json.loads(shown.out) if one["because"]] == [
        line.strip() for line in kept.splitlines() if line.startswith("    ") and line[-1] == "."
    ]


def test_spots_are_places_of_the_text():
    """What is marked is printed there, whatever stands around it."""
    text = "\ufeff\r\n  阿里云 2023年Revenue为100.1亿元。\r\n\r\nAlibaba Cloud: 100.2\n亿元 in 2023"
    for one in audit(read(ONE), PrintedText(text)).numbers:
        assert "".join(text[one.start : one.end].split()) == "".join(one.text.split())
        lines = text[: one.start].split("\n")
        assert (one.line, one.column) == (len(lines), len(lines[-1]) + 1)


@pytest.mark.parametrize("title", ["A note", ""])
def test_paragraphs_are_counted_from_the_title(title):
    """p1 is the last line equal to the title; else the first that is not empty."""
    text = "A note\n\n\nlead\nA note\n\none\n two \n"
    paragraphs = Paragraphs(text, "plain", view(text), title)
    assert paragraphs.at(text.index("two")) == (3 if title else 5)


def test_longest_name_wins_in_both_languages():
    """A name inside a longer one is none, nor one inside a word; plurals and dashes do."""
    names = NameFinder(read(ONE).vocabulary)
    found = names.find("Alibaba Clouds, Alibabaism, AZURE's, 阿里雲, market-share; ＡＺＵＲＥ")
    assert [one.ids for one in found] == [
        ("aliyun",),
        ("azure",),
        ("aliyun",),
        ("market_share",),
        ("azure",),
    ]


def test_published_day_settles_what_last_year_is():
    """Where the text is no document of the base, its day may be given."""
    text = "Last year Alibaba Cloud's revenue was 10.01 billion yuan."
    assert statuses(read(ONE), text, published="2024-05-01") == ["covered"]
    assert statuses(read(ONE), text, published="2023-05-01") == ["missing"]


@given(st.text(max_size=200), st.sampled_from(["plain", "markdown", "html"]))
def test_any_text_has_an_answer(text, markup):
    """Whatever a text holds, each number has one of the statuses, in order."""
    found = audit(read(ONE), PrintedText(text, markup))
    assert all(one.status in AUDIT_STATUSES for one in found.numbers)
    assert [one.start for one in found.numbers] == sorted(one.start for one in found.numbers)
    assert sum(count for _, count in found.counts) == len(found.numbers)


_PIECES = (
    *(
        "Alibaba Cloud",
        "阿里云",
        "revenue",
        "Tianyi Cloud",
        "2023",
        "2022年",
        "100.1亿元",
        "9%",
        ", ",
    ),
    *(
        ". ",
        "。",
        "\n\n",
        "together ",
        "up ",
        "同比增长",
        "10.01 billion yuan ",
        "比",
        "(",
        ")",
        "its ",
        "$",
    ),
)


@given(st.lists(st.sampled_from(_PIECES), max_size=30))
def test_a_text_of_our_own_words_has_an_answer(pieces):
    """Names and numbers in any order are no error, and nothing is covered without a claim."""
    for one in audit(read(ONE), PrintedText("".join(pieces))).numbers:
        assert bool(one.claims) or one.status in ("missing", "none")


def test_matching_grows_with_the_text():
    """Claims are found by value: every number against every claim would take minutes."""
    count = 1500
    numbers = random.Random(1).sample(range(10_000, 99_999), count)
    claims = "\n".join(
        f"id: c{number}, entity: aliyun, metric: revenue, "
        f"period: {1900 + number % 100}, figure: {number}亿元"
        for number in numbers
    )
    facts = read(document("report", claims))
    text = "\n".join(f"In {1900 + n % 100} Alibaba Cloud's revenue was {n}亿元." for n in numbers)
    assert statuses(facts, text) == ["covered"] * count


HOSTILE = (
    "::error file=x::owned 12 cows\n##[group]13 cows\n\x1b]8;;http://evil.example\x07 14 cows\n"
    "\u202e15 cows [a](http://evil.example) {0} 16 cows\n"
    "<script>alert(17)</script> 18 cows, 100% | 19\n"
)


@pytest.mark.parametrize("form", ["text", "json", "md", "github", "sarif"])
def test_nothing_in_a_text_acts(form, cloudkb, tmp_path):
    """No terminal, runner, reader of Markdown or scanner of code obeys what a text holds."""
    path = tmp_path / "::warning::\x1b[31m.txt"
    path.write_text(HOSTILE, encoding="utf-8")
    shown = cloudkb("audit", path, "--format", form, environment={"GITHUB_ACTIONS": "true"})
    assert shown.code == 0, shown.err
    whole = shown.out + shown.err
    assert "\x1b" not in whole
    assert "\u202e" not in whole
    lines = [line.lstrip() for line in whole.splitlines()]
    obeyed = [line for line in lines if line.startswith("::") or "##[" in line]
    if form == "github":
        assert all(re.match(r"::(?:error|warning|notice) file=", line) for line in obeyed)
        assert obeyed
    else:
        assert obeyed == []
    if form == "sarif":
        log = json.loads(shown.out)
        schema = Path(__file__).parent / "schemas" / "sarif-2.1.0-rtm.5.json"
        Draft4Validator(json.loads(schema.read_text(encoding="utf-8"))).validate(log)
        assert {one["ruleId"] for one in log["runs"][0]["results"]} == {"missing-figure"}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xff\xfe1", "no UTF-8: byte 1, in line 1"),
        (b"one\ntwo \xb0", "no UTF-8: byte 9, in line 2"),
        (b"%PDF-1.7\0", "it holds a NUL"),
        (b"", ""),
        ("\ufeff１２头牛".encode(), ""),
    ],
)
def test_what_is_no_text_is_said(data, said, cloudkb, tmp_path):
    """Bytes that are none are refused with their place; an empty text has no number."""
    path = tmp_path / "draft"
    path.write_bytes(data)
    shown = cloudkb("audit", path)
    assert shown.code == (2 if said else 0)
    assert said in shown.err
    assert "Traceback" not in shown.err


def test_a_change_is_of_the_time_of_the_number_before_it():
    """Where the sentence says none, prints of the same of two years are told apart by it."""
    facts = read(
        document(
            "report",
            """
            id: one, entity: aliyun, metric: revenue, period: 2022, figure: +3% yoy
            id: two, entity: aliyun, metric: revenue, period: 2023, figure: 100.1亿元
            id: three, entity: aliyun, metric: revenue, period: 2023, figure: +3% yoy
            """,
        )
    )
    found = audit(
        facts, PrintedText("Alibaba Cloud's revenue came to 100.1亿元, up 3% year on year.")
    )
    told = [(one.text, one.claims) for one in found.numbers if one.status == "covered"]
    assert told == [("100.1亿元", ("report/two",)), ("up 3% year on year", ("report/three",))]
