"""One claim judged by all the others: the first verdict that applies.

A claim is judged against the base without it, its own exceptions lifted, the others in force.
Nothing is typed by hand: conflicts are the checker's, and so is what others imply.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from cloudkb.check.answers import (
    borne_out,
    clashes,
    conditions,
    forecast_outcomes,
    linked,
    other_scopes,
    rest,
    step_by_step,
    tensions,
)
from cloudkb.check.answers import verdict_wording as words
from cloudkb.check.answers.borne_out import Support
from cloudkb.check.answers.clashes import Involved
from cloudkb.check.answers.grounds import Grounds
from cloudkb.check.answers.nearest import Nearest
from cloudkb.check.answers.other_scopes import ScopeReading
from cloudkb.check.constraints.quantities import Quantity
from cloudkb.check.corroboration.witnesses import Corroboration, Witness, asked_ends
from cloudkb.check.diagnosis.disputes import Dispute, Disputes
from cloudkb.check.explanation.findings import accepted, of_conflicts
from cloudkb.check.relations import kind
from cloudkb.check.solver.problem import Bounds, Row
from cloudkb.interval import Interval
from cloudkb.model import AcceptedException, Claim
from cloudkb.verdict import Name, Verdict

_NAMED = 3
"""Quantities named that would settle a claim."""


class Judge:
    """What surrounds some claims reasoned over once, and asked of each."""

    def __init__(self, grounds: Grounds, chosen: Iterable[Claim], *, named_only: bool) -> None:
        """Reason over what surrounds the `chosen`.

        `named_only`: of a verdict only its name is asked for, and not all is said of why.
        """
        self.chosen = list(chosen)
        self._named_only = named_only
        self.facts, self.model, self.rows = grounds.facts, grounds.model, grounds.rows
        self.replaced, self.reasoner = grounds.replaced, grounds.reasoner
        self._origin, self._roots, self.origins = grounds.origin, grounds.roots, grounds.origins
        self.links = grounds.links
        claims, roots = self.model.claims, self._roots
        self._in_document = _by(claims, lambda name: claims[name].document)
        self._in_original = _by(
            claims, lambda name: roots.get(claims[name].document, claims[name].document)
        )
        self._said_by = _by(claims, self.origins.__getitem__)
        wanted = {claim.id for claim in self.chosen}
        wanted |= {name for one in wanted & self.links.keys() for name in self.links[one].same}
        own = [one for one in grounds.exceptions if wanted & {*one.claims, one.doubt}]
        wanted |= {name for one in own for name in (*one.claims, one.doubt)}
        names = {name for one in wanted for row in self.rows[one] for name, _ in row.terms}
        # on whatever basis: figures elsewhere may be in tension
        about = borne_out.subjects_of(self.model.vocabulary, self.chosen)
        names |= {
            name
            for name, variable in self.model.variables.items()
            if variable.quantity[:2] in about
        }
        found = self.reasoner.find_near(sorted(names))
        self.in_conflict = found.aside.union(
            *(one.labels for one in found.conflicts),
            (one.label for one in found.outcome.not_proved),
        )
        """Labels of components in which something conflicts or is left open."""
        self.bench = rest.bench(self.model, found.system, self.origins)
        self.clashes: dict[str, list[Involved]] = defaultdict(list)
        self.nearest = Nearest(self.facts, self.model)
        self.lifted: dict[str, Corroboration] = {}
        for name, clash in clashes.of_findings(of_conflicts(self.reasoner, found)):
            self.clashes[name].append(clash)
        disputes = Disputes(self.reasoner)
        for exception in own:
            self._dispute(exception, disputes.put_back(exception, found, bare=False))

    # --- conflicts -------------------------------------------------------------------------

    def _dispute(self, exception: AcceptedException, dispute: Dispute) -> None:
        silenced = accepted(self.reasoner, [dispute])
        if not silenced and dispute.found is not None:
            # stale: what it doubts is a witness again
            bench = rest.bench(self.model, dispute.found.system, self.origins)
            self.lifted |= dict.fromkeys((*exception.claims, exception.doubt), bench)
        # the others stand as they do with what is doubted set aside
        name = exception.doubt
        naming_it = [one.finding for one in silenced if name in one.finding.claims]
        for finding in naming_it:
            clash = clashes.of_dispute(exception, finding, name, self.model.claims)
            self.clashes[name].append(clash)
        if not naming_it and dispute.found is not None:
            self.lifted[name] = rest.bench(self.model, dispute.found.system, self.origins)

    # --- one claim -------------------------------------------------------------------------

    def verdict(self, claim: Claim) -> Verdict:
        """The first verdict that applies; a trend is told step by step, history as such."""
        found = self._first(claim)
        if claim.id in self.replaced and self.rows[claim.id]:
            found = found._replace(because=(words.unused(replaced=True), *found.because))
        steps = step_by_step.sentences(
            self.model, self._bench_of(claim), claim, self.rows[claim.id]
        )
        return found._replace(because=(*found.because, *steps)) if steps else found

    def _first(self, claim: Claim) -> Verdict:
        blank = words.blank(self.facts, claim)
        if not claim.readings or claim.kind == "opinion":
            links = self.links.get(claim.id, linked.NONE)
            of = (links, self._origin, self._roots, self.clashes)
            found = linked.linked_verdict(blank, self.facts, claim, *of)
            return found or blank._replace(because=(words.no_figure(claim),))
        rows = self.rows[claim.id]
        if self.clashes[claim.id]:
            return self._clashing(blank, claim, rows)
        if claim.kind in forecast_outcomes.FORWARD:
            return self._ahead(blank, claim, rows)
        blank = blank._replace(verdict="single-source")
        if not rows:
            reason = words.unused(claim.id in self.replaced)
            return blank._replace(because=(reason,))
        witnessed = self._witnessed(blank, claim, rows)
        if witnessed is not None:
            return witnessed
        related = self._related(blank, claim, rows) if _is_relation(rows) else blank
        tense = self._tense(blank._replace(status=related.status), claim, rows)
        if tense is not None:
            return tense
        beside = self._beside(related, claim, rows)
        if beside is not None:
            return beside
        if related.verdict == "conditional":
            return related
        derived = self._derived(related, claim, rows)
        return derived or self._single(related, claim, rows)

    def _clashing(self, blank: Verdict, claim: Claim, rows: Sequence[Row]) -> Verdict:
        clash = min(
            self.clashes[claim.id],
            key=lambda one: (not one.is_ruled_out, len(one.finding.claims), one.finding.claims),
        )
        by = tuple(name for name in clash.finding.claims if name != claim.id)
        own = self.origins.get(claim.id, "")
        against = {self.origins[name] for name in by if name in self.origins} - {own}
        gap = clashes.missed(self.model, clash.finding, claim)
        return self._settled(blank, claim, rows)._replace(
            verdict="contradicted" if clash.is_ruled_out else "disputed",
            by=by,
            independent=len(against),
            gap=gap,
            gap_text=words.gap(self.model, rows, gap),
            because=words.clash_words(clash.finding, claim.id),
            reason=clash.reason,
            accepted=clash.accepted,
        )

    def _bench_of(self, claim: Claim) -> Corroboration:
        return self.lifted.get(claim.id, self.bench)

    def _readings(self, claim: Claim, rows: Sequence[Row]) -> list[ScopeReading]:
        return other_scopes.scope_readings(self.model, claim, rows)

    # --- witnesses -------------------------------------------------------------------------

    def _witnessed(self, blank: Verdict, claim: Claim, rows: Sequence[Row]) -> Verdict | None:
        """Corroborated by another origin, or confirmed by its own in another document."""
        if _is_relation(rows):
            # whoever agrees with a relation proves it
            blank = blank._replace(status="certain")
        bench = self._bench_of(claim)
        apart = self._own_words(claim)
        here = self._in_document[claim.document]

        def beside(aside: frozenset[str]) -> Verdict | None:
            found = borne_out.of_its_own(self.model, bench, claim, rows, aside)
            return self._supported(blank, claim, found) if found else None

        return (
            self._borne_out(blank, "corroborated", claim, rows, apart)
            or beside(apart)
            or self._borne_out(blank, "confirmed", claim, rows, here)
            or beside(self._here(claim))
        )

    def _borne_out(
        self,
        blank: Verdict,
        verdict: Name,
        claim: Claim,
        rows: Sequence[Row],
        aside: frozenset[str],
    ) -> Verdict | None:
        """A verdict by those who print or imply as much, as the claim may be read."""
        bench = self._bench_of(claim)
        for scope, there in self._readings(claim, rows):
            if not bench.may_have_witnesses(claim.id, there):
                continue
            found = bench.witnesses(there, aside | {claim.id})
            if not found:
                continue
            if verdict == "corroborated":
                blank = blank._replace(independent=len(found))
            else:
                blank = self._settled(blank, claim, rows)
            return blank._replace(
                verdict=verdict,
                by=tuple(sorted({name for one in found for name in one.claims})),
                because=words.witnesses(self.model, claim, found, scope),
                reads_as=words.scope(self.model, scope),
                leaves=_proved(found),
            )
        return None

    def _here(self, claim: Claim) -> frozenset[str]:
        """The claims of the document of another, of what it copies and of what copies it."""
        return self._in_original[self._roots.get(claim.document, claim.document)]

    def _own_words(self, claim: Claim) -> frozenset[str]:
        """The claims that are no witness of another: of its document, or of its origin."""
        return self._here(claim) | self._said_by[self.origins[claim.id]]

    def _beside(self, blank: Verdict, claim: Claim, rows: Sequence[Row]) -> Verdict | None:
        """What comparable markets and overlapping periods bear out, by others or its own origin."""
        bench = self._bench_of(claim)
        for aside in (self._own_words(claim), self._here(claim)):
            found = borne_out.of_comparable(self.model, bench, claim, rows, aside)
            if found:
                return self._supported(blank, claim, found)
        return None

    def _supported(self, blank: Verdict, claim: Claim, found: Sequence[Support]) -> Verdict:
        """Borne out beside its own quantity, by another origin or its own in another document."""
        names = tuple(sorted({name for one in found for name in one.claims}))
        others = {self.origins[name] for name in names} - {self.origins[claim.id]}
        return blank._replace(
            verdict="corroborated" if others else "confirmed",
            by=names,
            independent=len(others),
            because=words.supports(self.model, claim, found),
        )

    def _derived(self, blank: Verdict, claim: Claim, rows: Sequence[Row]) -> Verdict | None:
        """Borne out only with figures of its own document; what that prints twice it said once."""
        terms = {row.terms for row in rows}
        twins = frozenset(
            name
            for name in self._here(claim) & self._said_by[self.origins[claim.id]]
            if any(row.terms in terms for row in self.rows[name])
        )
        return self._borne_out(blank, "derived", claim, rows, twins)

    # --- tensions --------------------------------------------------------------------------

    def _tense(self, blank: Verdict, claim: Claim, rows: Sequence[Row]) -> Verdict | None:
        found = tensions.find(self.model, self._bench_of(claim), claim, rows)
        if not found:
            return None
        by = tuple(sorted({name for one in found for name in one.claims}))
        mine = self.origins[claim.id]
        return self._settled(blank, claim, rows)._replace(
            verdict="tension",
            by=by,
            independent=len({self.origins[name] for name in by} - {mine}),
            gap=found[0].gap,
            gap_text=words.gap(self.model, [found[0].row], found[0].gap),
            because=words.tensions(self.model, claim, found),
        )

    # --- relations, and what was said ahead --------------------------------------------------

    def _related(self, blank: Verdict, claim: Claim, rows: Sequence[Row]) -> Verdict:
        """A relation: its status, and when it is only possible what it forces on the unprinted."""
        read = self._readings(claim, rows)
        system = rest.around_claim(self.reasoner, claim.id, read).system
        overall = forecast_outcomes.overall([rest.judge(system, there) for _, there in read])
        blank = blank._replace(status=overall)
        if overall != "possible":
            return blank
        for scope, there in (*read[1:], read[0]):
            found = [
                one
                for one in conditions.find(self.model, system, there)
                if any(self._is_apart(claim, name) for name in one.because)
            ]
            if found:
                labels = {label for one in found for label in one.because}
                names = tuple(dict.fromkeys(one.quantity for one in found))
                return blank._replace(
                    verdict="conditional",
                    by=tuple(sorted((labels & self.origins.keys()) - {claim.id})),
                    because=words.conditions(self.model, found, scope),
                    reads_as=words.scope(self.model, scope),
                    settle=names[:_NAMED],
                    settle_text=words.what_settles(self.model, names[:1], words.PRINT),
                )
        return blank

    def _is_apart(self, claim: Claim, name: str) -> bool:
        """Tell whether a claim is of another origin, or read in another document."""
        other = self.model.claims.get(name)
        return other is not None and (
            other.document != claim.document or self.origins[name] != self.origins[claim.id]
        )

    def _ahead(self, blank: Verdict, claim: Claim, rows: Sequence[Row]) -> Verdict:
        """A forecast or target, by what others say happened."""
        again = forecast_outcomes.said_again(self.facts, claim)
        near = tuple(one.id for one in again)
        is_open = blank._replace(verdict="open", status="open", near=near)
        if not rows:
            because = words.still_open(self.model, self.facts, claim, None, again)
            return is_open._replace(because=because)
        read = self._readings(claim, rows)
        system = rest.around_claim(self.reasoner, claim.id, read).system
        found = [
            forecast_outcomes.outcome(self.model, system, claim, there, rest.judge(system, there))
            for _, there in read
        ]
        status = forecast_outcomes.overall([one.status for one in found])
        came = next(one for one in found if one.status == status)
        if status == "open":
            because = words.still_open(self.model, self.facts, claim, came, again)
            return self._settled(is_open, claim, rows, words.AHEAD)._replace(because=because)
        name: Any = status
        blank = blank._replace(verdict=name, status=status)
        by = forecast_outcomes.by(self.model, came)
        mine = self.origins[claim.id]
        return blank._replace(
            by=by,
            independent=len({self.origins[name] for name in by} - {mine}),
            gap=came.gap,
            gap_text=words.gap(self.model, rows, came.gap),
            because=words.came_out(self.model, claim, rows, came),
        )

    # --- nobody else -----------------------------------------------------------------------

    def _single(self, blank: Verdict, claim: Claim, rows: Sequence[Row]) -> Verdict:
        """Nobody else prints or implies it; what comes nearest is said."""
        if self._named_only:
            return blank
        nearest: tuple[Fraction, str, Bounds] | None = None
        bench = self._bench_of(claim)
        here = self._in_document[claim.document]
        for scope, there in self._readings(claim, rows):
            left = asked_ends(there[0], bench.left(there[0], here))
            if left.low is None or left.high is None or left.low >= left.high:
                continue
            if nearest is None or left.high - left.low < nearest[0]:
                nearest = (left.high - left.low, scope, bench.implied(there[0], here, left))
        because = words.alone_words(self.model, claim, rows[0], nearest)
        verdict = self._settled(blank, claim, rows)._replace(because=because)
        if nearest is None or len(because) < 2:
            return self.nearest.with_nearest(verdict, claim)
        return verdict._replace(
            near=tuple(sorted(nearest[2].because & self.origins.keys())),
            leaves=nearest[2].interval if _is_amount(rows[0]) else None,
        )

    def _settled(
        self, blank: Verdict, claim: Claim, rows: Sequence[Row], whose: str = words.ANOTHER
    ) -> Verdict:
        """With the quantities whose print would settle it: those others do not print first."""
        if self._named_only:
            return blank
        mine = self.origins.get(claim.id, "")
        spoken: dict[Quantity, bool] = {}
        for row in rows:
            for name, _ in row.terms:
                variable = self.model.variables.get(name)
                if variable is None or variable.kind in ("place", "said", "holds", "rate"):
                    continue
                for one in (variable.quantity, variable.lower):
                    if one is not None:
                        said = self.model.printed.get(one, ())
                        spoken[one] = any(self.origins[each.claim.id] != mine for each in said)
        names = tuple(one.name for one, printed in spoken.items() if not printed)
        names = names or tuple(one.name for one in spoken)
        names = names[:_NAMED]
        return blank._replace(
            settle=names, settle_text=words.what_settles(self.model, names, whose)
        )


def _by(names: Iterable[str], key: Callable[[str], str]) -> Mapping[str, frozenset[str]]:
    """Names that have one key; none for a key that none has."""
    found: dict[str, set[str]] = defaultdict(set)
    for name in names:
        found[key(name)].add(name)
    return defaultdict(frozenset, {one: frozenset(each) for one, each in found.items()})


def _is_relation(rows: Iterable[Row]) -> bool:
    return any(kind(row).compares for row in rows)


def _is_amount(row: Row) -> bool:
    """Tell whether a row says how much one quantity is."""
    return len(row.terms) == 1 and row.terms[0][1] == 1 and not kind(row).compares


def _proved(found: Iterable[Witness]) -> Interval | None:
    """What witnesses leave who imply as much, the first of them; None where all print it."""
    return next(
        (one.interval for one in found if one.bounds is not None and _is_amount(one.row)), None
    )
