"""Units of measure: sizes are those of pint, exactly, and dimensions decide what fits."""

from fractions import Fraction
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloudkb import figures
from cloudkb.figures import measures
from cloudkb.figures.table import measures as table

PINT = {
    "short ton": "short_ton", "long ton": "long_ton", "troy oz": "troy_ounce", "li": "500 m",
    "jin": "0.5 kg", "mil": "thou", "nmi": "nautical_mile", "m²": "m**2", "km²": "km**2",
    "cm²": "cm**2", "ha": "hectare", "mu": "", "acre": "43560 ft**2", "ft²": "ft**2",
    "mi²": "mile**2", "m³": "m**3", "km³": "km**3", "cm³": "cm**3", "bcm": "1e9 m**3",
    "bbl": "oil_barrel", "gal": "gallon", "imperial gal": "imperial_gallon", "ft³": "ft**3",
    "bpd": "oil_barrel/day", "kph": "km/hour", "h": "hour", "year": "", "month": "", "quarter": "",
    "Wh": "watt*hour", "Btu": "international_british_thermal_unit", "°C": "delta_degC",
    "°F": "delta_degF", "B": "byte", "b": "bit", "bps": "bit/second", "Bps": "byte/second",
    "Ah": "ampere*hour", "hp": "horsepower", "PS": "metric_horsepower", "cal": "calorie",
    "VA": "", "Wp": "", "FLOPS": "", "FLOP": "", "OPS": "", "boe": "", "tCO2e": "", "tce": "",
    "toe": "", "Mbbl": "1000 oil_barrel", "MMbbl": "1e6 oil_barrel", "kb/d": "1e3 oil_barrel/day",
    "mb/d": "1e6 oil_barrel/day", "Mcf": "1e3 ft**3", "MMcf": "1e6 ft**3", "Bcf": "1e9 ft**3",
    "Tcf": "1e12 ft**3", "MMBtu": "1e6 international_british_thermal_unit", "L": "liter",
}  # fmt: skip
"""What pint calls a unit; empty where it knows none, or another one."""


COHERENT = {"kg": "kg", "m": "m", "s": "s", "K": "delta_degC", "A": "A", "bit": "bit"}


@cache
def registry():
    pint = pytest.importorskip("pint")
    return pint.UnitRegistry(non_int_type=Fraction)


def rows():
    for row in table.TEXT.replace("\n    ", " ").splitlines():
        if not row.startswith("#"):
            yield [cell.strip() for cell in row.split("|")][:4]


@pytest.mark.parametrize("row", list(rows()), ids=lambda row: row[0])
def test_a_unit_is_as_large_as_the_judge_says(row):
    """Each unit of the table, with every prefix, has the size that pint gives it, to the digit."""
    symbol, _, _, prefixes = row
    judge = registry()
    called = PINT.get(symbol, symbol)
    if not called:
        pytest.skip("no unit of pint's")
    ours = measures.units().named[symbol]
    coherent = judge.parse_units(" * ".join(f"{COHERENT[one]}**{by}" for one, by in ours.powers))
    assert judge.parse_expression(called).to(coherent).magnitude == ours.size
    for letter in prefixes.replace("i", "").replace("K", ""):
        by = Fraction(10) ** table.PREFIXES[letter][2]
        assert measures.units().named[letter + symbol].size == ours.size * by


NAMES = sorted(measures.units().named)


@given(st.sampled_from(NAMES), st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_conversions_go_round(one, two, three):
    """A unit converts to one of its own dimension and to no other, there and back exactly."""
    there, back = measures.conversion(one, two), measures.conversion(two, one)
    same = measures.units().named[one].powers == measures.units().named[two].powers
    assert (there is not None) == (back is not None) == same
    if there is not None and back is not None:
        assert there * back == 1
        via = measures.conversion(two, three)
        assert via is None or measures.conversion(one, three) == there * via


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("GWh", "energy"),
        ("money per share", "money per share"),
        ("GB per user", "information per user"),
        ("km per h", "speed"),
        ("count", "a bare number"),
        ("ratio", "a bare number"),
        ("Gbps", "a data rate"),
        ("money", "money"),
    ],
)
def test_a_dimension_has_a_name(text, told):
    assert figures.dimension(text).text == told


def test_dimensions_multiply():
    """Power times time is energy; money over a number of shares is money per share."""
    of = figures.dimension
    assert of("MW").times(of("h")).fits(of("GWh"))
    assert of("GWh").over(of("h")).fits(of("kW"))
    assert of("money").over(of("count")).fits(of("money per share"))
    assert not of("money per share").fits(of("money per user"))
    assert not of("money").fits(of("count"))
    assert not of("month").fits(of("day"))
    assert of("date") is None


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("GWh", ("measure", "GWh", "")),
        ("吨", ("measure", "t", "")),
        ("money per share", ("money", "", "share")),
        ("money per 千瓦时", ("money", "", "kWh")),
        ("count per people", ("count", "", "person")),
        ("GB per user", ("measure", "GB", "user")),
        ("money per seat-mile", ("money", "", "seat-mile")),
        ("money per ASM", ("money", "", "asm")),
        ("ratio", ("ratio", "", "")),
    ],
)
def test_a_unit_is_read_in_any_spelling(text, unit):
    assert figures.read_unit(text) == unit


@pytest.mark.parametrize(
    "text",
    [
        "tons",
        "gwh",
        "Mw",
        "money per",
        "money per 100",
        "money per KWH",
        "ratio per year",
        "money per kWh per year",
    ],
)
def test_what_is_no_unit_is_refused(text):
    assert figures.read_unit(text) is None
    message, hint = figures.unit_trouble(text)
    assert message
    assert hint


@given(st.integers(1, 10**6), st.sampled_from(["GWh", "kWh", "TWh", "MJ", "PJ", "kcal"]))
def test_another_unit_multiplies_the_interval_exactly(number, unit):
    """What pint makes of both ends is what the metric's unit makes of them."""
    print_of = f"{number} {unit}"
    alone = figures.parse(print_of)
    there = figures.fit(
        figures.parse(print_of, unit="MWh"), unit="MWh", negative=False, currency=""
    )
    by = registry().parse_expression(unit.replace("Wh", "W*hour")).to("MW*hour").magnitude
    assert there.interval == alone.interval.scale(by)
    assert there.value == number * by


@given(
    st.integers(1, 10**6),
    st.sampled_from(NAMES),
    st.sampled_from([*NAMES, "count", "ratio", "money"]),
)
def test_a_measure_on_another_dimension_never_reads(number, printed, wanted):
    """One unit on a metric of another kind is refused; of the same kind it multiplies."""
    text = f"{number} {printed}"
    fits = measures.conversion(printed, wanted) if wanted in NAMES else None
    try:
        figure = figures.parse(text, unit=wanted)
        figure = figures.fit(figure, unit=wanted, negative=False, currency="USD")
    except figures.FigureError:
        assert fits is None or printed in ("b", "t", "m", "mm")
        return
    if figure.unit == "measure":
        assert fits is not None
        assert figure.value in (number * fits, number * fits + measures.offset(printed, wanted))
    else:
        # m, t, b, mm, K and B are scale words where nothing is measured
        assert printed in ("m", "t", "b", "mm", "K", "B", "mil")
