"""A base too large for memory is cut: whatever is said of it is what is said of all at once."""

import gc
import random
import shutil
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import case_files
from cloudkb.base import gathered, locate, piecewise, scan, validate
from cloudkb.check import Reasoner, check, look
from cloudkb.reader import SourceFile, read
from cloudkb.workers import HERE
from damage import KINDS, damage
from networks import MIXES, generate
from reasoned import VOCABULARY, document
from reasoned import read as facts_of

SHIPPED = Path(__file__).parent.parent / "facts"


@pytest.fixture(autouse=True)
def _as_the_program():
    """What is there before stays, as in the program: only what a piece leaves is collected."""
    gc.freeze()
    yield
    gc.unfreeze()


def gathering(facts):
    """Facts as a base that is read in parts of three claims."""
    found = gathered.Gathered(facts.vocabulary, facts.documents)
    for start in range(0, len(facts.claims), 3):
        found.add(facts.claims[start : start + 3])
    found.add((), facts.exceptions)
    assert found.whole() == facts
    return found


def constraints(facts):
    """What is reasoned with: rows, products and signs."""
    system = Reasoner(facts).whole
    return (
        sorted(map(repr, system.rows)) + sorted(map(repr, system.products)),
        {one.name: one.natural for one in system.variables},
    )


def held(facts, most=1, show_accepted=False):
    """How many pieces there are; they are held to say what all claims say at once."""
    found = gathering(facts)
    pieces = list(found.pieces(most))
    assert sorted(claim.id for one in pieces for claim in one.claims) == sorted(
        claim.id for claim in facts.claims
    )
    texts, signs = [], {}
    for one in pieces:
        some, natural = constraints(one)
        texts += some
        assert signs.keys().isdisjoint(natural), "two pieces meet"
        signs |= natural
    whole, natural = constraints(facts)
    assert sorted(texts) == sorted(whole)
    assert signs == natural
    at_once = check(facts, show_accepted=show_accepted)
    cut = piecewise.check(found, show_accepted, HERE, most=most)
    assert cut.report == at_once.report
    assert components(cut) == components(at_once)
    found.close()
    return len(pieces)


def components(checked):
    """What need not be proved again; disputes are known by all that is set aside, too."""
    return {one for one in checked.consistent if not one.startswith("dispute")}


def network_facts(network):
    files = [SourceFile(path, text.encode()) for path, text in network.files.items()]
    return read(files)[0]


def test_the_shipped_facts():
    facts = validate.read(locate(str(SHIPPED)))
    assert held(facts) > 1


@pytest.mark.parametrize("name", case_files.names()[::6])
def test_every_kind_of_conflict(name):
    held(case_files.facts(case_files.case(name))[0])


@settings(max_examples=12, deadline=None)
@given(
    seed=st.integers(0, 10**6),
    mix=st.sampled_from(sorted(MIXES)),
    claims=st.integers(40, 160),
    markets=st.integers(2, 5),
    more=st.booleans(),
    kinds=st.lists(st.sampled_from(sorted(KINDS)), max_size=3),
)
def test_random_networks(seed, mix, claims, markets, more, kinds):
    network = generate(seed, mix, claims, markets=markets, more=more)
    for number, kind in enumerate(kinds):
        network = damage(network, kind, random.Random(seed + number))
    held(network_facts(network))


TYING = {
    "nothing": (
        """
        id: a, entity: aliyun, metric: revenue, period: 2023, figure: 100亿元
        id: b, entity: huawei-cloud, metric: revenue, period: 2023, figure: 90亿元
        id: c, entity: azure, metric: revenue, period: 2023, figure: 80亿元
        """,
        3,
    ),
    "a market": (
        """
        id: a, entity: aliyun, metric: market_share, in: china, period: 2023, figure: 30%
        id: b, entity: huawei-cloud, metric: market_share, in: china, period: 2023, figure: 20%
        id: c, entity: azure, metric: revenue, period: 2023, figure: 80亿元
        """,
        2,
    ),
    "an operand": (
        """
        id: a, entity: aliyun, metric: revenue, period: 2023, figure: above huawei-cloud
        id: b, entity: huawei-cloud, metric: revenue, period: 2023, figure: 90亿元
        id: c, entity: azure, metric: revenue, period: 2023, figure: 80亿元
        """,
        2,
    ),
    "a link": (
        """
        id: a, entity: openai, metric: exclusive_cloud_provider, period: 2023, figure: azure
        id: b, entity: openai, metric: cloud_provider, period: 2023, figure: huawei-cloud
        id: c, entity: aliyun, metric: revenue, period: 2023, figure: 80亿元
        """,
        2,
    ),
    "part_of": (
        """
        id: a, entity: alibaba, metric: revenue, period: 2023, figure: 300亿元
        id: b, entity: aliyun, metric: revenue, period: 2023, figure: 90亿元
        id: c, entity: azure, metric: revenue, period: 2023, figure: 80亿元
        """,
        2,
    ),
    "a total": (
        """
        id: a, entity: operators, metric: contracts_won, period: 2023, figure: 300
        id: b, entity: tianyi-cloud, metric: contracts_won, period: 2023, figure: 180
        id: c, entity: mobile-cloud, metric: contracts_won, period: 2023, figure: 120
        """,
        1,
    ),
    "a rank among all": (
        """
        id: a, entity: aliyun, metric: revenue, period: 2023, figure: rank 2
        id: b, entity: huawei-cloud, metric: revenue, period: 2023, figure: 90亿元
        id: c, entity: azure, metric: revenue, period: 2023, figure: 80亿元
        id: d, entity: openai, metric: servers, period: 2023, figure: 3000
        """,
        2,
    ),
    "a rate": (
        """
        id: a, entity: aliyun, metric: revenue, period: 2023, figure: 70亿元
        id: b, entity: aliyun, metric: revenue, period: 2023, figure: US$1.0 billion
        id: c, entity: azure, metric: revenue, period: 2023, figure: 140亿元
        id: d, entity: azure, metric: revenue, period: 2023, figure: US$2.0 billion
        id: e, entity: huawei-cloud, metric: revenue, period: 2023, figure: 90亿元
        """,
        2,
    ),
    "names of claims": (
        """
        id: a, entity: aliyun, metric: revenue, period: 2023, figure: 70亿元
        id: b, entity: azure, metric: revenue, period: 2023, figure: 70亿元, disputes: d/a
        id: c, entity: huawei-cloud, metric: revenue, period: 2023, figure: 70亿元, supersedes: d/b
        id: e, entity: openai, metric: revenue, period: 2023, figure: 90亿元
        """,
        2,
    ),
}  # fmt: skip
"""Claims that something ties, and in how many pieces they are."""


@pytest.mark.parametrize("what", TYING)
def test_what_ties(what):
    """Entities that can meet are in one piece, others are not."""
    claims, pieces = TYING[what]
    assert held(facts_of(document("d", claims))) == pieces


def test_an_exception_is_where_its_claims_are():
    """One that names claims of two companies, one of an identity, one that settles nothing."""
    claims = """
    id: h1, entity: aliyun, metric: contracts_won, period: 2023H1, figure: 10
    id: h2, entity: aliyun, metric: contracts_won, period: 2023H2, figure: 20
    id: y, entity: aliyun, metric: contracts_won, period: 2023, figure: 40
    id: z, entity: azure, metric: contracts_won, period: 2023, figure: 50
    id: o, entity: openai, metric: contracts_won, period: 2023, figure: 50
    id: p, entity: openai, metric: contracts_won, period: 2023, figure: 60
    """
    accepted = """exceptions:
  - {claims: [d/h1, d/h2, d/y], doubt: "calendar-sum:aliyun.contracts_won@2023", reason: As told.}
  - {claims: [d/z, d/o], doubt: d/z, reason: Nothing is wrong there.}
  - {claims: [d/o, d/p], doubt: d/p, reason: A slip.}
"""
    assert held(facts_of(document("d", claims) + accepted)) == 2


def test_what_all_claims_say_bears_on_every_piece():
    """Releases that many documents print, who speaks for whom, and translations elsewhere."""
    release = "id: {}, entity: {}, metric: revenue, period: 2023, figure: {}元"
    files = [
        document(name, "\n".join(release.format(*one) for one in claims))
        for name, claims in {
            "a": [("x", "aliyun", 12345678901), ("y", "azure", 9000000000)],
            "b": [("x", "aliyun", 12345678901), ("y", "openai", 7000000000)],
            "c": [("x", "openai", 7000000000), ("y", "azure", 9000000000)],
        }.items()
    ]
    assert held(facts_of(*files)) == 3


def test_translations_elsewhere():
    """That dollars are translations of one company's yuan is known where another's add up."""
    own = "entities:\n  books: {name: Books, kind: company, currency: CNY}\n"
    claims = """
    id: a, entity: books, metric: revenue, period: 2023, figure: US$1 billion
    id: b, entity: operators, metric: revenue, period: 2023H1, figure: 30亿元
    id: c, entity: aliyun, metric: revenue, period: 2023, figure: 30亿元
    """
    facts = facts_of(own, document("d", claims))
    with closing(gathering(facts)) as found:
        assert {one.beyond.translated_into for one in found.pieces(1)} == {frozenset({"USD"})}
    assert held(facts) == 3


@pytest.fixture
def own(repository, tmp_path):
    """A repository that a test may change."""
    shutil.copytree(repository, tmp_path, dirs_exist_ok=True)
    return tmp_path


def test_a_claim_twice(cloudkb, own, monkeypatch):
    """Names that two files give, and names that nobody has, are told of alike."""
    more = "document: {id: jiemian-2024-03, title: Again, published: 2024-03}\nclaims:\n"
    more += "  - {id: aws-2023, entity: aws, metric: revenue, period: 2023, figure: 1}\n"
    (own / "facts" / "documents" / "again.yaml").write_text(more)
    words = ("validate", "--locked", "--stats", "-f", "json")
    at_once = cloudkb(*words, folder=own)
    monkeypatch.setattr(scan, "MANY", 0)
    assert cloudkb(*words, folder=own) == at_once
    assert at_once.code == 1


@pytest.mark.parametrize("words", [["--locked"], [], ["--show-accepted"], ["--jobs", "2"]])
def test_validate_prints_alike(cloudkb, own, monkeypatch, words):
    """To the byte, the first time and again."""
    words = ("validate", "--stats", "-f", "json", *words)
    shutil.rmtree(own / ".cloudkb", ignore_errors=True)
    at_once = cloudkb(*words, folder=own)
    shutil.rmtree(own / ".cloudkb", ignore_errors=True)
    pieces = []

    def one(*given, **more):
        pieces.append(given)
        return look(*given, **more)

    monkeypatch.setattr(scan, "MANY", 0)
    monkeypatch.setattr(piecewise, "MOST", 1)
    monkeypatch.setattr(piecewise, "MOST_FOR_WORKERS", 1)
    monkeypatch.setattr(piecewise, "look", one)
    assert cloudkb(*words, folder=own) == at_once
    assert len(pieces) > 1
    again = cloudkb(*words, folder=own)
    assert again == at_once


def test_what_conflicts_is_told_alike_after_each_edit(cloudkb, own, monkeypatch):
    """Whether this machine remembers what was sound, or not."""
    file = own / "facts" / "documents" / "more.yaml"
    sound = "document: {id: more, title: More, published: 2024-03}\nclaims:\n"
    sound += "  - {id: one, entity: aliyun, metric: revenue, period: 2016, figure: US$9 million}\n"
    other = "  - {{id: {}, entity: aliyun, metric: revenue, period: 2015, figure: US${} million}}\n"
    wrong = other.format("again", 1) + other.format("other", 7)
    words = ("validate", "-f", "json")
    told = []
    for text in (sound, sound + wrong, sound + wrong + "# edited\n", sound + "# mended\n", sound):
        file.write_text(text, encoding="utf-8")
        shutil.rmtree(own / ".cloudkb", ignore_errors=True)
        told.append(cloudkb(*words, folder=own))
    shutil.rmtree(own / ".cloudkb", ignore_errors=True)
    assert [one.code for one in told] == [0, 1, 1, 0, 0]
    monkeypatch.setattr(scan, "MANY", 0)
    monkeypatch.setattr(piecewise, "MOST", 1)
    again = []
    for text in (sound, sound + wrong, sound + wrong + "# edited\n", sound + "# mended\n", sound):
        file.write_text(text, encoding="utf-8")
        again.append(cloudkb(*words, folder=own))
    assert again == told


MARGIN = """
    id: {0}-p, entity: {0}, metric: gross_profit, period: 2023, figure: {1}亿元
    id: {0}-r, entity: {0}, metric: revenue, period: 2023, figure: {2}亿元
    id: {0}-m, entity: {0}, metric: gross_margin, period: 2023, figure: {3}%"""
ELSEWHERE = {
    "the same digits": (
        """
        id: a, entity: aliyun, metric: revenue, period: 2023, figure: 731亿元
        id: b, entity: aliyun, metric: revenue, period: 2023, figure: 948亿元
        id: c, entity: azure, metric: revenue, period: 2023, figure: 731亿元
        """,
        "731亿元 is what c prints for Azure",
    ),
    "a figure that is not printed alike": (
        """
        id: a, entity: aliyun, metric: revenue, period: 2023, figure: 731亿元
        id: b, entity: aliyun, metric: revenue, period: 2023, figure: 948亿元
        id: c, entity: azure, metric: revenue, period: 2023, figure: 731.2亿元
        """,
        "731亿元 fits Azure",
    ),
    "a growth between two figures": (
        """
        id: a, entity: aliyun, metric: revenue, period: 2023, figure: 100.0亿元
        id: b, entity: aliyun, metric: revenue, period: 2022, figure: 80.00亿元
        id: g, entity: aliyun, metric: revenue, period: 2023, figure: +43.27% yoy
        id: c, entity: azure, metric: revenue, period: 2023, figure: 143.27亿元
        id: d, entity: azure, metric: revenue, period: 2022, figure: 100.00亿元
        """,
        "+43.27% yoy fits Azure",
    ),
    "how large such figures are": (
        """
        id: a, entity: aliyun, metric: contracts_won, period: 2023, figure: 700
        id: b, entity: aliyun, metric: contracts_won, period: 2023, figure: 900000
        id: c, entity: azure, metric: contracts_won, period: 2022, figure: 650
        id: d, entity: openai, metric: contracts_won, period: 2021, figure: 800
        """,
        "Most suspect: b.",
    ),
    "where else an identity holds": (
        MARGIN.format("aliyun", 30, 100, 37)
        + MARGIN.format("azure", 30, 100, 30)
        + MARGIN.format("openai", 20, 100, 20)
        + MARGIN.format("huawei-cloud", 30, 100, 50),
        "`margin` holds in 2 of the other 3 places",
    ),
}
"""Conflicts of one company, and what is told of them by what other pieces say."""


@pytest.mark.parametrize("what", ELSEWHERE)
def test_what_others_say_bears_on_suspects(what):
    """Conflicts are judged and told in their piece by what all the others print."""
    claims, words = ELSEWHERE[what]
    facts = facts_of(document("d", claims))
    assert held(facts) > 1
    told = [" ".join(step.text for step in one.steps) for one in check(facts).report.findings]
    assert any(words in text for text in told), told


def test_a_name_that_two_pieces_have():
    """The next command has the whole name of a claim whose short one is another's, too."""
    claims = """
    id: {}, entity: {}, metric: revenue, period: 2023, figure: 731亿元
    id: {}, entity: {}, metric: revenue, period: 2023, figure: 948亿元
    """
    files = [
        document("d", claims.format("a", "aliyun", "b", "aliyun")),
        document("e", claims.format("b", "azure", "c", "azure")),
    ]
    facts = facts_of(*files)
    assert held(facts) > 1
    commands = {one.next_command for one in check(facts).report.findings}
    assert commands & {"cloudkb show d/b", "cloudkb show e/b"}


def test_accepted_conflicts_are_shown_in_the_order_of_exceptions():
    """With what others print for their suspects, whatever piece they are in."""
    claims = """
    id: a, entity: aliyun, metric: revenue, period: 2023, figure: 731亿元
    id: b, entity: aliyun, metric: revenue, period: 2023, figure: 948亿元
    id: c, entity: azure, metric: revenue, period: 2023, figure: 948亿元
    id: d, entity: azure, metric: revenue, period: 2023, figure: 521亿元
    """
    accepted = """exceptions:
  - {claims: [d/c, d/d], doubt: d/c, reason: A slip.}
  - {claims: [d/a, d/b], doubt: d/b, reason: A slip.}
"""
    facts = facts_of(document("d", claims) + accepted)
    assert held(facts, show_accepted=True) > 1
    assert len(check(facts, show_accepted=True).report.accepted_findings) == 2


def test_what_is_only_assumed_in_one_piece():
    """That a part exceeds its whole in one piece changes nothing of what is told of another."""
    claims = """
    id: a, entity: alibaba, metric: contracts_won, period: 2023, figure: 90
    id: b, entity: aliyun, metric: contracts_won, period: 2023, figure: 300
    id: c, entity: azure, metric: contracts_won, period: 2023, figure: 80
    id: d, entity: azure, metric: contracts_won, period: 2023, figure: 95
    """
    facts = facts_of(document("d", claims))
    assert held(facts) == 2
    assert {one.severity for one in check(facts).report.findings} == {"error", "warning"}


def test_a_formula_that_divides_by_what_may_be_negative():
    """It is told once, with all its places, whatever piece they are in."""
    formula = "formulas:\n  odd: gross_margin = gross_profit / profit\n"
    claims = "".join(
        f"""
    id: {one}-m, entity: {one}, metric: gross_margin, period: 2023, figure: 20%
    id: {one}-g, entity: {one}, metric: gross_profit, period: 2023, figure: 20亿元"""
        for one in ("openai", "azure", "aliyun")
    )
    facts = facts_of(document("d", claims), vocabulary=VOCABULARY + formula)
    assert held(facts) == 3
    told = [one.message for one in check(facts).report.findings]
    assert any("and in 2 more places" in text for text in told), told


MANY_COMPANIES = VOCABULARY.replace(
    "entities:\n",
    "entities:\n"
    + "".join(f"  firm-{n:02}: {{name: Firm {n}, kind: provider}}\n" for n in range(60)),
    1,
)


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 10**6), firms=st.integers(2, 60), claims=st.integers(10, 150))
def test_companies_that_print_alike(seed, firms, claims):
    """What shares nothing but metrics and periods; more firms than are looked at, few numbers."""
    rng = random.Random(seed)
    said = set()
    for _ in range(claims):
        metric, unit = rng.choice([("revenue", "亿元"), ("contracts_won", ""), ("servers", "")])
        figure = f"{rng.choice([731, 137, 948, 95, 9480])}{unit}"
        if rng.random() < 0.2:
            figure = f"+{rng.choice(['43.27', '32.5'])}% yoy"
        period = rng.choice(["2021", "2022", "2023", "2023H1", "2023H2"])
        about = f"entity: firm-{rng.randrange(firms):02}, metric: {metric}, period: {period}"
        said.add(f"{about}, figure: {figure}")
    rows = [f"id: c{number}, {one}" for number, one in enumerate(sorted(said))]
    held(facts_of(document("d", "\n".join(rows)), vocabulary=MANY_COMPANIES))
