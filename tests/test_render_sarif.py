"""SARIF: valid by its own schema, complete, and safe whatever stands in the facts."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from cloudkb.model import Finding, Place, Related, Report
from cloudkb.render import sarif
from cloudkb.rules import RULES
from cloudkb.views import report as report_view
from reports import ACCEPTED, BASIS, CONFLICT, EXCEPTION, NOTE, REPORT

SCHEMA = Path(__file__).parent / "schemas" / "sarif-2.1.0-rtm.5.json"
VALIDATOR = Draft4Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def run(report):
    """The one run of a report, valid by the schema."""
    log = json.loads(sarif.render(report_view.chosen(report, [], []), "1.2.3"))
    VALIDATOR.validate(log)
    (only,) = log["runs"]
    return only


def results(*findings):
    return run(Report(findings, 3))["results"]


def test_a_report_is_valid_by_the_schema_of_sarif():
    """Open and accepted findings, with and without everything a finding may carry."""
    made = run(REPORT)
    assert made["columnKind"] == "unicodeCodePoints"
    assert made["tool"]["driver"]["version"] == "1.2.3"
    assert len(made["results"]) == 4


def test_an_empty_report_is_a_run_without_results():
    """Nothing found is an empty list, which closes what was open before."""
    assert results() == []


def test_the_schema_would_notice():
    """A result without its message is refused: the schema is in force."""
    log = json.loads(sarif.render(Report((CONFLICT,), 1), "1"))
    del log["runs"][0]["results"][0]["message"]
    assert not VALIDATOR.is_valid(log)


def test_every_rule_is_described():
    """What a rule means, why, and what to do comes with the findings."""
    rules = run(REPORT)["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.name for rule in RULES]
    for rule in rules:
        assert rule["shortDescription"]["text"].endswith(".")
        assert rule["help"]["markdown"].startswith(f"# {rule['id']}\n")
    levels = {rule["id"]: rule["defaultConfiguration"]["level"] for rule in rules}
    assert (levels["conflict"], levels["rounding"]) == ("error", "note")
    for result in run(REPORT)["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_a_conflict_names_all_its_places():
    """The primary place, and every participant beside it, to the column."""
    (result,) = results(CONFLICT)
    (place,) = result["locations"]
    assert place["physicalLocation"] == {
        "artifactLocation": {
            "uri": "facts/documents/a%20b%2C%E4%BA%91.yaml",
            "uriBaseId": "%SRCROOT%",
        },
        "region": {"startLine": 58, "startColumn": 15, "endLine": 58, "endColumn": 20},
    }
    assert [(one["id"], one["message"]["text"]) for one in result["relatedLocations"]] == [
        (1, "a/change: 5.8 points down"),
        (2, "idc/share-2022: 2022Q3: 32.5%"),
    ]
    assert result["message"]["text"].split("\n")[1:3] == [
        "[a/change](1): 5.8 points down",
        "[idc/share-2022](2): 2022Q3: 32.5%",
    ]
    region = result["relatedLocations"][1]["physicalLocation"]["region"]
    assert region == {"startLine": 7, "startColumn": 3}
    assert result["properties"]["suspects"][0] == "a/share"


def test_results_are_sorted_whatever_the_order():
    """By file, line and column: two runs can be compared as text."""
    there = sarif.render(Report((CONFLICT, NOTE, BASIS), 3), "1")
    assert there == sarif.render(Report((BASIS, CONFLICT, NOTE), 3), "1")
    lines = [
        one["locations"][0]["physicalLocation"]["region"]["startLine"]
        for one in run(REPORT)["results"]
    ]
    assert lines == [58, 4, 9, 2]


def test_accepted_findings_are_suppressed_with_the_reason():
    """What an exception accepts is told as accepted; all others as not suppressed."""
    found = {one["message"]["text"].split("\n")[0]: one for one in run(REPORT)["results"]}
    (suppressed,) = found[ACCEPTED.finding.message]["suppressions"]
    assert suppressed["justification"] == EXCEPTION.reason
    assert suppressed["status"] == "accepted"
    assert found[CONFLICT.message]["suppressions"] == []
    assert "suppressions" not in results(CONFLICT)[0]


def test_fingerprints_survive_moved_lines_and_mended_words():
    """A conflict is known by its rule, claims and identities, wherever they stand."""
    moved = CONFLICT._replace(
        place=CONFLICT.place._replace(line=7), message="12.3 and 12.5 differ", steps=()
    )
    again = CONFLICT._replace(claims=CONFLICT.claims[::-1])
    marks = {
        results(one)[0]["partialFingerprints"]["cloudkb/v1"] for one in (CONFLICT, moved, again)
    }
    assert len(marks) == 1
    for other in (CONFLICT._replace(claims=("a/x",)), CONFLICT._replace(rule="rounding")):
        assert results(other)[0]["partialFingerprints"]["cloudkb/v1"] not in marks


def test_no_two_results_share_a_fingerprint():
    """Two findings of the same words in one file are two."""
    same = Finding("unknown-key", "error", "a claim has no key x", Place("f.yaml", 3))
    marks = [
        one["partialFingerprints"]["cloudkb/v1"]
        for one in results(same, same._replace(place=Place("f.yaml", 8)))
    ]
    assert len(set(marks)) == 2


def test_a_line_named_in_a_message_does_not_change_the_fingerprint():
    """`is declared already: f.yaml:12` is the same complaint when line 12 moves."""
    said = "a is declared already: f.yaml:12"
    first = Finding("repeated-id", "error", said, Place("f.yaml", 30))
    later = first._replace(message="a is declared already: f.yaml:19")
    assert report_view.fingerprint(first) == report_view.fingerprint(later)
    quoted = first._replace(message="another claim is called a: line 3")
    moved = first._replace(message="another claim is called a: line 4")
    assert report_view.fingerprint(quoted) == report_view.fingerprint(moved)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("write {id: …}", "write {{id: …}}"),
        ("{0} of [them](1)", "{{0}} of [them] (1)"),
        ("[x](https://example.org)", "[x] (https://example.org)"),
    ],
)
def test_text_from_facts_makes_no_placeholder_and_no_link(text, shown):
    """Sections 3.11.5 and 3.11.6 of SARIF give braces and brackets a meaning."""
    finding = CONFLICT._replace(message=text, steps=(), hint="", related=())
    assert results(finding)[0]["message"]["text"] == shown


def test_the_name_of_a_related_place_is_all_there_is_of_its_link():
    """Brackets in a name neither end the link nor begin another."""
    related = (Related(Place("f", 1), "a](https://example.org)[{0}\\", "[x](2)"),)
    (result,) = results(CONFLICT._replace(related=related))
    assert result["message"]["text"].split("\n")[1] == (
        "[a\\] (https://example.org)\\[{{0}}\\\\](1): [x] (2)"
    )


@given(st.text(min_size=1), st.text(min_size=1), st.integers(1, 9), st.integers(0, 9))
def test_whatever_stands_in_facts_is_valid(message, word, line, end):
    """Control characters, half characters and odd places stay data."""
    place = Place("facts/\udcff x%.yaml", line, 2, end, end)
    related = (Related(place, word, message),)
    (result,) = results(Finding("conflict", "error", message, place, related=related))
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "facts/%FF%20x%25.yaml"
