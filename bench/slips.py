"""Who is suspected where one figure holds one slip, and whether the slip is named.

    python bench/slips.py --networks 300 --seeds 71000000..

Each network is true but for one figure. The slips are drawn evenly, and so are the grades of the
documents that err. Counted is what is told as an error or a warning: where the report says that
the figures alone cannot tell, each of n suspects that tie is first to 1/n. `proposed` is the true
print (or so many times what is printed), `kind` at least the right kind of slip, wherever the
damaged claim stands; `blamed` is an innocent claim that is first, with a slip told, `outright` one
that is so alone. Beside it what would be reached by taking the
suspect that asks for the least correction, whoever says it (`least`), and by any suspect
(`any`).
"""

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import damage
from cloudkb.check import Reasoner
from cloudkb.check.diagnosis.error_localization import in_figure_units
from cloudkb.check.explanation.findings import conflict as told
from cloudkb.check.solver.problem import Candidate, Conflict
from cloudkb.model import Amount, Change, Finding, Suspect
from judge import facts_of, table
from more_sayings import MAY_BE_NEGATIVE
from networks import GRADES, MIXES, Network, generate, grade
from sayings import Made, printed

SIZES = (30, 100, 300)
_TRIES = 200


# --- slips ---------------------------------------------------------------------------------

Slip = Callable[[Made, random.Random, Network], str | None]
"""What is printed for a claim by mistake; None where it cannot be made there."""


def _digits(change: str) -> Slip:
    def slip(one: Made, rng: random.Random, _: Network) -> str | None:
        changed = damage.KINDS[change](one, rng)
        return _false(one, *changed) if changed else None

    return slip


def _missing_or_added(one: Made, rng: random.Random, _: Network) -> str | None:
    places = [place for place, sign in enumerate(one.digits) if sign != "."]
    place = rng.choice(places)
    if rng.random() < 0.5:
        digits = one.digits[:place] + one.digits[place + 1 :]
        if not digits[:1].isdigit() or digits.endswith("."):
            return None
    else:
        digits = one.digits[:place] + rng.choice("0123456789") + one.digits[place:]
    whole = digits.partition(".")[0]
    if len(whole) > 1 and whole.startswith("0"):
        return None
    return _false(one, digits, one.negative)


def _power(one: Made, rng: random.Random, _: Network) -> str | None:
    powers = (1, -1) if "%" in one.after or "pp" in one.after else (1, -1, 2, -2, 3, -3)
    power = rng.choice(powers)
    decimals = len(one.digits.partition(".")[2]) - power
    moved = printed(Fraction(one.digits) * Fraction(10) ** power, decimals, False)
    return _false(one, moved.digits, one.negative)


def _wan_for_yi(one: Made, _: random.Random, __: Network) -> str | None:
    return one.figure.replace("亿", "万") if "亿" in one.after and Fraction(one.digits) else None


def _sign(one: Made, _: random.Random, __: Network) -> str | None:
    if not Fraction(one.digits) or not (one.is_change or one.metric in MAY_BE_NEGATIVE):
        return None
    return _false(one, one.digits, not one.negative)


def _reckoned(name: str) -> Slip:
    """A value that the maker of the claim worked out."""

    def slip(one: Made, _: random.Random, __: Network) -> str | None:
        value = dict(one.instead).get(name)
        return None if value is None else _reprinted(one, value)

    return slip


def _other_value(one: Made, _: random.Random, __: Network) -> str | None:
    """The change over the later value: 25 from 100 to 125 as 20 %."""
    if not _is_growth(one) or one.value is None or one.value <= -1:
        return None
    return _reprinted(one, one.value / (1 + one.value))


def _other_part(one: Made, _: random.Random, __: Network) -> str | None:
    """A part over the other part: a quarter as 33 %."""
    if one.after != "%" or one.value is None or not 0 < one.value < 1 or "operating" in one.metric:
        return None
    return _reprinted(one, one.value / (1 - one.value))


def _increase(one: Made, _: random.Random, __: Network) -> str | None:
    """1.3 times as much, printed as an increase by 130 %."""
    if not _is_growth(one) or one.value is None:
        return None
    return _reprinted(one, one.value + 1)


def _wrong_row(one: Made, rng: random.Random, network: Network) -> str | None:
    """What any document prints of the same entity for another period, or the other way round."""

    def kind(other: Made) -> tuple[str, ...]:
        shape = re.sub(r"\d", "9", other.period)
        return other.metric, other.within, other.before, other.after, shape

    near = [
        other
        for other in network.claims
        if other.digits
        and kind(other) == kind(one)
        and (other.entity == one.entity) != (other.period == one.period)
    ]
    here = [other for other in near if other.document == one.document]
    if not near:
        return None
    row = rng.choice(here if here and rng.random() < 0.5 else near)
    return _false(one, row.digits, row.negative)


SLIPS: dict[str, Slip] = {
    "digit": _digits("digit"),
    "swapped": _digits("swapped"),
    "missing or added": _missing_or_added,
    "power of ten": _power,
    "万 for 亿": _wan_for_yi,
    "sign": _sign,
    "points for percent": _reckoned("points"),
    "other value": _other_value,
    "other part": _other_part,
    "as increase": _increase,
    "wrong row": _wrong_row,
    "year to date": _reckoned("to date"),
}

WORDS = {
    "digit": r"one digit away",
    "swapped": r"digits swapped",
    "missing or added": r"one digit (?:more|less)",
    "power of ten": r"times too|has .+ for|printed as",
    "万 for 亿": r"万|times too small",
    "sign": r"sign",
    "points for percent": r"as percent, not points",
    "other value": r"over the later value",
    "other part": r"ratio to |ratio of the rest",
    "as increase": r"is the ratio, |is what is left",
    "wrong row": r"is what .+ prints for| fits ",
    "year to date": r"is what .+ prints for| fits ",
}
"""By kind of slip, what the report calls it, as a regular expression."""


def _is_growth(one: Made) -> bool:
    return one.is_change and one.after.startswith("% ")


def _reprinted(one: Made, value: Fraction) -> str | None:
    """Another value in the words and with the decimals of a claim."""
    decimals = len(one.digits.partition(".")[2])
    if not decimals and one.per > 1:
        decimals = -(len(one.digits) - len(one.digits.rstrip("0")))
    return _false(one, *printed(value / one.per, decimals, False))


def _false(one: Made, digits: str, negative: bool) -> str | None:
    """The figure with other digits; None where it may still stand for the truth."""
    if digits == one.digits and negative == one.negative:
        return None
    was = Fraction(one.digits) * (-1 if one.negative else 1)
    now = Fraction(digits) * (-1 if negative else 1)
    if abs(now - was) <= 2 * max(
        damage.step(one.digits, one.after), damage.step(digits, one.after)
    ):
        return None
    if negative and not one.is_change and one.metric not in MAY_BE_NEGATIVE:
        return None
    return f"{damage.sign_of(one, negative)}{one.before}{digits}{one.after}"


def slipped(network: Network, kind: str, wanted: str, rng: random.Random) -> Network | None:
    """The network with one slip in a document of the wanted grade, if it can be made there."""
    graded = {
        document
        for document in network.documents
        if GRADES[grade(network.documents, document)] == wanted
    }
    places = [
        place for place, one in enumerate(network.claims) if one.digits and one.document in graded
    ]
    for _ in range(_TRIES if places else 0):
        place = rng.choice(places)
        one = network.claims[place]
        figure = SLIPS[kind](one, rng, network)
        if figure is not None and figure != one.figure:
            false = one._replace(figure=figure)
            claims = (*network.claims[:place], false, *network.claims[place + 1 :])
            return network.with_claims(claims, false.name)
    return None


# --- what is made of them ------------------------------------------------------------------


class Trial(NamedTuple):
    """One slip in one network."""

    seed: int
    mix: str
    claims: int
    kind: str
    grade: str
    more: bool


class Seen(NamedTuple):
    """How it was told, each count between 0 and 1."""

    trial: Trial
    made: bool = False
    found: bool = False
    suspects: int = 0
    """Of the conflict with the most."""
    among: float = 0
    first: float = 0
    proposed: float = 0
    named: float = 0
    named_first: float = 0
    blamed: float = 0
    outright: float = 0
    least: float = 0
    any: float = 0
    line: str = ""
    """The damaged claim, its print, and who is suspected instead."""


def trials(
    count: int, first: int, kinds: Sequence[str], sizes: Sequence[int], more: bool
) -> Iterator[Trial]:
    """All kinds in turn, and for each all grades, mixes and sizes."""
    for number in range(count):
        turn = number // len(kinds)
        mixes = sorted(MIXES)
        yield Trial(
            first + number,
            mixes[turn // len(GRADES) % 3],
            sizes[(turn // len(GRADES) // 3 + turn) % len(sizes)],
            kinds[number % len(kinds)],
            GRADES[turn % len(GRADES)],
            more,
        )


def look(trial: Trial) -> Seen:
    """Make the network, err, and see who is suspected."""
    network = generate(trial.seed, trial.mix, trial.claims, more=trial.more)
    false = slipped(network, trial.kind, trial.grade, random.Random(trial.seed))
    if false is None or false.damaged is None:
        return Seen(trial)
    reasoner = Reasoner(facts_of(false))
    findings = [(told(reasoner.model, one), one) for one in reasoner.find().conflicts]
    findings = [(one, of) for one, of in findings if one.severity in ("error", "warning")]
    if not findings:
        return Seen(trial, made=True)
    was = next(one for one in network.claims if one.name == false.damaged)
    now = next(one.figure for one in false.claims if one.name == false.damaged)
    each = [_judged(trial, was, now, finding) for finding, _ in findings]
    ideal = [_least(reasoner, of, was.name) for _, of in findings]
    return Seen(
        trial, True, True, max(len(finding.suspects) for finding, _ in findings),
        among=min(one.among for one in each),
        first=min(one.first for one in each),
        proposed=min(one.proposed for one in each),
        named=min(one.named for one in each),
        named_first=min(one.named_first for one in each),
        blamed=max(one.blamed for one in each),
        outright=max(one.outright for one in each),
        least=min(one for one, _ in ideal),
        any=min(one for _, one in ideal),
        line=f"{was.name} prints {now} for {was.figure}: "
        + "; ".join(_line(finding) for finding, _ in findings),
    )  # fmt: skip


def _line(finding: Finding) -> str:
    tied = _tied(finding)
    names = [
        f"{'=' if one.name in tied else ''}{one.name}{f' ({one.slip})' if one.slip else ''}"
        for one in finding.suspects
    ]
    return ", ".join(names) or "nobody suspected"


def _tied(finding: Finding) -> list[str]:
    """Those who are first: several where the figures alone cannot tell, all where none is alone."""
    for step in finding.steps:
        if step.kind == "suspects" and re.search("cannot tell|No single suspect", step.text):
            return list(step.sources)
    return [one.name for one in finding.suspects[:1]]


def _judged(trial: Trial, was: Made, now: str, finding: Finding) -> Seen:
    by_name: dict[str, Suspect] = {one.name: one for one in finding.suspects}
    mine = by_name.get(was.name)
    tied = _tied(finding)
    is_among = mine is not None
    first = (was.name in tied) / len(tied) if tied else 0.0
    whole = rf"(?<![\d.,+\-]){re.escape(was.figure)}(?!\d)"
    proposed = mine is not None and (
        re.search(whole, mine.slip) is not None
        or _comes_to(mine.slip, now) == _number_of(was.figure)
    )
    named = proposed or (mine is not None and re.search(WORDS[trial.kind], mine.slip) is not None)
    blamed = sum(1 for one in tied if one != was.name and one in by_name and by_name[one].slip)
    return Seen(
        trial, among=float(is_among), first=first, proposed=float(proposed), named=float(named),
        named_first=first * named, blamed=blamed / len(tied) if tied else 0.0,
        outright=float(blamed) if len(tied) == 1 else 0.0,
    )  # fmt: skip


def _number_of(figure: str) -> Fraction:
    found = re.search(r"-?[A-Z$ ]*\d[\d,]*(?:\.\d+)?", figure)
    assert found is not None
    return Fraction(re.sub(r"[^\d.\-]", "", found.group()))


def _comes_to(slip: str, now: str) -> Fraction | None:
    """The number that is proposed by a slip of so many times."""
    found = re.search(r"it is ([\d,]+) times too (large|small)", slip)
    if found is None:
        return None
    times = Fraction(found[1].replace(",", ""))
    return _number_of(now) / times if found[2] == "large" else _number_of(now) * times


def _least(reasoner: Reasoner, conflict: Conflict, damaged: str) -> tuple[float, float]:
    """How often the least correction, and any suspect, is the damaged claim."""
    names = [one.label for one in conflict.suspects if one.label in reasoner.model.claims]
    sizes = {one.label: _size(reasoner, one) for one in conflict.suspects}
    known = {name: size for name in names if (size := sizes[name]) is not None}
    best = [name for name in known if known[name] == min(known.values())] or names
    return (
        (damaged in best) / len(best) if best else 0.0,
        (damaged in names) / len(names) if names else 0.0,
    )


def _size(reasoner: Reasoner, candidate: Candidate) -> Fraction | None:
    """How far a print has to move, over the greater of what it is and what it becomes."""
    claim = reasoner.model.claims.get(candidate.label)
    if claim is None or candidate.row is None or candidate.implied is None:
        return None
    figure = claim.readings[0].figure
    if not isinstance(figure, Amount | Change) or figure.value is None:
        return None
    left = in_figure_units(figure, candidate.row, candidate.implied.interval)
    if left is None or left.is_empty():
        return None
    gap = figure.interval.gap(left) or Fraction(0)
    is_below = left.low is not None and figure.value < left.low
    value = figure.value + (isinstance(figure, Change) and figure.change_unit == "relative")
    other = value + (gap if is_below else -gap)
    return gap / (max(abs(value), abs(other)) or Fraction(1))


# --- tables --------------------------------------------------------------------------------

_SHARES = (
    "among",
    "first",
    "proposed",
    "named",
    "named_first",
    "blamed",
    "outright",
    "least",
    "any",
)


def shares_table(head: str, groups: dict[str, list[Seen]]) -> str:
    """How many were told, and the shares of those, in percent."""
    heads = ("slips", "told", "among", "first", "proposed", "kind", "kind, first", "blamed",
             "outright", "least", "any")  # fmt: skip
    rows = [[head, *heads]]
    for name, group in groups.items():
        found = [one for one in group if one.found]
        made = sum(one.made for one in group)
        if not made:
            continue
        shares = [
            f"{100 * sum(getattr(one, key) for one in found) / len(found):.0f}" if found else ""
            for key in _SHARES
        ]
        rows.append([name, str(made), str(len(found)), *shares])
    return table(rows)


def grouped(found: Sequence[Seen], key: Callable[[Seen], str]) -> dict[str, list[Seen]]:
    """By kind, in the order of their first, and all together."""
    groups: dict[str, list[Seen]] = {}
    for one in found:
        groups.setdefault(key(one), []).append(one)
    return groups | {"all": list(found)}


def _number(one: Seen) -> str:
    return "not told" if not one.found else str(min(one.suspects, 4)) + "+" * (one.suspects > 3)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--networks", type=int, default=300)
    parser.add_argument("--seeds", default="71000000..", help="the first seed, as 71000000..")
    parser.add_argument("--kind", choices=sorted(SLIPS), action="append", help="only these slips")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--revenue", action="store_true", help="only revenue and shares of it")
    parser.add_argument("--lines", action="store_true", help="each slip whose claim is not first")
    given = parser.parse_args()
    work = trials(
        given.networks, int(given.seeds.partition("..")[0]), given.kind or list(SLIPS),
        given.sizes, not given.revenue,
    )  # fmt: skip
    found: list[Seen] = []
    with ProcessPoolExecutor(given.workers) as pool:
        for seen in pool.map(look, work):
            found.append(seen)
            if len(found) % 20 == 0:
                print(f"  {len(found)} networks", file=sys.stderr, flush=True)
            if given.lines and seen.found and (seen.first < 1 or not seen.named or seen.blamed):
                print(f"{tuple(seen.trial)}: {seen.line}", flush=True)
    print(shares_table("slip", grouped(found, lambda one: one.trial.kind)), "\n")
    print(shares_table("erring grade", grouped(found, lambda one: one.trial.grade)), "\n")
    by_number = grouped([one for one in found if one.found], _number)
    print(shares_table("suspects", dict(sorted(by_number.items()))))
    grades = Counter(one.trial.grade for one in found if one.made)
    print("\nmade in:", ", ".join(f"{name} {grades[name]}" for name in GRADES))


if __name__ == "__main__":
    main()
