"""What the claims leave for a quantity, for people; an identity too."""

from collections.abc import Iterable, Sequence

from cloudkb.language import marked, worded
from cloudkb.model import Details, Explained, ImpliedEnd, Page, Steps, Tied
from cloudkb.views.pages.status import on
from cloudkb.views.shapes import claims, is_claim, rests_on


def page(found: Explained | Tied) -> Page:
    """The answer as a page."""
    if isinstance(found, Tied):
        listed = Details(((worded("ties"), "\n".join(found.claims) or worded("no claim")),))
        return Page(found.name, (Steps((found.text,)), listed), _next(found.claims))
    ends = [end for end in (found.low, found.high) if end]
    items = tuple(_items(found, ends))
    blocks = ([Details(items)] if items else []) + [Steps((_exactness(found),))]
    because = [label for end in ends for label in end.because]
    notes = _next(claims(because) or found.printed)
    notes = (
        *(worded("Set aside: {what} (cloudkb validate)", what=line) for line in found.lines),
        *notes,
    )
    if found.aside:
        aside = ", ".join(found.aside)
        notes = (worded("Set aside, in dispute: {what} (cloudkb validate)", what=aside), *notes)
    return Page(_title(found), tuple(blocks), notes)


def _title(found: Explained) -> str:
    if found.low is None and found.high is None:
        return worded("{about}: nothing is implied", about=found.title)
    nobody = "" if found.printed else worded("   (nobody prints it)")
    return worded("{about}: {told}", about=found.title, told=found.implied.text) + nobody


def _items(found: Explained, ends: Sequence[ImpliedEnd]) -> Iterable[tuple[str, str]]:
    for end in ends:
        yield end.text, "\n".join(_because(end))
    if found.printed:
        yield worded("printed by"), "\n".join(found.printed)
    if found.default:
        yield worded("basis"), found.default
    for name, implied in found.read:
        rests = rests_on(implied)
        by = "\n" + worded("by {names}", names=", ".join(rests)) if rests else ""
        yield on(name), implied.text + by


def _because(end: ImpliedEnd) -> list[str]:
    lines = [end.formula] if end.formula else []
    for step in end.steps:
        if step.kind != "implied":
            said = ", ".join(one.split("/", 1)[1] for one in step.sources if is_claim(one))
            lines.append(
                step.text.rstrip(".。") + (worded(" ({aside})", aside=said) if said else "")
            )
    return lines or [", ".join(end.because)]


_BOTH_EXACT = marked("Both ends are exact: nothing closer follows from the claims.")
_ONE_EXACT = marked("The end is exact: nothing closer follows from the claims.")
_LOOSE = {
    "both": marked("Both ends are only bounds: something closer may follow from the claims."),
    "lower": marked("The lower end is only a bound: something closer may follow from the claims."),
    "upper": marked("The upper end is only a bound: something closer may follow from the claims."),
}


def _exactness(found: Explained) -> str:
    ends = {"lower": found.low, "upper": found.high}
    known = [end for end in ends.values() if end is not None]
    loose = [word for word, end in ends.items() if end is not None and not end.exact]
    if not known:
        return worded(
            "No claim bounds it on the plain basis." if found.read else "No claim bounds it."
        )
    if not loose:
        return worded(_BOTH_EXACT if len(known) == 2 else _ONE_EXACT)
    return worded(_LOOSE["both" if len(loose) == 2 else loose[0]])


def _next(because: Iterable[str]) -> tuple[str, ...]:
    first = next(iter(because), "")
    return (worded("Next: {command}", command=f"cloudkb show {first}"),) if first else ()
