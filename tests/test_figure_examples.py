"""Examples in hints: the language of the text, names of the base."""

import re

import pytest

from cloudkb.reader import SourceFile, read

CARS = """entities:
  toyota: {name: Toyota, kind: maker}
  honda: {name: Honda, kind: maker}
metrics:
  sales: {name: Sales, unit: money}
  cars: {name: Cars, unit: count, over_time: adds}
document: {id: d, title: D, published: 2024}
claims:
- {id: a, entity: toyota, METRIC, period: 2023, figure: FIGURE}
"""


@pytest.mark.parametrize(
    ("metric", "figure"),
    [("sales", "above"), ("sales", "soon"), ("sales", "5%"), ("cars", "above 2 x"), ("cars", "$5"),
     ("sales", "above toyota"), ("sales", "above Toyota!"), ("sales", "vs"), ("cars", "12 %%")],
)  # fmt: skip
def test_a_base_of_cars_is_told_of_cars_in_english(metric: str, figure: str) -> None:
    """No provider of clouds, no 亿 where nothing is printed in Chinese."""
    words = CARS.replace("METRIC", f"metric: {metric}").replace("FIGURE", f'"{figure}"')
    findings = read([SourceFile("a.yaml", words.encode())])[1]
    assert findings
    for one in findings:
        assert not re.search("aliyun|alibaba|[一-鿿]", f"{one.message} {one.hint}"), one.hint
