"""The facts that cloudkb ships: complete, sound, and in our own words."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from cloudkb.model import Facts
from cloudkb.reader import SourceFile, read, schema
from cloudkb.reader.compose import compose
from cloudkb.reader.nodes import Listing, Mapping, Node, Scalar

TOP = Path(__file__).parents[1]
FILES = sorted((TOP / "facts").rglob("*.yaml"))


@pytest.fixture(scope="module")
def facts() -> Facts:
    found, findings = read(
        [SourceFile(path.relative_to(TOP).as_posix(), path.read_bytes()) for path in FILES]
    )
    assert not findings
    return found


def plain(node: Node | None) -> Any:
    """A composed node as plain text, lists and mappings."""
    if isinstance(node, Mapping):
        return {key: plain(value) for key, (_, value) in node.items.items()}
    if isinstance(node, Listing):
        return [plain(item) for item in node.items]
    return node.text if isinstance(node, Scalar) else None


def test_the_article_is_recorded_whole(facts: Facts) -> None:
    """At least 115 claims of the article, 75 of them figures, each with its paragraph."""
    claims = [claim for claim in facts.claims if claim.document == "jiemian-2024-03"]
    assert len(claims) >= 115
    assert sum(bool(claim.readings) for claim in claims) >= 75
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


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_editors_accept_every_shipped_file(path: Path, facts: Facts) -> None:
    """Each file names the schema beside it, and passes it."""
    text = path.read_text(encoding="utf-8")
    named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
    assert named, "the first line tells editors where the schema is"
    target = (path.parent / named[1]).resolve()
    kept = json.loads(target.read_text(encoding="utf-8"))
    assert kept == schema(facts.vocabulary, facts.documents), "cloudkb schema -o facts/.schema.json"
    found = compose(path.name, text, lambda finding: None)
    jsonschema.Draft7Validator.check_schema(kept)
    jsonschema.validate(plain(found), kept, cls=jsonschema.Draft7Validator)


@pytest.mark.parametrize(
    "wrong",
    [
        {"claim": []},
        {"document": {"id": "x", "title": "X"}},
        {"claims": [{"id": "x", "entity": "nobody", "says": "Hello."}]},
        {"claims": [{"id": "x", "entity": "aliyun"}]},
        {"claims": [{"id": "x", "entity": "aliyun", "metric": "revenue", "figur": "1亿元"}]},
        {"claims": [{"metric": "revenue", "claims": [{"entity": "aliyun", "figure": "1亿元"}]}]},
        {"metrics": {"x": {"name": "X", "unit": "yuan"}}},
        {"entities": {"Big": {"name": "X", "kind": "provider"}}},
    ],
)
def test_editors_mark_what_the_reader_would_refuse(wrong: Any, facts: Facts) -> None:
    """Unknown keys and names, missing keys and odd units are marked while typing."""
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, schema(facts.vocabulary), cls=jsonschema.Draft7Validator)
