"""The printed fact-check: facts in, a page in the order of the text out."""

import re

from cloudkb.check.answers.judging import verdicts
from cloudkb.language import speaking
from cloudkb.render import fact_check
from reasoned import VOCABULARY, document, read
from test_language import latin_left

REVENUE = "entity: aliyun, metric: revenue, scope: restated"
TEXT = document(
    "article",
    f"""
    id: late, where: p12, {REVENUE}, period: 2023Q4, figure: 280亿元
    id: early, where: p9, {REVENUE}, period: 2023Q3, figure: 231亿元
    id: sum, where: p10, {REVENUE}, period: 2023Q4, figure: above 2023Q3
    id: hope, where: p9, entity: aliyun, says: Hopes for *more*.
    id: loose, {REVENUE}, period: 2022Q4, figure: 270亿元
    """,
)
FILING = document(
    "filing",
    f"id: own, {REVENUE}, source: alibaba, period: 2023Q4, figure: 280.7亿元",
    "grade: primary",
)


def page(*files, name="article", entity=""):
    """The page that is printed of fact files."""
    facts = read(*files, vocabulary=VOCABULARY)
    found = verdicts(facts, name, entity).verdicts
    return fact_check.render(found, "A text", "cloudkb verdicts")


def line(printed, name):
    """The line of one claim."""
    [found] = [one for one in printed.splitlines() if one.endswith(f"(`{name}`)")]
    return found


def test_claims_stand_in_the_order_of_the_text():
    """By paragraph, nine before ten; what has none comes last."""
    printed = page(TEXT, FILING)
    headings = re.findall(r"^## (.*)$", printed, re.MULTILINE)
    assert headings == [
        "Paragraph 9",
        "Paragraph 10",
        "Paragraph 12",
        "No paragraph given",
        "Held against",
    ]
    names = re.findall(r"^- \*\*.*\(`([a-z]+)`\)$", printed, re.MULTILINE)
    assert names == ["early", "hope", "sum", "late", "loose"]


def test_each_line_begins_with_its_verdict():
    """A word, then what is claimed, who says so, and the evidence."""
    printed = page(TEXT, FILING)
    told = line(printed, "late")
    assert told.startswith("- **Corroborated.** Alibaba Cloud's revenue in 2023Q4, restated: ")
    assert ": **280亿元**, says “A note”. Alibaba, in “A note”, prints 280.7亿元" in told
    assert line(printed, "loose").startswith("- **Single source.** ")
    assert line(printed, "hope") == (
        "- **No figure.** Alibaba Cloud: Hopes for \\*more\\*. (“A note”) (`hope`)"
    )


def test_a_witness_has_its_number_and_its_grade():
    """The number is that of the list at the end; no name of a claim is left in a sentence."""
    printed = page(TEXT, FILING)
    assert "prints 280.7亿元 [1, primary]." in line(printed, "late")
    assert re.search(r"^1\. `filing`: .*, primary\.", printed, re.MULTILINE)
    assert "filing/own" not in printed


def test_what_a_text_says_elsewhere_is_told_by_its_paragraph():
    """A figure of the text itself stands with the paragraph it is printed in."""
    spoken = TEXT.replace("figure: 231", "source: alibaba, figure: 231").replace(
        "figure: 280", "source: alibaba, figure: 280"
    )
    told = line(page(spoken), "sum")
    assert "231亿元 [p9]" in told
    assert "article/" not in told


def test_what_is_doubted_stands_on_top_and_again_in_its_place():
    """With where it stands, and whether the dispute was accepted."""
    wrong = document(
        "filing", f"id: own, {REVENUE}, source: alibaba, period: 2023Q4, figure: 265.2亿元"
    )
    accepted = (
        "exceptions:\n  - claims: [article/late, filing/own]\n"
        "    doubt: article/late\n    reason: A slip.\n"
    )
    printed = page(TEXT, wrong, accepted)
    top = printed[printed.index("## Look at these first") : printed.index("## Paragraph 9")]
    assert "accepted.** Alibaba Cloud's revenue in 2023Q4, restated: **280亿元** [p12]" in top
    told = line(printed, "late")
    assert "accepted.** " in told
    assert "Accepted: A slip." in told
    assert re.search(r"at least [\d.]+亿元 apart", told)


def test_a_quiet_page_has_nothing_on_top():
    """Where nothing is doubted no heading says so."""
    assert "Look at these first" not in page(TEXT)


def test_claims_of_several_documents_say_which():
    """About an entity the paragraphs of each document stand together, under its name."""
    printed = page(TEXT, FILING, name="", entity="aliyun")
    assert "## Paragraph 9 of `article`" in printed
    assert "(`article/late`)" in printed
    assert "## No paragraph given of `filing`" in printed


def test_a_trend_is_told_year_by_year():
    """What others leave for each growth; where nothing is known that is said."""
    text = document(
        "article", f"id: it, where: p1, {REVENUE}, period: 2020..2022, figure: yoy falling"
    )
    others = document(
        "filing",
        f"""
        id: a, {REVENUE}, period: 2019, figure: 100.0亿元
        id: b, {REVENUE}, period: 2020, figure: 150.0亿元
        id: c, {REVENUE}, period: 2021, figure: 180.0亿元
        """,
    )
    told = line(page(text, others), "it")
    # 150 / 100 and 180 / 150, each print half a digit off
    assert re.search(r"Of growth others leave \+49\.8\d* to \+50\.\d+% for 2020", told)
    assert re.search(r"\+19\.9\d* to \+20\.\d+% for 2021", told)
    assert re.search(r"and (nothing|at least -100(\.0+)?%|above -100(\.0+)?%) for 2022\.", told)
    assert "Of growth" not in line(page(text), "it")


def test_the_page_is_chinese():
    """Its own words; ids, and what the base has no Chinese name for, stay."""
    with speaking("zh"):
        printed = page(TEXT, FILING)
    assert latin_left(printed, VOCABULARY, TEXT, FILING, "A text, cloudkb show verdicts") == []
    assert "## 第9段" in printed
    assert "核对依据" in printed
