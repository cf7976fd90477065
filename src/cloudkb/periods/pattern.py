"""What a period looks like, as one regular expression for editors.

Made from the reader's own forms, so that whatever is read matches. Some of what matches is
refused all the same: a calendar (2023-02-30) and an order (2023/2022) fit into no pattern.
"""

import re

from cloudkb.periods.reading import ABOUT, ENDING, FORMS, ROLLING

_TIGHTER = {
    "(?P<year>[0-9]{4})": "(?!0000)[0-9]{4}",
    "(?P<month>[0-9][0-9])": "(?:0[1-9]|1[0-2])",
    "(?P<month>[0-9][0-9]?)": "(?:0?[1-9]|1[0-2])",
    "(?P<day>[0-9][0-9])": "(?:0[1-9]|[12][0-9]|3[01])",
    "(?P<day>[0-9][0-9]?)": "(?:0?[1-9]|[12][0-9]|3[01])",
}


def pattern(*, date: bool = False) -> str:
    """A regular expression that finds itself in every text `parse` reads; with `date`, only
    in those that can say when something was printed: no series, no fiscal name.

    It is ECMA 262 without flags, as JSON Schema wants it, and Python's. What `parse` folds
    first (wide digits, other blanks: whatever is neither ASCII nor a Chinese character) always
    matches.
    """
    forms = [form for form in FORMS if not (date and "(?P<fiscal>" in form)]
    about = f"(?:{'|'.join(f'{word} ?' for word in ABOUT)})*"
    lead = ENDING.removesuffix("(?P<last>.+)")
    one = f"{about}(?:{lead}{about})?(?:{'|'.join(forms)}) ?[~?%]?"
    between = "/" if date else r"/|\.\."
    span = rf"(?:(?:\.\.)? ?/ ?)?{one}(?: ?/ ?(?:\.\.)?| ?(?:{between}) ?{one})?"
    plain = _for_editors(span if date else f"(?:{'|'.join((span, *ROLLING))})")
    # "quarter to 2023-09~?" may carry a mark of its own and one of the day
    two_marks = "(?:ed|ing|to|on) .*[~?%] ?[~?%]"
    return f"^{plain}$|{_for_editors(two_marks)}|[^ -~一-鿿]|  |^ | $"


def _for_editors(form: str) -> str:
    """A form of the reader without names, and in small and capital letters."""
    for group, tighter in _TIGHTER.items():
        form = form.replace(group, tighter)
    form = re.sub(r"\(\?P<[a-z]+>", "(?:", form)
    return re.sub(r"[a-z]", lambda letter: f"[{letter[0]}{letter[0].upper()}]", form)
