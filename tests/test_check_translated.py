"""Amounts translated into another currency, each period at a rate of its own."""

import pytest

from reasoned import VOCABULARY, checked

MORE = "entities:\n  books: {name: Books, kind: company, currency: CNY}\n"
MORE += "  arm: {name: Its arm, kind: segment, part_of: books}\n"
QUARTERS = ("2023Q2", "2023Q3", "2023Q4", "2024Q1")
YUAN = ("251.23亿元", "276.48亿元", "280.66亿元", "255.95亿元")
DOLLARS = ("US$3,465 million", "US$3,789 million", "US$3,953 million", "US$3,545 million")
YEAR = ("2023-04/2024-03", "1,064.32亿元", "US$14,731 million")


def document(name: str, currency: str, *claims: str) -> str:
    """A fact file of its own."""
    lines = "".join(f"  - {{id: c{number}, {claim}}}\n" for number, claim in enumerate(claims))
    head = f"id: {name}, title: {name}, published: 2024-05, currency: {currency}"
    return f"document: {{{head}}}\nclaims:\n{lines}"


def amount(entity: str, period: str, figure: str) -> str:
    """One claim of revenue."""
    return f'entity: {entity}, metric: revenue, period: {period}, figure: "{figure}"'


def told(*files: str) -> list[str]:
    """Severity and rule of each finding."""
    findings = checked(MORE, *files, vocabulary=VOCABULARY).report.findings
    return [f"{one.severity}[{one.rule}]" for one in findings]


def releases(entity: str, year: str) -> list[str]:
    """A release a quarter and one for the year, each with dollars beside the yuan."""
    printed = [*zip(QUARTERS, YUAN, DOLLARS, strict=True), (YEAR[0], YEAR[1], year)]
    return [
        document(f"d{at}", "CNY", amount(entity, period, yuan), amount(entity, period, dollars))
        for at, (period, yuan, dollars) in enumerate(printed)
    ]


def test_four_quarters_in_dollars_are_no_year():
    """They miss their year by 21 million, each at the rate of its own last day."""
    assert told(*releases("aliyun", YEAR[2])) == []


def test_dollars_that_nobody_prints_do_not_add_up():
    """A market's dollars are made by shares and by its providers' dollars, at a rate a period."""

    def share(entity: str, period: str, figure: str) -> str:
        about = f"entity: {entity}, metric: market_share, in: china-public-cloud"
        return f"{about}, period: {period}, figure: {figure}"

    claims = [
        amount("tianyi-cloud", "2021Q3", "80亿元"),
        amount("tianyi-cloud", "2021Q3", "US$1.2 billion"),
        amount("mobile-cloud", "2021Q4", "11.16亿元"),
        amount("mobile-cloud", "2021Q4", "US$0.176 billion"),
        amount("aliyun", "2021H2", "130亿元"),
        amount("aliyun", "2021H2", "US$1.846 billion"),
        amount("china-public-cloud", "2021Q3", "约370亿元"),
        share("tianyi-cloud", "2021Q3", "-0.8pp yoy"),
        share("mobile-cloud", "2021Q4", "rank 5-6"),
        share("aliyun", "2021H2", "15.9%"),
    ]
    parts = "whole: china-public-cloud, parts: [aliyun, tianyi-cloud, mobile-cloud]"
    total = f"totals:\n  - {{metric: revenue, {parts}}}\n"
    vocabulary = VOCABULARY.replace("totals:\n", total)
    report = checked(MORE, document("d", "CNY", *claims), vocabulary=vocabulary).report
    assert report.findings == ()


def test_the_yuan_still_add_up():
    """What is in the currency of the books is held against its year."""
    wrong = [text.replace("1,064.32亿元", "1,046.32亿元") for text in releases("aliyun", YEAR[2])]
    assert told(*wrong) == ["error[conflict]"]


def test_dollars_alone_add_up_where_no_books_are_known():
    """A company that prints dollars alone is held against its year, as a maker of cars is."""
    claims = [amount("azure", *one) for one in zip(QUARTERS, DOLLARS, strict=True)]
    year = amount("azure", YEAR[0], YEAR[2])
    assert told(document("d", "USD", *claims, year)) == ["error[conflict]"]
    assert told(document("d", "USD", *claims, year.replace("14,731", "14,752"))) == []


@pytest.mark.parametrize("entity", ["books", "arm"])
def test_an_entity_may_say_what_its_books_are_in(entity):
    """Then nobody need print both, and its parts keep them alike."""
    claims = [amount(entity, *one) for one in zip(QUARTERS, DOLLARS, strict=True)]
    assert told(document("d", "USD", *claims, amount(entity, YEAR[0], YEAR[2]))) == []


def test_a_copy_in_dollars_alone_is_translated_too():
    """Others print the dollars only; what the weightier document has for its own decides."""
    quarters = [document(f"q{at}", "USD", amount("aliyun", *one))
                for at, one in enumerate(zip(QUARTERS, DOLLARS, strict=True))]  # fmt: skip
    year = document("y", "CNY", amount("aliyun", *YEAR[:2]), amount("aliyun", YEAR[0], YEAR[2]))
    year = year.replace("currency", "grade: primary, currency")
    assert told(*quarters, year) == []


def test_dollars_in_the_news_do_not_make_yuan_a_translation():
    """A paper that prints yuan beside its dollars is outweighed by those that print yuan alone."""
    home = [
        document(f"h{at}", "CNY", amount("aliyun", period, yuan))
        for at, (period, yuan) in enumerate([*zip(QUARTERS, YUAN, strict=True), YEAR[:2]])
    ]
    news = document(
        "n",
        "USD",
        amount("aliyun", QUARTERS[0], DOLLARS[0]),
        amount("aliyun", QUARTERS[0], "RMB25,123 million"),
    )
    assert told(*home, news) == []
    wrong = [text.replace("1,064.32亿元", "1,046.32亿元") for text in home]
    assert told(*wrong, news) == ["error[conflict]"]


def test_growth_is_in_the_currency_of_the_books():
    """7 % in yuan was 9 % in dollars, as a document in dollars prints them."""
    claims = (
        amount("books", "2023Q2", "US$3,465 million"),
        amount("books", "2023Q3", "US$3,789 million"),
        "entity: books, metric: revenue, period: 2023Q3, figure: +11% qoq",
        "entity: books, metric: revenue, period: 2023Q3, figure: +US$400 million qoq",
        "entity: books, metric: revenue, period: 2023Q2..2023Q3, figure: falling",
    )
    growth = claims[:4]
    assert told(document("d", "USD", *growth)) == []
    yuan = [amount("books", *one) for one in zip(QUARTERS[:2], YUAN[:2], strict=True)]
    assert told(document("d", "USD", *growth), document("e", "CNY", *yuan)) == ["error[conflict]"]
    assert told(document("d", "USD", *claims[:2], claims[4])) == []


def test_growth_in_dollars_may_be_said_so():
    """A growth whose claim names dollars is of the dollars."""
    claims = (
        amount("books", "2023Q2", "US$3,465 million"),
        amount("books", "2023Q3", "US$3,789 million"),
        "entity: books, metric: revenue, period: 2023Q3, figure: +{}% qoq, currency: USD",
    )
    for growth, found in (("9.4", []), ("4.9", ["error[conflict]"])):
        assert told(document("d", "USD", *claims[:2], claims[2].format(growth))) == found


def test_one_period_is_still_one_amount():
    """At its own period a translation takes part, with the rate of its document."""
    both = [
        f"entity: aliyun, metric: {metric}, period: 2023Q2, figure: {figure}"
        for metric, figure in (
            ("revenue", "251.23亿元"), ("revenue", '"US$3,465 million"'),
            ("profit", "9.16亿元"), ("profit", '"US$162 million"'),
        )
    ]  # fmt: skip
    assert told(document("d", "CNY", *both)) == ["error[conflict]"]
    assert told(document("d", "CNY", *(one.replace("162", "126") for one in both))) == []


# --- at rates of their own -------------------------------------------------------------------


def converted(name: str, yuan: str, dollars: str, *more: str) -> str:
    """A document that prints one amount in both currencies."""
    return document(
        name, "CNY", amount("books", "2023", yuan), amount("books", "2023", dollars), *more
    )


def profit(*figures: str) -> list[str]:
    """What the same entity earns of it."""
    about = "entity: books, metric: profit, period: 2023, figure: "
    return [f'{about}"{figure}"' for figure in figures]


YUAN_2023 = "1,000.0亿元"
AT_ONE, AT_ANOTHER = "US$14,012 million", "US$14,213 million"


def test_each_document_converts_at_its_own_rate():
    """A bank's rate, or another day's: nothing is wrong."""
    both = converted("d", YUAN_2023, AT_ONE), converted("e", YUAN_2023, AT_ANOTHER)
    assert told(*both) == []
    assert told(*both, converted("f", YUAN_2023, "US$13,907 million")) == []


@pytest.mark.parametrize(
    ("yuan", "dollars"),
    [
        pytest.param(YUAN_2023, "US$1,421 million", id="no rate lies so far away"),
        pytest.param(YUAN_2023, "US$15,428 million", id="more than a tenth"),
        pytest.param("1,010.0亿元", AT_ANOTHER, id="the yuan themselves"),
    ],
)
def test_a_rate_explains_no_other_difference(yuan: str, dollars: str):
    """What cannot be a rate is told as before."""
    found = told(converted("d", YUAN_2023, AT_ONE), converted("e", yuan, dollars))
    assert found == ["error[conflict]"]


def test_a_document_that_shows_no_rate_has_none():
    """Dollars alone are held against the dollars of others."""
    alone = document("e", "USD", amount("books", "2023", AT_ANOTHER))
    assert told(converted("d", YUAN_2023, AT_ONE), alone) == ["error[conflict]"]


def test_one_document_has_one_rate():
    """Where its other amounts show another rate, a figure is wrong and not the rate."""
    other = converted("d", YUAN_2023, AT_ONE)
    alike = converted("e", YUAN_2023, AT_ANOTHER, *profit("100.0亿元", "US$1,421.3 million"))
    assert told(other, alike) == []
    apart = converted("e", YUAN_2023, AT_ANOTHER, *profit("100.0亿元", "US$1,401.2 million"))
    assert "error[conflict]" in told(other, apart)


def test_two_prints_of_one_document_are_not_two_rates():
    """It says two things of one amount."""
    twice = converted("e", YUAN_2023, AT_ONE, amount("books", "2023", AT_ANOTHER))
    assert told(converted("d", YUAN_2023, AT_ONE), twice) == ["error[conflict]"]


def test_what_all_rates_leave_still_counts():
    """A third document's amount has to be what some rate makes of it."""
    both = converted("d", YUAN_2023, AT_ONE), converted("e", YUAN_2023, AT_ANOTHER)
    for dollars, found in (("US$14,116 million", []), ("US$12,116 million", ["error[conflict]"])):
        third = document("f", "USD", amount("books", "2023", dollars))
        assert told(*both, third) == found


def test_a_print_that_is_coarser_than_rates_differ_says_nothing_of_them():
    """1.0 billion may be anything from 0.95 to 1.05: more than two rates keep apart."""
    each = amount("books", "2023Q2", "71.2亿元"), amount("books", "2023Q2", "US$1.0 billion")
    assert told(document("d0", "CNY", *each), document("d1", "CNY", *each)) == []
