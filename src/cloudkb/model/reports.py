"""What is found in facts: complaints, and what reasoning answers."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from cloudkb.model.facts import AcceptedException, Place

if TYPE_CHECKING:
    from fractions import Fraction

    from cloudkb.interval import Interval

# --- complaints ----------------------------------------------------------------------------

Severity = Literal["error", "warning", "note"]
RuleName = Literal[
    "across-bases",
    "bad-date",
    "bad-figure",
    "bad-formula",
    "bad-period",
    "bad-value",
    "basis-conflict",
    "conflict",
    "differing-figure",
    "idle-default",
    "idle-formula",
    "idle-ignored",
    "last-digit",
    "limit",
    "missing-figure",
    "missing-key",
    "not-filled-in",
    "odd-count",
    "odd-range",
    "one-reading",
    "overlapping-defaults",
    "reads-as",
    "refuted-figure",
    "repeated-claim",
    "repeated-formula",
    "repeated-id",
    "repeated-key",
    "rounding",
    "said-before-end",
    "stale-base",
    "stale-exception",
    "unfit-unit",
    "unknown-key",
    "unknown-name",
    "unreadable-parquet",
    "unsigned-base",
    "unsourced-scope",
    "wrong-paragraph",
    "yaml-syntax",
    "yaml-trap",
]
"""What findings may complain of; `cloudkb.rules` has a page for each."""


class Step(NamedTuple):
    """One step of an explanation: a sentence and the bound it derives."""

    kind: str
    text: str
    quantity: str = ""
    interval: "Interval | None" = None
    sources: tuple[str, ...] = ()
    """The claims and identities it rests on."""


class Implied(NamedTuple):
    """The interval the other claims leave for a quantity, each end with what it rests on."""

    quantity: str
    interval: "Interval"
    text: str
    low_because: tuple[str, ...] = ()
    high_because: tuple[str, ...] = ()
    low_exact: bool = True
    high_exact: bool = True
    parts: tuple["Interval", ...] = ()
    """What is left where the readings of others leave gaps in the interval; else empty."""


class Suspect(NamedTuple):
    """A claim or identity whose removal alone restores consistency."""

    name: str
    is_identity: bool = False
    slip: str = ""
    implied: Implied | None = None


class Related(NamedTuple):
    """Another place that takes part in a finding."""

    place: Place
    claim: str = ""
    message: str = ""
    cells: tuple[str, ...] = ()
    """The same as columns, for people: claim, quantity and figure, source, interval."""


class Finding(NamedTuple):
    """The one shape of every complaint, from a missing colon to a proved contradiction."""

    rule: RuleName
    severity: Severity
    message: str
    place: Place
    hint: str = ""
    claims: tuple[str, ...] = ()
    identities: tuple[str, ...] = ()
    suspects: tuple[Suspect, ...] = ()
    related: tuple[Related, ...] = ()
    steps: tuple[Step, ...] = ()
    strain: "Fraction | None" = None
    next_command: str = ""
    fingerprint: str = ""
    tied: int = 1
    """How many of the first suspects nothing sets apart; 0 where no one of them explains it."""
    touched: tuple[str, ...] = ()
    """Claims that it concerns and says nothing against."""


class Accepted(NamedTuple):
    """A finding that an exception silences, with the exception."""

    finding: Finding
    exception: AcceptedException


class Doubt(NamedTuple):
    """A claim that takes part in an open conflict, or that an accepted exception doubts."""

    claim: str
    verdict: str
    """contradicted or disputed."""
    accepted: bool
    """An exception covers it."""
    against: tuple[str, ...]
    """The other claims of the conflict."""
    left: str = ""
    """What the others leave for it, in words; empty where that was not worked out."""
    reason: str = ""
    """Why the dispute was accepted."""


class KnownVerdicts(NamedTuple):
    """What is known of the claims of a base beside their rows; of claims not named: nothing."""

    doubts: Mapping[str, Doubt] | None = None
    """All claims that are doubted; None where nobody has looked."""
    verdicts: Mapping[str, tuple[str, bool]] = MappingProxyType({})
    """The verdicts of claims that were judged, and whether an exception covers each."""


class Report(NamedTuple):
    """What validate answers: the findings, and how much was looked at.

    What only reasoning knows is None or empty where nobody has reasoned.
    """

    findings: tuple[Finding, ...]
    claims: int
    """All that were read, and those that were left out for what is wrong with them."""
    compiled: int | None = None
    """Claims that gave a row or a product to reason with."""
    untouched: int | None = None
    """Compiled, and alone in their component."""
    own_origin: int | None = None
    """Compiled, and meet claims of their own origin alone: no other bounds what they say."""
    relations: int | None = None
    components: int | None = None
    not_proved: int | None = None
    accepted: int | None = None
    across: int | None = None
    """Claims without scope whose period lies across two bases: they join neither."""
    alone: int | None = None
    """Claims that are alone on the special scope they state."""
    accepted_findings: tuple[Accepted, ...] = ()
    advice: str = ""
    """The unprinted quantity that would tie most claims that meet no other origin to one."""
    advised: int = 0
    """How many of them it would."""
    largest: int | None = None
    """Claims in the largest component."""
    kinds: tuple[tuple[str, int], ...] = ()
    """Relations by kind, sorted."""
    steps: int | None = None
    """What proving cost, in the prover's own steps: the same on every machine."""
    left_out: int = 0
    """Claims that could not be read, or wait for what is declared wrongly elsewhere."""
    not_proved_why: tuple[str, ...] = ()
    """For each part left unproved, where and why."""
    doubts: tuple[Doubt, ...] = ()
    """The claims that are doubted, by name."""


# --- what reasoning answers ----------------------------------------------------------------

Status = Literal[
    "certain",
    "possible",
    "impossible",
    "met",
    "missed",
    "open",
    "reached",
    "beaten",
    "fell-short",
]


class ImpliedEnd(NamedTuple):
    """One end of an implied interval, and how it comes about."""

    text: str
    """at least 32.40%"""
    formula: str
    """26.65% (share-aliyun) + 5.75 points (share-aliyun-change); empty when it is no sum."""
    because: tuple[str, ...]
    """The claims and identities it rests on, minimal."""
    exact: bool
    """Nothing closer can be true; False: only a bound."""
    steps: tuple[Step, ...] = ()


class Explained(NamedTuple):
    """What the claims leave for a quantity, and why."""

    implied: Implied
    title: str
    unit: str
    currency: str
    printed: tuple[str, ...]
    """The claims that print it."""
    low: ImpliedEnd | None
    """None when nothing but its nature bounds it on this side."""
    high: ImpliedEnd | None
    read: tuple[tuple[str, Implied], ...] = ()
    """Of a plain quantity: what is left on each scope that others state, by its name."""
    aside: tuple[str, ...] = ()
    """Claims beside it that nothing rests on: suspects of conflicts, or doubted."""
    scope: str = ""
    """The scope it stands on; empty for plain."""
    default: str = ""
    """That scope in words, and where a default says so; empty where none does."""
    lines: tuple[str, ...] = ()
    """Totals and formulas that would tie it to others, but fail in most periods: set aside."""


class Tied(NamedTuple):
    """What an identity says, and the claims it ties to each other."""

    name: str
    text: str
    claims: tuple[str, ...]
    quantities: tuple[str, ...]


class Condition(NamedTuple):
    """What a claim forces on a quantity nobody prints: it holds only if this does."""

    quantity: str
    text: str
    """2023Q1 is below 0.40亿元"""
    interval: "Interval"
    formula: str
    because: tuple[str, ...]


class OnBasis(NamedTuple):
    """How a claim stands to the rest on one basis."""

    scope: str
    """The scope it is read as; empty as it stands."""
    status: Status
    only_if: tuple[Condition, ...] = ()
    name: str = ""
    """The scope in words, as after a comma."""
    because: tuple[str, ...] = ()
    """What proves or excludes it, minimal."""


class OnScope(NamedTuple):
    """What a scope that others state leaves for a plain figure."""

    scope: str
    name: str
    """The scope in words, as after a comma."""
    implied: Implied
    fits: bool
    """Whether the figure could be true there."""


class ClaimStatus(NamedTuple):
    """How a claim stands when it is set aside and judged by the rest."""

    claim: str
    status: Status | None
    """None for a plain figure of today: what the rest implies says more."""
    bases: tuple[OnBasis, ...] = ()
    """As it stands, then as on each scope that others state for what it names plainly."""
    implied: Implied | None = None
    """What the rest leaves for its figure."""
    agreeing: tuple[str, ...] = ()
    """Claims of other origins that print the same quantity and can be true with it."""
    clashing: tuple[tuple[str, ...], ...] = ()
    """The conflicts it takes part in: the others in each."""
    disputes: tuple[AcceptedException, ...] = ()
    """The exceptions that name it, which are lifted while it is judged."""
    elsewhere: tuple[OnScope, ...] = ()
    """Of a plain figure: what each scope that others state would leave for it."""
    across: bool = False
    """Whether its period lies across two bases, so that it joins neither."""
    told: tuple[str, ...] = ()
    """For each conflict in `clashing`, in a sentence why not all can be right."""
    lines: tuple[str, ...] = ()
    """Totals and formulas that would tie it to others, but fail in most periods: set aside."""


class AskedQuantity(NamedTuple):
    """A quantity as an answer names it, its currency left open."""

    entity: str
    metric: str
    within: str
    scope: str
    """The scope it stands on, stated or by default; empty for plain."""
    period: str


class Implications(NamedTuple):
    """What reasoning adds to an answer of printed figures."""

    implied: Mapping[AskedQuantity, Implied]
    """Only what rests on claims."""
    clashing: Mapping[str, tuple[str, ...]]
    """For each claim that takes part in a conflict all that take part with it."""
