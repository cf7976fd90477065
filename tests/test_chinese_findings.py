"""The commonest findings and what `explain` answers, in Chinese: one file each, read as one text.

How the findings were counted: those of every case of `tests/cases` and of the stories of
`wording_cases`, by the rule and, of conflicts, by what ties the claims (the identities, else the
kinds of the proof's steps). The twenty kinds with the most findings stand first in `COMMONEST`, by
their number; then come the notes and rarer conflicts. Findings of broken files are kept with those
of the reader, in broken.txt.
"""

from functools import cache
from pathlib import Path

import pytest

import case_files
import chinese_names
from cloudkb.check import check
from cloudkb.check.answers.judging import verdicts
from cloudkb.language import speaking
from cloudkb.render import text
from cloudkb.rules import RULES
from test_language import latin_left

COMMONEST = {
    "calendar-sum": "shipped-half-year",
    "two prints": "shipped-founded",
    "growth": "shipped-growth",
    "total": "shipped-contracts",
    "order": "shipped-yi-for-wan",
    "points": "shipped-share",
    "rank": "shipped-rank",
    "trend": "shipped-growth-falls",
    "said-after": "period-not-begun",
    "at-most": "shipped-price-cut",
    "formula": "gross-profit-swapped",
    "unsigned-base": "growth-on-a-loss",
    "margin": "margin",
    "share": "share-of-the-market",
    "within-period": "goes-on-since",
    "shares": "shares-above-all",
    "only": "shipped-only-cloud",
    "same": "same-as-last-year",
    "a share against growth": "share-lost-while-growing-faster",
    "growths": "three-growths",
    "basis-conflict": "another-scope-is-stated",
    "rounding": "cut-off",
    "stale-exception": "exception-no-longer-needed",
    "last-digit": "last-digit",
    "one-reading": "one-reading-remains",
    "said-before-end": "said-before-end",
    "several readings": "either-reading-fails",
    "rates": "exchange-rate",
    "average": "level-outside-its-quarters",
    "single-valued": "two-chief-executives",
}
"""By kind the case that is kept; a sentence with Chinese names where the shipped facts have one."""
WIDTH = 100
TOP = Path(__file__).parents[1]
GOLDEN = TOP / "tests" / "golden" / "chinese"


@cache
def facts(name):
    """The facts of a case, with Chinese names."""
    found, _ = case_files.facts(case_files.case(name))
    return chinese_names.named(found, case_files.shipped_facts().vocabulary)


@cache
def reported(name):
    """What `validate --lang zh` finds in a case."""
    with speaking("zh"):
        return check(facts(name)).report


def shown(name):
    """A report as people see it, without excerpts."""
    with speaking("zh"):
        return text.render(reported(name), lambda place, label: None, [], width=WIDTH, color=False)


def test_the_commonest_findings_read_as_chinese(golden):
    """Headline, who says what, steps, suspects and what to do, kind by kind."""
    golden(
        "chinese/findings.txt",
        "\n".join(f"## {kind}\n\n{shown(name)}" for kind, name in COMMONEST.items()),
    )


def known(of):
    """What may stand in Latin letters: ids, rules, relations, prints, names without Chinese."""
    vocabulary = of.vocabulary
    for claim in of.claims:
        yield from (claim.id, claim.place.file, *(one.text for one in claim.readings))
    for one in of.documents.values():
        yield from (one.title, one.author, one.publisher)
    kinds = vocabulary.entities, vocabulary.metrics, vocabulary.scopes, vocabulary.sources
    yield from (one.place.file for one in vocabulary.scopes.values())
    for records in kinds:
        for key, record in records.items():
            yield from (key, record.name_zh or record.name)
    yield from (one.text for one in vocabulary.formulas)
    yield from (one.name for one in RULES)
    yield "cloudkb show validate accept format json error warning note"
    yield "exceptions scope doubt supersedes figure period kind forecast fiscal_year FY CNY USD"


@pytest.mark.parametrize("name", COMMONEST.values())
def test_nothing_latin_is_left_in_a_finding(name):
    """In its headline, its steps, its table and its hint."""
    report = reported(name)
    relations = [identity for one in report.findings for identity in one.identities]
    suspects = [suspect.name for one in report.findings for suspect in one.suspects]
    assert latin_left(shown(name), *known(facts(name)), *relations, *suspects) == []


# --- what is explained -----------------------------------------------------------------------

EXPLAINED = (
    "aliyun.market_share@2022Q3 in china-public-cloud scope idc",
    "huawei-cloud.market_share@2023Q3 in china-public-cloud",
    "baidu-large-models.revenue_share@2023Q4 in baidu-ai-cloud",
    "aliyun.adjusted_ebita@2022Q4 scope restated CNY",
    "calendar-sum:aliyun.adjusted_ebita@2023-04/2024-03 scope restated CNY",
    "openai.revenue@2031",
    "mobile-cloud.market_share@2019 in china-public-cloud scope idc",
)
"""Four quantities of the shipped base and an identity; of the last two nothing follows."""


def test_what_is_explained_reads_as_chinese(cloudkb, golden):
    """Both ends, how each is reckoned, what it rests on; and what is said where nothing follows."""
    told = []
    for what in EXPLAINED:
        answer = cloudkb("explain", what, "--lang", "zh", "--locked", folder=TOP, columns=WIDTH)
        told.append(f"$ cloudkb explain {what!r} --lang zh\n{answer.out}{answer.err}")
    golden("chinese/explain.txt", "\n".join(told))


def test_nothing_latin_is_left_in_what_is_explained():
    """But ids, commands and names of the shipped base."""
    shown = (GOLDEN / "explain.txt").read_text(encoding="utf-8")
    shipped = case_files.shipped_facts()
    lines = [line for line in shown.splitlines() if not line.startswith("$")]
    commands = " ".join(line for line in shown.splitlines() if line.startswith("$"))
    assert latin_left("\n".join(lines), *known(shipped), commands) == []


def test_english_after_chinese_is_english():
    """What is remembered of a print is remembered in the language it was worded in."""
    found, _ = case_files.facts(case_files.case("half-year-swapped"))
    told = []
    for language in ("zh", "en", "zh"):
        with speaking(language):
            (finding,) = check(found).report.findings
        told.append(finding.suspects[0].slip)
    assert told == ["颠倒两位数字即为497亿元", "497亿元 is two digits swapped", told[0]]


def test_who_prints_each_number_stands_in_the_headline():
    """Two speakers each with theirs; one speaker in two papers; one for all of it."""
    headlines = {
        name: reported(name).findings[0].message
        for name in ("copied-error", "shipped-servers", "half-year-swapped")
    }
    assert "《Half-year report》称479亿元，《Another report》称497亿元" in headlines["copied-error"]
    assert (
        "中国信通院在界面新闻称2000万台，在《Computing power in China》称1200万台"
        in headlines["shipped-servers"]
    )
    assert "：据《Half-year report》，" in headlines["half-year-swapped"]


@pytest.mark.parametrize("document", ["mwl-synergy-2023q4", "c114-2024-03", "newsflash-price-cut"])
def test_nothing_latin_is_left_in_verdicts(document):
    """Why claims of the shipped base stand as they do, and what would settle them."""
    shipped = case_files.shipped_facts()
    says = [claim.says or "" for claim in shipped.claims]
    with speaking("zh"):
        judged = verdicts(shipped, document, "").verdicts.verdicts
    told = "\n".join(text for one in judged for text in (*one.because, one.about, one.settle_text))
    assert told
    assert latin_left(told, *known(shipped), *says) == []
