"""What reasoning adds to a league table: values nobody prints, set apart; conflicts, marked."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from cloudkb.model import Asked, Beside
from cloudkb.views.explained import claims, interval_data

if TYPE_CHECKING:
    from sqlite3 import Row

    from cloudkb.views.compare import Change, Compared, League, Line
    from cloudkb.views.names import Names


def asked(compared: "Compared") -> list[Asked]:
    """The quantities the tables leave open: levels not printed, and those changes are from."""
    found = []
    for league in compared.leagues:
        for line in league.lines:
            first = line.rows()[0]
            if line.figure is None:
                found.append(quantity(first))
            found += [quantity(change.row, change.against) for change in line.changes]
    return list(dict.fromkeys(found))


def quantity(row: "Row", period: str = "") -> Asked:
    """What a claim is about, in another period if one is given."""
    return Asked(
        row["entity"],
        row["metric"],
        row["in"] or "",
        row["scope"] or "",
        period or row["period"] or "",
        row["document"],
    )


def data(line: "Line", change: "Change | None", beside: Beside) -> dict[str, Any]:
    """The key `implied` of a row."""
    first = line.rows()[0]
    wanted = [quantity(first)] if line.figure is None else []
    wanted += [quantity(change.row, change.against)] if change is not None else []
    told = [(one, beside.implied[one]) for one in wanted if one in beside.implied]
    return {
        "implied": [
            {
                "period": one.period,
                **interval_data(implied, first["unit"] or "ratio"),
                "text": implied.text,
                "because": {
                    "low": claims(implied.low_because),
                    "high": claims(implied.high_because),
                },
            }
            for one, implied in told
        ],
    }


def before(line: "Line", base: str, beside: Beside | None) -> str:
    """What is implied for the period a change is from, where it is bounded on both sides."""
    if beside is None:
        return ""
    for change in line.changes:
        if change.against == base:
            implied = beside.implied.get(quantity(change.row, base))
            if implied is not None and None not in implied.interval[:2]:
                return implied.text
    return ""


def is_clashing(line: "Line", beside: Beside | None) -> bool:
    """Tell whether a claim of the line takes part in a conflict."""
    return beside is not None and any(row["claim"] in beside.clashing for row in line.rows())


def remark(league: "League", beside: Beside | None, names: "Names") -> Iterable[str]:
    """What is implied for levels nobody prints, in one sentence."""
    if beside is None:
        return
    open_lines = [line for line in league.lines if line.figure is None]
    told: dict[str, list[str]] = {}
    for line in open_lines:
        implied = beside.implied.get(quantity(line.rows()[0]))
        if implied is not None:
            told.setdefault(implied.text, []).append(names.entity(line.entity))
    if len(told) == 1 and sum(map(len, told.values())) == len(open_lines) > 1:
        yield f"Implied: each of them {next(iter(told))}."
        return
    if told:
        parts = [f"{', '.join(entities)} {text}" for text, entities in told.items()]
        yield f"Implied: {'; '.join(parts)}."


def conflict_notes(beside: Beside | None) -> tuple[str, ...]:
    """Where to read about conflicts among what is shown."""
    if beside is None or not beside.clashing:
        return ()
    first = next(iter(beside.clashing))
    number = len(beside.clashing)
    some = "1 claim here is" if number == 1 else f"{number} claims here are"
    return (f"{some} in conflict: cloudkb validate, cloudkb show {first}",)
