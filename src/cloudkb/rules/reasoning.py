"""Rules about facts together: what the checker proves, and what it cannot make use of."""

from cloudkb.rules.rule_record import CLAIMS, FORMULA, REVENUE, Rule, revenue

_QUARTERS = revenue("first", "2023Q1", "246亿元") + revenue("second", "2023Q2", "251亿元")
_BASES = """\
scopes:
  before: {name: Before, means: Without logistics, default_for: ../2023-03, of: [aliyun]}
  after: {name: After, means: With logistics, default_for: 2023-04/.., of: [aliyun]}
"""
_STATED = revenue("growth", "2021", "+32% yoy", "external")
_VAGUE = "scopes:\n  vague: {name: Vague, means: Nobody says where it is drawn}\n"
_RISING = revenue("quarter", "2023Q2", "251亿元") + (
    "  - {id: rises, entity: aliyun, metric: revenue, period: 2022Q4..2023Q2, figure: rising}\n"
)
_READINGS = _QUARTERS + (
    "  - {id: half, entity: aliyun, metric: revenue, period: 2023H1, either: [497亿元, 597亿元]}\n"
)
_PROFIT = (
    "  - {id: profit, entity: aliyun, metric: adjusted_ebita, period: 2023Q4, figure: +86% yoy}\n"
)
_DISPUTE = """\
exceptions:
  - claims: [first, second, half]
    doubt: half
    reason: The half year leaves out a business that was sold in August.
"""

REASONING: tuple[Rule, ...] = (
    Rule(
        "across-bases",
        "note",
        "a step of a series from one basis to another",
        "A trend compares each value with the one before. Where the basis in use changes between "
        "the two, a rise may be nothing but the other definition: the step is left out.",
        _BASES + CLAIMS + _RISING,
        _BASES + CLAIMS + _RISING.replace("figure: rising", "figure: rising, scope: segment"),
        "If the source compares on one basis, give the claim that `scope`. If not, leave it: the "
        "other steps count.",
    ),
    Rule(
        "basis-conflict",
        "warning",
        "figures that cannot all be right, where another definition may be meant",
        "Figures without a scope share one basis. These clash, and somebody states another scope "
        "for the same quantity: a source that prints no scope may mean that one. Otherwise a "
        "figure is wrong.",
        CLAIMS + revenue("year", "2021", "640亿元") + _STATED,
        CLAIMS + revenue("year", "2021", "640亿元", "external") + _STATED,
        "Find out what each figure covers. What means another definition gets that `scope`. If "
        "both mean the same, look up the figures; what must stay as it is printed goes into an "
        "exception with a reason (`cloudkb validate --accept` writes it out).",
    ),
    Rule(
        "conflict",
        "error",
        "figures that cannot all be right",
        "No values lie in all the intervals these figures stand for, whatever was rounded: the "
        "finding proves it line by line. At least one of them is wrong, or does not mean what "
        "it was entered as.",
        CLAIMS + _QUARTERS + revenue("half", "2023H1", "477亿元"),
        CLAIMS + _QUARTERS + revenue("half", "2023H1", "497亿元"),
        "Look up the first suspect, then the others: a digit, a unit, a period, a basis. If the "
        "sources themselves disagree, accept the dispute as an exception with a reason "
        "(`cloudkb validate --accept` writes it out); nothing is then built on the doubted one.",
    ),
    Rule(
        "idle-default",
        "note",
        "a default that no figure rests on",
        "`default_for` says what a figure without a scope means. This one holds for no claim, or "
        "for nothing that is declared: often a slip in the days, or in a name.",
        _BASES.replace("2023-04/..", "2033-04/..") + CLAIMS + revenue("first", "2023Q2", "251亿元"),
        _BASES + CLAIMS + revenue("first", "2023Q2", "251亿元"),
        "See whether `of`, `metrics` and the days are what was meant. If so, keep it for what "
        "will come, or take it out.",
    ),
    Rule(
        "idle-formula",
        "note",
        "a formula that nothing in the base bears on",
        "No entity has two of its metrics in one period, on one basis and in one currency. It "
        "checks nothing: a metric may be misspelt, a period or a scope left out.",
        "formulas:\n  gross-profit: gross_profit = revenue - cost\n" + REVENUE,
        FORMULA,
        "Enter the figures it ties, or take it out until there are some.",
    ),
    Rule(
        "last-digit",
        "note",
        "one figure printed twice, with last digits that differ by one",
        "One print was rounded and the other cut, or one is older than the other. Both count as "
        "cut from here on, so that nothing false is concluded from the last digit.",
        CLAIMS + revenue("headline", "2023H1", "497亿元") + revenue("table", "2023H1", "498亿元"),
        CLAIMS + revenue("headline", "2023H1", "497亿元") + revenue("table", "2023H1", "497.3亿元"),
        "Look up both. If the source restated the figure, let the later claim say which one it "
        "`supersedes`; if it prints both, leave them.",
    ),
    Rule(
        "one-reading",
        "note",
        "a text with several readings, of which not all hold with the rest",
        "Of a text that may be read in several ways (`either`) only these hold with what else is "
        "known. Whoever knows the source should say so.",
        CLAIMS + _READINGS,
        CLAIMS + _READINGS.replace("either: [497亿元, 597亿元]", "figure: 497亿元"),
        "If the source bears it out, write the reading the finding names as `figure`. If not, "
        "leave it.",
    ),
    Rule(
        "reads-as",
        "note",
        "a name of older editions, under which nothing is told any more",
        "What states no scope was once tried on each that others state. It now stands on the basis "
        "in use; the name is still accepted, so that older command lines go on working.",
        "cloudkb validate --ignore reads-as\n",
        "cloudkb validate\n",
        "Take the name out of command lines and settings.",
        "shell",
    ),
    Rule(
        "rounding",
        "note",
        "figures that fit only if some were cut instead of rounded",
        "Sources often cut digits off where they should round. These figures cannot all be "
        "rounded, and can all be right if they may have been cut: no contradiction, and no "
        "proof of care either.",
        CLAIMS + _QUARTERS + revenue("half", "2023H1", "499亿元"),
        CLAIMS + _QUARTERS + revenue("half", "2023H1", "498亿元"),
        "Look for a print with more digits and enter that beside them. If there is none, leave "
        "them: a note fails nothing but `--strict`.",
    ),
    Rule(
        "said-before-end",
        "warning",
        "a figure of a whole period, said before the period was over",
        "What a quarter brought in is known when it is over. A figure said more than a week before "
        "that is most often of a fiscal quarter entered as the calendar's of the same number, or "
        "is what somebody expects. The latest day counts on which it may have been said. Not asked "
        "of links, dates, snapshots, and spans written by their months (year to date).",
        CLAIMS + revenue("half", "2024H1", "527.5亿元"),
        CLAIMS + revenue("half", "FY2024H1", "527.5亿元"),
        "Write the period that the source means (FY2024Q3 for the fiscal quarter), the day it was "
        "said on (`date`), or `kind: forecast` for what is expected. Where values are known before "
        "their period is over (contract values), give the metric `ahead: yes`.",
    ),
    Rule(
        "stale-exception",
        "warning",
        "an exception that is no longer needed",
        "With the doubted claim put back nothing disagrees: the dispute was settled, or a figure "
        "was corrected. An exception left behind would hide the next one and keeps a sound "
        "claim out of all reasoning.",
        CLAIMS + _QUARTERS + revenue("half", "2023H1", "497亿元") + _DISPUTE,
        CLAIMS + _QUARTERS + revenue("half", "2023H1", "477亿元") + _DISPUTE,
        "Take the exception out.",
    ),
    Rule(
        "unsigned-base",
        "note",
        "a change in percent over a base that may be negative",
        "From -1 to 3 is not +400 %: over a base that may be negative, a change in percent says "
        "nothing certain about the values. It is held against other claims of the same change, and "
        "not against the figures.",
        CLAIMS + _PROFIT,
        CLAIMS + "  - {id: profit-before, entity: aliyun, metric: adjusted_ebita, period: 2022Q4, "
        "figure: 12.7亿元}\n" + _PROFIT,
        "Enter a print of the base, or of the value, from which its sign follows. If the metric "
        "is never negative, take `negative: allowed` off it.",
    ),
    Rule(
        "unsourced-scope",
        "note",
        "a special scope of which nobody says where it is defined",
        "A scope that is no default sets figures apart from all others. Whoever reads them has to "
        "be able to look up what it means.",
        _VAGUE + CLAIMS + revenue("first", "2023Q1", "246亿元", "vague"),
        _VAGUE.replace("drawn", "drawn, stated_in: report-2021")
        + CLAIMS
        + revenue("first", "2023Q1", "246亿元", "vague"),
        "Add `stated_in`: the document in which the definition stands.",
    ),
)
"""By name."""
