"""Formulas held against brute force: the whole table, every corner of it, in exact numbers.

The oracle shares nothing with the reader of formulas: Python itself reckons the text. Where each
metric stands once, a formula's range over a box is that over the corners of the box, so the
checker has to find a contradiction exactly where the printed range lies outside of it.
"""

import re
from fractions import Fraction
from itertools import product

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cloudkb import equations
from cloudkb.check import check
from reasoned import document, read

METRICS = ("aa", "bb", "cc", "dd")
SNAPSHOT = "ss"
VOCABULARY = """\
settings: {format: 1}
entities:
  acme: {name: Acme, kind: company}
metrics:
  whole: {name: Whole, unit: count, over_time: level, negative: allowed}
  aa: {name: A, unit: count, over_time: level}
  bb: {name: B, unit: count, over_time: level}
  cc: {name: C, unit: count, over_time: level}
  dd: {name: D, unit: count, over_time: level}
  ss: {name: S, unit: count, over_time: snapshot}
formulas:
  one: WRITTEN
"""
ONE = "formula:one:acme.whole@2023"


@st.composite
def expressions(draw, names, below=False):
    """An expression in which each name stands once; below a stroke nothing is taken away."""
    if len(names) == 1:
        name = names[0]
        word = f"average of {name}" if name == SNAPSHOT else name
        if draw(st.integers(0, 3)):
            return word
        number = draw(st.sampled_from(["2", "0.5", "12", "1.25", "7%", "months", "days", "1,000"]))
        return f"{number} * {word}"
    cut = draw(st.integers(1, len(names) - 1))
    sign = draw(st.sampled_from("+*/" if below else "+-*/"))
    left = draw(expressions(names[:cut], below))
    right = draw(expressions(names[cut:], below or sign == "/"))
    return f"({left}) {sign} ({right})"


@st.composite
def tables(draw):
    """A formula, a range for each of its metrics, and a range for what it makes."""
    several = draw(st.integers(1, len(METRICS)))
    names = [*METRICS[:several], *([SNAPSHOT] if draw(st.booleans()) else [])]
    text = draw(expressions(draw(st.permutations(names))))
    ranges = {}
    for name in (*names, *(["ss0"] if SNAPSHOT in names else [])):
        low = draw(st.integers(1, 400))
        ranges[name] = (low, low + draw(st.integers(1, 40)))
    middle = reckoned(text, {name: Fraction(sum(ends), 2) for name, ends in ranges.items()})
    low = round(middle * draw(st.sampled_from([1, 1, Fraction(9, 10), Fraction(3, 2), 10, -1])))
    return text, ranges, (low, low + draw(st.integers(1, 30)))


def reckoned(text, values):
    """What a formula's text comes to, as Python reads it."""
    text = text.replace("average of ss", "((ss + ss0) / 2)").replace("1,000", "1000")
    text = text.replace("7%", "(7 * hundredth)")
    text = re.sub(r"\d+\.?\d*", lambda found: f"F('{found[0]}')", text.replace("ss0", "before"))
    known = {name.replace("ss0", "before"): value for name, value in values.items()}
    known |= {"F": Fraction, "hundredth": Fraction(1, 100)}
    known |= {"months": Fraction(12), "days": Fraction(365)}
    return eval(text, {"__builtins__": {}}, known)


def facts_of(text, ranges, whole):
    """The table as facts."""
    lines = [
        f"id: whole, entity: acme, metric: whole, period: 2023, figure: {whole[0]} to {whole[1]}"
    ]
    for name, (low, high) in ranges.items():
        metric = name.removesuffix("0")
        period = {"ss": "2023-12-31", "ss0": "2022-12-31"}.get(name, "2023")
        figure = f"{low} to {high}"
        lines.append(
            f"id: {name}, entity: acme, metric: {metric}, period: {period}, figure: {figure}"
        )
    vocabulary = VOCABULARY.replace("WRITTEN", f'"whole = {text}"')
    return read(document("note", "\n".join(lines)), vocabulary=vocabulary)


@settings(max_examples=75, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(tables())
def test_a_table_contradicts_its_formula_where_no_corner_reaches_it(table):
    """A conflict, exactly where the printed range lies outside of what the formula allows."""
    text, ranges, whole = table
    corners = [
        reckoned(text, dict(zip(ranges, ends, strict=True))) for ends in product(*ranges.values())
    ]
    apart = whole[1] < min(corners) or whole[0] > max(corners)
    report = check(facts_of(text, ranges, whole)).report
    found = [one for one in report.findings if one.rule == "conflict"]
    assert bool(found) is apart, (text, ranges, whole, min(corners), max(corners))
    assert not report.not_proved
    for one in found:
        assert ONE in one.identities


@settings(max_examples=75, deadline=None)
@given(st.permutations(METRICS), st.data())
def test_an_equation_turned_round_says_the_same(names, data):
    """`whole = a - b` and `b = a - whole` have one polynomial, and two others do not."""
    text = data.draw(expressions(list(names)))
    first = equations.canonical(equations.read(f"whole = {text}"))
    assert first == equations.canonical(equations.read(f"{text} = whole"))
    assert first == equations.canonical(equations.read(f"2 * whole - ({text}) = {text}"))
    assert first != equations.canonical(equations.read(f"2 * whole = {text}"))
    values = {name: Fraction(data.draw(st.integers(1, 50)), 7) for name in names}
    whole = reckoned(text, values)
    assert _value(first, {**values, "whole": whole, "months": 12, "days": 365}) == 0


def _value(polynomial, values):
    total = Fraction(0)
    for monomial, factor in polynomial:
        for name, power in monomial:
            factor *= Fraction(values[name]) ** power
        total += factor
    return total
