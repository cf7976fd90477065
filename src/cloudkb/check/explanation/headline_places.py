"""Stories of places, links and levels in one sentence; and what is told of all other proofs."""

from fractions import Fraction

from cloudkb import periods
from cloudkb.check.constraints import naming
from cloudkb.check.constraints.kinds import FLAG
from cloudkb.check.explanation.context import ProofContext, leaves
from cloudkb.check.explanation.headline_prints import Prints
from cloudkb.check.explanation.headline_reckoned import Recipe, of_given, of_rest
from cloudkb.check.explanation.linear import Sums
from cloudkb.check.explanation.punctuation import clauses, equals
from cloudkb.check.explanation.sentences import print_words
from cloudkb.check.relations import kind
from cloudkb.check.relations.average import IDENTITY as AVERAGE
from cloudkb.check.relations.average import level_left
from cloudkb.check.relations.change import as_change
from cloudkb.check.relations.date import BESIDE, later
from cloudkb.check.relations.only import IDENTITY as ONLY
from cloudkb.check.relations.order import ORDER
from cloudkb.check.relations.rank import COUNTED, RANK, places
from cloudkb.check.relations.rank_share import IDENTITY as RANK_SHARE
from cloudkb.check.relations.rank_share import read
from cloudkb.check.relations.said_after import SAID
from cloudkb.check.relations.single_valued import IDENTITY as SINGLE
from cloudkb.check.solver.problem import Clash, Row, Sum
from cloudkb.figures.printing import print_days
from cloudkb.interval import Interval
from cloudkb.language import in_chinese, worded
from cloudkb.model import Claim, DateFigure, Rank

_ZERO = Fraction(0)
_LEAGUE = 4
"""Members of a league named in one sentence."""


def ranked(prints: Prints) -> str:
    """`Alibaba Cloud ranks 1 with 26.7%, but Tianyi Cloud has 30%`."""
    story = prints.story
    rows = [row for row in prints.ties if row.kind in (RANK.name, COUNTED.name)]
    if not rows or prints.products or any(row.label in story.identities for row in prints.ties):
        return ""
    placed: dict[str, set[str]] = {}
    for row in rows:
        figure = story.figure(row)
        name = next((one for one, factor in row.terms if factor > 0), "")
        if not isinstance(figure, Rank) or story.variable(name).kind != "quantity":
            return ""
        placed.setdefault(name, set()).add(places(figure))
    others = [name for name in _printed(prints) if name not in placed]
    if not 1 < len(placed) + len(others) <= _LEAGUE or any(len(one) > 1 for one in placed.values()):
        return ""
    told = []
    for name, rank in sorted(placed.items(), key=lambda one: sorted(one[1])):
        figure_text = _print_of(prints, name)
        place = {"name": _who(prints, name), "place": min(rank)}
        if figure_text:
            text = worded("{name} ranks {place} with {figure}", figure=figure_text, **place)
        else:
            text = worded("{name} ranks {place}", **place)
        told.append(text)
    if not any(_print_of(prints, name) for name in placed):
        return ""
    text = clauses(told)
    has = [
        worded("{name} has {figure}", name=_who(prints, name), figure=_print_of(prints, name))
        for name in others
    ]
    return worded("{ranks}, but {others}", ranks=text, others=clauses(has)) if has else text


def behind_others(prints: Prints) -> str:
    """`Alibaba Cloud ranks 5 with 31.9%, but those before it have as much each, which leaves at
    most 20%`.
    """
    story = prints.story
    rows = [row for row in prints.ties if row.kind == RANK_SHARE.name]
    if len(rows) != 1 or prints.products:
        return ""
    name, number, others = read(story, rows[0])
    ranks = [figure for claim in story.claims if isinstance(figure := _figure(claim), Rank)]
    if len(ranks) != 1 or any(one not in prints.of for one in (name, *others)):
        return ""
    known = sum((prints.interval(other).low or _ZERO for other in others), _ZERO)
    left, mine = Interval(None, (1 - known) / (number + 1)), prints.interval(name)
    if left.meets(mine):
        return ""
    told = {
        "name": naming.entity(prints.variable(name).quantity.entity, story.vocabulary),
        "place": places(ranks[0]),
        "figure": prints.signed(name),
        "bound": prints.spell(story.unit(name), left, mine, bare=in_chinese()),
    }
    if not others:
        return worded(
            "{name} ranks {place} with {figure}, but those before it have as much each, which "
            "leaves {bound}",
            "{name}以{figure}排第{place}名，但前面各家都不低于它，它至多只能有{bound}",
            **told,
        )
    return worded(
        "{name} ranks {place} with {figure}, but beside {used} the others before it have as "
        "much each, which leaves {bound}",
        "{name}以{figure}排第{place}名，但除去{used}，前面其余各家都不低于它，它至多只能有{bound}",
        used=prints.each(others),
        **told,
    )


def _figure(claim: Claim) -> object:
    return claim.readings[0].figure if claim.readings else None


def _who(prints: Prints, name: str) -> str:
    return prints.story.short(prints.variable(name).quantity)


def _printed(prints: Prints) -> list[str]:
    """Whatever has a print, or has to have the one that a count rests on."""
    counted = [
        prints.story.ranked_against(prints.variable(name)).name
        for row in prints.ties
        if row.kind == COUNTED.name
        for name, _ in row.terms
        if prints.variable(name).kind == "holds"
    ]
    return list(dict.fromkeys((*sorted(prints.of), *counted)))


def _print_of(prints: Prints, name: str) -> str:
    if name in prints.of:
        return prints.signed(name)
    said = prints.story.model.printed.get(prints.variable(name).quantity, ())
    mine = [one for one in said if one.claim.id in prints.story.labels]
    return naming.printed(mine[0].claim.readings[0]) if mine else ""


def between_parts(prints: Prints) -> str:
    """`none of the 4 parts is above 4.6%, so 2023 cannot be 5.3%`."""
    story = prints.story
    rows = [row for row in prints.ties if row.kind == AVERAGE.name]
    if len(rows) != 1:
        return ""
    whole, parts, left = level_left(story, rows[0])
    printed = prints.interval(whole)
    if rows[0].interval.low is not None or whole not in prints.of or left.meets(printed):
        return ""
    return worded(
        "none of the {parts} parts is above {number}, so {whole} cannot be {printed}"
        if left.low is None
        else "none of the {parts} parts is below {number}, so {whole} cannot be {printed}",
        parts=len(parts),
        number=prints.spell(story.unit(whole), left, printed, bare=True),
        whole=story.name(whole),
        printed=prints.signed(whole),
    )


def excluded(prints: Prints) -> str:
    """`Alibaba in 2023 and OpenAI in 2023H1, where there is one at a time`."""
    story = prints.story
    rows = [row for row in prints.ties if row.kind in (SINGLE.name, ONLY.name)]
    links = [row for row in prints.ties if row.label in story.model.claims and len(row.terms) == 1]
    if len(rows) != 1 or {name for name, _ in rows[0].terms} != {row.terms[0][0] for row in links}:
        return ""
    named = []
    for name, _ in rows[0].terms:
        variable = prints.variable(name)
        linked = naming.entity(variable.value, story.vocabulary)
        about = prints.behind(variable.quantity)
        named.append(f"{about}为{linked}" if in_chinese() and about else f"{linked}{about}")
    text = clauses(named)
    if rows[0].kind == SINGLE.name:
        return worded("{names}, where there is one at a time", names=text)
    return worded("{names}, which exclude each other", names=text)


def in_a_ring(prints: Prints) -> str:
    """`A is above B, B above C and C above A`."""
    above: dict[str, str] = {}
    for row in prints.ties:
        upper = [name for name, factor in row.terms if factor > 0]
        lower = [name for name, factor in row.terms if factor < 0]
        if row.kind != ORDER.name or len(row.terms) != 2 or not upper or not lower:
            return ""
        if abs(Fraction(row.terms[0][1])) != abs(Fraction(row.terms[1][1])):
            return ""
        above[upper[0]] = lower[0]
    if len(above) != len(prints.ties) or prints.products or len(above) > _LEAGUE:
        return ""
    told, at = [], min(above, default="")
    for _ in above:
        if at not in above:
            return ""
        told.append((at, above[at]))
        at = above[at]
    if not told or at != told[0][0]:
        return ""
    texts = []
    for number, (one, other) in enumerate(told):
        names = {"above": _who(prints, one), "below": _who(prints, other)}
        text = worded(
            "{above} is above {below}" if not number else "{above} above {below}", **names
        )
        texts.append(text)
    return clauses(texts)


def out_of_order(prints: Prints) -> str:
    """`launched (2019-11-03) is not after founded + 10 months (2020-02-15)`."""
    story = prints.story
    rows = [row for row in prints.ties if row.kind == BESIDE.name]
    figure = story.figure(rows[0]) if len(rows) == 1 else None
    if not isinstance(figure, DateFigure) or len(prints.ties) > 1:
        return ""
    own = 1 if figure.relation == "after" else -1
    (event,), (base,) = (
        [name for name, one in rows[0].terms if one == sign * own] for sign in (1, -1)
    )
    if event not in prints.of or base not in prints.of:
        return ""
    day, then = prints.interval(event), prints.interval(base).shift(Fraction(figure.days))
    first, last = (day, then) if figure.relation == "after" else (then, day)
    if first.high is None or last.low is None or first.high > last.low:
        return ""
    told = {
        "event": story.name(event),
        "day": print_days(day),
        "base": later(story.name(base), 0, figure.days),
        "then": print_days(then),
    }
    if figure.relation == "after":
        return worded(
            "{event} ({day}) is not after {base} ({then})",
            "{event}（{day}）并不晚于{base}（{then}）",
            **told,
        )
    return worded(
        "{event} ({day}) is not before {base} ({then})",
        "{event}（{day}）并不早于{base}（{then}）",
        **told,
    )


def said_too_early(prints: Prints) -> str:
    """`said on 2024-02-29 of what was to come: after 2024-03-05`."""
    story = prints.story
    if len(story.claims) != 1 or not any(row.kind == SAID.name for row in prints.ties):
        return ""
    (claim,) = story.claims
    figure = print_words(claim.readings[0], story.vocabulary)
    metric = story.vocabulary.metrics[claim.metric or ""]
    return worded(
        "{figure} was said {when}, before it could be",
        "{when}就称此事发生于{figure}，而当时尚未发生"
        if metric.unit == "date"
        else "{when}就称{figure}，而这一期间当时尚未开始",
        figure=figure,
        when=naming.at(periods.called(claim.date.text)),
    )


# --- all other proofs ----------------------------------------------------------------------


def left_over(prints: Prints, first: str) -> str:
    """What all else leaves for a print, in the proof's own end: `the others leave …, not …`."""
    story, end = prints.story, prints.proof.end
    if isinstance(end, Clash):
        return _clash(prints, end)
    if isinstance(end, Sum):
        sums = Sums(story, prints.proof, None, first)
        if sums.focus is not None:
            recipe = of_rest(prints, sums.end, sums.focus)
            return _left(prints, sums.focus.row, sums.rest(sums.focus), recipe)
    return ""


def _clash(prints: Prints, end: Clash) -> str:
    story = prints.story
    context = ProofContext(story, prints.proof.steps)
    if len(end.known) != 2 or story.unit(end.variable)[0] in (FLAG, "day"):
        return ""
    rows = [context.rows(one) for one in end.known]
    for mine, other in ((0, 1), (1, 0)):
        if len(rows[mine]) == 1 and not rows[other] and end.known[other].steps:
            given = end.known[other]
            recipe = of_given(prints, given, high=given.interval.low is None)
            return _left(prints, rows[mine][0], context.whole(given).interval, recipe)
    if any(rows) or not all(one.steps for one in end.known):
        return ""
    unit = story.unit(end.variable)
    left, right = (context.whole(given).interval for given in end.known)
    if story.variable(end.variable).kind == "ratio" or left.meets(right):
        return ""
    if story.is_positive(end.variable):
        # that it is not negative goes without saying
        left, right = (one.to_high() if one.low == 0 else one for one in (left, right))
    both = [prints.spell(unit, left, right), prints.spell(unit, right, left)]
    recipes = [of_given(prints, one, high=one.interval.low is None) for one in end.known]
    if all(one.text for one in recipes) and _of_all(prints, *recipes):
        variable = story.variable(end.variable)
        return worded(
            "{how} comes to {one}{about}, but {why} to {other}",
            "{about}按{how}{one}，按{why}却{other}",
            how=recipes[0].text,
            one=equals(both[0]),
            about=prints.behind(variable.quantity) if variable.kind == "quantity" else "",
            why=recipes[1].text,
            other=equals(both[1]),
        )
    return worded(
        "{name} would be {one} and {other} at once",
        name=story.name(end.variable),
        one=equals(both[0]),
        other=equals(both[1]),
    )


def _of_all(prints: Prints, *recipes: Recipe, but: str = "") -> bool:
    """Tell whether recipes reckon with every claim of a conflict, or all but one."""
    used = {but}.union(*(one.claims for one in recipes))
    return all(claim.id in used for claim in prints.story.claims)


def _left(prints: Prints, row: Row, rest: Interval, recipe: Recipe) -> str:
    """What is left for a quantity beside what is printed of it, and how that is reckoned."""
    story, name = prints.story, row.terms[0][0]
    printed = leaves(row)
    if rest.meets(printed) or name not in prints.of:
        return ""
    unit = story.unit(name)
    figure = story.figure(row)
    if kind(row).number == "growth":
        unit = ("relative", "")
        rest, printed = as_change(rest, figure), as_change(printed, figure)
        if rest.meets(printed):
            return ""
        text = prints.spell(unit, rest, printed)
    else:
        if story.variable(name).kind == "ratio":
            return ""
        if rest.low == 0 and story.is_positive(name):
            rest = rest.to_high()
        text = prints.spell(unit, rest, printed)
        if recipe.text and _of_all(prints, recipe, but=row.label):
            return worded(
                "{how} comes to {value}{about}, not {printed}",
                "{how}得出{about}{value}，与{printed}不符",
                how=recipe.text,
                value=equals(text),
                about=prints.behind(story.variable(name).quantity),
                printed=story.phrase(row) + prints.by([row]),
            )
    return worded(
        "the others leave {value}{about}, not {printed}",
        value=equals(text),
        about=prints.behind(story.variable(name).quantity),
        printed=story.phrase(row) + prints.by([row]),
    )
