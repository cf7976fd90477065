"""Filings read as claims: what is reported, how precisely, what it is the sum of, what restates."""

import json
import os
from fractions import Fraction
from pathlib import Path

import pytest

from cloudkb import api
from cloudkb.check.answers.implied import explain
from cloudkb.importing.filings import read
from cloudkb.importing.record import ImportRefused, Request
from cloudkb.language import speaking
from cloudkb.model import Facts, Vocabulary
from cloudkb.writer import new_document

NOTHING = Facts(Vocabulary({}, {}, {}, {}), {}, ())
HEAD = (
    "<?xml version='1.0'?>\n"
    '<xbrl xmlns="http://www.xbrl.org/2003/instance" xmlns:acme="http://www.acme.com/2023"\n'
    ' xmlns:us-gaap="http://fasb.org/us-gaap/2023" xmlns:dei="http://xbrl.sec.gov/dei/2023"\n'
    ' xmlns:xbrldi="http://xbrl.org/2006/xbrldi"\n'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n'
)
UNITS = {"USD": "iso4217:USD", "EUR": "iso4217:EUR", "shares": "shares", "pure": "pure"}


class Instance:
    """An instance, a fact a line."""

    def __init__(self, *facts, contexts=""):
        """Facts: concept, days, value, then what differs from USD and -6."""
        self.contexts = {}
        lines = [self.fact(*one) if isinstance(one, tuple) else one for one in facts]
        units = "".join(
            f'<unit id="{key}"><measure>{one}</measure></unit>\n' for key, one in UNITS.items()
        )
        units += (
            '<unit id="eps"><divide><unitNumerator><measure>iso4217:USD</measure></unitNumerator>'
            "<unitDenominator><measure>shares</measure></unitDenominator></divide></unit>\n"
        )
        made = "".join(self.contexts.values()) + contexts
        self.text = HEAD + made + units + "\n".join(lines) + "\n</xbrl>\n"

    def fact(self, concept, days, value, unit="USD", decimals="-6", members=""):
        return (
            f'<{concept} contextRef="{self.context(days, members)}" unitRef="{unit}" '
            f'decimals="{decimals}">{value}</{concept}>'
        )

    def context(self, days, members):
        start, _, end = days.rpartition("/")
        when = (
            f"<startDate>{start}</startDate><endDate>{end}</endDate>"
            if start
            else f"<instant>{end}</instant>"
        )
        name = f"c{len(self.contexts)}"
        said = "".join(
            f'<xbrldi:explicitMember dimension="{axis}">{member}</xbrldi:explicitMember>'
            for axis, _, member in (one.partition("=") for one in members.split())
        )
        segment = f"<segment>{said}</segment>" if said else ""
        text = (
            "<entity><identifier scheme='http://www.sec.gov/CIK'>0000000001</identifier>"
            f"{segment}</entity><period>{when}</period></context>\n"
        )
        same = [key for key, one in self.contexts.items() if one.endswith(text)]
        if same:
            return same[0]
        self.contexts[name] = f'<context id="{name}">{text}'
        return name


def linkbase(*sums):
    """`Assets = Cash + Other - Loss`, one link each."""
    links = []
    for number, one in enumerate(sums):
        whole, _, parts = one.partition(" = ")
        words = f"+ {parts}".split()
        pairs = list(zip(words[1::2], words[::2], strict=True))
        names = [whole, *(name for name, _ in pairs)]
        locs = "".join(
            f'<link:loc xlink:label="{name}" xlink:href="x.xsd#us-gaap_{name}"/>' for name in names
        )
        arcs = "".join(
            f'<link:calculationArc xlink:arcrole="http://www.xbrl.org/2003/arcrole/summation-item"'
            f' xlink:from="{whole}" xlink:to="{name}" weight="{sign}1.0" order="1"/>'
            for name, sign in pairs
        ).replace('"+1.0"', '"1.0"')
        role = f"http://www.acme.com/role/Table{number}"
        made = f'<link:calculationLink xlink:role="{role}">{locs}{arcs}</link:calculationLink>'
        links.append(made)
    return (
        '<link:linkbase xmlns:link="http://www.xbrl.org/2003/linkbase" '
        f'xmlns:xlink="http://www.w3.org/1999/xlink">{"".join(links)}</link:linkbase>'
    )


def label_linkbase(*labels):
    """(concept, label, language, role) each; a role of its own name."""
    standard = "http://www.xbrl.org/2003/role/label"
    made = []
    for number, (name, text, language, role) in enumerate(labels):
        concept = name.replace(":", "_")
        made.append(
            f'<link:loc xlink:label="l{number}" xlink:href="http://x.com/x.xsd#{concept}"/>'
            '<link:labelArc xlink:arcrole="http://www.xbrl.org/2003/arcrole/concept-label" '
            f'xlink:from="l{number}" xlink:to="t{number}"/>'
            f'<link:label xlink:label="t{number}" xlink:role="{role or standard}" '
            f'xml:lang="{language}">{text}</link:label>'
        )
    return (
        '<link:linkbase xmlns:link="http://www.xbrl.org/2003/linkbase" '
        'xmlns:xlink="http://www.w3.org/1999/xlink">'
        f"<link:labelLink>{''.join(made)}</link:labelLink></link:linkbase>"
    )


def taken(instance, facts=NOTHING, file="acme-2023.xml", cal="", lab="", **more):
    text = instance if isinstance(instance, str) else instance.text
    beside = {f"{file[:-4]}_cal.xml": cal.encode()} if cal else {}
    beside |= {f"{file[:-4]}_lab.xml": lab.encode()} if lab else {}
    wish = {key: tuple(value) for key, value in more.items()}
    return read(Request(file, text.encode(), facts, beside=beside.get, more=wish))


def said(record):
    return {one.claim.fields["id"]: one.claim.fields for one in record.claims}


def written(folder, records):
    """Put records into a folder of facts, and read all of it."""
    for record in records:
        names = "".join(
            f"{key}: {json.dumps(dict(one))}\n" for key, one in record.vocabulary.items()
        )
        (folder / f"names-{record.document}.yaml").write_text(names)
        drafts = [one.claim for one in record.claims]
        (folder / f"{record.document}.yaml").write_text(new_document(record.header, drafts))
    facts, findings = api.read(folder)
    assert [one.message for one in findings if one.severity == "error"] == []
    return facts


def complaints(facts):
    return [one for one in api.check(facts).findings if one.severity != "note"]


YEAR = "2023-01-01/2023-12-31"
ASSETS = [
    ("us-gaap:Assets", "2023-12-31", "1000000000"),
    ("us-gaap:Cash", "2023-12-31", "400000000"),
    ("us-gaap:Other", "2023-12-31", "700000000"),
    ("us-gaap:Loss", "2023-12-31", "100000000"),
]
SUM = "Assets = Cash + Other - Loss"


def test_a_print_stays_as_it_is_and_its_decimals_tell_the_precision(tmp_path):
    (record,) = taken(
        Instance(
            ("us-gaap:Revenues", YEAR, "29900000000"),
            ("us-gaap:Shares", "2023-12-31", "15000000", "shares", "INF"),
            ("us-gaap:EarningsPerShareBasic", YEAR, "6.10", "eps", "2"),
            ("us-gaap:TaxRate", YEAR, "0.147", "pure", "3"),
            ("us-gaap:NetIncomeLoss", YEAR, "-5e6", "USD", "-5"),
        )
    )
    facts = written(tmp_path, [record])
    found = {one.metric: one.readings[0] for one in facts.claims}
    assert found["revenues"].text == "29900000000"
    assert found["tax_rate"].text == "14.7%"
    bounds = {name: one.figure.interval[:2] for name, one in found.items()}
    assert bounds == {
        "revenues": (Fraction(29899500000), Fraction(29900500000)),
        "shares": (15000000, 15000000),
        "earnings_per_share_basic": (Fraction("6.095"), Fraction("6.105")),
        "tax_rate": (Fraction("0.1465"), Fraction("0.1475")),
        "net_income_loss": (-5050000, -4950000),
    }


def test_a_sum_binds_only_where_all_its_parts_are_reported_and_the_others_are_counted(tmp_path):
    other = [("us-gaap:Assets", "2022-12-31", "9"), ("us-gaap:Cash", "2022-12-31", "1")]
    (record,) = taken(Instance(*ASSETS, *other), cal=linkbase(SUM))
    sums = [one for one in said(record).values() if one["figure"].startswith("same as")]
    assert [one["figure"] for one in sums] == ["same as acme.cash + acme.other - acme.loss"]
    assert any("1 sums are not bound" in note for note in record.notes)
    assert complaints(written(tmp_path, [record])) == []


def test_a_damaged_part_is_found(tmp_path):
    damaged = [*ASSETS[:2], ("us-gaap:Other", "2023-12-31", "731000000"), ASSETS[3]]
    damaged.append(("us-gaap:Deeper", "2023-12-31", "300000000"))
    damaged.append(("us-gaap:Rest", "2023-12-31", "400000000"))
    cal = linkbase(SUM, "Other = Deeper + Rest")
    facts = written(tmp_path, taken(Instance(*damaged), cal=cal))
    (finding,) = complaints(facts)[:1]
    assert finding.rule == "conflict"
    assert finding.suspects[0].name == "acme-2023/other-2023-12-31"


def test_exact_copies_are_taken_once_and_rounded_ones_kept():
    fact = ("us-gaap:Revenues", YEAR, "5000000", "USD", "-3")
    (record,) = taken(Instance(fact, fact, (*fact[:4], "-6")))
    assert [one["decimals"] for one in said(record).values()] == ["-3", "-6"]
    assert "1 passed over: copies of facts." in record.notes


def test_a_year_of_weeks_is_the_year_of_months_that_it_means(tmp_path):
    (record,) = taken(
        Instance(
            ("us-gaap:Revenues", "2022-09-25/2023-09-30", "5"),
            ("us-gaap:Revenues", "2021-09-26/2022-09-24", "4"),
            ("us-gaap:Assets", "2022-09-24", "9"),
            ("us-gaap:Float", "2022-03-25", "7"),
        )
    )
    periods = [one["period"] for one in said(record).values()]
    assert periods == ["2022-10/2023-09", "2021-10/2022-09", "2022-09-30", "2022-03-25"]
    assert record.vocabulary["entities"]["acme"]["fiscal_year"] == {"ends": "09-30"}


def filed(folder, *filings):
    """Instances of one company, each filed knowing those before; all facts."""
    facts = NOTHING
    for number, (instance, cal) in enumerate(filings):
        records = taken(instance, facts, f"acme-{2022 + number}.xml", cal)
        facts = written(folder, records)
    return facts


def cover(day):
    return ("dei:EntityCommonStockSharesOutstanding", day, "1", "shares", "INF")


def test_a_later_filing_restates_every_earlier_print_and_the_sums_that_name_it(tmp_path):
    first = Instance(*ASSETS, cover("2024-01-20"))
    restated = ("us-gaap:Assets", "2023-12-31", "900000000")
    again = Instance(restated, cover("2025-01-20"))
    facts = filed(tmp_path, (first, linkbase(SUM)), (again, ""))
    later = next(one for one in facts.claims if one.supersedes)
    assert [name.partition("/")[0] for name in later.supersedes] == ["acme-2022", "acme-2022"]
    assert later.supersedes[0] == "acme-2022/assets-2023-12-31"
    assert later.supersedes[1].startswith("acme-2022/sum-assets-2023-12-31-")
    assert complaints(facts) == []


def test_rounding_otherwise_is_no_restatement(tmp_path):
    first = Instance(
        ("us-gaap:Assets", "2023-12-31", "912345000", "USD", "-3"), cover("2024-01-20")
    )
    again = Instance(("us-gaap:Assets", "2023-12-31", "912000000"), cover("2025-01-20"))
    facts = filed(tmp_path, (first, ""), (again, ""))
    assert [one.supersedes for one in facts.claims if one.supersedes] == []
    assert complaints(facts) == []


def test_a_sign_turned_between_filings_stays_a_finding(tmp_path):
    first = Instance(("us-gaap:Hedge", "2023-12-31", "-1363000000"), cover("2024-01-20"))
    again = Instance(("us-gaap:Hedge", "2023-12-31", "1363000000"), cover("2025-01-20"))
    facts = filed(tmp_path, (first, ""), (again, ""))
    assert [one.supersedes for one in facts.claims if one.supersedes] == []
    assert [one.rule for one in complaints(facts)] == ["conflict"]


def test_values_that_changed_rows_between_filings_stay_findings(tmp_path):
    def rows(one, other, day):
        return Instance(
            ("us-gaap:Cash", "2023-12-31", one), ("us-gaap:Debt", "2023-12-31", other), cover(day)
        )

    first = rows("123000000", "456000000", "2024-01-20")
    facts = filed(tmp_path, (first, ""), (rows("456000000", "123000000", "2025-01-20"), ""))
    assert len(complaints(facts)) >= 1


AXIS = "us-gaap:StatementBusinessSegmentsAxis"


def segments(*values):
    """Revenue of two segments and the whole, year by year from 2021."""
    facts = []
    for number, (one, other, whole) in enumerate(values):
        days = f"{2021 + number}-01-01/{2021 + number}-12-31"
        facts += [
            ("us-gaap:Revenues", days, f"{one}000000", "USD", "-6", f"{AXIS}=acme:NorthMember"),
            ("us-gaap:Revenues", days, f"{other}000000", "USD", "-6", f"{AXIS}=acme:SouthMember"),
            ("us-gaap:Revenues", days, f"{whole}000000"),
        ]
    return Instance(*facts)


def test_members_are_entities_of_the_company_and_add_up_where_they_do_so_always(tmp_path):
    (record,) = taken(segments((10, 20, 30), (11, 22, 33)))
    north = record.vocabulary["entities"]["acme-north"]
    assert (north["part_of"], north["kind"]) == ("acme", "segment")
    sums = [one["figure"] for one in said(record).values() if "same as" in one["figure"]]
    assert sums == ["same as acme-north.revenues + acme-south.revenues"] * 2
    assert complaints(written(tmp_path, [record])) == []


def test_members_that_never_add_up_are_counted_and_not_bound():
    (record,) = taken(segments((10, 20, 25), (11, 22, 40)))
    assert not any("same as" in one["figure"] for one in said(record).values())
    assert any("2 times the members of an axis" in note for note in record.notes)


def test_one_year_in_which_members_do_not_add_up_is_a_finding(tmp_path):
    facts = written(tmp_path, taken(segments((10, 20, 30), (11, 22, 33), (12, 24, 46))))
    assert [one.rule for one in complaints(facts)] == ["conflict"]


@pytest.mark.parametrize("name", ["ShortTermInvestments", "LongTermDebtCurrent", "Revenues"])
def test_what_is_for_a_long_or_short_term_adds_up_as_all_else_does(tmp_path, name):
    """Its name speaks of no span that is reported itself: of two years one is enough."""
    text = segments((10, 20, 30), (11, 22, 46)).text.replace("us-gaap:Revenues", f"us-gaap:{name}")
    facts = written(tmp_path, taken(text))
    assert [one.rule for one in complaints(facts)] == ["conflict"]
    assert {one.over_time for one in facts.vocabulary.metrics.values()} == {"adds"}


def test_what_adds_up_within_other_dimensions_is_a_finding_where_it_does_not(tmp_path):
    """Hedges and the rest make the whole of each kind of contract but one: that one is told."""
    days, facts = "2023-12-31", []
    for kind, values in {"Rates": (1, 2, 3), "Swaps": (4, 5, 9), "Forwards": (6, 1, 19)}.items():
        of = f"us-gaap:ContractAxis=acme:{kind}Member"
        for member, value in zip(("Hedge", "Other", ""), values, strict=True):
            more = f" us-gaap:HedgingAxis=acme:{member}Member" if member else ""
            facts.append(("us-gaap:FairValue", days, f"{value}000000", "USD", "-6", of + more))
    found = complaints(written(tmp_path, taken(Instance(*facts, cover("2024-01-20")))))
    assert [one.rule for one in found] == ["conflict"]
    assert any("forwards" in name for name in found[0].claims)


def test_a_second_currency_stands_apart(tmp_path):
    notes = [
        ("us-gaap:Debt", "2023-12-31", "1000000"),
        ("us-gaap:Debt", "2023-12-31", "5000000", "EUR"),
        ("us-gaap:Cash", "2023-12-31", "7000000"),
    ]
    (record,) = taken(Instance(*notes))
    assert {one["metric"] for one in said(record).values()} == {"debt", "debt_in_eur", "cash"}
    assert complaints(written(tmp_path, [record])) == []


def test_what_does_not_add_up_is_told_in_the_vocabulary():
    quarters = [("2023-01-01", "03-31"), ("2023-04-01", "06-30"), ("2023-01-01", "06-30")]
    values = {"Revenues": (1, 2, 3), "RecognizedOpening": (5, 6, 7), "AverageShares": (4, 4, 4)}
    facts = [
        (f"us-gaap:{name}", f"{start}/2023-{end}", f"{value}000000")
        for name, three in values.items()
        for (start, end), value in zip(quarters, three, strict=True)
    ]
    (record,) = taken(Instance(*facts))
    metrics = record.vocabulary["metrics"]
    told = {key: one["over_time"] for key, one in metrics.items()}
    assert told == {"revenues": "adds", "recognized_opening": "fixed", "average_shares": "fixed"}
    assert metrics["recognized_opening"]["note"].startswith("Of 1 periods")


def test_only_what_is_asked_for_is_taken():
    facts = Instance(*ASSETS, ("us-gaap:Cash", "2020-12-31", "5"))
    (record,) = taken(facts, concepts=["Cash", "us-gaap:Lo*"], since=["2023-01-01"])
    assert [one["metric"] for one in said(record).values()] == ["cash", "loss"]
    assert "3 passed over: not asked for." in record.notes


def test_names_of_the_base_are_used(tmp_path):
    (tmp_path / "own.yaml").write_text(
        "entities: {acme-inc: {name: Acme, kind: company, aliases: [CIK 0000000001]}}\n"
        "metrics: {turnover: {name: Turnover, unit: money, aliases: ['us-gaap:Revenues']}}\n"
    )
    facts, _ = api.read(tmp_path)
    (record,) = taken(Instance(("us-gaap:Revenues", YEAR, "5000000")), facts)
    (claim,) = said(record).values()
    assert (claim["entity"], claim["metric"]) == ("acme-inc", "turnover")


def test_a_concept_of_days_and_of_periods_is_two_metrics_each_time(tmp_path):
    facts = Instance(("us-gaap:Sale", YEAR, "5000000"), ("us-gaap:Sale", "2023-09-18", "7000000"))
    first = taken(facts)
    again = taken(facts, written(tmp_path, first))
    assert said(first[0]) == said(again[0])
    assert [one["metric"] for one in said(again[0]).values()] == ["sale", "sale_money_snapshot"]
    assert again[0].vocabulary == {}


DOCTYPE = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>\n<x>&a;&b;</x>'


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (DOCTYPE, "acme-2023.xml:1:13: it declares a document type"),
        ("<x>" * 60, "acme-2023.xml:1:121: elements stand more than 40 deep"),
        ("<x>\n <y>\n</x>", "acme-2023.xml:3:3: this is no XML: mismatched tag"),
        ("<x/>", "acme-2023.xml:1:1: this is no XBRL instance, but <x>"),
        ("", "acme-2023.xml:1:1: this is no XML"),
        (HEAD + "</xbrl>", "acme-2023.xml reports no number"),
    ],
)
def test_a_file_that_is_none_is_refused_with_the_place(text, says):
    with pytest.raises(ImportRefused) as refused:
        taken(text)
    assert refused.value.message.startswith(says)


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "says"),
    [
        ("12,5", "USD", "-6", "'12,5' is no number"),
        ("&#49;x", "USD", "-6", "'1x' is no number"),
        ("5", "gone", "-6", "unit"),
        ("5", "USD", "six", "decimals cannot be 'six'"),
    ],
)
def test_a_fact_that_cannot_be_taken_is_refused_where_it_stands(value, unit, decimals, says):
    instance = Instance(*ASSETS, ("us-gaap:Wrong", YEAR, value, unit, decimals))
    (record,) = taken(instance)
    (finding,) = record.refused
    lines = instance.text.split("\n")
    line = next(number for number, one in enumerate(lines, 1) if "us-gaap:Wrong" in one)
    assert says in finding.message
    assert finding.place[:3] == ("acme-2023.xml", line, 1)
    assert len(record.claims) == len(ASSETS)


def company_facts(*rows, concept="Revenues", unit="USD"):
    """Company facts: days, value as written, day of filing."""
    made = []
    for number, (days, value, day) in enumerate(rows):
        start, _, end = days.rpartition("/")
        begin = f'"start": "{start}", ' if start else ""
        made.append(
            f'{{{begin}"end": "{end}", "val": {value}, "accn": "a-{day}", "form": "10-Q", '
            f'"fy": {number}, "fp": "FY", "filed": "{day}"}}'
        )
    rows = ",\n".join(made)
    units = f'{{"{unit}": [\n{rows}\n]}}'
    facts = f'{{"us-gaap": {{"{concept}": {{"label": "Sales", "units": {units}}}}}}}'
    return f'{{"cik": 1, "entityName": "ACME INC.", "facts": {facts}}}'


QUARTERS = [
    ("2023-01-01/2023-03-31", "96666000", "2023-05-01"),
    ("2023-04-01/2023-06-30", "100000000", "2023-08-01"),
    ("2023-07-01/2023-09-30", "12345000", "2023-11-01"),
    ("2023-01-01/2023-12-31", "309011000", "2024-02-01"),
]


def test_the_quarter_that_nobody_prints_is_implied(tmp_path):
    records = taken(company_facts(*QUARTERS), file="acme.json")
    assert [one.document for one in records][-1] == "acme-10-q-2024-02-01"
    assert [one.claims[0].origin.row for one in records] == [2, 3, 4, 5]
    facts = written(tmp_path, records)
    assert complaints(facts) == []
    found = explain(facts, "acme.revenues@2023Q4")
    assert found.implied.interval[:2] == (49998500, 150001500)


def test_numbers_of_json_are_exact_and_zeros_at_the_end_are_no_precision(tmp_path):
    text = company_facts(("2023-01-01/2023-03-31", "1.10", "2023-05-01"), unit="USD/shares")
    (record,) = taken(text, file="acme.json")
    assert [one["figure"] for one in said(record).values()] == ["1.1"]
    facts = written(tmp_path, taken(company_facts(*QUARTERS), file="acme.json"))
    widths = [one.readings[0].figure.interval for one in facts.claims]
    assert [int(one.high - one.low) for one in widths] == [1000, 100000000, 1000, 1000]


def test_a_restated_value_of_company_facts_supersedes(tmp_path):
    again = ("2023-01-01/2023-03-31", "97100000", "2024-05-01")
    records = taken(company_facts(*QUARTERS[:1], again), file="acme.json")
    facts = written(tmp_path, records)
    assert [one.supersedes for one in facts.claims] == [
        (),
        ("acme-10-q-2023-05-01/revenues-2023q1",),
    ]


@pytest.mark.parametrize("text", ["[]", '{"cik": 1}', "{", '{"facts": 3, "cik": 1}', "[" * 9999])
def test_json_that_is_no_company_facts_is_refused(text):
    with pytest.raises(ImportRefused):
        taken(text, file="acme.json")


def test_days_that_no_calendar_has_are_refused_where_they_stand():
    wrong = ("us-gaap:Cash", "2023-02-31", "5000000")
    (record,) = taken(Instance(*ASSETS, wrong))
    assert [one.message for one in record.refused] == ["Cash: a context without days"]
    rows = [*QUARTERS, ("2023-12-31/2023-01-01", "5", "2024-02-01")]
    records = taken(company_facts(*rows), file="acme.json")
    (finding,) = [finding for one in records for finding in one.refused]
    assert finding.place.line == len(rows) + 1


@pytest.mark.parametrize("into", [(), ("--parquet",)], ids=["text", "table"])
def test_an_earlier_filing_after_a_later_one_is_restated_by_it(cloudkb, tmp_path, into):
    """Days count: whatever comes first, the same supersedes the same, and nothing clashes."""
    if into:
        pytest.importorskip("duckdb")
    told = {"2024-01-20": "1000000000", "2025-01-20": "900000000", "2026-01-20": "900000000"}
    found = []
    mixed = ["2025-01-20", *sorted(told)]
    for order in (mixed,) if into else (sorted(told), sorted(told, reverse=True), mixed):
        folder = tmp_path / f"in-order-{len(found)}"
        (folder / "facts").mkdir(parents=True)
        (folder / "facts" / "a.yaml").write_text("settings: {format: 1}\n")
        for day in order:
            instance = Instance(
                *ASSETS[1:], ("us-gaap:Assets", "2023-12-31", told[day]), cover(day)
            )
            name = f"acme-{day[:4]}"
            (folder / f"{name}.xml").write_text(instance.text)
            if day == "2024-01-20":
                (folder / f"{name}_cal.xml").write_text(linkbase(SUM))
            shown = cloudkb("import", f"{name}.xml", "--declare", *into, folder=folder)
            assert shown.code == 0, shown.out + shown.err
        again = cloudkb("import", f"{name}.xml", "--declare", *into, folder=folder)
        assert "nothing is to be written" in again.out
        facts, findings = api.read(folder / "facts")
        assert findings == ()
        assert complaints(facts) == []
        found.append({one.id: sorted(one.supersedes) for one in facts.claims if one.supersedes})
    assert all(one == found[0] for one in found)
    assert [len(one) for one in found[0].values()] == [2]


def test_what_is_told_is_told_in_chinese(tmp_path):
    with speaking("zh"):
        (record,) = taken(Instance(*ASSETS), cal=linkbase(SUM))
        assert record.notes[0] == "acme-2023：4个数据，1个链接库的和，0个轴的和。"
        with pytest.raises(ImportRefused, match="这不是XBRL实例文档"):
            taken("<x/>")


def test_the_command_takes_filings_one_after_another(cloudkb, tmp_path):
    """What is restated is superseded, a turned sign is told before anything is written."""
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "a.yaml").write_text("settings: {format: 1}\n")

    def run(name, hedge, assets, day):
        facts = [*ASSETS[1:], ("us-gaap:Assets", "2023-12-31", assets)]
        instance = Instance(*facts, ("us-gaap:Hedge", "2023-12-31", hedge), cover(day))
        (tmp_path / f"{name}.xml").write_text(instance.text)
        return cloudkb("import", f"{name}.xml", "--declare", folder=tmp_path)

    (tmp_path / "acme-2023_cal.xml").write_text(linkbase(SUM))
    first = run("acme-2023", "-5000000000", "1000000000", "2024-01-20")
    assert first.code == 0, first.err
    assert "acme-2023: 6 facts, 1 sums declared" in first.out
    again = run("acme-2023", "-5000000000", "1000000000", "2024-01-20")
    assert "nothing is to be written" in again.out
    turned = run("acme-2024", "5000000000", "900000000", "2025-01-20")
    assert turned.code == 1
    assert not (tmp_path / "facts" / "documents" / "acme-2024.yaml").exists()
    kept = run("acme-2024", "-5000000000", "900000000", "2025-01-20")
    assert kept.code == 0, kept.err
    text = (tmp_path / "facts" / "documents" / "acme-2024.yaml").read_text()
    assert "supersedes: [acme-2023/assets-2023-12-31, acme-2023/sum-assets-2023-12-31-" in text


def test_metrics_and_members_are_called_by_their_standard_labels():
    """In English, Chinese beside it; a name that two concepts share tells neither of them."""
    terse = "http://www.xbrl.org/2003/role/terseLabel"
    lab = label_linkbase(
        ("us-gaap:Assets", "Short", "en-US", terse),
        ("us-gaap:Assets", "Total assets,\n  net", "en-US", ""),
        ("us-gaap:Assets", "资产总计", "zh-CN", ""),
        ("us-gaap:Cash", "Other", "en-US", ""),
        ("us-gaap:Other", "other", "en-US", ""),
        ("us-gaap:Loss", "Verlust", "de", ""),
        ("acme:CloudMember", "The cloud [Member]", "en-US", ""),
    )
    members = "us-gaap:StatementBusinessSegmentsAxis=acme:CloudMember"
    instance = Instance(*ASSETS, ("us-gaap:Assets", "2023-12-31", "5000000", "USD", "-6", members))
    (record,) = taken(instance, lab=lab)
    metrics = record.vocabulary["metrics"]
    assert [(one["name"], one.get("name_zh")) for one in metrics.values()] == [
        ("Total assets, net", "资产总计"),
        ("Cash", None),
        ("Other", None),
        ("Loss", None),
    ]
    assert metrics["cash"]["aliases"] == ["us-gaap:Cash"]
    assert "ACME: The cloud" in [one["name"] for one in record.vocabulary["entities"].values()]


def test_labels_that_are_none_are_refused():
    with pytest.raises(ImportRefused, match=r"acme-2023_lab.xml:1:1: this is no linkbase"):
        taken(Instance(*ASSETS), lab="<x/>")


FILINGS = os.environ.get("CLOUDKB_FILINGS", "")


@pytest.mark.skipif(not FILINGS, reason="CLOUDKB_FILINGS names no folder of real filings")
def test_real_filings_hold_together(tmp_path):
    for path in sorted(Path(FILINGS, "xbrl").glob("*.xml")):
        if "_cal" in path.name or "_lab" in path.name:
            continue
        cal = path.with_name(f"{path.stem}_cal.xml").read_text(encoding="utf-8")
        folder = tmp_path / path.stem
        folder.mkdir()
        (record,) = taken(path.read_text(encoding="utf-8"), NOTHING, path.name, cal)
        assert record.refused == ()
        assert complaints(written(folder, [record])) == []
