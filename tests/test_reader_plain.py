"""Claims that are taken from plain lines are those that the YAML parser gives, word for word."""

from collections.abc import Sequence
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cloudkb.reader import SourceFile, plain_lines, read

FACTS = Path(__file__).parent.parent / "facts"
VOCABULARY = b"""\
entities:
  aliyun: {name: Alibaba Cloud, kind: provider}
  tencent: {name: Tencent Cloud, kind: provider}
  china: {name: China, kind: market}
metrics:
  revenue: {name: Revenue, unit: money}
  share: {name: Share, unit: ratio, share_of: revenue}
sources:
  idc: {name: IDC, kind: tracker}
"""
IN_BRACES = """\
document: {id: a, title: A, published: 2024-01-02, currency: CNY}
claims:
  - where: p1
    source: idc
    metric: share
    in: china
    period: 2023Q1
    claims:
      - {id: one, entity: aliyun, figure: 7.8%}
      - {entity: tencent, figure: -0.5pp yoy, note: "as printed: about half, or so"}
      # what follows stands alone
  - {id: two, entity: aliyun, metric: revenue, period: 2023, figure: 约23.64亿元} # yearly
  - { id: three, entity: tencent, metric: revenue, period: 2023, figure: up yoy }
"""
IN_LINES = """\
document:
  id: a
  title: A
  published: 2024-01-02
claims:
- id: one
  entity: aliyun
  metric: revenue
  period: 2023Q1
  figure: RMB 5,000 million
  note: 'the first of them, [sic]'

- entity: tencent
  says: It's to grow
- source: idc
  figure: 12%
  claims:
  - {id: three, metric: share, in: china, period: 2022, entity: aliyun}
"""
SIGNS = [
    *" -{}[],:'\"#&*!|>%@`?=\\\n\t~.<+",
    *("\u3000", "\xa0", "\u2028", "\ufeff", "\r\n", "中", "  ", ": ", " #", "- ", "\n  ", "\n    "),
    *("\n\n", "---", "...", "claims:", "<<: ", "id: one", "figure: 3", "\n      - {a: b}"),
    *('""', "''"),
    *("\nexceptions:\n", "？", "x", "é", "\U0001f600"),
]  # fmt: skip
EDIT = st.tuples(st.integers(0, 700), st.integers(0, 3), st.sampled_from(SIGNS))


def edited(text: str, edits: Sequence[tuple[int, int, str]]) -> str:
    """A text with some characters taken out, and signs put in."""
    for at, gone, sign in edits:
        place = at % (len(text) + 1)
        text = text[:place] + sign * (gone != 3) + text[place + gone :]
    return text


def test_shipped_facts_read_alike_both_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    """Most shipped files are plain, and each gives the same claims at the same places."""
    paths = sorted(FACTS.rglob("*.yaml"))
    files = [SourceFile(path.name, path.read_bytes()) for path in paths]
    plain = [plain_lines.read(path.read_text(encoding="utf-8")) for path in paths]
    assert sum(one is not None for one in plain) > len(files) / 2
    quick = read(files)
    monkeypatch.setattr(plain_lines, "read", lambda text: None)
    monkeypatch.setattr(plain_lines, "document", lambda text: None)
    assert read(files) == quick


@pytest.mark.parametrize("text", [IN_BRACES, IN_LINES])
def test_the_examples_are_plain(text: str) -> None:
    """Braces, keys on lines, groups, comments, quotes: none of it needs the parser."""
    assert plain_lines.read(text) is not None
    assert plain_lines.document(text) is not None


@given(st.sampled_from([IN_BRACES, IN_LINES]), st.lists(EDIT, max_size=3))
@example("\n    " + IN_BRACES, [])
@example(IN_BRACES.replace("claims:", "...\nclaims:", 1), [])
@example(IN_BRACES.replace("id: three", "id: one"), [])
@example(IN_LINES.replace("document:\n", "document:\n  origin: b:c\n"), [])
@example(IN_LINES.replace("  title", "   title"), [])
@example(IN_BRACES.replace("\nclaims", "\ndocument: {id: b}\nclaims"), [])
@example(IN_LINES + "  note: below its claims\n", [])
def test_whatever_is_plain_means_what_the_parser_says(
    text: str, edits: list[tuple[int, int, str]]
) -> None:
    """However a file is damaged, facts, complaints and their places are those of the parser."""
    file = SourceFile("f.yaml", edited(text, edits).encode())
    files = [SourceFile("words.yaml", VOCABULARY), file]
    quick = read(files)
    with (
        patch.object(plain_lines, "read", lambda text: None),
        patch.object(plain_lines, "document", lambda text: None),
    ):
        assert read(files) == quick
