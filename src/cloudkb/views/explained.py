"""What is known of a quantity nobody may have printed: its interval, and why; identities too."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from cloudkb.model import End, Explained, Implied, Step, Tied

if TYPE_CHECKING:
    from fractions import Fraction

    from cloudkb.model import Page, Steps

_KINDS = (".", "@", ":")
"""What no name of a rule holds."""


def is_quantity(text: str) -> bool:
    """Tell the name of a quantity or identity from that of a rule."""
    return any(sign in text for sign in _KINDS)


# --- the published shape -------------------------------------------------------------------


def data(found: Explained | Tied) -> Mapping[str, Any]:
    """The answer in the published shape."""
    if isinstance(found, Tied):
        return {
            "identity": found.name,
            "text": found.text,
            "quantities": list(found.quantities),
            "claims": list(found.claims),
        }
    return {
        "quantity": found.implied.quantity,
        **interval_data(found.implied, found.unit),
        "because": {
            "low": claims(found.implied.low_because),
            "high": claims(found.implied.high_because),
        },
        "steps": [_step(step, found.unit) for step in _steps(found)],
        "printed": list(found.printed),
        "read_as": [
            {
                "basis": name,
                **interval_data(one, found.unit),
                "because": {"low": claims(one.low_because), "high": claims(one.high_because)},
            }
            for name, one in found.read
        ],
    }


def interval_data(implied: Implied, unit: str) -> dict[str, Any]:
    """The ends of an implied value, and what they are measured in."""
    interval = implied.interval
    return {
        "low": end_text(interval.low, unit),
        "high": end_text(interval.high, unit),
        "low_open": interval.low_open if interval.low is not None else None,
        "high_open": interval.high_open if interval.high is not None else None,
        "low_exact": implied.low_exact if interval.low is not None else None,
        "high_exact": implied.high_exact if interval.high is not None else None,
        "unit": unit,
    }


def end_text(end: "Fraction | None", unit: str) -> str | None:
    """An end as published: a number, or a day in ISO 8601."""
    from cloudkb.figures import exact_text

    if unit == "date" and end is not None:
        from datetime import date

        return date.fromordinal(round(end)).isoformat()
    return exact_text(end)


def claims(because: Sequence[str]) -> list[str]:
    """The claims among the things an end rests on."""
    return [label for label in because if is_claim(label)]


def is_claim(label: str) -> bool:
    """Tell the name of a claim from that of an identity."""
    return "/" in label and ":" not in label


def _steps(found: Explained) -> list[Step]:
    return list(
        dict.fromkeys(
            step for end in (found.low, found.high) if end is not None for step in end.steps
        )
    )


def _step(step: Step, unit: str) -> dict[str, Any]:
    interval = step.interval
    return {
        "text": step.text,
        "quantity": step.quantity or None,
        "low": end_text(interval.low, unit) if interval else None,
        "high": end_text(interval.high, unit) if interval else None,
        "from": list(step.sources),
    }


# --- for people ----------------------------------------------------------------------------


def page(found: Explained | Tied) -> "Page":
    """The same for people."""
    from cloudkb.model import Fields, Page, Steps

    if isinstance(found, Tied):
        listed = Fields((("ties", "\n".join(found.claims) or "no claim"),))
        return Page(found.name, (Steps((found.text,)), listed), _next(found.claims))
    blocks: list[Fields | Steps] = []
    items = [*_ends(found), *_printed(found), *_read(found)]
    if items:
        blocks.append(Fields(tuple(items)))
    blocks += _exactness(found)
    because = [label for end in (found.low, found.high) if end for label in end.because]
    notes = [*_next(claims(because) or found.printed)]
    if found.aside:
        notes.insert(0, f"Set aside, in dispute: {', '.join(found.aside)} (cloudkb validate)")
    return Page(_title(found), tuple(blocks), tuple(notes))


def _title(found: Explained) -> str:
    if found.low is None and found.high is None:
        return f"{found.title}: nothing is implied"
    nobody = "" if found.printed else "   (nobody prints it)"
    return f"{found.title}: {found.implied.text}{nobody}"


def _ends(found: Explained) -> list[tuple[str, str]]:
    return [(end.text, "\n".join(_because(end))) for end in (found.low, found.high) if end]


def _because(end: End) -> list[str]:
    lines = [end.formula] if end.formula else []
    for step in end.steps:
        if step.kind == "implied":
            continue
        said = ", ".join(source.split("/", 1)[1] for source in step.sources if is_claim(source))
        lines.append(f"{step.text.rstrip('.')} ({said})" if said else step.text.rstrip("."))
    return lines or [", ".join(end.because)]


def _printed(found: Explained) -> list[tuple[str, str]]:
    return [("printed by", "\n".join(found.printed))] if found.printed else []


def _read(found: Explained) -> list[tuple[str, str]]:
    told = []
    for name, implied in found.read:
        rests = claims(list(dict.fromkeys((*implied.low_because, *implied.high_because))))
        told.append(
            (read_as(name), f"{implied.text}\nby {', '.join(rests)}" if rests else implied.text)
        )
    return told


def read_as(basis: str) -> str:
    """What it is to take a basis for another: read as restated, read by IDC."""
    return f"read {basis}" if basis.startswith(("on ", "by ")) else f"read as {basis}"


def _exactness(found: Explained) -> "list[Steps]":
    from cloudkb.model import Steps

    ends = [
        (word, end)
        for word, end in (("lower", found.low), ("upper", found.high))
        if end is not None
    ]
    loose = [word for word, end in ends if not end.exact]
    if not ends:
        return [
            Steps(
                ("No claim bounds it on its own basis." if found.read else "No claim bounds it.",)
            )
        ]
    if not loose:
        which = "Both ends are" if len(ends) == 2 else "The end is"
        return [Steps((f"{which} exact: nothing closer follows from the claims.",))]
    which = (
        "Both ends are only bounds" if len(loose) == 2 else f"The {loose[0]} end is only a bound"
    )
    return [Steps((f"{which}: something closer may follow from the claims.",))]


def _next(because: Sequence[str]) -> tuple[str, ...]:
    first = next(iter(dict.fromkeys(because)), "")
    return (f"Next: cloudkb show {first}",) if first else ()
