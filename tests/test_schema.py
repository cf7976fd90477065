"""The JSON Schema that editors check fact files with: it passes whatever the reader takes."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import case_files
from cloudkb import periods
from cloudkb.periods import PeriodError
from cloudkb.periods.forms import ABOUT, AS_OF, END_OF, ENDING, FORMS, ROLLING, SLASHED
from cloudkb.reader import SourceFile, read
from cloudkb.reader.compose import compose
from cloudkb.reader.nodes import Listing, Mapping, Node, Scalar
from cloudkb.reader.schema import schema
from reasoned import VOCABULARY
from test_periods import CASES, PRINTS, REFUSED

TESTS = Path(__file__).parent


_CORE = (
    (re.compile(r"~|null|Null|NULL|"), lambda text: None),
    (re.compile(r"true|True|TRUE|false|False|FALSE"), lambda text: text.lower() == "true"),
    (re.compile(r"[-+]?[0-9]+"), int),
    (re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"), float),
)
"""What editors make of bare words: YAML 1.2's core schema, in which `no` and a day are texts."""


def plain(node: Node | None) -> Any:
    """What an editor's YAML parser gives to a schema."""
    if isinstance(node, Mapping):
        return {key: plain(value) for key, (_, value) in node.items.items()}
    if isinstance(node, Listing):
        return [plain(item) for item in node.items]
    if not isinstance(node, Scalar):
        return None
    made = [make for form, make in _CORE if not node.style and form.fullmatch(node.text)]
    return made[0](node.text) if made else node.text


def validator(found: Any) -> jsonschema.Draft7Validator:
    return jsonschema.Draft7Validator(schema(found.vocabulary, found.documents))


def complaints(known: jsonschema.Draft7Validator, text: str) -> list[str]:
    """What an editor marks in a fact file."""
    composed = compose("a.yaml", text, lambda finding: None)
    return [error.message for error in known.iter_errors(plain(composed))]


def sound(files: list[SourceFile], beside: Sequence[SourceFile] = ()) -> dict[str, list[str]]:
    """Files the reader has nothing to say about, in which editors mark something.

    `beside` are files that stand with them, and are not looked at.
    """
    facts, findings = read((*beside, *files))
    faulty = {one.place.file for one in findings}
    known = validator(facts)
    looked_at = [file for file in files if file.path not in faulty]
    assert looked_at or beside
    marked = {file.path: complaints(known, file.data.decode()) for file in looked_at}
    return {path: messages for path, messages in marked.items() if messages}


# --- files ---------------------------------------------------------------------------------


WORDS = {
    "facts/vocabulary.yaml",
    *(f"facts/{path.name}" for path in case_files.SHIPPED.glob("*.y*")),
}
"""The vocabulary that cases stand beside."""


@pytest.mark.parametrize("name", case_files.names())
def test_editors_accept_every_case(name: str) -> None:
    """What the reader takes without a word, no editor marks: the cases of the checker."""
    files = case_files.case(name).files
    own = [file for file in files if file.path not in WORDS]
    assert sound(own, [file for file in files if file.path in WORDS]) == {}


def test_editors_accept_the_vocabulary_of_the_cases() -> None:
    """Once for all that stand beside it; that of the others is shipped."""
    assert sound([SourceFile("facts/vocabulary.yaml", VOCABULARY.encode())]) == {}


def test_editors_accept_every_file_of_a_repository() -> None:
    """The small repository of the tests, and all that is shipped."""
    for top in (TESTS / "golden" / "repository", TESTS.parent):
        paths = sorted((top / "facts").rglob("*.y*ml"))
        files = [SourceFile(path.relative_to(top).as_posix(), path.read_bytes()) for path in paths]
        assert sound(files) == {}


BASE = """\
entities: {acme: {name: Acme, kind: provider, fiscal_year_ends: 03-31}}
metrics: {revenue: {name: Revenue, unit: money}, opened: {name: Opened, unit: date}}
sources: {idc: {name: IDC, kind: tracker}}
"""
TAKEN = [
    "claims: [{id: a, entity: acme, says: 5, note: true}]",
    "claims: [{id: a, entity: acme, says: no, source: idc, kind: opinion}]",
    "claims: [{id: a, entity: acme, metric: revenue, period: 2023, figure: 5, exact: true}]",
    "claims: [{id: a, entity: acme, metric: opened, figure: 2023}]",
    "claims: [{id: a, entity: acme, metric: revenue, either: [1, 2]}]",
    "claims: [{id: a, entity: acme, says: Yes., where: p123456, date: 2023}]",
    "claims:\n- {entity: acme, metric: revenue, period: 2022, claims: [{id: a, figure: 1}]}",
    "claims: [{entity: acme, claims: [{id: a, says: A.}, {id: b, says: B., supersedes: a}]}]",
    "claims: []",
    "claims:",
]


@pytest.mark.parametrize("claims", TAKEN)
def test_what_the_reader_takes_of_odd_values_editors_take(claims: str) -> None:
    """Numbers, truth values and empty lists where the reader wants a text."""
    document = "document: {id: d, title: 2023, published: 2024, author: true, currency: USD}\n"
    files = [
        SourceFile("a.yaml", BASE.encode()),
        SourceFile("b.yaml", (document + claims).encode()),
    ]
    assert sound(files) == {}
    assert read(files)[1] == ()


@pytest.mark.parametrize(
    "words",
    [
        "entities: {acme: {name: Acme, kind: provider, aliases: Ac}}",
        "entities: {acme: {name: 1, name_zh: 2, kind: 3, aliases: [4, true]}}",
        "entities:\nmetrics:\nsources:\nscopes:\ntotals:\nexceptions:\ncomparable:",
        "settings: {format: 1}",
        "settings:",
        "entities: {a: {name: A, kind: market}, b: {name: B, kind: market}}\ncomparable: [[a, b]]",
        "entities: {a: {name: A, kind: x}, b: {name: B, kind: x}}\n"
        "metrics: {r: {name: R, unit: count, over_time: adds}}\n"
        "totals: [{metric: r, whole: a, parts: b, complete: no}]",
        "entities: {a: {name: A, kind: x}}\nmetrics: {r: {name: R, unit: money}}\n"
        "scopes: {s: {name: S, means: 1}, t: {name: T, means: T}}\n"
        "scope_relations: [{metric: r, of: a, same: [s, t]}]",
        "entities: {a: {name: A, kind: x}}\nmetrics: {r: {name: R, unit: money}, "
        "c: {name: C, unit: money}, g: {name: G, unit: money}}\n"
        "formulas: {one: g = r - c, more: {is: r = 2 * c, of: a, complete: no, note: N}}",
        "formulas:",
    ],
)
def test_vocabulary_the_reader_takes_editors_take(words: str) -> None:
    """One name alone counts as a list of one; empty keys are empty."""
    files = [SourceFile("a.yaml", words.encode())]
    assert read(files)[1] == ()
    assert sound(files) == {}


# --- periods and dates -----------------------------------------------------------------------

KNOWN = jsonschema.Draft7Validator(
    schema(read([SourceFile("a.yaml", BASE.encode())])[0].vocabulary)
)


def test_editors_ask_for_no_id() -> None:
    """A claim without one passes, alone and in a group; what is left open as ? is marked."""
    claim = {"entity": "acme", "says": "A."}
    for claims in ([claim], [{"where": "p3", "claims": [claim]}]):
        assert KNOWN.is_valid({"claims": claims})
    for key in ("period", "entity", "where"):
        assert not KNOWN.is_valid({"claims": [{**claim, key: "?"}]})


def marked(key: str, value: str | int) -> bool:
    """Whether an editor marks a value under a key that takes a time."""
    document = {"id": "d", "title": "D", "published": "2024"}
    claim: dict[str, Any] = {"id": "a", "entity": "acme", "says": "A."}
    if key in ("period", "date"):
        whole = [{"claims": [{**claim, key: value}]}, {"claims": [{key: value, "claims": [claim]}]}]
        found = {KNOWN.is_valid({"document": document, **claims}) for claims in whole}
        assert len(found) == 1, "claims and groups agree"
        return found == {False}
    return not KNOWN.is_valid({"document": {**document, key: value}})


def taken(key: str, text: str) -> bool:
    """Whether the reader takes it."""
    try:
        period = periods.parse(text)
    except PeriodError:
        return False
    return key == "period" or (period.kind == "span" and not period.fiscal)


KEYS = ("period", "date", "published", "accessed", "archived")


@pytest.mark.parametrize("key", KEYS)
def test_every_spelling_that_is_read_passes(key: str) -> None:
    """Canonical or printed, in either language, in capitals, with marks and prefixes."""
    spelled = [case[0] for case in (*CASES, *PRINTS)] + [text.upper() for text, *_ in CASES]
    spelled += [f"{before}{text}{after}" for before in ABOUT for text in spelled for after in "~%"]
    spelled += [f"{one}/{other}" for one in spelled[:40] for other in spelled[:40]]
    read_ones = [text for text in spelled if taken(key, text)]
    assert len(read_ones) > 500
    assert [text for text in read_ones if marked(key, text)] == []


NO_PERIOD = [
    "2023Q9", "2023Q0", "2023Q5", "2023H3", "2023H0", "2023-13", "2023-00", "2023-1", "23Q5", "Q4",
    "2023Q", "2023-09-32", "2023年13月", "2023年第五季度", "2023??", "FY2023Q5", "FY2", "0000",
    "yesterday", "第四季度", "上半年", "H1", "2023/2024/2025", "../..", "/", "..", "2023...",
    "20233", "2023 Q9", "Q9 2023", "fifth quarter of 2023", "Smarch 2023", "31 September 20233",
    "2023Q9/2024", "2022/2023Q9", "quarter to 32 December 2021", "x" * 81, "2023~" + " " * 80,
]  # fmt: skip


@pytest.mark.parametrize("text", NO_PERIOD)
def test_what_is_no_period_is_marked(text: str) -> None:
    """A quarter that no year has, a month 13, a name without its year: marked while typing."""
    for key in KEYS:
        assert marked(key, text), key
        assert not taken(key, text), key


@pytest.mark.parametrize("text", ["2019..2023", "FY2023", "any 12 months", "2023财年", "FY2024Q3"])
def test_a_series_or_fiscal_name_is_no_date(text: str) -> None:
    """They pass as periods; nothing was printed in one."""
    assert not marked("period", text)
    for key in KEYS[1:]:
        assert marked(key, text)


def test_a_bare_year_is_a_number_to_editors() -> None:
    """2023 passes, unquoted; 20233 and a fraction do not."""
    for key in KEYS:
        assert not marked(key, 2023)
        assert marked(key, 20233)
        assert marked(key, 0)


def test_a_copy_may_be_kept_under_an_address() -> None:
    """`archived` and `accessed` take a link as well."""
    for key in ("archived", "accessed"):
        assert not marked(key, "https://web.archive.org/x")
        assert marked(key, "ftp://x")
    assert marked("published", "https://web.archive.org/x")


def test_the_last_day_of_a_fiscal_year_is_a_day_of_the_calendar() -> None:
    """Of all pairs of two digits, editors mark those that the reader refuses."""
    for text in (f"{month:02d}-{day:02d}" for month in range(14) for day in range(33)):
        words = f"entities: {{a: {{name: A, kind: x, fiscal_year_ends: {text}}}}}"
        complaint = read([SourceFile("a.yaml", words.encode())])[1]
        assert bool(complaint) == bool(complaints(KNOWN, words)), text


years = st.integers(1, 9999).map("{:04d}".format)
months = st.sampled_from([*range(1, 13)])
points = st.one_of(
    years,
    st.builds("{}Q{}".format, years, st.integers(0, 9)),
    st.builds("{}H{}".format, years, st.integers(0, 9)),
    st.builds("{}-{:02d}".format, years, st.integers(0, 19)),
    st.dates().map(date.isoformat),
    st.builds("FY{}Q{}".format, years, st.integers(0, 9)),
    st.sampled_from([case[0] for case in CASES]),
    *(
        st.from_regex(re.compile(form, re.IGNORECASE), fullmatch=True)
        for form in (*FORMS, *SLASHED)
    ),
    *(
        st.from_regex(
            re.compile(
                re.sub(r"\.\+\??\)", "(?:31 december|2023-|2023年)(?: ?2021|09|06|)[末底~]?)", form)
            ),
            fullmatch=True,
        )
        for form in (*ENDING, *AS_OF, *END_OF)
    ),
    st.sampled_from([case[0] for case in PRINTS]),
    st.sampled_from([*ROLLING, "..", ""]),
)
whole = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["", *ABOUT, " ", "\t"]),
    points,
    st.sampled_from(["", "", "~", "?", " %", "~?"]),
    st.one_of(
        st.just(""), st.builds("{}{}".format, st.sampled_from(["/", "..", " / ", " .. "]), points)
    ),
)


@given(whole | st.text(max_size=20) | st.text("0123456789.-/~?%QHFY年月日季度 ", max_size=16))
def test_what_is_read_passes_and_what_is_marked_is_refused(text: str) -> None:
    """One sentence twice: no text that the reader takes is marked by an editor."""
    for key in ("period", "date"):
        assert not (taken(key, text) and marked(key, text)), text


def test_the_lists_of_refused_periods_agree() -> None:
    """Of what the reader refuses, only what needs a calendar or an order passes an editor."""
    passes = [text for text, *_ in REFUSED if not marked("period", text)]
    assert passes == [
        "2023-02-29", "2023年2月30日", "2023/2022", "2023..2022", "2023..2024Q1", "FY2022/FY2023",
    ]  # fmt: skip
