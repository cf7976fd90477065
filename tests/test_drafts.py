"""What `audit --draft` makes of a text: the cases of `tests/drafts`, and what always holds.

A case is one file, as those of `tests/audits`: a sentence saying what it is, the id and the day of
its document, the text in lines that begin with `# >`, then facts. The draft stands in the .txt of
the same name. What a careful reader would enter, written before any draft was seen, stands in
the .right: no value may differ from it that is not marked as a guess.
"""

import os
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

import case_files
from cloudkb import periods, reader, writer
from cloudkb.proofreading import audit
from cloudkb.proofreading.drafting import draft
from cloudkb.reader import SourceFile
from cloudkb.texts import PrintedText

CASES = Path(__file__).parent / "drafts"
NAMES = sorted(path.stem for path in CASES.glob("*.yaml"))


class Case(NamedTuple):
    text: str
    vocabulary: str
    document: str
    named: dict[str, str]

    @property
    def facts(self):
        """The records of both files."""
        files = [
            SourceFile("facts/names.yaml", self.vocabulary.encode()),
            SourceFile("facts/documents/one.yaml", self.document.encode()),
        ]
        facts, findings = reader.read(files)
        assert not [finding.message for finding in findings]
        return facts


def case(name):
    """The facts of a case, its text, and what it is."""
    whole = (CASES / f"{name}.yaml").read_text(encoding="utf-8")
    lines = whole.splitlines()
    text = "\n".join(line[4:] for line in lines if line.startswith("# >"))
    header = [line[2:].split(": ", 1) for line in lines if line.startswith("# ")]
    named = dict(each for each in header if each[0] in ("document", "published"))
    facts = whole[whole.index("\nentities:") + 1 :]
    vocabulary, document = facts.split("\ndocument:")
    return Case(text, f"{vocabulary}\n", f"document:{document}", named)


def drafted(name):
    """The draft of a case."""
    one = case(name)
    return one.facts, draft(one.facts, PrintedText(one.text, document=one.named["document"]))


@pytest.mark.parametrize("name", NAMES)
def test_cases(name, golden):
    """Every claim of a case is what is kept of it."""
    _, made = drafted(name)
    doubts = [f"# {one.text}: {one.status}\n" for one in made.doubted]
    golden(CASES / f"{name}.txt", writer.new_document(made.header, made.claims) + "".join(doubts))


class Expected(NamedTuple):
    where: str
    text: str
    entity: str
    metric: str
    within: str
    period: str
    kind: str


def expected(name):
    """What a careful reader would enter."""
    lines = (CASES / f"{name}.right").read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if line and not line.startswith("#")]
    return [Expected(*(part.strip() for part in row.split("|"))) for row in rows]


def is_same_time(facts, metric, one, other):
    """Whether two periods are the same days, of a snapshot the last of them."""
    found = [periods.parse(text) for text in (one, other)]
    if facts.vocabulary.metrics[metric].over_time == "snapshot":
        found = [periods.snapshot_day(each) for each in found]
    return found[0][1:3] == found[1][1:3]


def wrong_keys(facts, made, right):
    """The keys of a drafted claim that a reader would change; of an open metric the metric."""
    found = {**dict.fromkeys(made.unknown, "?"), **made.fields}
    wrong = {
        key
        for key, value in (("entity", right.entity), ("metric", right.metric))
        if found.get(key) != value
    }
    if "metric" in wrong or right.metric == "?":
        return wrong
    if found.get("in", "") != right.within:
        wrong.add("in")
    if found.get("kind", "") != right.kind:
        wrong.add("kind")
    when = found.get("period", "?")
    if "?" in (when, right.period) or not is_same_time(facts, right.metric, when, right.period):
        wrong.add("period")
    return wrong


@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("release", 29),
        ("quarterly-zh", 19),
        ("market-note", 18),
        ("phones-zh", 17),
        ("retailer", 11),
    ],
)
def test_only_guesses_are_wrong(name, least):
    """A value without a mark is what a careful reader enters, and most are right anyway."""
    facts, made = drafted(name)
    left = list(made.claims)
    right = 0
    for one in expected(name):
        fits = (each for each in left if each.fields["where"] == one.where)
        found = next((each for each in fits if one.text in each.fields["figure"]), None)
        if found is None and one.text[-1] not in "0123456789":
            ranks = (each for each in left if each.fields["where"] == one.where)
            found = next((each for each in ranks if "rank" in each.fields["figure"]), None)
        if found is None:
            continue
        left.remove(found)
        wrong = wrong_keys(facts, found, one)
        assert not wrong - found.guesses - found.unknown, (one, found)
        right += not wrong
    assert left == []
    assert right >= least


ARTICLE = os.environ.get("CLOUDKB_ARTICLE", "")


@pytest.mark.skipif(not ARTICLE, reason="CLOUDKB_ARTICLE names no text of the shipped article")
def test_draft_of_the_shipped_article():
    """Whatever is not marked is what its claims say."""
    paths = sorted(case_files.SHIPPED.rglob("*.yaml"))
    files = [
        SourceFile(path.relative_to(case_files.SHIPPED.parent).as_posix(), path.read_bytes())
        for path in paths
    ]
    facts, _ = reader.read(files)
    without, _ = reader.read([one for one in files if case_files.ARTICLE not in one.path])
    text = Path(ARTICLE).read_text(encoding="utf-8")
    said = {}
    for one in audit(facts, PrintedText(text, document=case_files.ARTICLE)).numbers:
        if one.status == "covered":
            said.setdefault("".join(one.text.split()), set()).update(one.claims)
    claims = {one.id: one for one in facts.claims}
    made = draft(without, PrintedText(text, document=case_files.ARTICLE, published="2024-03-31"))
    assert len(made.claims) >= 39
    for one in made.claims:
        known = [claims[name] for name in said.get("".join(one.fields["figure"].split()), ())]
        for key in ("entity", "metric"):
            if known and key not in one.guesses | one.unknown:
                assert one.fields[key] in {getattr(claim, key) for claim in known}


# --- what is drafted ---------------------------------------------------------------------------

RELEASE = case("release")
ONE = (
    "document: {id: note, title: A note, published: 2024-08, currency: USD}\n"
    "claims:\n"
    "  - {entity: corvane-cloud, metric: revenue, period: 2024Q2, figure: $1.4bn, where: p1}\n"
)


def facts_with(document):
    """The names of the release beside another document."""
    return Case("", RELEASE.vocabulary, document, {}).facts


def test_only_what_is_missing_unless_the_text_is_a_document():
    """A number that the base holds is no new claim; of a document's own it is a witness."""
    facts = facts_with(ONE)
    text = "Corvane Cloud's revenue was $1.4 billion in 2024Q2.\nIt has 27 regions."
    alone = draft(facts, PrintedText(text), name="other")
    assert [one.fields["figure"] for one in alone.claims] == ["27 regions"]
    other = draft(facts, PrintedText(text, document="other"))
    assert [one.fields["figure"] for one in other.claims] == ["$1.4 billion", "27 regions"]
    assert (
        draft(facts, PrintedText(text, document="note")).claims[0].fields["figure"] == "27 regions"
    )


def test_what_the_base_doubts_is_told():
    """Of a text that is no document it is a finding; of a document it is what it says."""
    facts = facts_with(ONE)
    text = "Corvane Cloud's revenue was $1.5 billion in 2024Q2."
    alone = draft(facts, PrintedText(text), name="other")
    assert [(one.text, one.status) for one in alone.doubted] == [("$1.5 billion", "differs")]
    assert alone.claims == ()
    assert [
        one.fields["figure"] for one in draft(facts, PrintedText(text, document="other")).claims
    ] == ["$1.5 billion"]


ALL = "entity metric period"


@pytest.mark.parametrize(
    ("text", "guessed"),
    [
        ("Corvane Cloud's revenue was $1.5 billion in 2024Q2.", ""),
        (
            "Corvane Cloud's international revenue was $1.5 billion in 2024Q2.",
            "entity metric period",
        ),
        ("Revenue of Corvane Cloud's partners was $1.5 billion in 2024Q2.", ALL),
        (
            "Corvane Cloud's revenue was $1.5 billion in 2024Q2, excluding chips.",
            "entity metric period",
        ),
        ("Corvane Cloud's revenue was not $1.5 billion in 2024Q2.", ALL),
        ("Corvane Cloud reported revenue of $1.5 billion last quarter.", "period"),
        ("Corvane and Corvane Cloud reported revenue of $1.5 billion in 2024Q2.", ALL),
        ("Corvane Cloud had revenue of $1.5 billion from chips in 2024Q2.", ALL),
        ("Corvane Cloud's revenue was $1.5 billion in the European public cloud in 2024Q2.", ALL),
        ("Corvane Cloud's revenue was $1.5 billion in 2024Q2 or 2024Q3.", ALL),
        ("Corvane Cloud earned $1.5 billion in revenue in 2024Q2 and 2024Q3.", "period"),
    ],
)
def test_words_that_nobody_reads_make_a_guess(text, guessed):
    """A value goes unmarked only where every word of its sentence is known to change nothing."""
    facts = facts_with(ONE.replace("1.4bn", "7bn"))
    made = draft(facts, PrintedText(text, document="x", published="2024-08-01"))
    assert made.claims[0].guesses & {"entity", "metric", "period"} == set(guessed.split())


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Corvane Cloud's net income was $5 million in 2024Q2.", ""),
        ("Corvane Cloud's net income was ($5 million) in 2024Q2.", "$5 million"),
        ("Corvane Cloud's revenue fell $1.5 billion in 2024Q2.", "fell $1.5 billion"),
        ("Corvane Cloud's revenue grew 5% in 2024Q2.", "grew 5% yoy"),
        ("岚图云2024年第一季度营收36.8亿元。", ""),
        ("岚图云2024年第一季度营收增长了36.8亿元。", "增长了36.8亿元"),
        ("岚图云2024年第一季度经调整利润为(4.1亿元)。", "4.1亿元"),
        ("岚图云2024年第一季度经调整利润为-4.1亿元。", ""),
    ],
)
def test_a_print_that_may_say_more_is_a_guess(text, figure):
    """A change is no level, brackets are a loss; what reads as its metric needs no mark."""
    name = "release" if text.isascii() else "quarterly-zh"
    made = draft(case(name).facts, PrintedText(text, document="x", published="2024-08-01"))
    only = made.claims[0]
    assert (only.fields["figure"] if "figure" in only.guesses else "") == figure


# --- the command -------------------------------------------------------------------------------


@pytest.fixture
def base(tmp_path):
    """A folder of facts, and a text beside it."""
    facts = tmp_path / "facts"
    (facts / "documents").mkdir(parents=True)
    (facts / "names.yaml").write_text(RELEASE.vocabulary, encoding="utf-8")
    (facts / "documents" / "one.yaml").write_text(RELEASE.document, encoding="utf-8")
    (tmp_path / "corvane-2024q2.txt").write_text(RELEASE.text, encoding="utf-8")
    return tmp_path


def test_write_makes_the_file_of_a_new_document(base, cloudkb):
    """What is printed is written; a second time nothing is drafted, filled in or not."""
    asked = ("audit", base / "corvane-2024q2.txt", "--facts", base / "facts", "--draft")
    shown = cloudkb(*asked)
    assert shown.code == 0, shown.err
    assert "claims drafted: " in shown.err
    path = base / "facts" / "documents" / "corvane-2024q2.yaml"
    assert not path.exists()
    written = cloudkb(*asked, "--write")
    assert written.code == 0, written.err
    assert "written to facts/documents/corvane-2024q2.yaml" in written.err
    assert path.read_text(encoding="utf-8") == written.out == shown.out
    again = cloudkb(*asked, "--write", "--document", "corvane-2024q2")
    assert again.code == 0, again.err
    assert again.out == ""
    assert "0 claims drafted" in again.err
    assert path.read_text(encoding="utf-8") == written.out


def test_write_leaves_a_file_of_another_document_as_it_is(base, cloudkb):
    """A new document's claims never go into a file that is there already."""
    path = base / "facts" / "documents" / "corvane-2024q2.yaml"
    path.write_text(ONE.replace("id: note", "id: other"), encoding="utf-8")
    before = path.read_bytes()
    text = base / "corvane-2024q2.txt"
    refused = cloudkb("audit", text, "--facts", base / "facts", "--draft", "--write")
    assert refused.code == 2, refused.err
    assert "corvane-2024q2.yaml is there already" in refused.err
    assert path.read_bytes() == before


def test_write_adds_to_the_file_of_a_document(base, cloudkb):
    """Behind what stands there, of which no byte changes."""
    path = base / "facts" / "documents" / "note.yaml"
    before = ONE.replace("\n", "\r\n").encode() + b"  # the end\r\n"
    path.write_bytes(before)
    text = base / "note.txt"
    text.write_text("Corvane Cloud's revenue was $1.4bn in 2024Q2.\nIt has 27 regions.\n")
    asked = ("audit", text, "--facts", base / "facts", "--draft", "--write")
    shown = cloudkb(*asked, "--document", "A note")
    assert shown.code == 0, shown.err
    after = path.read_bytes()
    assert after.startswith(before[: before.index(b"  # the end")])
    assert b"# the end\r\n" in after
    assert after.count(b"27 regions") == 1
    assert shown.out.startswith("claims:\n  - where: p2\n")


def test_a_text_without_a_name_is_no_document(base, cloudkb):
    """Standard input, or a file called like another document: nobody writes to a guess."""
    (base / "meridian-2024-05.txt").write_text("Corvane Cloud has 27 regions.", encoding="utf-8")
    asked = ("audit", base / "meridian-2024-05.txt", "--facts", base / "facts", "--draft")
    before = sorted(path.name for path in (base / "facts").rglob("*"))
    shown = cloudkb(*asked)
    assert '  id: "?"\n' in shown.out
    assert "if it is this one: --document meridian-2024-05" in shown.err
    refused = cloudkb(*asked, "--write")
    assert (refused.code, refused.out) == (2, "")
    assert "write --document ID" in refused.err
    assert sorted(path.name for path in (base / "facts").rglob("*")) == before


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--write",), "--write adds what --draft prints"),
        (("--draft", "--missing"), "--draft prints claims"),
        (("--draft", "--format", "json"), "--draft prints YAML"),
        (("--draft", "--document", "No such one"), "a new one has an id"),
    ],
)
def test_what_cannot_be_is_refused(options, said, base, cloudkb):
    """With what to write instead, and nothing printed."""
    shown = cloudkb("audit", base / "corvane-2024q2.txt", "--facts", base / "facts", *options)
    assert (shown.code, shown.out) == (2, "")
    assert said in shown.err


_PIECES = (
    *("Corvane Cloud", "Corvane", "revenue", "customers", "2023", "2022年", "$1.4bn", "9%", ", "),
    *(". ", "。", "\n\n", "According to Meridian Research", "up ", "27 ", "ranked second", "It "),
    *("expects ", "\x07", '"', ": ", " #", "'", "{", "\u202e", "一", "？"),
)


@given(st.lists(st.sampled_from(_PIECES), max_size=30).map("".join) | st.text(max_size=200))
def test_any_text_has_a_draft_that_can_be_written(text):
    """And read again with as many claims."""
    made = draft(FACTS, PrintedText(text, document="x"))
    written = writer.new_document(made.header, made.claims)
    assert written.count("- where: p") >= len(made.claims)


FACTS = facts_with(ONE)
