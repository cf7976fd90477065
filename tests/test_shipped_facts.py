"""The facts that cloudkb ships: complete, sound, and in our own words."""

import json
import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from cloudkb.model import Amount, Change, Facts
from cloudkb.reader import SourceFile, read
from cloudkb.reader.compose import compose
from cloudkb.reader.nodes import Listing, Mapping, Node, Scalar
from cloudkb.reader.schema import schema

TOP = Path(__file__).parents[1]
SCHEMA = TOP / "facts" / ".schema.json"
FILES = sorted((TOP / "facts").rglob("*.yaml"))


@pytest.fixture(scope="module")
def facts() -> Facts:
    found, findings = read(
        [SourceFile(path.relative_to(TOP).as_posix(), path.read_bytes()) for path in FILES]
    )
    assert not findings
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_loads_in_plain_yaml(path: Path) -> None:
    """Other tools read the facts too: PyYAML's own parser, which is stricter than libyaml."""
    loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert (
        loaded.keys() == plain(compose(str(path), path.read_text(encoding="utf-8"), print)).keys()
    )


def test_without_libyaml_every_claim_is_read_as_with_it(
    facts: Facts, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PyYAML's own parser gives the same records, each at the same place."""
    monkeypatch.setattr("cloudkb.reader.compose._Parser", yaml.Loader)
    again, findings = read(
        [SourceFile(path.relative_to(TOP).as_posix(), path.read_bytes()) for path in FILES]
    )
    assert not findings
    assert again == facts
    assert len(again.claims) > 600


def plain(node: Node | None) -> Any:
    """A composed node as plain text, lists and mappings."""
    if isinstance(node, Mapping):
        return {key: plain(value) for key, (_, value) in node.items.items()}
    if isinstance(node, Listing):
        return [plain(item) for item in node.items]
    return node.text if isinstance(node, Scalar) else None


def test_the_article_is_recorded_whole(facts: Facts) -> None:
    """At least 125 claims of the article, 80 of them figures, each with its paragraph."""
    claims = [claim for claim in facts.claims if claim.document == "jiemian-2024-03"]
    assert len(claims) >= 125
    assert sum(bool(claim.readings) for claim in claims) >= 80
    assert not [claim.id for claim in claims if not claim.where]
    assert sum(claim.kind == "opinion" for claim in claims) >= 20
    assert {"forecast", "estimate", "target"} <= {claim.kind for claim in claims}


def test_who_says_so_is_kept_apart_from_where_it_was_read(facts: Facts) -> None:
    """Trackers, institutes, papers and speakers stand as sources, not the article alone."""
    claims = [claim for claim in facts.claims if claim.document == "jiemian-2024-03"]
    sources = {claim.source for claim in claims}
    assert {"idc", "caict", "ccid", "caijing", "a16z", "semianalysis", "satya-nadella"} <= sources


def test_sentences_are_in_our_own_words(facts: Facts) -> None:
    """No sentence or note quotes Chinese text: nothing of a source's prose enters the project."""
    quoted = re.compile("[\u4e00-\u9fff]{12,}")
    for claim in facts.claims:
        assert not quoted.search(claim.says + claim.note), claim.id


def test_claims_stand_in_the_order_of_the_article(facts: Facts) -> None:
    """Paragraphs run from the fifth to the sixty-first, never backwards, in the file's order."""
    claims = [claim for claim in facts.claims if claim.document == "jiemian-2024-03"]
    claims.sort(key=lambda claim: claim.place.line)
    paragraphs = [int(claim.where.removeprefix("p")) for claim in claims]
    assert paragraphs == sorted(paragraphs)
    assert (paragraphs[0], paragraphs[-1]) == (5, 61)


def test_what_the_article_leaves_open_stays_open(facts: Facts) -> None:
    """Two readings, an inferred date, a basis not stated: none of them is decided in silence."""
    named = {claim.id.removeprefix("jiemian-2024-03/"): claim for claim in facts.claims}
    assert [reading.text for reading in named["internet-share"].readings] == [
        "-16pp vs 2018",
        "-16% vs 2018",
    ]
    assert named["azure-openai-customers"].date.approximate
    assert (named["gpt4-gpus"].scope, named["chatgpt-gpus"].scope) == ("training", None)
    assert named["public-share-china"].metric != named["penetration-now"].metric
    for name in ("price-cut", "azure-openai-customers", "baidu-cloud-2023q4", "chatgpt-gpus"):
        assert named[name].note, name


def ends(facts: Facts, name: str) -> tuple[Fraction, Fraction]:
    """Lowest and highest value that a claim of the article can stand for."""
    [claim] = [one for one in facts.claims if one.id == f"jiemian-2024-03/{name}"]
    figure = claim.readings[0].figure
    assert isinstance(figure, Amount | Change)
    low, high = figure.interval.low, figure.interval.high
    if low is None or high is None:
        raise ValueError(f"{name} is open")
    return low, high


def test_the_article_leaves_room_for_what_follows_from_it(facts: Facts) -> None:
    """A share a year before, a profit of a year, a part of a quarter: the ends they rest on."""
    share, change = ends(facts, "share-aliyun"), ends(facts, "share-aliyun-change")
    year_before = (share[0] - change[1], share[1] - change[0])
    assert year_before == (Fraction("0.324"), Fraction("0.326"))
    assert 2 * ends(facts, "ebita-2023q4")[1] == Fraction("47.29") * 10**8
    part, whole = ends(facts, "baidu-models-2023q4"), ends(facts, "baidu-cloud-2023q4")
    assert Fraction("0.076") < part[0] / whole[1]
    assert part[1] / whole[0] < Fraction("0.081")
    assert facts.vocabulary.entities["baidu-large-models"].part_of == "baidu-ai-cloud"
    assert facts.vocabulary.metrics["revenue_share"].share_of == "revenue"


@pytest.fixture(scope="module")
def kept_schema(facts: Facts) -> jsonschema.Draft7Validator:
    """The schema that stands beside the facts: what `cloudkb schema` prints, and a schema."""
    kept = json.loads(SCHEMA.read_text(encoding="utf-8"))
    assert kept == schema(facts.vocabulary, facts.documents), "cloudkb schema -o facts/.schema.json"
    jsonschema.Draft7Validator.check_schema(kept)
    return jsonschema.Draft7Validator(kept)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_editors_accept_every_shipped_file(
    path: Path, kept_schema: jsonschema.Draft7Validator
) -> None:
    """Each file names the schema beside it, and passes it."""
    text = path.read_text(encoding="utf-8")
    named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
    assert named, "the first line tells editors where the schema is"
    assert (path.parent / named[1]).resolve() == SCHEMA
    found = compose(path.name, text, lambda finding: None)
    assert [error.message for error in kept_schema.iter_errors(plain(found))] == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"claim": []},
        {"document": {"id": "x", "title": "X"}},
        {"claims": [{"id": "x", "entity": "nobody", "says": "Hello."}]},
        {"claims": [{"id": "x", "entity": "aliyun"}]},
        {"claims": [{"id": "x", "entity": "aliyun", "metric": "revenue", "figur": "1亿元"}]},
        {"claims": [{"metric": "revenue", "claims": [{"entity": "aliyun", "figur": "1亿元"}]}]},
        {"metrics": {"x": {"name": "X", "unit": "money", "over_time": "sums"}}},
        {"entities": {"Big": {"name": "X", "kind": "provider"}}},
    ],
)
def test_editors_mark_what_the_reader_would_refuse(wrong: Any, facts: Facts) -> None:
    """Unknown keys and names, missing keys and odd units are marked while typing."""
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, schema(facts.vocabulary), cls=jsonschema.Draft7Validator)
