"""The page on figures lists the words the scanner knows, from its own table."""

from itertools import groupby
from pathlib import Path

from cloudkb.figures.tokens import TABLE

PAGE = Path(__file__).parents[1] / "docs" / "figures.md"
MARK = "<!-- words -->\n"


def words() -> str:
    """A table of every kind of token, with its spellings by language."""
    lines = ["", "| kind | meaning | Chinese | English | signs |", "|---|---|---|---|---|"]
    for kind, tokens in groupby(TABLE, key=lambda token: token.kind):
        for token in tokens:
            cells = (" ".join(f"`{word}`" for word in spelled)
                     for spelled in (token.zh, token.en, token.sign))  # fmt: skip
            row = [kind, token.name, *cells]
            lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |")
    return "\n".join(lines) + "\n"


def test_the_page_lists_every_word(golden):
    """Every spelling the scanner takes is on the page, and none that it does not."""
    text = PAGE.read_text(encoding="utf-8")
    golden(PAGE, text.split(MARK)[0] + MARK + words())


def test_no_spelling_stands_for_two_tokens_of_a_kind():
    """Within a kind a spelling means one thing."""
    seen = {}
    for token in TABLE:
        for word in (*token.zh, *token.en, *token.sign):
            assert seen.setdefault((token.kind, word), token) is token, word
