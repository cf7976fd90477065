"""Formulas of the vocabulary: `gross-profit: gross_profit = revenue - cost`.

What one says is read when all names are known: an id nobody declared, units that do not fit,
and what a short form or another formula says already are told with their column.
"""

from collections.abc import Mapping

from cloudkb import equations, figures
from cloudkb.equations import Equation, EquationError, Expression, UnitError
from cloudkb.language import worded
from cloudkb.model import Formula, Metric, Place
from cloudkb.reader import nodes
from cloudkb.reader.declared_names import Names
from cloudkb.reader.fields import Fields, File


def record(name: str, at: Place, fields: Fields) -> Formula:
    """A formula as it is written."""
    return Formula(
        name,
        fields.text("is"),
        at,
        tuple(text for text, _ in fields.words("of")),
        fields.choice("complete", ("yes", "no"), "yes") == "yes",
        fields.text("note"),
    )


def as_mapping(word: nodes.Scalar, node: nodes.Node) -> nodes.Node:
    """A formula that is a text alone, as the mapping it stands for."""
    if not isinstance(node, nodes.Scalar) or not node.text:
        return node
    made = nodes.Mapping(node.line, node.column)
    made.items["is"] = (word, node)
    return made


class FormulaReader:
    """Looks at each formula once all names are known, in the order of the files."""

    def __init__(self) -> None:
        """None has been looked at."""
        self._said: list[tuple[Formula, tuple[object, ...]]] = []

    def holds(self, file: File, names: Names, formula: Formula, fields: Fields) -> bool:
        """Whether a formula can be used; what is wrong with it is told."""
        node = fields.node("is")
        assert isinstance(node, nodes.Scalar)
        at = file.place(node)
        try:
            equation = equations.read(formula.text)
        except EquationError as error:
            where = file.within(node, error.column)
            file.complain("bad-formula", error.message, where, error.hint)
            return False
        of = [names.check(file, "entity", text, word) for text, word in fields.words("of")]
        if not all([*of, *(_known(file, names, node, leaf) for leaf in _named(equation))]):
            return False
        metrics = {name: names.vocabulary.metrics[name] for name in equation.metrics()}
        return (
            _is_one(file, at, equation, metrics)
            and _fits(file, node, equation, metrics)
            and _has_period(file, node, equation, metrics)
            and (formula.complete or _may_be_more(fields, equation, metrics))
            and not self._is_said(file, at, formula, equation, metrics)
        )

    def _is_said(
        self,
        file: File,
        at: Place,
        formula: Formula,
        equation: Equation,
        metrics: Mapping[str, Metric],
    ) -> bool:
        """Tell that a short form, or another formula, says the same; the formula is left out."""
        polynomial = equations.canonical(equation)
        if polynomial is None:
            return False
        short = _short_form(polynomial, equation, formula.complete, metrics)
        if short:
            file.complain(
                "repeated-formula",
                worded("{formula} says what {other} says already", formula=formula.id, other=short),
                at,
                worded("keep {other}, and take the formula out", other=short),
                "warning",
            )
            return True
        for other, said in self._said:
            if said == polynomial and _share_entities(formula, other):
                file.complain(
                    "repeated-formula",
                    worded(
                        "{formula} says what {other} says already: {text} ({file}:{line})",
                        formula=formula.id,
                        other=other.id,
                        text=other.text[:60],
                        file=other.place.file,
                        line=other.place.line,
                    ),
                    at,
                    worded("take one of the two out"),
                    "warning",
                )
                return True
        self._said.append((formula, polynomial))
        return False


def _named(equation: Equation) -> list[Expression]:
    """Each metric where it stands first."""
    first: dict[str, Expression] = {}
    for leaf in equation.leaves():
        if leaf.name:
            first.setdefault(leaf.name, leaf)
    return list(first.values())


def _known(file: File, names: Names, node: nodes.Scalar, leaf: Expression) -> bool:
    """Whether a name is that of a metric with numbers."""
    where = file.within(node, leaf.column + (len("average of ") if leaf.kind == "average" else 0))
    metric = names.vocabulary.metrics.get(leaf.name)
    if metric is None:
        if leaf.name not in names.lost:
            file.complain(
                "unknown-name",
                worded("no {kind} is called {name}", kind=worded("metric"), name=leaf.name[:60]),
                where,
                names.hint("metric", leaf.name),
            )
        return False
    if metric.unit in ("date", "entity"):
        file.complain(
            "unfit-unit",
            worded("{name} is a date: nothing can be reckoned with it", name=leaf.name)
            if metric.unit == "date"
            else worded(
                "{name} is a link to an entity: nothing can be reckoned with it", name=leaf.name
            ),
            where,
            worded("a formula takes metrics of money, ratios, counts and measures"),
        )
        return False
    if metric.measure in figures.DEGREES:
        file.complain(
            "unfit-unit",
            worded(
                "{name} is in {measure}, which has no zero to count from",
                name=leaf.name,
                measure=metric.measure,
            ),
            where,
            worded("degrees are compared, not reckoned with: take it out"),
        )
        return False
    return True


def _is_one(file: File, at: Place, equation: Equation, metrics: Mapping[str, Metric]) -> bool:
    """Whether it ties two metrics or more, and can be wrong."""
    try:
        same = equations.canonical(equation) == ()
    except ZeroDivisionError:
        file.complain(
            "bad-formula", worded("nothing is divided by zero"), at, worded("take what is zero out")
        )
        return False
    if len(metrics) > 1 and not same:
        return True
    message = (
        worded("both sides are the same whatever the metrics are")
        if len(metrics) > 1
        else worded(
            "a formula ties two metrics or more, and this names {metric}",
            metric=next(iter(metrics)),
        )
        if metrics
        else worded("a formula ties two metrics or more, and this names none")
    )
    file.complain("bad-formula", message, at, worded("write gross_profit = revenue - cost"))
    return False


def _fits(
    file: File, node: nodes.Scalar, equation: Equation, metrics: Mapping[str, Metric]
) -> bool:
    """Whether its units fit."""
    try:
        equations.check(equation, lambda name: equations.of_metric(metrics[name]))
    except UnitError as error:
        file.complain(
            "unfit-unit",
            error.message,
            file.within(node, error.column),
            worded("money times a count or a ratio is money; like is added to like"),
        )
        return False
    return True


def _has_period(
    file: File, node: nodes.Scalar, equation: Equation, metrics: Mapping[str, Metric]
) -> bool:
    """Whether averages are of snapshots, and a period has a length where it is asked for."""
    spans = [one for one in metrics.values() if one.over_time not in ("snapshot", "fixed")]
    for leaf in equation.leaves():
        where = file.within(node, leaf.column)
        if leaf.kind == "average" and metrics[leaf.name].over_time != "snapshot":
            file.complain(
                "bad-formula",
                worded(
                    "average of is for snapshots, and {name} is of the whole period", name=leaf.name
                ),
                where,
                worded("write {name} alone", name=leaf.name),
            )
            return False
        if leaf.kind in ("average", "months", "days") and not spans:
            file.complain(
                "bad-formula",
                worded("{kind} needs a period, and all metrics here are of a day", kind=leaf.kind),
                where,
                worded("name a metric that is of a period (over_time: adds or level)"),
            )
            return False
    return True


def _may_be_more(fields: Fields, equation: Equation, metrics: Mapping[str, Metric]) -> bool:
    """Whether `complete: no` means something: a left side that is at least what is named."""
    signed = [name for name, metric in metrics.items() if metric.negative]
    message = ""
    if signed:
        message = worded(
            "{metric} may be negative, so parts of it may be more than the whole", metric=signed[0]
        )
    elif equation.left.kind != "metric" or _takes_away(equation.right):
        message = worded("complete: no is for one metric on the left and a sum on the right")
    if message:
        fields.refuse("complete", message, worded("take complete: no out, or write the sum"))
    return not message


def _takes_away(of: Expression) -> bool:
    """Tell whether it may grow less where a member of it grows."""
    return any(part.power < 0 or _takes_away(part.of) for part in of.parts)


def _short_form(
    polynomial: tuple[object, ...],
    equation: Equation,
    complete: bool,
    metrics: Mapping[str, Metric],
) -> str:
    """The key of a metric that says the same as a formula; empty when there is none."""
    for name, metric in metrics.items():
        pair = metric.ratio_of
        if complete and pair and polynomial == equations.ratio(name, *pair):
            return worded("{metric}'s {key}", metric=name, key=f"ratio_of: [{pair[0]}, {pair[1]}]")
    if len(metrics) == 2 and not complete:
        left, right = equation.left, equation.right
        if right.kind == "metric" and metrics[right.name].at_most == left.name:
            return worded("{metric}'s {key}", metric=right.name, key=f"at_most: {left.name}")
    return ""


def _share_entities(one: Formula, other: Formula) -> bool:
    return not one.entities or not other.entities or bool({*one.entities} & {*other.entities})
