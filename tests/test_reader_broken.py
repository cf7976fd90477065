"""Broken fact files: each gives its place, its rule, a sentence and a hint, and costs nothing else.

The table below is the golden file: a name, the file, and everything the reader says of it.
`VOCABULARY` stands beside each of them.
"""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from cloudkb.model import Finding, Place
from cloudkb.reader import SourceFile, compose, read
from cloudkb.views.excerpt import Sources

VOCABULARY = """\
entities:
  aliyun: {name: Alibaba Cloud, name_zh: 阿里云, kind: provider, fiscal_year_ends: 03-31}
  tianyi-cloud: {name: Tianyi Cloud, kind: provider}
  china-public-cloud: {name: China's public cloud, kind: market}
metrics:
  revenue: {name: Revenue, unit: money}
  market_share: {name: Market share, unit: ratio, share_of: revenue}
  servers: {name: Servers, unit: count, over_time: snapshot}
  announced: {name: Announced, unit: date}
  owner: {name: Owner, unit: entity}
sources:
  idc: {name: IDC, kind: tracker, grade: tracker}
""".encode()
HEAD = "document: {id: note, title: A note, published: 2024-03, currency: CNY}\n"
GOOD = "  - {id: sound, entity: aliyun, metric: revenue, period: 2023, figure: 497亿元}\n"
CASES = Path(__file__).parent / "broken"


def findings(data: bytes, vocabulary: bytes = VOCABULARY) -> tuple[list[str], int, list[Finding]]:
    """Everything said of one file, a line each, and how many claims could be read all the same."""
    facts, found = read(
        [SourceFile("facts/words.yaml", vocabulary), SourceFile("facts/x.yaml", data)]
    )
    lines = [
        f"{one.place.file.removeprefix('facts/')}:{one.place.line}:{one.place.column} "
        f"{one.severity}[{one.rule}] {one.message} | {one.hint}"
        for one in found
    ]
    return lines, len(facts.claims), list(found)


def cases() -> list[Path]:
    return sorted(CASES.glob("*.yaml"))


@pytest.mark.parametrize("path", cases(), ids=lambda path: path.stem)
def test_a_broken_file_gives_its_place_and_what_to_do(
    path: Path, request: pytest.FixtureRequest
) -> None:
    """Every mistake is told with file, line and column, a sentence, and something to do."""
    lines, claims, found = findings(path.read_bytes())
    told = "\n".join([*lines, f"claims read: {claims}", ""])
    golden = path.with_suffix(".txt")
    if request.config.getoption("--update-golden"):
        golden.write_text(told, encoding="utf-8")
    assert told == golden.read_text(encoding="utf-8")
    assert found, "a broken file must be found broken"
    assert all(one.hint and one.message and one.place.line >= 1 for one in found)


def test_there_are_enough_ways_to_be_broken() -> None:
    """At least forty broken files are kept, and none twice."""
    texts = {path.read_bytes() for path in cases()}
    assert len(texts) == len(cases()) >= 40


PLAIN = f"""{HEAD}claims:
{GOOD}  - where: p1
    entity: tianyi-cloud
    claims:
      - {{id: a, metric: revenue, period: 2023, figure: 459亿元,
         note: 'it''s'}}
      - {{id: b, metric: revenue, period: 2022, either: [1亿元, 2亿元]}}
    note: >
      folded
      text
  - id: c
    entity: aliyun
    says: "quoted \\u0041 text" # a comment
"""
SIGNS = [
    *("?", "?a", "?,", ":", ":a", "-", "-a", "#", " #", "#a", ",", "[", "]", "{", "}", "&a", "*a"),
    *(
        "!a",
        "|",
        ">",
        ">-",
        "'",
        '"',
        "%",
        "@",
        "`",
        "=",
        "~",
        "\\",
        "---",
        "...",
        "\xa0",
        "\ufeff",
    ),
    *("\x85", "\u2028", "\u2029", "\t", "\t#", " ", "\n", "\r", "\r\n", "\n\n", "\n\t"),
]


@given(st.integers(0, len(PLAIN)), st.sampled_from(SIGNS), st.integers(0, 1), st.data())
@settings(max_examples=150)
def test_what_is_clean_with_libyaml_is_read_alike_without(
    at: int, sign: str, over: int, data: st.DataObject
) -> None:
    """A file without errors is the same facts to PyYAML's own parser: traps cover the rest."""
    text = PLAIN[:at] + sign + PLAIN[at + over :]
    again = data.draw(st.integers(0, len(text)))
    text = text[:again] + data.draw(st.sampled_from(("", *SIGNS))) + text[again:]
    files = [SourceFile("facts/words.yaml", VOCABULARY), SourceFile("facts/x.yaml", text.encode())]
    facts, found = read(files)
    if any(one.severity == "error" for one in found):
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compose, "_Parser", yaml.Loader)
        assert read(files) == (facts, found)


@pytest.mark.parametrize("sign", "\x85\u2028\u2029\x0b\x0c\x1c")
def test_an_excerpt_shows_the_line_of_the_finding(sign: str) -> None:
    """Lines are what editors count: a sign that only Python splits at moves nothing."""
    text = f"{HEAD}claims:\n  - id: a\n    says: one{sign}two\n    entity: nobody\n"
    shown = Sources(None, {"facts/x.yaml": text}).excerpt(Place("facts/x.yaml", 5, 13))
    assert shown is not None
    assert shown.lines[-1] == (5, "    entity: nobody")
    if sign > "\x1f":
        place = findings(text.encode())[2][-1].place
        assert place[1:3] == (5, 13)


def claim(keys: str) -> bytes:
    """A file with a sound claim and one more, of these keys."""
    return f"{HEAD}claims:\n{GOOD}  - {{id: a, entity: aliyun, {keys}}}\n".encode()


HUGE: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "brackets": (lambda: (HEAD + "claims: " + "[" * 200_000).encode(), "limit", "nested deeper"),
    "braces": (lambda: (HEAD + "claims: " + "{a: " * 200_000).encode(), "limit", "nested deeper"),
    "dashes": (lambda: (HEAD + "claims:\n" + "- " * 100_000).encode(), "limit", "nested deeper"),
    "scalar": (
        lambda: claim("says: " + "x" * 10_000_000),
        "limit", "10,000,000 characters",
    ),
    "digits": (
        lambda: claim("metric: revenue, figure: " + "9" * 19_999),
        "bad-figure", "digits",
    ),
    "many-digits": (
        lambda: claim("metric: revenue, figure: " + "9" * 100_000),
        "limit", "100,000 characters",
    ),
    "alias-bomb": (
        lambda: ("a: &a [x, x]\n" + "".join(
            f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)
        )).encode(),
        "yaml-trap", "anchor",
    ),
    "large-file": (lambda: b"# " + b"x" * (33 * 1024 * 1024), "limit", "bytes"),
    "keys": (
        lambda: ("document: {" + ", ".join(f"k{n}: v" for n in range(20_000)) + "}\n").encode(),
        "unknown-key", "no key",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HUGE)
def test_a_file_made_to_exhaust_is_refused_quickly(name: str) -> None:
    """Bombs of depth, length, aliases and keys end in a finding, and soon."""
    make, rule, words = HUGE[name]
    data = make()
    start = time.monotonic()
    lines, _, found = findings(data)
    assert time.monotonic() - start < 60, "a hostile file must not hold up a run"
    assert any(one.rule == rule and words in one.message for one in found), lines[:3]


@pytest.mark.parametrize("one", ["{{id: c{0}}}", "{{}}", "[]", "[[[]]]"])
def test_more_words_than_memory_are_refused(monkeypatch: pytest.MonkeyPatch, one: str) -> None:
    """A file of too many keys and values is one finding, where the limit is reached."""
    monkeypatch.setattr("cloudkb.reader.nodes.MOST_WORDS", 1_000)
    tiny = "".join(f"  - {one.format(number)}\n" for number in range(1_000))
    lines, _, found = findings((HEAD + "claims:\n" + GOOD + tiny).encode())
    (finding,) = found
    assert (finding.rule, finding.severity) == ("limit", "error"), lines
    assert "more than 1,000 keys and values" in finding.message
    assert 300 < finding.place.line < 1_010


def test_ten_faults_in_one_file_are_ten_findings() -> None:
    """All mistakes of a file are told in one run, none twice, and sound claims are kept."""
    text = (
        HEAD
        + "claims:\n"
        + GOOD
        + """\
  - {id: f1, entity: aliyum, metric: revenue, period: 2023, figure: 1亿元}
  - {id: f2, entity: aliyun, metric: revenu, period: 2023, figure: 1亿元}
  - {id: f3, entity: aliyun, metric: revenue, period: 2023Q5, figure: 1亿元}
  - {id: f4, entity: aliyun, metric: revenue, period: 2023, figure: 1亿亿亿元}
  - {id: f5, entity: aliyun, metric: revenue, period: 2023, figure: 26.7%}
  - {id: f6, entity: aliyun, metric: revenue, periode: 2023, figure: 1亿元}
  - {id: f7, entity: aliyun, metric: revenue, period: 2023}
  - {id: F8, entity: aliyun, metric: revenue, period: 2023, figure: 1亿元}
  - {id: sound, entity: aliyun, metric: revenue, period: 2022, figure: 1亿元}
  - {id: f10, entity: aliyun, metric: announced, figure: 2024-02-30}
"""
    )
    lines, claims, found = findings(text.encode())
    assert len(found) == 10, "\n".join(lines)
    assert claims == 1
    assert len({one.place.line for one in found}) == 10


def test_a_broken_vocabulary_file_costs_its_names_and_no_flood_follows() -> None:
    """When the file that declares a name is no YAML, one note counts the claims about it."""
    broken = VOCABULARY.replace(b"sources:", b"sources: [")
    again = GOOD.replace("id: sound", "id: again").replace("497", "498")
    lines, claims, found = findings((HEAD + "claims:\n" + GOOD + again).encode(), broken)
    assert sorted((one.rule, one.severity) for one in found) == [
        ("unknown-name", "note"),
        ("yaml-syntax", "error"),
    ], lines
    (note,) = (one for one in found if one.severity == "note")
    assert note.message == "2 claims wait for names in a file that is broken"
    assert len(note.claims) == 2
    assert claims == 0


@pytest.mark.parametrize(
    ("declared", "broken", "told"),
    [
        ("unit: money", "unit: moneys", "1 claim of `revenue` waits for its unit"),
        ("unit: money", "unit: money, over_time: never", "waits for its over_time"),
        ("unit: money", "unit: money, nmae: 3", "1 claim of `revenue` waits for its declaration"),
        ("kind: provider", "kind: provider, fiscal_year_ends: 13-01", "`aliyun` waits for its"),
    ],
)
def test_claims_wait_for_what_is_declared_wrongly(declared, broken, told) -> None:
    """A claim that names a broken declaration is counted, with what is to be mended and where."""
    assert declared.encode() in VOCABULARY
    words = VOCABULARY.replace(declared.encode(), broken.encode())
    _, claims, found = findings((HEAD + "claims:\n" + GOOD).encode(), words)
    notes = [one for one in found if one.severity == "note"]
    assert claims == 0
    assert [told in one.message for one in notes] == [True], notes
    assert notes[0].hint.startswith("mend ")
    assert ".yaml:" in notes[0].hint


def test_a_broken_claim_is_not_complained_of_again_where_it_is_referred_to() -> None:
    """An exception about a claim that could not be read says nothing about it."""
    text = (
        HEAD
        + "claims:\n"
        + GOOD
        + (
            "  - {id: bad, entity: aliyun, metric: revenue, period: 2023Q9, figure: 1亿元}\n"
            "exceptions:\n  - {claims: [sound, bad], doubt: bad, reason: Restated.}\n"
        )
    )
    _, _, found = findings(text.encode())
    assert [one.rule for one in found] == ["bad-period"]
