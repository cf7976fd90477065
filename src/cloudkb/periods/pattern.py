"""What a period looks like, as one regular expression for editors.

Made from the reader's own forms, so that whatever is read matches. Some of what matches is
refused all the same: a calendar (2023-02-30) and an order (2023/2022) fit into no pattern.
"""

import re
from functools import cache

from cloudkb.late import expression
from cloudkb.periods.forms import (
    ABOUT,
    AS_OF,
    END_OF,
    ENDING,
    FORMS,
    MONTH_NAMES,
    NAMES,
    ROLLING,
    SLASHED,
    SPLIT_ALONE,
)
from cloudkb.words import simplifying

_TIGHTER = {
    "(?P<year>[0-9]{4})": "(?!0000)[0-9]{4}",
    "(?P<year>[0-9]{4}|[0-9]{2})": "(?!0000)[0-9]{2}(?:[0-9]{2})?",
    "(?P<month>0[0-9]|1[0-2])": "(?:0[1-9]|1[0-2])",
    "(?P<month>[0-9][0-9])": "(?:0[1-9]|1[0-2])",
    "(?P<month>[0-9][0-9]?)": "(?:0?[1-9]|1[0-2])",
    "(?P<until>[0-9][0-9]?)": "(?:0?[1-9]|1[0-2])",
    "(?P<day>[0-9][0-9])": "(?:0[1-9]|[12][0-9]|3[01])",
    "(?P<day>[0-9][0-9]?)": "(?:0?[1-9]|[12][0-9]|3[01])",
    "(?P<lastday>[0-9][0-9]?)": "(?:0?[1-9]|[12][0-9]|3[01])",
    "(?P<first>[0-9][0-9]?)": "(?:0?[1-9]|[12][0-9]|3[01])",
    "(?P<second>[0-9][0-9]?)": "(?:0?[1-9]|[12][0-9]|3[01])",
    "(?P<week>[0-9][0-9]?)": "(?:0?[1-9]|[1-4][0-9]|5[0-3])",
}
_NUMERALS = (
    "[零一二三四五六七八九]{4}[年财財]"
    "|[一二三四五六七八九十两兩][个個]?(?:月|日|[号號]|[周週]|四半期)"
)


_PAIR = expression(r"\(\?P<split>[^()]*\([^()]*\)\)")


@cache
def pattern(*, date: bool = False) -> str:
    """A regular expression that finds itself in every text `parse` reads; with `date`, only
    in those that can say when something was printed: no series, no fiscal name.

    It is ECMA 262 without flags, as JSON Schema wants it, and Python's. What `parse` folds
    first always matches: wide digits, other blanks, Chinese numerals, traditional characters.
    """
    forms = [
        form
        for form in (*FORMS, *SLASHED)
        if not ("(?P<several>" in form or (date and _fiscal(form)))
    ]
    # exact where it stands alone: 2012-13 is no month, and 2012-15 no pair of years
    forms = [
        form if form in SPLIT_ALONE else _PAIR.sub("[0-9]{4}[-–/][0-9]{2}", form) for form in forms
    ]
    leads, tails = _around()
    about = "|".join(f"{word} ?" for word in ABOUT)
    one = f"(?:{about}|{leads}){{0,4}}(?:{'|'.join(forms)})(?:{tails}){{0,3}} ?[~?%]?"
    # repeated, not written twice: each end of a span stands before its stroke or at the end
    between = "/" if date else r"/|\.\."
    span = rf"(?:(?:\.\.)? ?/ ?)?(?:{one}(?: ?(?:{between}) ?(?:\.\.)?|$)){{1,2}}"
    plain = _for_editors(span if date else f"(?:{'|'.join((span, *ROLLING))})")
    folded = "|".join(("[一-鿿] | [一-鿿]", _NUMERALS, f"[{_traditional(plain)}]", "[^ -~一-鿿]"))
    return f"^{plain}$|{folded}|  |^ | $"


def _fiscal(form: str) -> bool:
    return "(?P<fiscal>" in form or "(?P<split>" in form


def _around() -> tuple[str, str]:
    """What may stand before a day that a period ends on, and behind it."""
    leads, tails = [], []
    for form in (*ENDING, *AS_OF, *END_OF):
        lead, tail = re.split(r"\(\?P<last>\.\+\??\)", form)
        leads += [lead] if lead else []
        tails += [tail] if tail else []
    return "|".join(dict.fromkeys(leads)), "|".join(dict.fromkeys(tails))


def _traditional(words: str) -> str:
    """The traditional characters of the words that forms are made of."""
    return "".join(chr(old) for old, new in simplifying().items() if new in words)


def _for_editors(form: str) -> str:
    """A form of the reader without names, and in small and capital letters."""
    form = form.replace(NAMES, f"(?:{'|'.join(name[:3] for name in MONTH_NAMES)})[A-Za-z]*")
    for group, tighter in _TIGHTER.items():
        form = form.replace(group, tighter)
    form = re.sub(r"\(\?P<[a-z]+>", "(?:", form)
    return re.sub(r"(?<!a-)[a-z](?!-z)", lambda letter: f"[{letter[0]}{letter[0].upper()}]", form)
