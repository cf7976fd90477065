"""Of a metric that is the greatest, or the least, of many values: a bound is the value itself.

"A maximum of 55 %" of the greatest price cut is that cut. "No more than 55 %" stays a bound.
"""

from cloudkb.figures.hedged import hedge_spelling
from cloudkb.model import Amount, Figure

_HEDGE = {"greatest": "at most", "least": "at least"}
_BOUNDS = (
    *("no more", "not more", "no greater", "no less", "not less", "no fewer", "not fewer"),
    *("or less", "or fewer", "or below", "or more", "or above", "and above", "capped at"),
    *("<", ">", "≤", "≥", "不", "以下", "以内", "之内", "以上"),
)
"""What keeps a bound one: these deny, or say what lies beyond; the others name the end itself."""


def end_itself(text: str, figure: Figure, extreme: str) -> str:
    """The print without its hedge, where that names the extreme itself; else nothing.

    `text` is what is printed, `figure` what was read from it, `extreme` greatest or least.
    """
    hedge = _HEDGE.get(extreme, "")
    if not isinstance(figure, Amount) or figure.form != "bound" or figure.hedges != (hedge,):
        return ""
    small = text.casefold()
    if any(word in small for word in _BOUNDS):
        return ""
    for language in ("en", "zh"):
        spelling = hedge_spelling(hedge, language)
        if spelling and figure.spelling.startswith(spelling):
            return figure.spelling.removeprefix(spelling)
    return ""
