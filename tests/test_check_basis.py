"""The basis nobody stated: silence, warnings, and what a figure reads as."""

import pytest

from cloudkb.check import check
from reasoned import checked, document, read


def h1(name: str, figure: str, more: str = "") -> str:
    return document(
        name, f"id: half, entity: aliyun, metric: revenue, period: 2023H1, figure: {figure}{more}"
    )


def filing(*prints: str) -> str:
    """A filing that prints quarters on one or two bases: `2023Q1 external 185亿元`."""
    lines = []
    for number, text in enumerate(prints, 1):
        period, scope, figure = text.split()
        lines.append(
            f"id: q{number}, entity: aliyun, metric: revenue, period: {period}, "
            f"scope: {scope}, figure: {figure}"
        )
    return document("filing", "\n".join(lines), "grade: primary")


EXTERNAL = ("2023Q1 external 185亿元", "2023Q2 external 251亿元")
RESTATED = ("2023Q1 restated 236亿元", "2023Q2 restated 261亿元")

CASES = {
    "two articles that agree": ([h1("one", "497亿元"), h1("two", "49.7 billion yuan")], []),
    "two articles that clash": (
        [h1("one", "497亿元"), h1("two", "459亿元")],
        ["warning basis-conflict one/half two/half"],
    ),
    "an unrelated third does not hush them": (
        [h1("one", "497亿元"), h1("two", "459亿元"), filing("2022 external 776亿元")],
        ["warning basis-conflict one/half two/half"],
    ),
    "a filing too wide to decide does not hush them": (
        [
            h1("one", "497亿元"),
            h1("two", "459亿元"),
            filing("2023 external 1000亿元", "2023 restated 1100亿元"),
        ],
        ["warning basis-conflict one/half two/half"],
    ),
    "a filing with two scopes, of which one fits": (
        [h1("one", "497亿元"), filing(*EXTERNAL, *RESTATED)],
        ["note reads-as filing/q1 filing/q2 one/half"],
    ),
    "a filing with one scope that fits": ([h1("one", "497亿元"), filing(*RESTATED)], []),
    "a filing with one scope that does not": (
        [h1("one", "497亿元"), filing(*EXTERNAL)],
        ["warning basis-conflict filing/q1 filing/q2 one/half"],
    ),
    "a filing with two scopes that both do not": (
        [h1("one", "597亿元"), filing(*EXTERNAL, *RESTATED)],
        ["warning basis-conflict filing/q1 filing/q2 filing/q3 filing/q4 one/half"],
    ),
    "a stated scope is never read as another": (
        [h1("one", "497亿元", ", scope: restated"), filing(*EXTERNAL)],
        [],
    ),
    "a conflict inside one document is an error": (
        [
            document(
                "one",
                "id: a, entity: aliyun, metric: revenue, period: 2023H1, figure: 497亿元\n"
                "id: b, entity: aliyun, metric: revenue, period: 2023H1, figure: 459亿元",
            )
        ],
        ["error conflict one/a one/b"],
    ),
    "three documents that clash only together": (
        [
            h1("one", "497亿元"),
            document(
                "two", "id: q1, entity: aliyun, metric: revenue, period: 2023Q1, figure: 236亿元"
            ),
            document(
                "three", "id: q2, entity: aliyun, metric: revenue, period: 2023Q2, figure: 231亿元"
            ),
        ],
        ["warning basis-conflict one/half three/q2 two/q1"],
    ),
    "a total and its parts in different documents": (
        [
            document(
                "one",
                "id: all, entity: operators, metric: contracts_won, period: 2023, figure: 405个",
            ),
            document(
                "two",
                "id: t, entity: tianyi-cloud, metric: contracts_won, period: 2023, figure: 175个",
            ),
            document(
                "three",
                "id: m, entity: mobile-cloud, metric: contracts_won, period: 2023, figure: 203个",
            ),
        ],
        ["warning basis-conflict one/all three/m two/t"],
    ),
    "growth alone, in two documents": (
        [
            document(
                name,
                f"id: growth, entity: aliyun, metric: revenue, period: 2023, figure: {figure} yoy",
            )
            for name, figure in (("one", "+11.8%"), ("two", "+12.3%"))
        ],
        ["warning basis-conflict one/growth two/growth"],
    ),
    "a copy stands on the basis of its original": (
        [
            h1("one", "497亿元"),
            document(
                "two",
                "id: half, entity: aliyun, metric: revenue, period: 2023H1, figure: 479亿元",
                "origin: one",
            ),
        ],
        ["error conflict one/half two/half"],
    ),
    "two chiefs at one time": (
        [
            document(
                name,
                "id: chief, entity: openai, metric: chief_executive, period: 2023, "
                f"figure: {chief}",
            )
            for name, chief in (("one", "azure"), ("two", "aliyun"))
        ],
        ["warning basis-conflict one/chief two/chief"],
    ),
    "an event on two days": (
        [
            document(name, f"id: founded, entity: openai, metric: founded, figure: {day}")
            for name, day in (("one", "2015-12-11"), ("two", "2016-01-04"))
        ],
        ["warning basis-conflict one/founded two/founded"],
    ),
}


def told(files):
    report = checked(*files).report
    assert report.not_proved == 0
    return [" ".join((one.severity, one.rule, *one.claims)) for one in report.findings]


@pytest.mark.parametrize("case", CASES)
def test_what_is_said_of_a_basis_that_is_not_stated(case):
    """Alone first, then as each tested scope, then as one basis all share."""
    files, expected = CASES[case]
    assert told(files) == expected


def test_claims_of_a_group_are_tried_one_by_one():
    """A group that fits no scope whole is told claim by claim."""
    mixed = document(
        "one",
        "id: first, entity: aliyun, metric: revenue, period: 2023Q1, figure: 185亿元\n"
        "id: second, entity: aliyun, metric: revenue, period: 2023Q2, figure: 261亿元",
    )
    (finding,) = checked(mixed, filing(*EXTERNAL, *RESTATED)).report.findings
    assert finding.rule == "basis-conflict"
    words = [step.text for step in finding.steps if step.kind == "basis"]
    assert "one/first reads as external; one/second reads as restated" in words[-1]


def test_an_exception_silences_what_its_claim_causes_and_goes_stale_with_it():
    """Accepted, unrelated claims change nothing; corrected, the exception is a finding."""
    dispute = (
        "exceptions:\n  - {claims: [one/half, two/half], doubt: two/half, reason: Other scope.}\n"
    )
    other = document(
        "three", "id: a, entity: mobile-cloud, metric: revenue, period: 2023H1, figure: 422亿元"
    )
    silent = checked(h1("one", "497亿元"), h1("two", "459亿元") + dispute, other).report
    assert silent.findings == ()
    assert silent.accepted == 1
    assert silent.accepted_findings == ()
    facts = read(h1("one", "497亿元"), h1("two", "459亿元") + dispute, other)
    (told,) = check(facts, show_accepted=True).report.accepted_findings
    assert told.finding.claims == ("one/half", "two/half")
    (stale,) = checked(
        h1("one", "497亿元"), h1("two", "497.2亿元") + dispute, other
    ).report.findings
    assert (stale.rule, stale.severity) == ("stale-exception", "warning")


def test_of_two_exceptions_for_one_dispute_one_is_stale():
    """Taking out what is told as stale leaves a settled dispute settled."""
    both = "exceptions:\n" + "".join(
        f"  - {{claims: [one/half, two/half], doubt: {name}/half, reason: Other scope.}}\n"
        for name in ("one", "two")
    )
    report = checked(h1("one", "497亿元"), h1("two", "459亿元") + both).report
    (stale,) = report.findings
    assert (stale.rule, report.accepted) == ("stale-exception", 1)
    assert "one/half" in stale.message
