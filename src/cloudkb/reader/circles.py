"""What leads back to itself: each circle is told once, and its links are taken out.

Everything that names another of its kind may do so in a circle: parts and wholes, metrics made
of each other, wider and wider scopes, copies of copies. Nothing that reasons on the facts has to
know of them then.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from cloudkb.language import marked, worded
from cloudkb.links import circles
from cloudkb.model import Claim, Document, Entity, Finding, Metric, Place, ScopeRelation, Vocabulary
from cloudkb.words import few

_Linked = TypeVar("_Linked", Entity, Document, Metric)
_MOST_STEPS = 200_000
"""Relations looked at for circles of single entities; a base has a few dozen."""


def without_circles(
    vocabulary: Vocabulary, documents: Mapping[str, Document]
) -> tuple[Vocabulary, dict[str, Document], list[Finding]]:
    """The vocabulary and the documents without the links of circles, and what is to be told."""
    entities, found = _cut(vocabulary.entities, ("part_of",))
    kept, of_documents = _cut(documents, ("origin",))
    found += of_documents
    metrics: Mapping[str, Metric] = vocabulary.metrics
    for keys in (("share_of", "ratio_of"), ("at_most",), ("only",)):
        metrics, of_metrics = _cut(metrics, keys)
        found += of_metrics
    vocabulary = vocabulary._replace(entities=entities, metrics=metrics)
    for step in (_totals, _scopes):
        vocabulary, more = step(vocabulary)
        found += more
    return vocabulary, kept, found


def _told(name: str, way: str, place: Place, link: str) -> Finding:
    """What is told of one member of a circle: `way` is what it names, `link` the key it does by."""
    itself = worded(_ITSELF[link], name=name)
    if way == name:
        hint = worded("take its {link} out, or name another one", link=link)
        return _finding(itself, place, hint)
    message = worded("{itself}, by way of {way}", itself=itself, way=way)
    return _finding(message, place, worded("take one {link} of the circle out", link=link))


def _finding(message: str, place: Place, hint: str) -> Finding:
    return Finding("bad-value", "error", message, place, hint=hint)


def _cut(
    records: Mapping[str, _Linked], keys: Sequence[str]
) -> tuple[dict[str, _Linked], list[Finding]]:
    """Records without the links under some keys that lead back, and what is told of each."""
    kept, found = dict(records), []
    for members in circles({name: list(_named(one, keys)) for name, one in kept.items()}):
        inside = set(members)
        for name in members:
            for key in keys:
                back = sorted(inside.intersection(_named(kept[name], (key,))))
                if back:
                    found.append(_told(name, back[0], kept[name].place, key))
                    cut: dict[str, Any] = {key: None}
                    kept[name] = kept[name]._replace(**cut)
    return kept, found


_ITSELF = {
    "part_of": marked("{name} is part_of itself"),
    "origin": marked("{name} copies itself"),
    "share_of": marked("{name} is a share of itself"),
    "ratio_of": marked("{name} is a ratio of itself"),
    "at_most": marked("{name} is at most itself"),
    "only": marked("{name} excludes itself"),
    "supersedes": marked("{name} supersedes itself"),
}
"""What a member of a circle does, by the key that leads back."""


def _named(record: object, keys: Sequence[str]) -> Iterator[str]:
    """What a record names under some keys, each of one name, several or none."""
    for key in keys:
        value = getattr(record, key)
        yield from (value,) if isinstance(value, str) else value or ()


def _numbered(following: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Which circle each name stands in; those of none are left out."""
    return {name: number for number, each in enumerate(circles(following)) for name in each}


def _totals(vocabulary: Vocabulary) -> tuple[Vocabulary, list[Finding]]:
    """Totals whose whole is a part of one of their parts, by totals or by part_of."""
    wholes: dict[str, list[str]] = defaultdict(list)
    for key, entity in vocabulary.entities.items():
        if entity.part_of:
            wholes[key].append(entity.part_of)
    for total in vocabulary.totals:
        for part in total.parts:
            wholes[part].append(total.whole)
    circle = _numbered(wholes)
    kept, found = [], []
    for total in vocabulary.totals:
        number = circle.get(total.whole)
        back = [part for part in total.parts if number is not None and circle.get(part) == number]
        if back:
            found.append(
                _finding(
                    worded(
                        "{whole} is a part of itself: {parts}, a part of it here, "
                        "holds it by a total or by part_of",
                        whole=total.whole,
                        parts=few(back, 3),
                    ),
                    total.place,
                    worded("take this total or the other one out"),
                )
            )
        else:
            kept.append(total)
    return vocabulary._replace(totals=tuple(kept)), found


def _scopes(vocabulary: Vocabulary) -> tuple[Vocabulary, list[Finding]]:
    """Scopes within themselves: of one metric and one entity, by way of others or not."""
    of_metric: dict[str, list[ScopeRelation]] = defaultdict(list)
    for relation in vocabulary.scope_relations:
        of_metric[relation.metric].append(relation)
    wrong: dict[Place, Finding] = {}
    for relations in of_metric.values():
        for one in _circular(relations):
            wrong[one.place] = _finding(
                worded(
                    "scope relations of {metric} lead from {narrow} to {wide} and back: "
                    "each would be within the other",
                    metric=one.metric,
                    narrow=one.narrow,
                    wide=one.wide,
                ),
                one.place,
                worded(
                    "take one out; if they are one definition: same: [{narrow}, {wide}]",
                    narrow=one.narrow,
                    wide=one.wide,
                ),
            )
    kept = tuple(one for one in vocabulary.scope_relations if one.place not in wrong)
    return vocabulary._replace(scope_relations=kept), list(wrong.values())


def _circular(relations: Sequence[ScopeRelation]) -> Iterator[ScopeRelation]:
    """The relations of one metric, those of equal scopes not among them, that lead in a circle.

    All entities together first; only where these have a circle does it matter of whom each
    relation speaks.
    """
    left = _of_circles(relations)
    everybody = [one for one in left if not one.entities]
    own: dict[str, list[ScopeRelation]] = defaultdict(list)
    for one in left:
        for entity in one.entities:
            own[entity].append(one)
    told = _of_circles(everybody)
    if len(own) * len(everybody) > _MOST_STEPS:
        # more than can be told apart: none of them is reasoned with
        told = left
    else:
        for each in own.values():
            told += _of_circles([*everybody, *each])
    yield from {one.place: one for one in told if not one.same}.values()


def _of_circles(relations: Sequence[ScopeRelation]) -> list[ScopeRelation]:
    """Those that stand in a circle which more than equal scopes make."""
    following: dict[str, list[str]] = defaultdict(list)
    for one in relations:
        following[one.narrow].append(one.wide)
        if one.same:
            following[one.wide].append(one.narrow)
    circle = _numbered(following)
    inside = [one for one in relations if circle.get(one.narrow, -1) == circle.get(one.wide)]
    wrong = {circle[one.narrow] for one in inside if not one.same}
    return [one for one in inside if circle[one.narrow] in wrong]


def claim_circles(claims: Iterable[Claim]) -> Iterator[Finding]:
    """Claims that restate, dispute or copy themselves, by way of others or not."""
    by_id = {claim.id: claim for claim in claims}
    for key in ("supersedes", "origin"):
        links = {name: list(_named(one, (key,))) for name, one in by_id.items()}
        for members in circles(links):
            for name in members:
                yield _finding(
                    worded(_ITSELF[key], name=name),
                    by_id[name].place,
                    worded("a claim comes after another one: take one of the circle out"),
                )
    for name, claim in by_id.items():
        if name in claim.same_as:
            yield _finding(
                worded("{name} says the same as itself", name=name),
                claim.place,
                worded("name another claim that says it"),
            )
        if claim.disputes == name:
            yield _finding(
                worded("{name} disputes itself", name=name),
                claim.place,
                worded("name the claim that it disagrees with"),
            )
