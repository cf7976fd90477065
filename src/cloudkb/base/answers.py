"""What reasoning says of single quantities and claims, for the answers that show it.

Facts that are broken are left out, as everywhere: what is said holds for the rest.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from cloudkb.base import codec, known_verdicts, memory
from cloudkb.base.code_stamps import hashed
from cloudkb.base.location import BaseError, Location, locked_by_default
from cloudkb.base.pipeline import Progress, without_collection
from cloudkb.base.recall import code_hash
from cloudkb.base.refresh import Freshness
from cloudkb.model import (
    AskedQuantity,
    Audit,
    ClaimStatus,
    DraftedText,
    Explained,
    Facts,
    Implications,
    Tied,
)
from cloudkb.verdict import Verdict, Verdicts

if TYPE_CHECKING:
    from cloudkb.texts import PrintedText

_KIND = "answer"
_MOST = 500
"""Answers kept, all of facts that say the same; when there are more, all are forgotten."""
_PLACED = ("explain", "status")
"""Questions whose answers tell where something stands."""


class UnknownQuantityError(BaseError):
    """A text that names no quantity and no identity, or several."""

    def __init__(self, message: str, candidates: tuple[str, ...]) -> None:
        """Keep the candidates, for whoever lists them."""
        super().__init__(message)
        self.candidates = candidates


def explain(
    location: Location, text: str, locked: bool | None = None, progress: Progress | None = None
) -> Explained | Tied:
    """The tightest proved interval of a quantity, or what an identity says.

    Raises `UnknownQuantityError` when the text names neither or several, `BaseError` when the
    facts cannot be read.
    """

    def ask(facts: Facts) -> Explained | Tied:
        from cloudkb.check.answers import implied
        from cloudkb.check.constraints.quantities import QuantityError

        try:
            return implied.explain(facts, text)
        except QuantityError as error:
            raise UnknownQuantityError(error.message, error.candidates) from None

    found: Explained | Tied = _answered(location, locked, progress, ("explain", text), ask)
    return found


def status(
    location: Location, claim: str, locked: bool | None = None, progress: Progress | None = None
) -> ClaimStatus:
    """How a claim (`document/id`) stands when it is judged by the rest of the base."""

    def ask(facts: Facts) -> ClaimStatus:
        from cloudkb.check.answers import claim_status

        return claim_status.status(facts, claim)

    found: ClaimStatus = _answered(location, locked, progress, ("status", claim), ask)
    return found


def implied(
    location: Location,
    asked: Iterable[AskedQuantity],
    claims: Iterable[str] = (),
    locked: bool | None = None,
    progress: Progress | None = None,
    *,
    only_remembered: bool = False,
) -> Implications | None:
    """What the claims leave for quantities that claims name, and which of the claims clash.

    `only_remembered`: None where it would have to be worked out.
    """
    quantities, names = tuple(asked), tuple(claims)

    def ask(facts: Facts) -> object:
        from cloudkb.check.answers import implications

        found = implications.find(facts, quantities, names)
        return tuple(found.implied.items()), dict(found.clashing)

    question = ("implied", codec.encode((quantities, names)))
    ask_now = None if only_remembered else ask
    found = _answered(location, locked, progress, question, ask_now)
    return None if found is None else Implications(dict(found[0]), found[1])


@without_collection()
def verdicts(
    location: Location,
    document: str = "",
    entity: str = "",
    locked: bool | None = None,
    progress: Progress | None = None,
) -> Verdicts:
    """A verdict for each claim of a document, about an entity, or both, by their ids.

    Components that this machine last saw consistent are not proved again, but where it is
    locked.
    """
    strict = locked_by_default() if locked is None else locked

    def ask(facts: Facts) -> Verdicts:
        from cloudkb.check.answers import judging

        known = _consistent(location, strict)
        judged = judging.verdicts(facts, document, entity, known)
        if not strict:
            new = dict.fromkeys(sorted(judged.consistent), code_hash("check"))
            memory.save_verdicts(location, new, keep=known)
        return judged.verdicts

    digest = "" if strict or location.shipped else Freshness(location).digest
    found: Verdicts = _answered(location, locked, progress, ("verdicts", document, entity), ask)
    if digest:
        rows = {one.claim: (one.verdict, one.accepted) for one in found.verdicts}
        known_verdicts.keep_verdicts(location, digest, rows)
    return found


@without_collection()
def verdicts_of(
    location: Location,
    claims: Iterable[str],
    budget: int | None = None,
    locked: bool | None = None,
    progress: Progress | None = None,
) -> Mapping[str, Verdict | None]:
    """The verdicts of single claims, by their full names: what `verdicts` says of them.

    `budget` is in steps, a row or product around a claim each; None without end. A claim whose
    turn came after it was used up has None. Names that no claim has are left out.
    """
    names = tuple(sorted(set(claims)))
    question = ("verdicts of", codec.encode((names, budget)))
    ask = _judge(location, names, budget, locked)
    return dict(_answered(location, locked, progress, question, ask))


def _judge(
    location: Location, names: Iterable[str], budget: int | None, locked: bool | None
) -> Callable[[Facts], tuple[tuple[str, Verdict | None], ...]]:
    def ask(facts: Facts) -> tuple[tuple[str, Verdict | None], ...]:
        from cloudkb.check.answers import judging

        strict = locked_by_default() if locked is None else locked
        known = _consistent(location, strict)
        return tuple(judging.of_claims(facts, names, budget, known).verdicts.items())

    return ask


def _consistent(location: Location, strict: bool) -> list[str]:
    """Hashes of the components that this code last saw consistent; none where it is strict."""
    code = code_hash("check")
    seen = {} if strict else memory.load_verdicts(location)
    return [component for component, by in seen.items() if by == code]


@without_collection()
def marks(
    location: Location,
    digest: str,
    claims: Iterable[str],
    locked: bool | None = None,
    progress: Progress | None = None,
) -> Mapping[str, tuple[str, bool]]:
    """The verdict of each claim named, and whether an exception covers it.

    What was judged before is remembered claim by claim, so that answers that share some share
    them, and after an edit only those are judged of which it changes what they rest on; locked,
    all are judged anew. `digest` is of the base that the answer comes from.
    """
    from cloudkb.base.validate import read

    names = set(claims)
    known = dict(known_verdicts.remembered(location, digest, locked).verdicts)
    left = names - known.keys()
    if left:
        from cloudkb.check.answers import judging

        strict = location.shipped or (locked_by_default() if locked is None else locked)
        before = {} if strict else known_verdicts.before(location, digest)
        marked = judging.marks(
            read(location, progress),
            left,
            _consistent(location, strict),
            {name: judging.ShortVerdict(*row) for name, row in before.items()},
        )
        if marked and not strict:
            known_verdicts.keep_verdicts(location, digest, marked)
        known |= {name: (one.verdict, one.accepted) for name, one in marked.items()}
    return {name: row for name, row in known.items() if name in names}


@without_collection()
def audit(
    location: Location,
    printed: "PrintedText",
    progress: Progress | None = None,
) -> Audit:
    """How each printed number of a text stands to the claims; see `cloudkb.proofreading`.

    Texts are long and change: what is answered of one is not remembered.
    """
    from cloudkb.base.validate import read
    from cloudkb.proofreading import audit as hold

    return hold(read(location, progress), printed)


@without_collection()
def draft(
    location: Location,
    printed: "PrintedText",
    *,
    name: str = "",
    entered: Mapping[tuple[str, str], int] | None = None,
    progress: Progress | None = None,
) -> DraftedText:
    """The claims that a text would make; see `cloudkb.proofreading.drafting`."""
    from cloudkb.base.validate import read
    from cloudkb.proofreading.drafting import draft as made

    facts = read(location, progress)
    return made(facts, printed, name=name, entered=entered)


@without_collection()
def _answered(
    location: Location,
    locked: bool | None,
    progress: Progress | None,
    question: tuple[str, ...],
    ask: Callable[[Facts], object] | None,
) -> Any:
    """An answer, remembered while the facts, the code and the question stay the same.

    Locked, nothing is taken on trust. Without `ask`, None where nothing is remembered.
    """
    from cloudkb.base.validate import read

    if location.shipped or (locked_by_default() if locked is None else locked):
        return None if ask is None else ask(read(location, progress))
    digest = Freshness(location).digest
    facts = hashed(code_hash("check", "verdict.py"), known_verdicts.said(location, digest))
    key = f"{facts}-{hashed(digest if question[0] in _PLACED else '', *question)}"
    with memory.Store(location) as kept:
        text = kept.load_one(_KIND, key)
    if text is not None:
        try:
            return codec.decode(text)
        except codec.CodecError:
            pass
    if ask is None:
        return None
    found = ask(read(location, progress))
    with memory.Store(location) as kept:
        same = [name for name in kept.keys(_KIND) if name.startswith(facts)]
        kept.save(_KIND, {key: codec.encode(found)}, keep=same if len(same) < _MOST else ())
    return found
