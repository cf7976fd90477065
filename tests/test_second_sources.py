"""The second sources: every entry accounted for, every basis stated where it is claimed."""

import re
from pathlib import Path

import pytest

from cloudkb.model import Facts
from cloudkb.reader import SourceFile, read

TOP = Path(__file__).parents[1]
ARTICLE = "jiemian-2024-03"
ENTRIES = [f"SS-{number:03}" for number in range(1, 127)]
_ROW = re.compile(r"^\| (SS-\d{3}) \| (.*?) \| (.*?) ?\|$", re.MULTILINE)
_CELL = re.compile(r"`([a-z0-9-]+)`: (`[a-z0-9-]+`(?:, `[a-z0-9-]+`)*)")


@pytest.fixture(scope="module")
def facts() -> Facts:
    files = sorted((TOP / "facts").rglob("*.yaml"))
    found, findings = read(
        [SourceFile(path.relative_to(TOP).as_posix(), path.read_bytes()) for path in files]
    )
    assert not findings
    return found


@pytest.fixture(scope="module")
def page() -> dict[str, tuple[str, str]]:
    """What the page says of each entry: where it went, and what was left out."""
    text = (TOP / "docs" / "second-sources.md").read_text(encoding="utf-8")
    rows = _ROW.findall(text)
    assert [row[0] for row in rows] == ENTRIES
    return {entry: (went, left) for entry, went, left in rows}


def test_every_entry_is_accounted_for(page: dict[str, tuple[str, str]]) -> None:
    """Each entry stands once on the page, with a document or with a reason."""
    for entry, (went, left) in page.items():
        assert _CELL.findall(went) or left, entry


def test_the_page_names_every_claim_beside_the_article(
    facts: Facts, page: dict[str, tuple[str, str]]
) -> None:
    """The claims on the page are those of the base, in both directions."""
    told = {
        f"{document}/{claim}"
        for went, _ in page.values()
        for document, claims in _CELL.findall(went)
        for claim in claims.replace("`", "").split(", ")
    }
    assert told == {claim.id for claim in facts.claims if claim.document != ARTICLE}


def test_readers_of_tables_do_not_meet_the_numbers_of_entries(facts: Facts) -> None:
    """Notes say what a figure is; which entry it came from stands on the page alone."""
    notes = [claim.note + claim.says for claim in facts.claims]
    notes += [f"{one.note} {one.title}" for one in facts.documents.values()]
    notes += [one.reason for one in facts.exceptions]
    assert not [note for note in notes if re.search(r"\bSS-\d", note)]


def test_every_publication_says_what_it_is_worth(facts: Facts) -> None:
    """Each document has a grade, and a note unless it shows its own title and date."""
    for document in facts.documents.values():
        assert document.grade, document.id
        if document.published.approximate:
            assert document.note, document.id


def test_a_basis_beside_the_trackers_is_stated_in_a_document(facts: Facts) -> None:
    """A scope that second sources use says which document states it."""
    used = {claim.scope for claim in facts.claims if claim.scope and claim.document != ARTICLE}
    declared = facts.vocabulary.scopes
    for scope in used & set(declared) - {"training"}:
        assert declared[scope].stated_in in facts.documents, scope


def test_the_three_bases_of_alibaba_cloud_stay_apart(facts: Facts) -> None:
    """One half-year stands on three bases with three revenues, and with two profits."""
    printed = {
        (claim.metric, claim.scope): claim.readings[0].text
        for claim in facts.claims
        if claim.entity == "aliyun"
        and claim.period.text == "2022-04/2022-09"
        and "yoy" not in claim.readings[0].text
    }
    assert printed == {
        ("revenue", "external"): "RMB38,442 million",
        ("revenue", "with-internal"): "RMB50,698 million",
        ("revenue", "restated"): "RMB51,391 million",
        ("adjusted_ebita", "external"): "RMB681 million",
        ("adjusted_ebita", "restated"): "RMB1,845 million",
    }


@pytest.mark.parametrize(
    ("claim", "figure"),
    [
        ("newsflash-alibaba-results/revenue-2023q4", "2806.6 billion yuan"),
        ("newsflash-alibaba-results/iaas-share-2023h1", "299%"),
        ("newsflash-price-cut/profit-2023q4", "236.4 billion yuan"),
        ("mwl-synergy-2023q4/azure-share", "11 per cent"),
        ("zzesf-operators-2021/unicom-2021", "187亿元"),
    ],
)
def test_what_a_copy_got_wrong_stands_as_printed(facts: Facts, claim: str, figure: str) -> None:
    """A damaged print is entered as it is, with a note, never mended in silence."""
    [found] = [one for one in facts.claims if one.id == claim]
    assert found.readings[0].text == figure
    assert found.note


def test_a_group_stands_beside_its_members_without_a_place(cloudkb) -> None:  # type: ignore[no-untyped-def]
    """What three providers have together is no competitor of theirs in a league table."""
    shown = cloudkb("compare", "2023Q3", folder=TOP).out
    group = re.search(r"^(.*)Alibaba Cloud, Huawei Cloud and", shown, re.MULTILINE)
    assert group
    assert not group[1].strip()
    assert re.search(r"^ +1  Alibaba Cloud .* 39%", shown, re.MULTILINE)
