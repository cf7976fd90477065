"""Fact files, sound ones: what each key gives, and where every word stands."""

import re
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloudkb.language import speaking
from cloudkb.model import Amount, Change, Claim, Facts, Finding, Place
from cloudkb.reader import Names, SourceFile, read, read_claims, read_vocabulary
from cloudkb.reader.quick import QuickReader

FACTS = Path(__file__).parents[1] / "facts"

VOCABULARY = """\
settings: {format: 1}
entities:
  alibaba: {name: Alibaba, name_zh: 阿里巴巴, aliases: [Alibaba Group, 阿里], kind: company}
  aliyun: {name: Alibaba Cloud, kind: provider, part_of: alibaba, fiscal_year_ends: 03-31}
  tianyi-cloud: {name: Tianyi Cloud, kind: provider}
  mobile-cloud: {name: Mobile Cloud, kind: provider}
  operators: {name: The operators, kind: group}
  public-cloud: {name: Public cloud, kind: market}
metrics:
  revenue: {name: Revenue, unit: money}
  profit: {name: Profit, unit: money, negative: allowed}
  profit_margin: {name: Margin, unit: ratio, ratio_of: [profit, revenue]}
  market_share: {name: Market share, unit: ratio, share_of: revenue}
  servers: {name: Servers, unit: count, over_time: snapshot}
  announced: {name: Announced, unit: date}
  owner: {name: Owner, unit: entity, values: one}
sources:
  idc: {name: IDC, kind: tracker, grade: tracker}
  daily: {name: The Daily, kind: press, grade: press}
scopes:
  external: {name: External, means: Sales to others}
  with-internal: {name: With own use, means: Sales to others and to the group}
totals:
  - {metric: revenue, whole: operators, parts: [tianyi-cloud, mobile-cloud], complete: no}
scope_relations:
  - {metric: revenue, of: [aliyun], narrow: external, wide: with-internal}
comparable: [[public-cloud, operators]]
"""
HEAD = "document: {id: note, title: A note, published: 2024-03~, currency: CNY, grade: press}\n"


def load(claims: str, **more: str) -> tuple[Facts, tuple[Finding, ...]]:
    """Read claims (YAML below `claims:`) beside the vocabulary."""
    files = {"facts/words.yaml": VOCABULARY, "facts/note.yaml": f"{HEAD}claims:\n{claims}", **more}
    return read([SourceFile(path, text.encode()) for path, text in files.items()])


def claims(text: str) -> dict[str, Claim]:
    """The claims by their own id; nothing may be wrong with them."""
    facts, found = load(text)
    assert not found, found
    return {claim.id.removeprefix("note/"): claim for claim in facts.claims}


def test_the_vocabulary_is_all_there() -> None:
    """Every declaration comes out with its defaults: money adds, shares are levels, links one."""
    facts, found = load("")
    words = facts.vocabulary
    assert not found
    assert words.entities["alibaba"].aliases == ("Alibaba Group", "阿里")
    assert words.entities["aliyun"].part_of == "alibaba"
    over = {key: (one.over_time, one.values) for key, one in words.metrics.items()}
    assert over == {
        "revenue": ("adds", "one"),
        "profit": ("adds", "one"),
        "profit_margin": ("level", "one"),
        "market_share": ("level", "one"),
        "servers": ("snapshot", "one"),
        "announced": ("fixed", "many"),
        "owner": ("fixed", "one"),
    }
    assert words.metrics["profit"].negative
    assert words.metrics["profit_margin"].ratio_of == ("profit", "revenue")
    assert words.totals[0].parts == ("tianyi-cloud", "mobile-cloud")
    assert not words.totals[0].complete
    assert (words.scope_relations[0].narrow, words.scope_relations[0].wide) == (
        "external",
        "with-internal",
    )
    assert words.comparable == (("public-cloud", "operators"),)


def test_a_claim_says_who_of_what_when_and_where() -> None:
    """Entity, metric, market, scope, period, source, date, paragraph and figure of one claim."""
    one = claims(
        "  - {id: a, where: p7, entity: aliyun, metric: revenue, scope: external, period: FY2024Q3,"
        " source: daily, date: 2024-02, figure: 280.66亿元, note: As printed.}\n"
    )["a"]
    assert (one.id, one.entity, one.metric, one.scope) == (
        "note/a",
        "aliyun",
        "revenue",
        "external",
    )
    assert (one.period.text, one.source, one.date.text) == ("2023Q4", "daily", "2024-02")
    assert (one.where, one.note, one.kind) == ("p7", "As printed.", "observation")
    figure = one.readings[0].figure
    assert one.readings[0].text == "280.66亿元"
    assert isinstance(figure, Amount)
    assert (figure.value, figure.currency) == (Fraction(28_066_000_000), "CNY")


def test_a_claim_without_source_and_date_has_the_documents() -> None:
    """The document itself speaks, on the day it was published, when nobody else is named."""
    one = claims("  - {id: a, entity: aliyun, metric: revenue, period: 2023, figure: 1亿元}\n")["a"]
    assert (one.source, one.date.text, one.scope) == ("note", "2024-03~", None)


def test_a_tracker_lends_its_own_scope() -> None:
    """A claim by a tracker is measured by the tracker's definition, unless it writes one."""
    found = claims(
        "  - {id: a, entity: aliyun, metric: revenue, period: 2023, source: idc, figure: 1亿元}\n"
        "  - {id: b, entity: aliyun, metric: revenue, period: 2023, source: idc, scope: external,"
        " figure: 1亿元}\n"
        "  - {id: c, entity: aliyun, metric: revenue, period: 2023, source: daily, scope: idc,"
        " figure: 1亿元}\n"
    )
    assert [found[key].scope for key in "abc"] == ["idc", "external", "idc"]


def test_a_group_lends_its_keys_and_each_claim_may_differ() -> None:
    """Keys of a group are defaults; a claim's own reading, metric or source goes before them."""
    found = claims(
        "  - where: p2\n    metric: revenue\n    period: 2023\n    source: idc\n    claims:\n"
        "      - {id: a, entity: aliyun, figure: 1亿元}\n"
        "      - {id: b, entity: aliyun, source: daily, metric: profit, figure: -1亿元}\n"
        "      - {id: c, entity: aliyun, says: Was content with it.}\n"
        "      - {id: d, entity: tianyi-cloud, either: [1亿元, 10亿元]}\n"
    )
    assert [(found[key].metric, found[key].source) for key in "abcd"] == [
        ("revenue", "idc"),
        ("profit", "daily"),
        (None, "idc"),
        ("revenue", "idc"),
    ]
    assert [reading.text for reading in found["d"].readings] == ["1亿元", "10亿元"]
    assert {one.where for one in found.values()} == {"p2"}


def test_a_snapshot_without_a_period_is_of_the_day_it_was_said() -> None:
    """How many servers there are is said of now, when no other day is named."""
    found = claims(
        "  - {id: a, entity: aliyun, metric: servers, date: 2022, figure: 2000万台}\n"
        "  - {id: b, entity: aliyun, metric: servers, period: 2021, figure: 1000万台}\n"
    )
    assert [found[key].period.text for key in "ab"] == ["2022", "2021"]


def test_every_scalar_is_text() -> None:
    """What YAML 1.1 turns into numbers, dates and booleans stays as it was written."""
    found = claims(
        "  - {id: a, entity: aliyun, says: no, date: 2024-02-29, note: 010}\n"
        "  - {id: b, entity: aliyun, says: 12:30:45, note: 0.0230}\n"
        "  - {id: c, entity: aliyun, metric: revenue, period: 2023, figure: 1000亿元, exact: yes}\n"
    )
    assert [(one.says, one.note) for one in found.values()] == [
        ("no", "010"),
        ("12:30:45", "0.0230"),
        ("", ""),
    ]
    assert found["c"].exact


def test_references_within_a_document_need_no_document() -> None:
    """supersedes, disputes, origin and exceptions name claims of their own file by id alone."""
    text = (
        "  - {id: old, entity: aliyun, metric: revenue, period: 2023, figure: 1亿元}\n"
        "  - {id: new, entity: aliyun, metric: revenue, period: 2023, figure: 2亿元,"
        " supersedes: old}\n"
        "exceptions:\n  - {claims: [old, new], doubt: note/old, reason: Restated later.}\n"
    )
    facts, found = load(text)
    assert not found
    assert facts.claims[1].supersedes == ("note/old",)
    assert facts.exceptions[0].claims == ("note/old", "note/new")
    assert facts.exceptions[0].doubt == "note/old"


def test_a_figure_knows_its_place_wherever_it_stands() -> None:
    """Block, flow, quoted and folded figures have their first and last column, in code points."""
    facts, found = load(
        "  - id: a\n    entity: aliyun\n    metric: revenue\n    period: 2023\n    figure: 1亿元\n"
        "  - {id: b, entity: aliyun, metric: revenue, period: 2022,"
        " figure: '10,093亿元', note: 阿}\n"
        "  - id: c\n    entity: aliyun\n    metric: revenue\n    period: 2021\n    figure: >-\n"
        "      23.64亿元\n"
    )
    assert not found
    places = [claim.figure_place for claim in facts.claims]
    assert places == [
        Place("facts/note.yaml", 7, 13, 7, 16),
        Place("facts/note.yaml", 8, 68, 8, 78),
        Place("facts/note.yaml", 13, 13, 15, 1),
    ]


def test_a_bad_character_is_pointed_at_inside_quotes_too() -> None:
    """The column of a refused figure is that of the character at fault."""
    _, found = load(
        "  - {id: a, entity: aliyun, metric: revenue, period: 2023, figure: 1亿亿亿元}\n"
        "  - {id: b, entity: aliyun, metric: revenue, period: 2022, figure: '1亿亿亿元'}\n"
    )
    plain, quoted = (one.place for one in found)
    assert plain.column + 1 == quoted.column


def test_what_is_shipped_reads_alike_in_stages_and_at_once() -> None:
    """Reading file by file gives the claims that reading all at once gives."""
    text = f"{HEAD}claims:\n  - {{id: a, entity: aliyun, says: Hello.}}\n".encode()
    files = [SourceFile("facts/words.yaml", VOCABULARY.encode()), SourceFile("facts/n.yaml", text)]
    vocabulary, documents, _ = read_vocabulary(files)
    names = Names(vocabulary, documents)
    staged = [claim for file in files for claim in read_claims(file, names).claims]
    assert tuple(staged) == read(files)[0].claims


@given(st.permutations(range(4)))
def test_the_order_of_files_changes_nothing_but_the_order(order: list[int]) -> None:
    """Vocabulary may stand in any file, before or after the claims that use it."""
    parts = [
        ("facts/words.yaml", VOCABULARY),
        ("facts/a.yaml", "document: {id: a, title: A, published: 2024}\nclaims:\n"
                         "  - {id: x, entity: aliyun, metric: revenue, figure: 1亿元}\n"),
        ("facts/b.yaml", "document: {id: b, title: B, published: 2024, origin: a}\nclaims:\n"
                         "  - {id: x, entity: new, says: Hello., origin: a/x}\n"),
        ("facts/c.yaml", "entities: {new: {name: New, kind: provider}}\n"),
    ]  # fmt: skip
    files = [SourceFile(path, text.encode()) for path, text in parts]
    facts, found = read([files[index] for index in order])
    assert not found
    assert {claim.id for claim in facts.claims} == {"a/x", "b/x"}


words = st.text("abcde: -[]{}#&*!|>'\"%@,\n\t0123亿%?~=", max_size=60)


@given(st.lists(st.one_of(words, st.sampled_from(
    ["entities:", "claims:", "  - {id: a, entity: aliyun,", "figure: 1亿元}", "document: {id: n,"]
))).map("\n".join) | st.binary(max_size=80))  # fmt: skip
def test_no_bytes_make_reading_fail(text: str | bytes) -> None:
    """Whatever a file holds, reading ends with records and findings, each with a place."""
    data = text if isinstance(text, bytes) else text.encode()
    _, found = read(
        [SourceFile("facts/words.yaml", VOCABULARY.encode()), SourceFile("f.yaml", data)]
    )
    assert all(one.place.line >= 1 and one.place.column >= 1 and one.message for one in found)


def test_the_quick_way_and_the_long_way_read_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every shipped claim has the same record, whichever of the two ways it was read.

    In every second file claims write no id: each is still called like no other.
    """
    paths = sorted(FACTS.rglob("*.yaml"))
    files = [SourceFile(path.name, path.read_bytes()) for path in paths]
    unnamed = re.compile(rb"\{id: [a-z0-9-]+, (?=where:|entity:|metric:|figure:)")
    files[::2] = [one._replace(data=unnamed.sub(b"{", one.data)) for one in files[::2]]
    quick, found = read(files)
    assert "repeated-id" not in {one.rule for one in found}
    monkeypatch.setattr(QuickReader, "claim", lambda *_: None)
    long, _ = read(files)
    assert quick.claims == long.claims


def test_vocabulary_is_found_however_a_file_is_laid_out() -> None:
    """Lines ended by CR alone and a file of one line in braces hold what others hold."""
    lines = f"{HEAD}entities:\n  new: {{name: New, kind: provider}}\nclaims:\n"
    lines += "  - {id: a, entity: new, says: Hello.}\n"
    braces = (
        "{document: {id: note, title: A, published: 2024}, entities: {new: {name: N, kind: x}},"
        " claims: [{id: a, entity: new, says: Hello.}]}\n"
    )
    for text in (lines, lines.replace("\n", "\r"), lines.replace("\n", "\r\n"), braces):
        facts, found = read([SourceFile("facts/x.yaml", text.encode())])
        assert not found
        assert [claim.entity for claim in facts.claims] == ["new"]


def test_one_lost_file_does_not_hide_a_wrong_reference_in_another() -> None:
    """A file that is no YAML excuses references to itself, not those to files that were read."""
    text = "  - {id: a, entity: aliyun, says: Hello.}\n"
    refers = "exceptions:\n  - {claims: [note/a, %s], doubt: note/a, reason: Restated.}\n"
    broken = {"facts/broken.yaml": "document: {id: broken\n"}
    _, wrong = load(text + refers % "note/nobody", **broken)
    _, excused = load(text + refers % "broken/a", **broken)
    assert sorted(one.rule for one in wrong) == ["unknown-name", "yaml-syntax"]
    assert [one.rule for one in excused] == ["yaml-syntax"]


def test_parts_have_the_fiscal_year_of_the_nearest_they_are_part_of() -> None:
    """Whoever gives its own keeps it; below it, its parts have it, in any order of files."""
    words = """entities:
  handset: {name: Handset, kind: product, part_of: phones}
  phones: {name: Phones, kind: unit, part_of: maker}
  maker: {name: Maker, kind: company, fiscal_year: {ends: 09-30}}
  lender: {name: Lender, kind: unit, part_of: maker, fiscal_year: {ends: 03-31, named_for: start}}
  branch: {name: Branch, kind: unit, part_of: lender}
  plain: {name: Plain, kind: company, fiscal_year_ends: 06-30}
  other: {name: Other, kind: company}
metrics: {units: {name: Units, unit: count, over_time: adds}}
document: {id: d, title: D, published: 2016-04-26}
claims:
- {id: a, entity: handset, metric: units, period: FY2016Q1, figure: 74.8 million}
- {id: b, entity: branch, metric: units, period: FY2024Q2, figure: 1 million}
- {id: c, entity: branch, metric: units, period: 2022/23, figure: 1 million}
- {id: e, entity: plain, metric: units, period: FY2024, figure: 1 million}
"""
    facts, findings = read([SourceFile("a.yaml", words.encode())])
    assert findings == ()
    periods = {claim.id: claim.period.text for claim in facts.claims}
    assert periods == {
        "d/a": "2015Q4", "d/b": "2024Q3", "d/c": "2022-04/2023-03", "d/e": "2023-07/2024-06",
    }  # fmt: skip
    years = {
        key: (one.fiscal_year_ends, one.fiscal_year_named_for)
        for key, one in facts.vocabulary.entities.items()
    }
    assert years == {
        "handset": ("09-30", "end"), "phones": ("09-30", "end"), "maker": ("09-30", "end"),
        "lender": ("03-31", "start"), "branch": ("03-31", "start"), "plain": ("06-30", "end"),
        "other": ("", "end"),
    }  # fmt: skip


def test_what_was_counted_on_a_day_asks_the_metric() -> None:
    """A day for snapshots, shares of snapshots and links; the year to date for all else."""
    words = """entities:
  a: {name: A, kind: company}
  b: {name: B, kind: company}
metrics:
  users: {name: Users, unit: count, over_time: snapshot}
  share: {name: Share, unit: ratio, share_of: users}
  revenue: {name: Revenue, unit: money}
  profit: {name: Profit, unit: money}
  margin: {name: Margin, unit: ratio, ratio_of: [profit, revenue]}
  owner: {name: Owner, unit: entity}
document: {id: d, title: D, published: 2024, currency: CNY}
claims:
- {id: users, entity: a, metric: users, period: 截至2023年9月底, figure: 5万}
- {id: share, entity: a, metric: share, in: b, period: 截至2023年9月底, figure: 5%}
- {id: revenue, entity: a, metric: revenue, period: 截至2023年9月底, figure: 5亿元}
- {id: margin, entity: a, metric: margin, period: as of 30 September 2023, figure: 5%}
- {id: owner, entity: a, metric: owner, period: 2023年末, figure: b}
- {id: early, entity: a, metric: users, period: end of March 2022, figure: 5万}
- {id: says, entity: a, says: Much., period: 2022年底}
"""
    facts, findings = read([SourceFile("a.yaml", words.encode())])
    assert findings == ()
    assert {claim.id.removeprefix("d/"): claim.period.text for claim in facts.claims} == {
        "users": "2023-09-30", "share": "2023-09-30", "revenue": "2023-01/2023-09",
        "margin": "2023-01/2023-09", "owner": "2023-12-31", "early": "2022-03-31",
        "says": "2022-12-31",
    }  # fmt: skip


def test_a_claim_may_name_the_currency_of_its_money_and_of_its_growth() -> None:
    """What is not printed is in it, growth too; a group's is for what is money in it."""
    words = """entities: {maker: {name: Maker, kind: company}}
metrics:
  revenue: {name: Revenue, unit: money}
  cars: {name: Cars, unit: count, over_time: adds}
document: {id: d, title: D, published: 2024, currency: USD}
claims:
- currency: TWD
  claims:
  - {id: level, entity: maker, metric: revenue, period: 2024Q1, figure: 592.6bn}
  - {id: growth, entity: maker, metric: revenue, period: 2024Q2, figure: +14.4% qoq}
  - {id: printed, entity: maker, metric: revenue, period: 2024Q3, figure: +2% qoq in NT$}
  - {id: order, entity: maker, metric: revenue, period: 2024Q3, figure: above 2024Q2}
  - {id: cars, entity: maker, metric: cars, period: 2024Q1, figure: 500}
  - {id: sentence, entity: maker, says: Sells cars.}
- {id: dollars, entity: maker, metric: revenue, period: 2024Q1, figure: 18.9bn}
"""
    facts, findings = read([SourceFile("a.yaml", words.encode())])
    assert findings == ()
    found = {
        claim.id: (claim.currency, *(getattr(one.figure, "currency", "") for one in claim.readings))
        for claim in facts.claims
    }
    assert found == {
        "d/level": ("TWD", "TWD"), "d/growth": ("TWD", "TWD"), "d/printed": ("TWD", "TWD"),
        "d/order": ("TWD", ""), "d/cars": ("", None), "d/sentence": ("",), "d/dollars": ("", "USD"),
    }  # fmt: skip


def test_the_metric_says_what_day_an_operand_is_of() -> None:
    """年末 and 截至 in orders and bases are read as in the period of a claim about that metric."""
    words = """entities: {a: {name: A, kind: company}, b: {name: B, kind: company}}
metrics:
  users: {name: Users, unit: count, over_time: snapshot}
  visits: {name: Visits, unit: count, over_time: adds}
document: {id: d, title: D, published: 2024}
claims:
- {id: base, entity: a, metric: users, period: 2023年末, figure: 较2022年末增长5%}
- {id: order, entity: b, metric: users, period: 2023年末, figure: below a@end of 2022}
- {id: to-date, entity: a, metric: visits, period: 9M23, figure: +5% vs 截至2022年9月底}
- {id: other, entity: a, metric: visits, period: 9M23, figure: above a.users@2022年末}
"""
    facts, findings = read([SourceFile("a.yaml", words.encode())])
    assert findings == ()
    figures = {claim.id: claim.readings[0].figure for claim in facts.claims}
    periods = {
        name: figure.base.period if isinstance(figure, Change) else figure.chain[0].terms[0].period  # type: ignore[union-attr]
        for name, figure in figures.items()
    }
    assert periods == {
        "d/base": "2022-12-31", "d/order": "2022-12-31", "d/to-date": "2022-01/2022-09",
        "d/other": "2022-12-31",
    }  # fmt: skip


def test_slips_in_names_and_keys_are_told_in_chinese() -> None:
    """What was found, and what to do, in whole Chinese sentences."""
    slips = (
        "  - {id: a, entity: aliyum, says: It grew., kind: opinion}\n"
        "  - {id: b, entity: aliyun, says: It grew., kind: opinio}\n"
    )
    with speaking("zh"):
        _, found = load(slips)
    told = {f"{one.message} | {one.hint}" for one in found}
    assert "没有名为aliyum的主体 | 是否指aliyun？" in told
    assert "kind不能是opinio | 是否指opinion？" in told
