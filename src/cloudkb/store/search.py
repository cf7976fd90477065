"""Words for the search index, and what a person types into a query it understands.

SQLite's standard tokenizer `unicode61` takes a run of Han characters for one word, so
that 份额 inside 市场份额 would never be found. A space between Han characters, in the
index and in the query, makes each a word of its own; a query asks for them side by side.
"""

import re
import unicodedata

_HAN = re.compile(
    "([\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])",
)
_PREFIX_FROM = 3
"""A Latin word of this many letters also finds its longer forms (share, shares)."""


def spaced(text: str) -> str:
    """The text as it is indexed: compatibility forms folded, Han characters set apart."""
    if text.isascii():
        return text
    return _HAN.sub(r" \1 ", unicodedata.normalize("NFKC", text))


def search_query(text: str) -> str:
    """A full-text query for what a person typed: all its words, in any order.

    Text in double quotes is looked for as a phrase. Nothing typed is read as search
    syntax. Empty when there is no letter, digit or sign of a word to look for.
    """
    phrases = []
    for quoted, word in re.findall(r'"([^"]*)"|([^\s"]+)', text.replace("\0", " ")):
        words = spaced(quoted or word).split()
        if not any(character.isalnum() for part in words for character in part):
            continue
        phrase = '"' + " ".join(words) + '"'
        last = words[-1]
        if word and len(last) >= _PREFIX_FROM and last.isascii() and last.isalpha():
            phrase += "*"
        phrases.append(phrase)
    return " AND ".join(phrases)
