"""Why a text is no period, truly, and what to write instead."""

from collections.abc import Callable

from cloudkb.language import marked, worded
from cloudkb.late import expression
from cloudkb.periods.calendar import PeriodError
from cloudkb.words import is_chinese

_EXPECTED = marked(
    "write 2023, 2023H1, 2023Q3, 2023-09, 2024-02-29, FY2023, FY2024Q3, 2022-03/2023-03, "
    "2019/.., 2019..2023 or any 12 months"
)
_MONTHS = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_NO_YEAR = expression(
    r"(?:截[至止])?第?[一二三四1-4]个?季度?[末底]?|[上下前]半年|前[0-9二两三四]+个?[季月]度?份?|年?[初中末底]|全年"
    r"|q[1-4]|h[12]|[1-4]q|[12]h|(?:截[至止])?[0-9]{1,2}(?:[-–~至到][0-9]{1,2})?月份?末?底?|第[0-9]+周"
    r"|(?:the )?(?:first|second|third|fourth|last) (?:quarter|half)|第[1-4]四半期"
    rf"|(?:the )?first \w+ (?:months|quarters)|{_MONTHS}(?: ?(?:-|–|to) ?{_MONTHS})?"
)
_BASES = expression(
    r"(?:上年|去年|前年|上一年)同期|同期|(?:a |the |one )?year (?:earlier|ago|before)"
    r"|(?:the )?(?:same|prior|previous) (?:period|quarter|year)"
    r"(?: (?:of )?(?:last|the previous) year)?"
    r"|prior[- ]year(?: period| quarter)?|上季度?|上个?季度|环比|同比"
)
_RELATIVE = expression(
    r"(?:last|this|next|current|past) (?:year|quarter|month|half|week)|(?:今|去|前|明|本|上)年.*"
    r"|(?:本|上|下|当|该)个?(?:季度?|月|周|财季|财年)|today|yesterday|now|至今|目前|currently"
)
_ENDLESS = expression(
    r"(?:the )?(?:ttm|ltm|(?:trailing|last|rolling|past) (?:twelve|12) months|ytd"
    r"|year[- ]to[- ]date)"
    r"|(?:过去|最近|滚动)12个月|年初至今|[0-9]{4}(?:年?年初至今| ytd)|ytd [0-9]{4}"
)


def expected() -> str:
    """What to write instead of what is no period."""
    return worded(_EXPECTED)


def fault(
    text: str, folded: str, column: int = 1, reads: Callable[[str], bool] = bool
) -> PeriodError:
    """The refusal of a text that has the form of no period; `folded` is the text made plain.

    `reads` tells whether a text is a period: what is proposed is one.
    """
    shown = text.strip()[:40]
    chinese = is_chinese(text)
    if _BASES.fullmatch(folded):
        return PeriodError(
            worded('"{text}" is the base of a change, and no period by itself', text=shown),
            column,
            worded(
                "write which period: 2022Q3; a change says it in its figure: {example}",
                example="同比增长3%" if chinese else "+3% yoy",
            ),
        )
    if _ENDLESS.fullmatch(folded):
        example = "截至2023年9月的12个月" if chinese else "TTM September 2023"
        if "ytd" in folded or "至今" in folded or "date" in folded:
            example = "2023年1-9月" if chinese else "YTD September 2023"
        return PeriodError(
            worded('"{text}" does not say at which day it ends', text=shown),
            column,
            worded("write {text}", text=example),
        )
    if _RELATIVE.fullmatch(folded):
        return PeriodError(
            worded('"{text}" depends on the day it was said', text=shown),
            column,
            worded("write its year, its month or the day"),
        )
    if _NO_YEAR.fullmatch(folded):
        with_year = (
            f"2023年{text.strip().removeprefix('年')}" if chinese else f"{text.strip()} 2023"
        )
        hint = (
            worded("write the year with it: {text}", text=with_year)
            if reads(with_year)
            else expected()
        )
        return PeriodError(worded('"{text}" does not say of which year', text=shown), column, hint)
    message = worded('"{text}" is no period', text=shown)
    return PeriodError(message, column, expected(), formless=shown)
