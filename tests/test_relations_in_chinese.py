"""What each relation says in Chinese, in one file: its sentences, and proofs that need it."""

from functools import cache

import pytest

import case_files
import chinese_names
from cloudkb.check import Reasoner, check, relations
from cloudkb.check.constraints import constraint_model
from cloudkb.check.constraints.kinds import Kind
from cloudkb.check.constraints.quantities import QuantityError
from cloudkb.check.constraints.quantity_lookup import quantity_named
from cloudkb.check.diagnosis.compilation import compile_facts
from cloudkb.check.explanation.sentences import statement
from cloudkb.check.explanation.story import Story
from cloudkb.check.solver import prover
from cloudkb.language import speaking
from test_language import latin_left

GOLDEN = "chinese/relations.txt"
SAID = 3
"""Sentences of each kind of row that are kept."""
CASES = {
    "amount": ("about", "at-most-and-at-least"),
    "at_most": ("average-above-the-greatest", "units-of-measure"),
    "average": ("level-outside-its-quarters",),
    "calendar_sum": ("cut-off", "wan-for-yi", "loss-in-brackets"),
    "change": (
        "difference-of-amounts",
        "up-where-it-fell",
        "loss-narrowed-less",
        "doubled-but-not-quite",
        "growth-a-year",
        "either-reading-fails",
    ),
    "date": ("founded-twice", "not-thirty-days-before", "too-soon-after"),
    "exchange_rate": ("exchange-rate",),
    "formula": ("gross-profit-swapped", "revenue-a-user", "unit-of-measure-mistaken"),
    "link": ("only-provider",),
    "margin": ("margin", "weighted-margins"),
    "only": ("only-provider",),
    "order": ("fourth-below-the-three", "more-than-twice", "order-with-a-minus"),
    "part_of": ("market-above-its-market",),
    "rank_share": ("fifth-with-a-third",),
    "rank": ("among-the-followers", "rank-of-another-tracker", "too-many-above"),
    "ratio_product": ("share-lost-while-growing-faster",),
    "said_after": ("announced-before-it-happened", "period-not-begun"),
    "scope": ("narrow-above-wide",),
    "share": ("share-of-the-market", "points-of-an-implied-share"),
    "shares": ("shares-above-all", "share-gained-by-growth"),
    "single_valued": ("two-chief-executives",),
    "total": ("part-above-an-incomplete-total", "growths-of-parts", "share-of-an-unnamed-total"),
    "trend": ("rising-every-year", "falling-growth-by-levels"),
    "within_period": ("goes-on-since", "goes-on-since-the-sum"),
    "constraint_model": ("change-over-the-later-value", "quarter-on-quarter"),
}
"""By relation the cases that are told, where the first that needs it does not tell all of it."""
CONVERTED = """\
document: {id: bank, title: 银行, published: 2024-05, language: zh, currency: CNY}
claims:
  - {id: yuan, entity: aliyun, metric: revenue, period: 2023Q4, figure: 280.66亿元}
  - {id: dollars, entity: aliyun, metric: revenue, period: 2023Q4, figure: 39.53亿美元}
---
document: {id: day, title: 当日, published: 2024-05, language: zh, currency: CNY}
claims:
  - {id: yuan, entity: aliyun, metric: revenue, period: 2023Q4, figure: 280.66亿元}
  - {id: dollars, entity: aliyun, metric: revenue, period: 2023Q4, figure: 39.02亿美元}
"""
"""One amount that two documents convert, each at a rate of its own: no case, since it is right."""


@cache
def facts(name):
    """The facts of a case, with Chinese names."""
    if name == "converted":
        words = case_files.SourceFile("facts/vocabulary.yaml", case_files.VOCABULARY.encode())
        found, _ = case_files.reader.read([words, *case_files.parts(CONVERTED)])
    else:
        found, _ = case_files.facts(case_files.case(name))
    return chinese_names.named(found, case_files.shipped_facts().vocabulary)


def known(name):
    """What stays Latin in a case: names, ids, and what is printed."""
    found = facts(name)
    words = found.vocabulary
    for records in (words.entities, words.metrics, words.scopes, words.sources):
        for key, one in records.items():
            yield from (key, one.name)
    for claim in found.claims:
        yield from (claim.id, claim.currency or "", *(one.text for one in claim.readings))
    for document in found.documents.values():
        yield from (document.id, document.title, document.author, document.publisher)
    yield from (kind for _, own in kinds() for kind in own)
    yield from (formula.id for formula in words.formulas)
    yield "litres litre gallons gallon GW MW TWh"


def kinds():
    """Every kind of row and product, by the relation it belongs to."""
    for module in (*relations.modules(), constraint_model):
        own = [one.name for one in vars(module).values() if isinstance(one, Kind)]
        yield module.__name__.rpartition(".")[2], sorted(dict.fromkeys(own))


@cache
def cases(relation):
    """The cases a relation is told by: those of `CASES`, else the first proof that needs it."""
    if relation in CASES:
        return CASES[relation]
    own = dict(kinds())[relation]
    return next(
        (
            (name,)
            for name in case_files.names()
            for finding in case_files.reported(name).findings
            if not {step.kind for step in finding.steps}.isdisjoint(own)
        ),
        (),
    )


@cache
def sentences():
    """By kind, what its rows and products say in Chinese, and the first case of each."""
    told = {}
    with speaking("zh"):
        for name in ("converted", *(one for each, _ in kinds() for one in cases(each))):
            model = compile_facts(facts(name), prover.propagated).model
            every = [*model.rows, *model.products]
            story = Story(model, [*sorted(model.claims), *sorted(model.identities)], also=every)
            for one in every:
                told.setdefault(one.kind, {}).setdefault(statement(story, one), name)
    return told


@cache
def reported(name):
    """What is found in a case, in Chinese."""
    with speaking("zh"):
        return check(facts(name)).report.findings


def told():
    """All that is kept: by relation, what it says and what is proved by it."""
    lines = []
    for module, own in kinds():
        lines += [f"# {module}", ""]
        for kind in own:
            lines += [f"{kind}: {text}" for text in list(sentences().get(kind, ()))[:SAID]]
        lines.append("")
        for name in cases(module):
            for finding in reported(name):
                lines += [f"{name}: {finding.message}"]
                lines += [f"  {step.text}" for step in finding.steps]
                lines.append("")
    return "\n".join(lines)


def test_what_relations_say_in_chinese(golden):
    """Each relation's sentences, and the proofs of its cases."""
    golden(GOLDEN, told())


def test_no_relation_is_missing():
    """There is a sentence of every kind of row and product."""
    silent = [kind for _, own in kinds() for kind in own if not sentences().get(kind)]
    assert silent == []


@pytest.mark.parametrize("kind", sorted({kind for _, own in kinds() for kind in own}))
def test_nothing_latin_is_left_in_what_relations_say(kind):
    """But names, ids and prints."""
    left = {text: latin_left(text, *known(name)) for text, name in sentences()[kind].items()}
    assert {text: words for text, words in left.items() if words} == {}


@pytest.mark.parametrize("relation", [relation for relation, _ in kinds()])
def test_nothing_latin_is_left_in_a_proof(relation):
    """But names, ids and prints."""
    left = [
        (text, words)
        for name in cases(relation)
        for finding in reported(name)
        for text in (finding.message, *(step.text for step in finding.steps))
        if (words := latin_left(text, *known(name)))
    ]
    assert left == []


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("aliyun.revenue", "aliyun.revenue可能指2个数据项"),
        ("huawei-cloud.revenue@2019", "没有可以推算huawei-cloud.revenue@2019的数字"),
        ("aliyn.revenue@2023", "没有名为aliyn的主体"),
        ("aliyun.revenu@2023", "没有名为revenu的指标"),
        ("aliyun", "“aliyun”不是数据项：请写作"),
        ("aliyun.revenue@soon", "“soon”不是期间"),
        ("aliyun.revenue@2020..2023", "“2020..2023”不是单个期间"),
        ("huawei-cloud.revenue", "huawei-cloud.revenue：哪个期间？"),
    ],
)
def test_a_name_that_means_no_quantity_is_told_in_chinese(asked, told):
    """Why it means none, or several."""
    reasoner = Reasoner(facts("converted"))
    with speaking("zh"), pytest.raises(QuantityError) as error:
        quantity_named(reasoner.model, asked)
    assert error.value.message.startswith(told)
