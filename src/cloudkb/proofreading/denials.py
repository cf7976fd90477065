"""Numbers that a sentence prints to say that they are not so, or not of the plain figure.

Out of the top three, 未进入前三, 倒数第二: the number stands there, and no claim that prints it
bears it out. Hedges are none of these: they are a part of the figure (did not reach, not quite).
"""

import re

from cloudkb.figures.cursor import Text
from cloudkb.language import worded
from cloudkb.texts import Spot

_BEFORE = re.compile(
    r"\b(?:not|no longer|never)(?: (?:in|among|within|even|at|the|made|reached|entered))* ?$"
    r"|n't (?:in |among )?(?:the )?$"
    r"|\b(?:nowhere near|far from|missed|outside(?: of)?"
    r"|(?:dropped|fell|fallen|slipped|tumbled) out of)(?: the)? ?$"
    r"|(?:并非|不是|而非|倒数|距离?|未|没|没有|未能|并未|尚未)(?:约|近)?$"
    r"|(?:(?:未能?|没有?能?|并未|尚未)(?:进入|跻身|挤进|进|入围)|跌出|掉出|退出|挤出)[^,，。;；]{0,16}$",
    re.I,
)
_BEHIND = re.compile(r" ?(?:from|to) (?:the )?(?:bottom|last)\b", re.I)
_NEAR = 40
"""Code points on either side that are looked at."""


def denied(spot: Spot, before: str, behind: str, *, is_scoped: bool) -> str:
    """Why a number is none that a claim can bear out; empty where nothing is said against it.

    `before` and `behind` are its sentence around it; `is_scoped`, that this names a scope.
    """
    if _BEFORE.search(before[-_NEAR:]) or _BEHIND.match(behind):
        return worded("The sentence denies it.")
    if spot.kind != "change" or is_scoped:
        return ""
    text, lead = Text.of(behind[:_NEAR]), Text.of(f" {before[-_NEAR:].rstrip()}")
    basis = text.take(text.skip(0), "other basis")
    led = lead.ending(0, len(lead.low), "other basis") if basis is None else None
    if led is not None:
        return _on(lead.cased[led[1] :])
    if basis is None:
        return ""
    return _on(behind[: basis.end].strip())


def _on(basis: str) -> str:
    return worded(
        'It is on another basis, "{basis}": give that a scope.',
        basis=basis,
    )
