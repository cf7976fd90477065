"""Sentences: judged by the claims that say the same, or speak against them, where one names them.

Nobody can reckon with a sentence; whoever enters it may say `same_as` or `disputes`, and any
claim may be named, a figure as well. The link holds both ways between sentences. An opinion is
true of nobody else: that somebody holds it is confirmed where he says so in another document.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from cloudkb.check.answers import verdict_wording as words
from cloudkb.check.answers.clashes import Involved
from cloudkb.check.constraints import naming
from cloudkb.check.explanation.punctuation import aside, sentence
from cloudkb.language import marked, worded
from cloudkb.model import Claim, Facts
from cloudkb.verdict import Name, Verdict

_SAME = marked("{who} says the same: {told}")
_DOUBTED = marked("{who} says the same, and is doubted itself: {told}")
_AGAINST = marked("{who} speaks against it: {told}")


class Links(NamedTuple):
    """What is named beside a sentence."""

    same: tuple[str, ...]
    against: tuple[str, ...]


NONE = Links((), ())


def links_between(claims: Iterable[Claim]) -> dict[str, Links]:
    """What each sentence is linked to, by itself or by others; opinions are to opinions alone."""
    by_id = {one.id: one for one in claims}
    same: dict[str, set[str]] = defaultdict(set)
    against: dict[str, set[str]] = defaultdict(set)
    for one in by_id.values():
        for found, names in ((same, one.same_as), (against, (one.disputes or "",))):
            for name in names:
                if name not in by_id or name == one.id:
                    continue
                if (one.kind == "opinion") == (by_id[name].kind == "opinion"):
                    found[one.id].add(name)
                    found[name].add(one.id)
    return {
        name: Links(tuple(sorted(same[name])), tuple(sorted(against[name])))
        for name in {*same, *against}
        if not by_id[name].readings or by_id[name].kind == "opinion"
    }


def linked_verdict(
    blank: Verdict,
    facts: Facts,
    claim: Claim,
    links: Links,
    origin: Callable[[Claim], str],
    roots: Mapping[str, str],
    clashes: Mapping[str, Sequence[Involved]],
) -> Verdict | None:
    """The verdict on a sentence by what it is linked to; None where it is to nothing.

    `origin` says whose word a claim is, `roots` which document one copies, `clashes` the conflicts
    of claims: what is ruled out or doubted bears nothing out.
    """
    by_id = {one.id: one for one in facts.claims}
    mine = origin(claim)

    def verdict(name: Name, by: Sequence[str], says: str) -> Verdict:
        others = {origin(by_id[one]) for one in by} - {mine}
        return blank._replace(
            verdict=name,
            by=tuple(by),
            independent=len(others) if name in ("corroborated", "disputed", "contradicted") else 0,
            because=_told(facts, [by_id[one] for one in by], says),
        )

    if claim.kind == "opinion":
        own = [
            name
            for name in links.same
            if origin(by_id[name]) == mine and by_id[name].document != claim.document
        ]
        return verdict("confirmed", own, _SAME) if own else None
    doubted = [name for name in links.same if clashes.get(name)]
    if doubted:
        ruled_out = any(one.is_ruled_out for name in doubted for one in clashes[name])
        name: Name = "contradicted" if ruled_out else "disputed"
        return verdict(name, doubted, _DOUBTED)
    against = [name for name in links.against if not clashes.get(name)]
    if against:
        return verdict("disputed", against, _AGAINST)

    def root(one: Claim) -> str:
        return roots.get(one.document, one.document)

    apart = [
        name
        for name in links.same
        if origin(by_id[name]) != mine and root(by_id[name]) != root(claim)
    ]
    if apart:
        return verdict("corroborated", apart, _SAME)
    elsewhere = [name for name in links.same if by_id[name].document != claim.document]
    if elsewhere:
        return verdict("confirmed", elsewhere, _SAME)
    return verdict("derived", links.same, _SAME) if links.same else None


def _told(facts: Facts, found: Sequence[Claim], says: str) -> tuple[str, ...]:
    texts = []
    for one in found:
        what = one.says or worded(" or ").join(map(naming.printed, one.readings))
        told = naming.clipped(what).rstrip(".。") + aside(one.id)
        texts.append(sentence(worded(says, who=words.who_says(one, facts), told=told)))
    return words.first_few(texts)
