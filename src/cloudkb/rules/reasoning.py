"""Rules about facts together: what the checker proves, and what it cannot make use of."""

from cloudkb.rules.rule import CLAIMS, FORMULA, REVENUE, Rule, revenue

_QUARTERS = revenue("first", "2023Q1", "246亿元") + revenue("second", "2023Q2", "251亿元")
_EXTERNAL = revenue("first", "2023Q1", "246亿元", "external") + revenue(
    "second", "2023Q2", "251亿元", "external"
)
_TWO_BASES = revenue("first-external", "2023Q1", "246亿元", "external") + revenue(
    "first-segment", "2023Q1", "266亿元", "segment"
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
        "basis-conflict",
        "warning",
        "figures that cannot all be right, if those without a basis share one with the rest",
        "Where a source does not say what its figure covers, it is read on each basis that others "
        "state, or, where none can be tried, on one that all such figures share. No reading "
        "fits: the figure stands on a basis of its own, or a figure is wrong.",
        CLAIMS + _EXTERNAL + revenue("half", "2023H1", "477亿元"),
        CLAIMS + _EXTERNAL + revenue("half", "2023H1", "477亿元", "segment"),
        "Find out what the figure covers and write it as `scope`. If it covers the same, look up "
        "the figures; what must stay as it is printed goes into an exception with a reason "
        "(`cloudkb validate --accept` writes it out).",
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
        "reads-as",
        "note",
        "a figure without a basis that fits exactly one of those that others state",
        "A basis that nobody wrote down was found by reckoning, not by reading. Whoever knows "
        "the source should say so; until then nothing depends on it but this note. Of a text "
        "that may be read in several ways (`either`) it says which of them holds with the rest.",
        CLAIMS + _TWO_BASES + revenue("first", "2023Q1", "246.3亿元"),
        CLAIMS + _TWO_BASES + revenue("first", "2023Q1", "246.3亿元", "external"),
        "If the source or its kind confirms it, write the `scope` the finding names. If not, "
        "leave it out.",
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
        "nothing certain about the values. It is kept, shown, and left out of all reasoning.",
        CLAIMS + _PROFIT,
        CLAIMS + "  - {id: profit-before, entity: aliyun, metric: adjusted_ebita, period: 2022Q4, "
        "figure: 12.7亿元}\n" + _PROFIT,
        "Enter a print of the base, or of the value, from which its sign follows. If the metric "
        "is never negative, take `negative: allowed` off it.",
    ),
)
"""By name."""
