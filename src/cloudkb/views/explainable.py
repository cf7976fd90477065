"""What can be explained? The rules, and what a quantity of this base looks like."""

from collections.abc import Mapping, Sequence
from sqlite3 import Connection, Row
from typing import Any, NamedTuple

from cloudkb.rules import RULES

_EXAMPLES = 2
_QUANTITIES = """
SELECT entity, metric, period, within, basis, currency
FROM claims
WHERE form = 'amount' AND low IS NOT NULL AND period <> '' AND unit NOT IN ('date', 'entity')
GROUP BY entity, metric, period, within, basis, currency
ORDER BY ifnull(basis, '') = '', count(*) DESC, min(number)
"""


class Explainable(NamedTuple):
    """What there is to explain."""

    quantities: tuple[str, ...]
    """Whole names of quantities of this base, as examples; none where there is no base."""


def ask(connection: Connection) -> Explainable:
    """Two quantities that claims print, of different metrics where there are two."""
    found: dict[str, str] = {}
    spare: list[str] = []
    for row in connection.execute(_QUANTITIES):
        if row["metric"] in found:
            if len(spare) < _EXAMPLES:
                spare.append(_name(row))
        else:
            found[row["metric"]] = _name(row)
        if len(found) == _EXAMPLES:
            break
    return Explainable(tuple([*found.values(), *spare][:_EXAMPLES]))


def _name(row: Row) -> str:
    """The whole name."""
    text = f"{row['entity']}.{row['metric']}@{row['period']}"
    if row["within"]:
        text += f" in {row['within']}"
    if row["basis"]:
        text += f" scope {row['basis']}"
    return f"{text} {row['currency']}" if row["currency"] else text


def data(found: Explainable) -> Mapping[str, Any]:
    """The rules in short, and the examples."""
    return {"rules": rules(), "quantities": list(found.quantities)}


def rules() -> Sequence[Mapping[str, str]]:
    """Every rule with its line."""
    return [
        {"rule": rule.name, "severity": rule.severity, "summary": rule.summary} for rule in RULES
    ]
