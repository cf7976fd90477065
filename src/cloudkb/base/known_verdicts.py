"""How claims stand, as far as this machine has worked it out: beside the rows of an answer.

What is remembered is looked up in one small file, without reading a fact or loading the checker.
It counts while what the facts say, code and solver are the same: a comment or a line that moved
changes nothing. After a change verdicts are left as they were before, each with what it rests on.
"""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from cloudkb.base import memory
from cloudkb.base.code_stamps import solver, stamps
from cloudkb.base.location import Location, locked_by_default
from cloudkb.language import spoken
from cloudkb.model import Doubt, KnownVerdicts
from cloudkb.store.layout import FORMAT

UNASKED = 2_000
"""Claims of a base for which doubts are worked out unasked: up to some seconds, once."""
_KIND, _KEY = "standing", "all"
_SAID = "said"
_MOST = 20_000
"""Verdicts of before that are left; when there are more, all are forgotten."""
NOTHING = KnownVerdicts()


KeptVerdict = tuple[str, bool] | tuple[str, bool, str]
"""A verdict, whether an exception covers it, and what it rests on where that is known."""


def remembered(
    location: Location, digest: str, locked: bool | None = None, *, whole: bool = False
) -> KnownVerdicts:
    """What was worked out before of the facts of this digest; nothing where it is locked.

    What is left for a doubted claim is told in words, and those of another language are not
    repeated; doubts without theirs are none where they are asked for `whole`.
    """
    if location.shipped or (locked_by_default() if locked is None else locked):
        return NOTHING
    data = _load(location, digest)
    try:
        worded = data.get("worded") == spoken()
        doubts = data.get("doubts") if worded or not whole else None
        return KnownVerdicts(
            None if doubts is None else {row[0]: _doubt(row, worded=worded) for row in doubts},
            {name: (str(row[0]), bool(row[1])) for name, row in data.get("verdicts", {}).items()},
        )
    except (LookupError, TypeError, AttributeError):
        return NOTHING


def keep_doubts(location: Location, digest: str, doubts: Iterable[Doubt]) -> None:
    """Remember which claims are doubted, all others being none."""
    _keep(location, digest, "doubts", [list(one) for one in doubts])


def before(location: Location, digest: str) -> dict[str, tuple[str, bool, str]]:
    """Verdicts of other facts than those of this digest, and what each rests on."""
    try:
        found = _load(location, digest).get("before", {})
        return {
            name: (str(one[0]), bool(one[1]), str(one[2]))
            for name, one in found.items()
            if len(one) > 2
        }
    except (LookupError, TypeError, AttributeError):
        return {}


def keep_verdicts(location: Location, digest: str, verdicts: Mapping[str, KeptVerdict]) -> None:
    """Remember the verdicts of some claims, beside those that are known."""
    known = _load(location, digest).get("verdicts", {})
    new = {name: list(row) for name, row in verdicts.items()}
    _keep(location, digest, "verdicts", {**new, **known})


def _doubt(row: list[Any], *, worded: bool) -> Doubt:
    claim, verdict, accepted, against, left, reason = row
    return Doubt(claim, verdict, accepted, tuple(against), left if worded else "", reason)


def _load(location: Location, digest: str) -> dict[str, Any]:
    with memory.Store(location, only_look=True) as kept:
        text = kept.load_one(_KIND, _KEY)
    if not text:
        return {}
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(data, dict) or data.get("code") != _code():
        return {}
    if data.get("said") == said(location, digest):
        return data
    try:
        left = {**data.get("before", {}), **data.get("verdicts", {})}
    except TypeError:
        return {}
    return {"before": left if len(left) < _MOST else {}}


def _keep(location: Location, digest: str, part: str, value: Any) -> None:
    data = _load(location, digest)
    new = {part: value} if part == "verdicts" else {part: value, "worded": spoken()}
    if all(data.get(each) == json.loads(json.dumps(held)) for each, held in new.items()):
        return
    data.update({"said": said(location, digest), "code": _code(), **new})
    with memory.Store(location) as kept:
        kept.save(_KIND, {_KEY: json.dumps(data, ensure_ascii=False)})


def said(location: Location, digest: str) -> str:
    """What the facts of a digest say, wherever in them it stands, as a hash.

    The digest itself where that is not worth finding out, or the facts are others by now.
    """
    with memory.Store(location, only_look=True) as kept:
        known = kept.load_one(_SAID, digest)
    if known:
        return known
    from cloudkb.base.recall import said as found_out
    from cloudkb.base.refresh import Freshness

    fresh = Freshness(location)
    found = found_out(fresh) if fresh.digest == digest else digest
    with memory.Store(location) as kept:
        kept.save(_SAID, {digest: found}, keep=())
    return found


@cache
def _code() -> str:
    """What changes with any code that decides a verdict, released or not.

    Compared as it stands: a hash would cost an answer more than it saves.
    """
    return ";".join((str(FORMAT), solver(), stamps()))
