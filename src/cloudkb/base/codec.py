"""Records to JSON and back, exactly: how parsed facts are remembered between runs.

A record is a list that begins with its name, a tuple one that begins with an empty
name, a fraction one of two integers that begins with a slash. Only the names below
are ever made from such text, so that reading it can run nothing.
"""

import json
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from cloudkb import model, verdict
from cloudkb.interval import Interval

_RECORDS: tuple[Any, ...] = (
    Interval,
    model.Accepted,
    model.AcceptedException,
    model.Amount,
    model.AskedQuantity,
    model.Change,
    model.Claim,
    model.Comparison,
    model.Condition,
    model.DateFigure,
    model.Default,
    model.Document,
    model.Doubt,
    model.ImpliedEnd,
    model.Entity,
    model.Explained,
    model.Finding,
    model.Formula,
    model.Ignored,
    model.Implied,
    model.Link,
    model.Metric,
    model.OnBasis,
    model.OnScope,
    model.Operand,
    model.Order,
    model.Period,
    model.Place,
    model.Rank,
    model.Reading,
    model.Related,
    model.Report,
    model.Scope,
    model.ScopeRelation,
    model.Source,
    model.ClaimStatus,
    model.Step,
    model.Suspect,
    model.Tied,
    model.Total,
    model.Trend,
    model.Vocabulary,
    verdict.Cited,
    verdict.Mention,
    verdict.Verdict,
    verdict.Verdicts,
)

_MAKERS: dict[str, Callable[[list[Any]], Any]] = {
    "": tuple,
    "/": lambda parts: Fraction(parts[0], parts[1]),
    **{record.__name__: record._make for record in _RECORDS},
}
_KNOWN = frozenset(record.__name__ for record in _RECORDS)


class CodecError(ValueError):
    """Text that does not hold records of this version."""


def shape() -> str:
    """The names of all fields: remembered text of another shape is of no use."""
    return ";".join(f"{record.__name__}:{','.join(record._fields)}" for record in _RECORDS)


def encode(value: object) -> str:
    """Any record, tuple, mapping with text keys, fraction or plain value as JSON text."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def decode(text: str) -> Any:
    """What was encoded, equal to what it was. Raises `CodecError`."""
    try:
        return _made(json.loads(text))
    except (ValueError, TypeError, LookupError, RecursionError, ZeroDivisionError) as error:
        raise CodecError(str(error)) from error


def _plain(value: object) -> object:
    kind = type(value)
    if value is None or kind in (str, int, bool):
        return value
    if isinstance(value, tuple):
        name = kind.__name__ if kind is not tuple else ""
        if name and name not in _KNOWN:
            raise CodecError(f"{name} is not a record that can be remembered")
        return [name, *map(_plain, value)]
    if isinstance(value, Fraction):
        return ["/", value.numerator, value.denominator]
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    raise CodecError(f"{kind.__name__} cannot be remembered")


def _made(value: Any) -> Any:
    if type(value) is list:
        made = [_made(each) if type(each) in (list, dict) else each for each in value[1:]]
        return _MAKERS[value[0]](made)
    if type(value) is dict:
        return {key: _made(each) for key, each in value.items()}
    return value
