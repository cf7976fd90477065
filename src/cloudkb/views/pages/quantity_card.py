"""What the claims leave for a quantity, for people; an identity too."""

from collections.abc import Iterable, Sequence

from cloudkb.language import worded
from cloudkb.model import Details, Explained, ImpliedEnd, Page, Steps, Tied
from cloudkb.views.pages.status import on
from cloudkb.views.shapes import claims, is_claim, rests_on


def page(found: Explained | Tied) -> Page:
    """The answer as a page."""
    if isinstance(found, Tied):
        listed = Details((("ties", "\n".join(found.claims) or "no claim"),))
        return Page(found.name, (Steps((found.text,)), listed), _next(found.claims))
    ends = [end for end in (found.low, found.high) if end]
    items = tuple(_items(found, ends))
    blocks = ([Details(items)] if items else []) + [Steps((_exactness(found),))]
    because = [label for end in ends for label in end.because]
    notes = _next(claims(because) or found.printed)
    notes = (*(f"Set aside: {line} (cloudkb validate)" for line in found.lines), *notes)
    if found.aside:
        notes = (f"Set aside, in dispute: {', '.join(found.aside)} (cloudkb validate)", *notes)
    return Page(_title(found), tuple(blocks), notes)


def _title(found: Explained) -> str:
    if found.low is None and found.high is None:
        return f"{found.title}: nothing is implied"
    nobody = "" if found.printed else "   (nobody prints it)"
    return f"{found.title}: {found.implied.text}{nobody}"


def _items(found: Explained, ends: Sequence[ImpliedEnd]) -> Iterable[tuple[str, str]]:
    for end in ends:
        yield end.text, "\n".join(_because(end))
    if found.printed:
        yield "printed by", "\n".join(found.printed)
    if found.default:
        yield "basis", found.default
    for name, implied in found.read:
        rests = rests_on(implied)
        yield on(name), implied.text + (f"\nby {', '.join(rests)}" if rests else "")


def _because(end: ImpliedEnd) -> list[str]:
    lines = [end.formula] if end.formula else []
    for step in end.steps:
        if step.kind != "implied":
            said = ", ".join(one.split("/", 1)[1] for one in step.sources if is_claim(one))
            lines.append(step.text.rstrip(".") + (f" ({said})" if said else ""))
    return lines or [", ".join(end.because)]


def _exactness(found: Explained) -> str:
    ends = {"lower": found.low, "upper": found.high}
    known = [end for end in ends.values() if end is not None]
    loose = [word for word, end in ends.items() if end is not None and not end.exact]
    if not known:
        return "No claim bounds it" + (" on the plain basis." if found.read else ".")
    if not loose:
        which = "Both ends are" if len(known) == 2 else "The end is"
        return f"{which} exact: nothing closer follows from the claims."
    which = (
        "Both ends are only bounds" if len(loose) == 2 else f"The {loose[0]} end is only a bound"
    )
    return f"{which}: something closer may follow from the claims."


def _next(because: Iterable[str]) -> tuple[str, ...]:
    first = next(iter(because), "")
    return (worded("Next: {command}", command=f"cloudkb show {first}"),) if first else ()
