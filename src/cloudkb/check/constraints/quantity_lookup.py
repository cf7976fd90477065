"""Quantities as people type them: names and aliases for ids, the nearest ones for mistakes."""

import re
from collections.abc import Mapping

from cloudkb.check.constraints import quantities
from cloudkb.check.constraints.constraint_model import ConstraintModel
from cloudkb.check.constraints.quantities import Quantity, QuantityError
from cloudkb.language import worded
from cloudkb.model import Entity, Metric, Vocabulary
from cloudkb.words import fold, nearest

_PARTS = re.compile(
    r"(?P<entity>[^.@]+)\.(?P<metric>.+?)(?P<rest>(?:@| in | scope | [A-Z]{3}$).*)?"
)


def quantity_named(model: ConstraintModel, text: str) -> Quantity:
    """The quantity a text means; raises `QuantityError`."""
    spoken = [quantity for quantity, by in model.named.items() if by]
    typed = _typed(text, model.vocabulary)
    found = quantities.find(typed, spoken, model.vocabulary, model.plain_means)
    metric = model.vocabulary.metrics[found.metric]
    if metric.unit == "date" and metric.values != "one":
        told = worded(
            "{metric} has many dates: each claim is of an event of its own", metric=found.metric
        )
        raise QuantityError(told)
    if metric.unit == "entity":
        told = worded("{name} is a link to an entity, and has no value", name=found.name)
        raise QuantityError(told)
    return found


def entities(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The entities that a quantity's name speaks of: its own, and the market it is in.

    Raises `QuantityError` when there is no such entity.
    """
    about = quantities.parse(_typed(text, vocabulary), vocabulary.entities)
    return tuple(filter(None, (about.entity, about.within)))


def _typed(text: str, vocabulary: Vocabulary) -> str:
    """A name with its entity and metric as ids, which may be typed as names or aliases.

    Raises `QuantityError` with the nearest ids where one of them is not known.
    """
    found = _PARTS.fullmatch(text.strip())
    if found is None:
        return text
    entity = _id(found["entity"], vocabulary.entities, "entity")
    metric = _id(found["metric"], vocabulary.metrics, "metric")
    return f"{entity}.{metric}{found['rest'] or ''}"


def _id(word: str, known: Mapping[str, Entity] | Mapping[str, Metric], kind: str) -> str:
    if word in known:
        return word
    folded = fold(word)
    called: dict[str, list[str]] = {}
    for key, record in known.items():
        for name in (key, record.name, record.name_zh, *record.aliases):
            if name:
                called.setdefault(fold(name), []).append(key)
    keys = sorted(set(called.get(folded, ())))
    if len(keys) == 1:
        return keys[0]
    near = nearest(folded, sorted(called), 3)
    offers = keys or list(dict.fromkeys(key for name in near for key in called[name]))
    told = worded("no {kind} is called {name}", kind=worded(kind), name=word[:40])
    raise QuantityError(told, tuple(offers))
