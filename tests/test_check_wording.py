"""How a proved conflict is told: whole reports, and every number in them recomputed."""

import re
from fractions import Fraction
from itertools import combinations

import pytest

import case_files
from cloudkb.check import check
from cloudkb.check.constraints import naming
from cloudkb.check.constraints.quantities import Quantity
from cloudkb.check.diagnosis.compilation import compile_facts
from cloudkb.check.explanation.discrepancy import widened
from cloudkb.check.explanation.finding import finding as conflict_finding
from cloudkb.check.relations import part_of
from cloudkb.check.solver import problem
from cloudkb.interval import Interval
from cloudkb.model import Report
from cloudkb.render import text
from wording_cases import CASES, Case, facts, report_of


def shown(report: Report, width: int = 80) -> str:
    """The report as people see it, without excerpts."""
    return text.render(report, lambda place, label: None, [], width=width, color=False)


def test_what_holds_nearly_always_says_what_to_write_where_it_does_not(monkeypatch):
    """The relation's own words, with the metric: the report knows none of a relation."""
    own = part_of.IDENTITY._replace(assumed="Where they may, allow it on {metric}.")
    monkeypatch.setattr(part_of, "IDENTITY", own)
    found, _ = case_files.facts(case_files.case("sales-above-their-market"))
    (finding,) = check(found).report.findings
    assert finding.severity == "warning"
    assert finding.hint.endswith("(cloudkb validate --accept). Where they may, allow it on sold.")


# --- whole reports -------------------------------------------------------------------------


@pytest.mark.parametrize("name", CASES)
def test_a_conflict_is_told_whole(name, golden):
    """Who says what, what leaves what, what clashes by how much, who is suspect, what to do."""
    golden(f"reports/{name}.txt", f"{CASES[name].says}\n\n{shown(report_of(name))}")


@pytest.mark.parametrize("name", ["points", "rank", "shared-basis", "share-against-growths"])
def test_a_wide_screen_has_a_line_for_each_claim(name, golden):
    """At 120 columns nothing is stacked."""
    golden(f"reports/{name}-120.txt", shown(report_of(name), 120))


@pytest.mark.parametrize("name", CASES)
def test_every_case_is_one_finding(name):
    """Each case holds one contradiction, and it names its claims, its place and what is next."""
    (finding,) = report_of(name).findings
    assert finding.claims
    assert finding.steps[-1].text
    assert {related.claim for related in finding.related} == set(finding.claims)
    assert finding.place in [related.place for related in finding.related]
    assert finding.next_command.startswith("cloudkb show ")


@pytest.mark.parametrize("name", CASES)
def test_every_step_is_a_sentence(name):
    """A step begins with a capital, a number or a name, and ends with one stop."""
    for finding in report_of(name).findings:
        for step in finding.steps:
            assert step.text.endswith((".", ":")), step
            assert not step.text.endswith(".."), step
            assert "  " not in step.text, step
            assert "None" not in step.text, step


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_longer_than_the_screen(width):
    """Reports keep to the width, whatever is in them."""
    from rich.cells import cell_len

    for report in map(report_of, CASES):
        assert max(map(cell_len, shown(report, width).splitlines())) <= width


# --- numbers -------------------------------------------------------------------------------

_SIZES = {"万亿": 10**12, "亿": 10**8, "万": 10**4, "tn": 10**12, "bn": 10**9, "m": 10**6}
_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")


def _told(step, prints):
    """The numbers of a sentence, without those that are printed, and dates and periods."""
    left = step.text
    for printed in sorted(prints, key=len, reverse=True):
        left = left.replace(printed, " ")
    left = re.sub(r"\(.*?\)|FY\d+\w*|\d{4}(-\d\d)+|\b(19|20)\d\d(H\d|Q\d)?\b|place \d", " ", left)
    left = re.sub(r"\d+ × |counted \S+ times|\d+ times wider|[\d.]+ times wider", " ", left)
    return [match.group() for match in _NUMBER.finditer(left)]


def _values(finding, network):
    """Every end that the steps of a finding may speak of, and the distances between them."""
    ends = set()
    for step in finding.steps:
        if step.interval is not None:
            ends |= {step.interval.low, step.interval.high}
    for row in network.rows:
        if row.label in finding.claims:
            ends |= {row.interval.low, row.interval.high}
            ends |= {end / row.terms[0][1] for end in row.interval[:2] if end is not None}
    for suspect in finding.suspects:
        if suspect.implied is not None:
            for part in (suspect.implied.interval, *suspect.implied.parts):
                ends |= set(part[:2])
    ends -= {None}
    return ends | {abs(one - other) for one, other in combinations(sorted(ends), 2)}


@pytest.mark.parametrize("name", CASES)
def test_numbers_in_sentences_are_those_of_the_proof(name):
    """Each number is an end of a step or a print, or a distance of two, right in its last digit."""
    found = facts(CASES[name])
    network = compile_facts(found, lambda network: {}).model
    for finding in report_of(name).findings:
        values = _values(finding, network)
        scaled = {
            shifted * factor / size
            for value in values
            for shifted in (value, value - 1)
            for factor in (1, 100, -1, -100)
            for size in (1, *_SIZES.values())
        }
        prints = {reading.text for claim in found.claims for reading in claim.readings}
        prints |= {re.split(r" (?:yoy|vs) ?", printed)[0] for printed in prints}
        prints |= {printed.removeprefix("-").removesuffix("pp") for printed in prints}
        slips = {suspect.slip for suspect in finding.suspects} - {""}
        for step in finding.steps:
            if step.kind in ("suspects", "reading") or " × " in step.text:
                continue
            for number in _told(step, prints | slips):
                digits = number.replace(",", "")
                last = Fraction(1, 10 ** len(digits.partition(".")[2]))
                shown_as = Fraction(digits)
                assert any(abs(shown_as - value) < last for value in scaled), (number, step.text)


def test_factors_are_rounded_with_their_product():
    """1.205 three times is 1.749690125: printed as no less, and not as 1.7."""
    (finding,) = report_of("factors").findings
    told = next(step.text for step in finding.steps if "×" in step.text)
    factors, product = re.match(r"([\d. ×]+) = ([\d.]+):", told).groups()
    exact = Fraction(1)
    for factor in factors.split(" × "):
        exact *= Fraction(factor)
    assert exact <= Fraction(product) < exact + Fraction(1, 100)


# --- names ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quantity", "told"),
    [
        (
            Quantity("aliyun", "revenue", "", "restated", "2023H1", "CNY"),
            "Alibaba Cloud's revenue in 2023H1, restated",
        ),
        (
            Quantity("aliyun", "market_share", "china-public-cloud", "idc", "2023Q3"),
            "Alibaba Cloud's market share in China's public cloud in 2023Q3, by IDC",
        ),
        (
            Quantity("aliyun", "adjusted_ebita", "", "", "2022-04/2023-03", "CNY"),
            "Alibaba Cloud's adjusted EBITA in FY2023",
        ),
        (Quantity("aws", "price_cut", "", ""), "AWS's price cut announced"),
        (
            Quantity("aliyun", "servers", "", "", "2024-02-29"),
            "Alibaba Cloud's servers on 2024-02-29",
        ),
        (
            Quantity("aliyun", "contracts", "", "", "2019/.."),
            "Alibaba Cloud's contracts won since 2019",
        ),
    ],
)
def test_quantities_have_names(quantity, told):
    """Whose, what, where, when, on which basis; a basis nobody stated is not named."""
    assert naming.quantity(quantity, facts(CASES["points"]).vocabulary) == told


def test_only_what_differs_is_said():
    """Among quantities that differ by period alone, the period is the name."""
    vocabulary = facts(CASES["points"]).vocabulary
    pair = [Quantity("aliyun", "revenue", period=period) for period in ("2022", "2023")]
    assert naming.quantity(pair[0], vocabulary, naming.varying(pair)) == "2022"


# --- proofs by hand ------------------------------------------------------------------------


def _by_hand(name, proof, strain=None):
    """The sentences of a proof about a case's claims."""
    network = compile_facts(facts(CASES[name]), lambda network: {}).model
    cases = (problem.Case((), proof(network)),)
    labels = tuple(sorted(network.claims))
    conflict = problem.Conflict(labels, cases, False, strain, (), True)
    return [step.text for step in conflict_finding(conflict, network, ()).steps]


def _row(network, label):
    return next(row for row in network.rows if row.label == f"note/{label}")


def test_a_round_of_powers_alone_is_multiplied_out():
    """Where no factor stands alone, all are named with what they multiply to."""

    def proof(network):
        row = _row(network, "g1")
        given = problem.Given(row.terms[0][0], row.interval, (0,))
        step = problem.Narrowing(row.terms[0][0], row.interval, row)
        cycle = problem.Cycle((), (), (problem.Factor(2, given),), row.interval.high**2, False)
        return problem.Proof((step,), cycle)

    assert _by_hand("factors-of-growth", proof) == [
        "2021 is 0.895 to 0.905 times 2020. Multiplied all round that makes at most 0.8191, "
        "and it must be 1: no rounding explains it."
    ]


def test_a_sum_without_a_print_says_what_is_missing():
    """Differences that cancel leave an amount that nothing makes up for."""

    def proof(network):
        row = _row(network, "fall")
        turned = row._replace(interval=row.interval.scale(Fraction(-1)), label="note/year")
        parts = (problem.Weighted(Fraction(1), row), problem.Weighted(Fraction(-1), turned))
        total = row.interval.high - turned.interval.low
        return problem.Proof((), problem.Sum(parts, total, False))

    assert _by_hand("difference", proof)[-1] == (
        "Added up, the unknowns cancel, and at least 700.57亿元 are missing: no rounding explains it."
    )


def test_a_kind_without_words_is_told_as_a_formula():
    """A row that no sentence was made for is still told, and true."""

    def proof(network):
        row = _row(network, "up")._replace(kind="unheard-of", label="unheard-of:x")
        (lower, _), (upper, _) = row.terms
        year = _row(network, "year")
        first = problem.Narrowing(upper, year.interval, year)
        known = problem.Given(upper, year.interval, (0,))
        second = problem.Narrowing(lower, Interval(None, year.interval.high), row, (known,))
        natural = problem.Given(lower, Interval(Fraction(10**12)), ())
        end = problem.Clash(lower, (problem.Given(lower, second.interval, (1,)), natural))
        return problem.Proof((first, second), end)

    told = _by_hand("direction", proof)
    assert told[0] == "2023 is above 2022; with 500亿元 for 2023, 2022 is below 505亿元."
    assert told[1].startswith("That leaves nothing for 2022:")


def test_the_strain_is_told_where_rounding_could_matter():
    """Up to twice as wide the factor is told, rounded up; beyond it no rounding explains it."""
    unit = ("ratio", "")
    assert widened(None, unit) == ": no rounding explains it"
    assert widened(Fraction(5), unit) == ": no rounding explains it"
    told = widened(Fraction(1334, 1000), unit)
    assert told == ". What is printed would have to be taken 1.4 times as loosely"
    assert "1.01 times" in widened(Fraction(1001, 1000), unit)
    assert widened(Fraction(2), ("day", "")) == ""


# --- order, width, hostile text ------------------------------------------------------------


@pytest.mark.parametrize("name", ["points", "sum", "ring", "share-against-growths", "shared-basis"])
def test_the_order_of_claims_changes_no_sentence(name):
    """Claims written in another order are told in the same words."""
    case = CASES[name]
    turned = "\n".join(reversed(case.claims.strip().splitlines()))
    (one,) = report_of(name).findings
    (other,) = check(facts(Case(case.says, turned, case.report))).report.findings
    assert [step.text for step in one.steps] == [step.text for step in other.steps]
    assert (one.message, one.claims, one.hint) == (other.message, other.claims, other.hint)


def test_text_from_facts_steers_no_terminal():
    """Escape codes and markup in a print or a name are shown, not obeyed."""
    case = CASES["two-errors"]
    found = facts(case)
    hostile = "\x1b[31m[red]x\u202e" + "y" * 500
    documents = {key: one._replace(publisher=hostile) for key, one in found.documents.items()}
    report = check(found._replace(documents=documents)).report
    drawn = shown(report)
    assert not {"\x1b", "\u202e"} & set(drawn)
    assert "[red]" in drawn
    assert len(drawn) < 4000


def test_a_long_proof_is_shown_from_its_end():
    """Of many steps and claims only those nearest the clash are drawn; all are in the record."""
    (finding,) = report_of("share-against-growths").findings
    many = finding._replace(steps=(finding.steps[0],) * 20 + finding.steps)
    drawn = shown(Report((many,), 4))
    assert "earlier steps, which --format json lists" in drawn
    assert drawn.count(finding.steps[0].text[:30]) < 6
    assert finding.steps[3].text[:40] in drawn
