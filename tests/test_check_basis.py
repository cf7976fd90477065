"""Figures without a scope: one basis for all, defaults, special scopes, the ways out."""

import pytest

from cloudkb import reader
from cloudkb.check import check
from cloudkb.render import exceptions
from reasoned import VOCABULARY, checked, document, read


def h1(name: str, figure: str, more: str = "") -> str:
    return document(
        name, f"id: half, entity: aliyun, metric: revenue, period: 2023H1, figure: {figure}{more}"
    )


def filing(*prints: str) -> str:
    """A filing that prints quarters on one or two bases: `2023Q1 external 185亿元`."""
    lines = []
    for number, text in enumerate(prints, 1):
        period, scope, figure = text.split()
        lines.append(
            f"id: q{number}, entity: aliyun, metric: revenue, period: {period}, "
            f"scope: {scope}, figure: {figure}"
        )
    return document("filing", "\n".join(lines), "grade: primary")


REVENUE = "entity: aliyun, metric: revenue"

PLAIN_CLASH = ["error conflict one/half two/half"]
CASES = {
    "two articles that agree": ([h1("one", "497亿元"), h1("two", "49.7 billion yuan")], []),
    "two articles that clash": ([h1("one", "497亿元"), h1("two", "459亿元")], PLAIN_CLASH),
    "a scope stated for another period changes nothing": (
        [h1("one", "497亿元"), h1("two", "459亿元"), filing("2022 external 776亿元")],
        PLAIN_CLASH,
    ),
    "a scope stated for the same quantity makes it a warning": (
        [h1("one", "497亿元"), h1("two", "459亿元"), filing("2023H1 external 459.2亿元")],
        ["warning basis-conflict one/half two/half"],
    ),
    "a special scope never binds plain figures": (
        [h1("one", "497亿元"), filing("2023H1 external 459亿元", "2023H1 restated 600亿元")],
        [],
    ),
    "giving one of two clashing claims a scope ends the clash": (
        [h1("one", "497亿元"), h1("two", "459亿元", ", scope: restated")],
        [],
    ),
    "a conflict inside one document is an error whatever others state": (
        [
            document(
                "one",
                "id: a, entity: aliyun, metric: revenue, period: 2023H1, figure: 497亿元\n"
                "id: b, entity: aliyun, metric: revenue, period: 2023H1, figure: 459亿元",
            ),
            filing("2023H1 external 459.2亿元"),
        ],
        ["error conflict one/a one/b"],
    ),
    "a scope stated for the base of a growth": (
        [
            document("one", f"id: growth, {REVENUE}, period: 2023, figure: +3% yoy"),
            document("two", f"id: growth, {REVENUE}, period: 2023, figure: +9% yoy"),
            filing("2022 external 776亿元"),
        ],
        ["warning basis-conflict one/growth two/growth"],
    ),
    "claims of a tracker are on its scope": (
        [h1("one", "497亿元"), h1("two", "459亿元", ", source: idc")],
        [],
    ),
    "three documents that clash only together": (
        [
            h1("one", "497亿元"),
            document("two", f"id: q1, {REVENUE}, period: 2023Q1, figure: 236亿元"),
            document("three", f"id: q2, {REVENUE}, period: 2023Q2, figure: 231亿元"),
        ],
        ["error conflict one/half three/q2 two/q1"],
    ),
    "a total and its parts in different documents": (
        [
            document(
                "one",
                "id: all, entity: operators, metric: contracts_won, period: 2023, figure: 405个",
            ),
            document(
                "two",
                "id: t, entity: tianyi-cloud, metric: contracts_won, period: 2023, figure: 175个",
            ),
            document(
                "three",
                "id: m, entity: mobile-cloud, metric: contracts_won, period: 2023, figure: 203个",
            ),
        ],
        ["error conflict one/all three/m two/t"],
    ),
    "growth alone, in two documents": (
        [
            document(
                name,
                f"id: growth, entity: aliyun, metric: revenue, period: 2023, figure: {figure} yoy",
            )
            for name, figure in (("one", "+11.8%"), ("two", "+12.3%"))
        ],
        ["error conflict one/growth two/growth"],
    ),
    "a copy stands on the basis of its original": (
        [
            h1("one", "497亿元"),
            document(
                "two",
                "id: half, entity: aliyun, metric: revenue, period: 2023H1, figure: 479亿元",
                "origin: one",
            ),
        ],
        ["error conflict one/half two/half"],
    ),
    "two chiefs at one time": (
        [
            document(
                name,
                "id: chief, entity: openai, metric: chief_executive, period: 2023, "
                f"figure: {chief}",
            )
            for name, chief in (("one", "azure"), ("two", "aliyun"))
        ],
        ["error conflict one/chief two/chief"],
    ),
    "an event on two days": (
        [
            document(name, f"id: founded, entity: openai, metric: founded, figure: {day}")
            for name, day in (("one", "2015-12-11"), ("two", "2016-01-04"))
        ],
        ["error conflict one/founded two/founded"],
    ),
}


def told(files, vocabulary=VOCABULARY):
    report = checked(*files, vocabulary=vocabulary).report
    assert report.not_proved == 0
    return [" ".join((one.severity, one.rule, *one.claims)) for one in report.findings]


@pytest.mark.parametrize("case", CASES)
def test_what_is_said_of_a_basis_that_is_not_stated(case):
    """Plain figures share one basis; what others state makes a clash a warning."""
    files, expected = CASES[case]
    assert told(files) == expected


def test_an_exception_silences_what_its_claim_causes_and_goes_stale_with_it():
    """Accepted, unrelated claims change nothing; corrected, the exception is a finding."""
    dispute = (
        "exceptions:\n  - {claims: [one/half, two/half], doubt: two/half, reason: Other scope.}\n"
    )
    other = document(
        "three", "id: a, entity: mobile-cloud, metric: revenue, period: 2023H1, figure: 422亿元"
    )
    silent = checked(h1("one", "497亿元"), h1("two", "459亿元") + dispute, other).report
    assert silent.findings == ()
    assert silent.accepted == 1
    assert silent.accepted_findings == ()
    facts = read(h1("one", "497亿元"), h1("two", "459亿元") + dispute, other)
    (told,) = check(facts, show_accepted=True).report.accepted_findings
    assert told.finding.claims == ("one/half", "two/half")
    (stale,) = checked(
        h1("one", "497亿元"), h1("two", "497.2亿元") + dispute, other
    ).report.findings
    assert (stale.rule, stale.severity) == ("stale-exception", "warning")


def test_of_two_exceptions_for_one_dispute_one_is_stale():
    """Taking out what is told as stale leaves a settled dispute settled."""
    both = "exceptions:\n" + "".join(
        f"  - {{claims: [one/half, two/half], doubt: {name}/half, reason: Other scope.}}\n"
        for name in ("one", "two")
    )
    report = checked(h1("one", "497亿元"), h1("two", "459亿元") + both).report
    (stale,) = report.findings
    assert (stale.rule, report.accepted) == ("stale-exception", 1)
    assert "one/half" in stale.message


# --- what plain means ----------------------------------------------------------------------

WINDOWS = VOCABULARY.replace(
    "external: {", "external: {default_for: ../2023-03, of: [aliyun], "
).replace("restated: {", "restated: {default_for: 2023-04/.., of: [aliyun], ")


def quarters(name: str, *prints: str, scope: str = "") -> str:
    """A document that prints figures without a scope, or all on one: `2023Q1 185亿元`."""
    stated = f", scope: {scope}" if scope else ""
    lines = []
    for number, text in enumerate(prints, 1):
        period, figure = text.split(" ", 1)
        lines.append(f"id: c{number}, {REVENUE}, period: {period}, figure: {figure}{stated}")
    return document(name, "\n".join(lines))


PAD = quarters("pad", "2020Q1 100亿元", "2024Q1 300亿元")
"""So that no default is idle."""
DEFAULTS = {
    "inside a window it is the default": (
        [quarters("one", "2023Q2 251亿元"), quarters("two", "2023Q2 261亿元", scope="restated")],
        ["error conflict one/c1 two/c1"],
    ),
    "what is inside a window clashes with no other scope": (
        [
            quarters("one", "2023Q1 185亿元", "2023Q2 251亿元"),
            quarters("two", "2023Q1 236亿元", scope="restated"),
        ],
        [],
    ),
    "a period across the edge joins neither": (
        [
            quarters("one", "2023H1 497亿元", "2023Q2 251亿元"),
            quarters("two", "2023Q1 185亿元", "2023H1 436亿元", scope="restated"),
        ],
        [],
    ),
    "across the edge two prints still meet each other": (
        [quarters("one", "2023H1 497亿元"), quarters("two", "2023H1 459亿元")],
        ["error conflict one/c1 two/c1"],
    ),
    "the claim's own period decides for the base of its growth": (
        [
            quarters("one", "2023Q4 +3% yoy"),
            quarters("two", "2022Q4 272亿元", "2023Q4 310亿元", scope="restated"),
        ],
        ["error conflict one/c1 two/c1 two/c2"],
    ),
    "the base of a growth is not what is plain in its own period": (
        [
            quarters("one", "2023Q4 +3% yoy", "2023Q4 280亿元"),
            quarters("two", "2022Q4 202亿元"),
        ],
        [],
    ),
    "the claim's own period decides for the operands of an order": (
        [
            quarters("one", "2023Q2 above 2023Q1", "2023Q2 251亿元"),
            quarters("two", "2023Q1 260亿元", scope="restated"),
        ],
        ["error conflict one/c1 one/c2 two/c1"],
    ),
    "a series of growths goes step by step, each by the later one": (
        [
            quarters("one", "2022Q4..2023Q2 yoy falling"),
            quarters("two", "2023Q1 +10% yoy"),
            quarters("three", "2022Q2 201亿元", "2023Q2 241亿元", scope="restated"),
        ],
        ["error conflict one/c1 three/c1 three/c2 two/c1"],
    ),
    "a step of values across an edge is left out, and told": (
        [
            quarters("one", "2022Q4..2023Q3 rising"),
            quarters("two", "2022Q4 201亿元", "2023Q2 151亿元"),
        ],
        ["note across-bases one/c1"],
    ),
    "steps on one side of an edge are compared": (
        [
            quarters("one", "2023Q2..2023Q3 rising"),
            quarters("two", "2023Q2 276亿元", "2023Q3 251亿元"),
        ],
        ["error conflict one/c1 two/c1 two/c2"],
    ),
    "a value over a series stands on the basis in use in each period": (
        [
            quarters("one", "2023Q1..2023Q2 超过200亿元"),
            quarters("two", "2023Q1 185亿元", scope="restated"),
            quarters("three", "2023Q2 151亿元", scope="restated"),
        ],
        ["error conflict one/c1 three/c1"],
    ),
}


@pytest.mark.parametrize("case", DEFAULTS)
def test_a_default_says_what_plain_means(case):
    """Wholly inside a window it is the scope; what is named of one thing stands on one basis."""
    files, expected = DEFAULTS[case]
    assert told([*files, PAD], WINDOWS) == expected


def test_another_entity_stands_on_its_own_basis_in_use():
    """An order with a rival, a share of its market: each on what plain means for it."""
    rivals = document(
        "one",
        "id: below, entity: tianyi-cloud, metric: revenue, period: 2023Q2, figure: above aliyun\n"
        "id: own, entity: tianyi-cloud, metric: revenue, period: 2023Q2, figure: 200亿元",
    )
    stated = quarters("two", "2023Q2 251亿元", scope="restated")
    assert told([rivals, stated, PAD], WINDOWS) == ["error conflict one/below one/own two/c1"]
    share = "entity: aliyun, metric: market_share, in: china-public-cloud, period: 2023Q2"
    market = document(
        "one",
        f"id: share, {share}, figure: 26.7%\n"
        "id: whole, entity: china-public-cloud, metric: revenue, period: 2023Q2, figure: 1000亿元\n"
        "id: part, entity: aliyun, metric: revenue, in: china-public-cloud, period: 2023Q2, "
        "scope: restated, figure: 367亿元",
    )
    assert told([market, PAD], WINDOWS) == ["error conflict one/part one/share one/whole"]


@pytest.mark.parametrize(("period", "clashes"), [("2023Q1", True), ("2023H1", False)])
def test_an_identity_takes_nothing_from_across_an_edge(period, clashes):
    """What plain means of such a period no document says: no share and no total joins it."""
    vocabulary = WINDOWS.replace(
        "totals:\n",
        "totals:\n  - {metric: revenue, whole: china-public-cloud, parts: [aliyun, tianyi-cloud]}\n",
    )
    assert "parts: [aliyun" in vocabulary
    table = document(
        "one",
        f"id: whole, entity: china-public-cloud, metric: revenue, period: {period}, figure: 900亿元\n"
        f"id: part, {REVENUE}, period: {period}, figure: 500亿元\n"
        f"id: other, entity: tianyi-cloud, metric: revenue, period: {period}, figure: 300亿元",
    )
    expected = ["error conflict one/other one/part one/whole"] if clashes else []
    assert told([table, PAD], vocabulary) == expected


def test_shares_and_ranks_of_different_bases_in_use_stand_in_one_league():
    """A default for one provider does not take it out of the table of the others."""
    share = "metric: market_share, in: china-public-cloud, period: 2023Q2"
    table = document(
        "one",
        f"id: first, entity: aliyun, {share}, figure: rank 1\n"
        f"id: a, entity: aliyun, {share}, figure: 26.7%\n"
        f"id: b, entity: tianyi-cloud, {share}, figure: 36.7%",
    )
    (found,) = told([table, PAD], WINDOWS)
    assert found == "error conflict one/a one/b one/first"


def test_a_default_may_hold_for_what_was_said_in_some_days_alone():
    """`said`: the same quarter means one basis before a restatement and another after it."""
    vocabulary = VOCABULARY.replace(
        "external: {", "external: {default_for: 2023Q1, said: ../2023-08, of: [aliyun], "
    )
    early = document("early", f"id: q1, {REVENUE}, period: 2023Q1, date: 2023-05, figure: 185亿元")
    late = document("late", f"id: q1, {REVENUE}, period: 2023Q1, date: 2024-02, figure: 246亿元")
    stated = filing("2023Q1 external 195亿元")
    assert told([early, late], vocabulary) == []
    assert told([early, late, stated], vocabulary) == ["error conflict early/q1 filing/q1"]


def test_what_rests_on_a_default_says_so_and_where():
    """The finding names the scope, the file and the line of the default."""
    files = [quarters("one", "2023Q2 251亿元"), quarters("two", "2023Q2 261亿元", scope="restated")]
    files.append(PAD)
    (found,) = checked(*files, vocabulary=WINDOWS).report.findings
    line = 1 + WINDOWS[: WINDOWS.index("restated: {")].count("\n")
    said = f"one/c1 stands on “restated” by default, facts/vocabulary.yaml:{line}."
    assert [step.text for step in found.steps if step.kind == "basis"] == [said]
    cells = {related.claim: related.cells[1] for related in found.related}
    assert "(restated by default)" in cells["one/c1"]


def test_figures_across_an_edge_are_counted():
    """The last line says how many figures join neither basis."""
    report = checked(
        quarters("one", "2023H1 497亿元", "2023 990亿元", "2023Q2 251亿元"), vocabulary=WINDOWS
    ).report
    assert report.across == 2


def test_claims_alone_on_a_scope_are_counted():
    """A scope that only one claim states ties it to nothing."""
    report = checked(filing("2023Q1 external 185亿元", "2023Q1 restated 236亿元")).report
    assert report.alone == 2
    both = checked(filing("2023Q1 external 185亿元", "2023Q2 external 236亿元")).report
    assert both.alone == 0


# --- what a document gives its claims -------------------------------------------------------


def test_a_document_gives_scope_source_and_market():
    """Claim, group, tracker of the source, document: the first that says something counts."""
    text = """\
document: {id: one, title: A note, published: 2024-03, currency: CNY, scope: restated, \
source: alibaba, in: china-public-cloud}
claims:
  - {id: plain, entity: aliyun, metric: revenue, period: 2023, figure: 1亿元}
  - {id: own, entity: aliyun, metric: revenue, period: 2022, scope: external, in: china, figure: 1亿元}
  - {id: back, entity: aliyun, metric: revenue, period: 2021, scope: plain, in: none, figure: 1亿元}
  - {id: tracker, entity: aliyun, metric: revenue, period: 2020, source: idc, figure: 1亿元}
  - {id: day, entity: aliyun, metric: founded, figure: 2009-09}
  - {id: whole, entity: china-public-cloud, metric: revenue, period: 2023, figure: 9亿元}
  - {id: says, entity: aliyun, says: Grows.}
  - entity: aliyun
    metric: revenue
    scope: external
    claims:
      - {id: of-group, period: 2019, figure: 1亿元}
      - {id: of-group-back, period: 2018, scope: plain, figure: 1亿元, exact: yes}
"""
    found = {
        claim.id.removeprefix("one/"): (claim.scope, claim.within, claim.source)
        for claim in read(text).claims
    }
    market = "china-public-cloud"
    assert found == {
        "plain": ("restated", market, "alibaba"),
        "own": ("external", "china", "alibaba"),
        "back": (None, None, "alibaba"),
        "tracker": ("idc", market, "idc"),
        "day": (None, None, "alibaba"),
        "whole": ("restated", None, "alibaba"),
        "says": (None, None, "alibaba"),
        "of-group": ("external", market, "alibaba"),
        "of-group-back": (None, market, "alibaba"),
    }


# --- the ways out ---------------------------------------------------------------------------

CLASHES = {
    "two prints": [h1("one", "497亿元"), h1("two", "459亿元")],
    "two prints of one document": [quarters("one", "2023H1 497亿元", "2023H1 459亿元")],
    "a growth and two values": [
        quarters("one", "2020 4365亿元", "2020 +0.8% yoy"),
        quarters("two", "2019 4612亿元"),
    ],
    "quarters and their half": [
        quarters("one", "2023Q1 236亿元"),
        quarters("two", "2023Q2 231亿元"),
        quarters("three", "2023H1 497亿元"),
    ],
    "where another scope is stated": [
        h1("one", "497亿元"),
        h1("two", "459亿元"),
        filing("2023H1 external 500亿元"),
    ],
    "a copy repeats the wrong one": [
        h1("one", "497亿元"),
        h1("two", "459亿元"),
        document("copy", f"id: half, {REVENUE}, period: 2023H1, figure: 459亿元", "origin: two"),
    ],
}


def _suspect(files):
    (found,) = checked(*files).report.findings
    assert "`scope`" in found.hint
    assert "`exceptions`" in found.hint
    assert "print" in found.hint
    return found, found.suspects[0].name


@pytest.mark.parametrize("case", CLASHES)
def test_a_scope_of_its_own_ends_it(case):
    """The first way out, followed to the letter."""
    files = CLASHES[case]
    _, name = _suspect(files)
    document_id, short = name.split("/")
    mended = [
        file.replace(f"id: {short}, ", f"id: {short}, scope: own, ")
        if f"{{id: {document_id}," in file
        else file
        for file in files
    ]
    mended.append("scopes:\n  own: {name: Own, means: Another, stated_in: definitions}\n")
    assert told(mended) == []


@pytest.mark.parametrize("case", CLASHES)
def test_an_exception_ends_it(case):
    """The second: what `validate --accept` prints, with a reason, and what is doubted filled in."""
    files = CLASHES[case]
    found, name = _suspect(files)
    block = exceptions.render([found]).replace("reason:", "reason: Both are printed so.")
    block = block.replace('doubt: "?"', f"doubt: {name}")
    assert told([*files, block]) == []


@pytest.mark.parametrize("case", CLASHES)
def test_a_correction_ends_it(case):
    """The third: the figure that the others imply."""
    files = CLASHES[case]
    found, name = _suspect(files)
    document_id, short = name.split("/")
    (others,) = [one for one in found.suspects if one.name == name]
    left = others.implied.interval
    value = left.low if left.low is not None else left.high
    figure = f"{float(value) / 1e8:.2f}亿元" if value > 9 else f"{float(value):+.1%} yoy"
    mended = []
    for file in files:
        lines = [
            line[: line.index("figure: ")] + f"figure: {figure}}}"
            if f"id: {short}," in line and f"{{id: {document_id}," in file and "title" not in line
            else line
            for line in file.splitlines()
        ]
        mended.append("\n".join(lines) + "\n")
    kept = [one for one in told(mended) if not one.startswith("note")]
    assert kept == []


def test_an_exception_of_an_older_edition_says_what_to_write():
    """`same-basis:` is no identity any more."""
    old = (
        "exceptions:\n  - {claims: [one/half, two/half], "
        "doubt: 'same-basis:aliyun.revenue scope ?two', reason: Other scope.}\n"
    )
    report = checked(h1("one", "497亿元"), h1("two", "459亿元"), old).report
    (found,) = [one for one in report.findings if one.rule != "conflict"]
    assert (found.rule, found.severity) == ("unknown-name", "error")
    assert found.hint == (
        "give one/half a `scope`, and take the exception out; or write doubt: one/half"
    )


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        ("default_for: ../2021-03, of: [aliyun]", "default_for: 2021-04/.., of: [aliyun]", False),
        ("default_for: ../2021-04, of: [aliyun]", "default_for: 2021-04/.., of: [aliyun]", True),
        ("default_for: always, of: [aliyun]", "default_for: 2021, of: [tianyi-cloud]", False),
        ("default_for: always, of: [aliyun]", "default_for: 2021", True),
        ("default_for: 2021", "default_for: always, of: [tianyi-cloud, aliyun]", True),
        (
            "default_for: always, metrics: [revenue]",
            "default_for: always, metrics: [profit]",
            False,
        ),
        ("default_for: always, metrics: [revenue]", "default_for: always", True),
        ("default_for: 2021, said: ../2022", "default_for: 2021, said: 2023/..", False),
        ("default_for: 2021, said: ../2022", "default_for: 2021", True),
    ],
)
def test_two_meanings_of_plain_are_found(one, other, overlap):
    """Entities, metrics, days and days of saying: two defaults may share all but one of them."""
    text = VOCABULARY.replace("external: {", f"external: {{{one}, ")
    text = text.replace("restated: {", f"restated: {{{other}, ")
    facts, findings = reader.read([reader.SourceFile("facts/words.yaml", text.encode())])
    assert [found.rule for found in findings] == ["overlapping-defaults"] * overlap
    kept = [scope.default is not None for scope in facts.vocabulary.scopes.values()]
    assert kept == [True, not overlap]
