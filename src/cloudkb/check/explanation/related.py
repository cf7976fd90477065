"""Who takes part in a conflict: a line each, with the figure, its interval and its source."""

from cloudkb import periods
from cloudkb.check.constraints import naming
from cloudkb.check.constraints.quantities import Quantity
from cloudkb.check.explanation.punctuation import aside
from cloudkb.check.explanation.sentences import interval_words, print_words
from cloudkb.check.explanation.story import Story
from cloudkb.check.relations import kind
from cloudkb.check.relations.amount import FIGURE
from cloudkb.check.relations.formula import IDENTITY
from cloudkb.check.relations.rank import HOLDS
from cloudkb.language import in_chinese, worded
from cloudkb.model import Claim, Formula, Related


def related(story: Story) -> tuple[Related, ...]:
    """Every claim with its place and its cells: claim, quantity and figure, source, interval.

    Behind them the formulas that take part: their name, what they say, and where that stands.
    """
    abouts = {claim.id: _about(story, claim) for claim in story.claims}
    quantities: dict[str, set[Quantity]] = {}
    for claim in story.claims:
        told = f"{abouts[claim.id]}: {_figure(story, claim)}"
        quantities.setdefault(told, set()).add(_quantity(story, claim))
    for claim in story.claims:
        if len(quantities[f"{abouts[claim.id]}: {_figure(story, claim)}"]) > 1:
            abouts[claim.id] = naming.quantity(_quantity(story, claim), story.vocabulary)
    claims = [_one(story, claim, abouts[claim.id]) for claim in story.claims]
    return (*claims, *(_formula(one) for one in _formulas(story)))


def _formulas(story: Story) -> list[Formula]:
    """The formulas of the vocabulary that take part, by name."""
    names = {story.model.identities[label].name for label in story.identities}
    return [one for one in story.vocabulary.formulas if f"{IDENTITY.name}:{one.id}" in names]


def _formula(formula: Formula) -> Related:
    line = f"{formula.place.file}:{formula.place.line}"
    says = formula.text if formula.complete else formula.text + worded(" (or more)")
    name = f"{IDENTITY.name}:{formula.id}"
    message = worded("{about}: {told}", about=name, told=says)
    return Related(formula.place, "", message, (name, naming.clipped(says), line, ""))


def _figure(story: Story, claim: Claim) -> str:
    return worded(" or ").join(print_words(reading, story.vocabulary) for reading in claim.readings)


def _quantity(story: Story, claim: Claim) -> Quantity:
    """What a claim is about, as it states it, on the scope it stands on."""
    scope = story.model.defaults.of_claim(claim).scope or ""
    metric, within = claim.metric or "", claim.within or ""
    return Quantity(claim.entity, metric, within, scope, claim.period.text)


def _one(story: Story, claim: Claim, about: str) -> Related:
    own = story.rows.get(claim.id, ())
    rows = [row for row in own if kind(row).number != "day"]
    if any(kind(row) == HOLDS for row in rows):
        rows = [row for row in story.model.rows if (row.label, row.kind) == (claim.id, FIGURE.name)]
    figure = _figure(story, claim)
    intervals = dict.fromkeys(
        text for row in rows if (text := interval_words(story, row, row.interval))
    )
    interval = worded(" or ").join(intervals) if len(intervals) < 3 else ""
    who = naming.attribution(claim, story.model.facts)
    if any(kind(row).number == "day" for row in own):
        who = worded("{who}, said {day}", who=who, day=periods.called(claim.date.text))
    printed = worded("{about}: {told}", about=about, told=figure) if about else figure
    message = printed + aside(who)
    if interval:
        message = worded("{about}: {told}", about=message, told=interval)
    cells = (story.label(claim.id), printed, who, interval)
    return Related(claim.figure_place or claim.place, claim.id, message, cells)


def _about(story: Story, claim: Claim) -> str:
    """What a claim is about, as far as the others are about something else."""
    text = _in_chinese(story, claim) if in_chinese() else _in_english(story, claim)
    stands = story.model.defaults.of_claim(claim)
    if not stands.scope or ("scope" not in story.varying and stands.by_default is None):
        return text
    basis = naming.scope(stands.scope, story.vocabulary)
    if stands.by_default is not None:
        basis += worded(" by default", "，默认口径")
    return text + aside(basis) if text else basis


def _in_english(story: Story, claim: Claim) -> str:
    parts = []
    if "entity" in story.varying:
        parts.append(naming.entity(claim.entity, story.vocabulary))
    if "metric" in story.varying and claim.metric:
        metric = naming.metric(claim.metric, story.vocabulary)
        parts = [f"{naming.possessive(parts[0])} {metric}" if parts else metric]
    if "within" in story.varying and claim.within:
        parts.append(f"in {naming.entity(claim.within, story.vocabulary)}")
    if claim.period.text and ("period" in story.varying or not parts):
        parts.append(naming.period(claim.period.text, claim.entity, story.vocabulary))
    return " ".join(parts)


def _in_chinese(story: Story, claim: Claim) -> str:
    """The same as Chinese orders it."""
    fields = story.varying | ({"period"} if not story.varying & {"entity", "metric"} else set())
    about = _quantity(story, claim)._replace(scope="")
    told = frozenset(fields - {"currency", "scope"})
    says = any(getattr(about, field) for field in told)
    return naming.quantity(about, story.vocabulary, told) if says else ""
