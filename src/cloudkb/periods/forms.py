"""How periods are printed, in Chinese and English: one expression a form.

In plain text, as `folding` makes it. `reading` gives the named groups their meaning, and
`pattern` makes of the same expressions what editors check.
"""

MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
NUMBERS = {
    name: number
    for number, name in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
         "twelve", "thirteen", "fourteen"), 1,
    )
} | {"twenty-six": 26, "twenty-seven": 27, "thirty-nine": 39, "forty": 40, "fifty-two": 52,
     "fifty-three": 53}  # fmt: skip
ORDINALS = {
    name: number
    for names in (("first", "second", "third", "fourth"), ("1st", "2nd", "3rd", "4th"))
    for number, name in enumerate(names, 1)
} | {"final": 4, "last": 4}

ROLLING = ("any 12 months", "any twelve months", "任意12个月")
ABOUT = ("about ", "around ", "circa ", "约", "大约")

_TO = r" ?(?:-|–|~|至|到|to|through|until) ?"
NAMES = "sept(?!ember)|" + "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTH_NAMES)
_ORDINAL = "|".join(ORDINALS)
_NUMBER = f"[0-9][0-9]?|{'|'.join(NUMBERS)}"
_M = rf"(?P<month>{NAMES})\.?"
_UNTIL = rf"(?P<until>{NAMES})\.?"
_Y = r"(?P<year>[0-9]{4})"
_SHORT = r"(?P<year>[0-9]{2})"
_ANY = r"'?(?P<year>[0-9]{4}|[0-9]{2})"
_MONTH = r"(?P<month>[0-9][0-9]?)"
_DAY = r"(?P<day>[0-9][0-9]?)"
_LAST_MONTH = r"(?P<until>[0-9][0-9]?)"
_LAST_DAY = r"(?P<lastday>[0-9][0-9]?)"
_LAST_YEAR = r"(?P<lastyear>[0-9]{4})"
_NEXT = r"(?P<next>[0-9]{4}|[0-9]{2})"
_NEAR = r"(?P<near>late|beginning|start|early|middle|mid)"
_CODE = r"(?P<code>q0?[1-4]|[1-4]q|h[12]|[12]h|(?:[1-9]|1[0-2])m|q1[-–]q?[2-4])"
_WORDS = (
    rf"(?:the )?(?P<words>(?:{_ORDINAL})[- ]quarter|(?:first|second|1st|2nd)[- ]half(?: year)?"
    rf"|first (?:{_NUMBER}) (?:months|quarters))"
)
_ZH = (
    r"(?P<part>第?[1-4一二三四]季度?|[前头首上下]半年|[前头首][2-4二三四]个?季度?"
    r"|[前头首][0-9][0-9]?个?月份?|第?[1一](?:季度?)?(?:-|–|~|至|到)第?[2-4二三四]季度?)"
)
_ZH_FISCAL = _ZH.replace("季度?", "(?:季度?|财季)")
_FY = r"(?P<fiscal>fy|fiscal year|fiscal|financial year|financial)"
_ZH_FY = r"(?P<fiscal>财年|财政年度|会计年度)"
_SEASON = r"(?P<fiscal>season|fiscal year|financial year|赛季|年度)"
_CY = r"(?:cy|calendar year|calendar)"
_CONSECUTIVE = "|".join(f"{one:02d}S{(one + 1) % 100:02d}" for one in range(100))
_SPLIT = "(?P<split>[0-9]{2}(?:" + _CONSECUTIVE + "))"
"""2012-13: the second two digits are the year after the first four."""
_TERM = "(?P<part>通期|中间期|上期|下期|第[1-4]四半期(?:累计期间|累计|会计期间)?)"
"""Parts of a Japanese reporting year."""
_WEEK = r"(?P<week>[0-9][0-9]?)"


def _with(sign: str, *forms: str) -> tuple[str, ...]:
    """Forms in which S stands for what parts two years."""
    return tuple(form.replace("S", sign) for form in forms)


_FISCAL = (
    rf"{_FY} ?{_ANY}(?:S{_NEXT})?(?:[ ,]*{_CODE}|[ ,]*{_WORDS})?",
    rf"(?:{_CODE}|{_WORDS})[ ,]*(?:of |in )?{_FY} ?{_ANY}(?:S{_NEXT})?",
)
_SPLIT_YEARS = (
    _SPLIT,
    rf"{_SPLIT} ?{_CODE}",
    rf"{_CODE}[ ,]*{_SPLIT}",
    rf"(?:the )?{_ANY}S{_NEXT} ?{_SEASON}",
    rf"season {_ANY}S{_NEXT}",
    rf"{_ANY}S{_NEXT} ?{_ZH_FY}(?:{_ZH_FISCAL}|{_CODE})?",
)

FORMS = (
    # canonical
    _Y,
    rf"{_Y}h(?P<half>[12])",
    rf"{_Y}q(?P<quarter>[1-4])",
    rf"{_Y}-(?P<month>0[0-9]|1[0-2])",
    rf"{_Y}-(?P<month>[0-9][0-9])-(?P<day>[0-9][0-9])",
    # parts of a year, as trackers and filings print them
    rf"{_Y}[ ,]*-?{_CODE}",
    rf"{_CODE}[ ,]*(?:of )?{_ANY}",
    rf"{_CODE}-{_Y}",
    rf"{_SHORT} ?{_CODE}",
    rf"{_WORDS},? (?:of |in )?{_Y}",
    rf"{_Y},? {_WORDS}",
    rf"{_CY} ?{_ANY}(?: ?{_CODE})?",
    rf"{_CODE} ?{_CY} ?{_ANY}",
    rf"(?:full[- ]year|year|the year) {_Y}",
    rf"{_Y} (?:calendar year|full[- ]year)",
    rf"(?:the )?{_NEAR}(?: of |[ -]){_Y}",
    # in Chinese
    rf"{_Y}年?度?(?:全年度?)?",
    rf"{_Y}年?度?{_ZH}",
    rf"{_SHORT}年(?:{_ZH}|{_CODE})",
    rf"{_Y}年度?{_CODE}",
    rf"{_Y}年?(?P<near>初|年初|中|年中)",
    rf"(?P<year>[0-9]{{4}}|[0-9]{{2}})年{_MONTH}月份?",
    rf"(?P<year>[0-9]{{4}}|[0-9]{{2}})年{_MONTH}月{_DAY}[日号]",
    rf"{_Y}年{_MONTH}(?:月份?)?{_TO}{_LAST_MONTH}月(?:份|期|份?累计)?(?:末|底)?",
    rf"{_Y}年(?P<month>年?初){_TO}{_LAST_MONTH}月份?(?:末|底)?",
    rf"{_Y}年{_MONTH}月份?{_TO}{_LAST_YEAR}年{_LAST_MONTH}月份?(?:末|底)?",
    rf"{_Y}年{_MONTH}月{_DAY}[日号]?{_TO}(?:{_LAST_YEAR}年)?{_LAST_MONTH}月{_LAST_DAY}[日号]",
    rf"{_Y}年{_MONTH}月{_DAY}[日号]?{_TO}{_LAST_DAY}[日号]",
    rf"{_Y}年{_MONTH}月(?P<term>期)\(?{_TERM}?\)?",
    rf"(?P<fiscal>){_Y}年度{_TERM}",
    # months by name
    rf"{_M},? ?{_Y}",
    rf"{_M} ?'(?P<year>[0-9]{{2}})",
    rf"{_DAY} {_M},? {_Y}",
    rf"{_M} {_DAY},? {_Y}",
    rf"(?:from )?{_M}{_TO}{_UNTIL},? ?(?:of )?{_Y}",
    rf"between {_M} and {_UNTIL},? ?(?:of )?{_Y}",
    rf"(?:from )?{_M},? {_Y}{_TO}{_UNTIL},? {_LAST_YEAR}",
    rf"(?:from )?{_M} {_DAY}(?:,? {_Y})?{_TO}{_UNTIL} {_LAST_DAY},? {_LAST_YEAR}",
    rf"(?:from )?{_DAY} {_M}(?:,? {_Y})?{_TO}{_LAST_DAY} {_UNTIL},? {_LAST_YEAR}",
    # weeks of ISO 8601
    rf"{_Y}-?m(?P<month>0[0-9]|1[0-2])",
    rf"{_Y}-?w{_WEEK}",
    rf"{_Y},? week {_WEEK}",
    rf"(?:calendar )?(?:week|w|cw) ?{_WEEK}[ ,]*(?:of )?{_Y}",
    rf"{_Y}年第?{_WEEK}周",
    # fiscal years
    *_with("[-–]", *_FISCAL),
    rf"f(?P<code>q[1-4]|[1-4]q|h[12]|[12]h)[ ,]*(?P<fiscal>){_ANY}",
    rf"(?P<fiscal>){_Y} (?:fiscal|financial) year",
    rf"(?P<fiscal>)fiscal {_CODE}[ ,]*(?:of )?{_Y}",
    rf"(?P<fiscal>)(?:the )?fiscal (?P<words>(?:{_ORDINAL}) quarter|(?:first|second) half)"
    rf" (?:of |in )?{_Y}",
    rf"(?P<fiscal>)(?:the )?(?P<words>{_ORDINAL}) fiscal quarter (?:of |in )?{_Y}",
    rf"{_ANY}年?{_ZH_FY}(?:{_ZH_FISCAL}|{_CODE})?",
    *_with("[-–]", *_SPLIT_YEARS),
    rf"{_Y}-(?P<month>[0-9][0-9])",
    # several years: one sum, or each of them?
    r"(?P<several>[0-9]{4})年?[-–~至到](?P<lastyear>[0-9]{4})年?",
)
SLASHED = (
    rf"{_CODE}/{_ANY}",
    rf"{_Y}/{_CODE}",
    rf"{_Y}/{_MONTH}/{_DAY}",
    rf"{_MONTH}/{_Y}",
    rf"(?P<first>[0-9][0-9]?)/(?P<second>[0-9][0-9]?)/{_Y}",
    *_with("/", *_FISCAL, *_SPLIT_YEARS),
)
"""Forms in which a stroke parts no span."""

SPLIT_ALONE = _with("[-–]", _SPLIT) + _with("/", _SPLIT)

# --- what leads to a day -------------------------------------------------------------------------

_LENGTH = (
    rf"(?:{_NUMBER})[- ](?:months?|weeks?)(?: period)?|(?:fiscal |quarterly )?quarter"
    rf"|(?:{_ORDINAL}) quarter"
    r"|quarterly period|half(?:[- ]year)?|(?:fiscal |financial |full )?year|fy"
)
TRAILING = "ttm|ltm|(?:trailing|last|rolling) (?:twelve|12) months|ytd|year[- ]to[- ]date"
"""Lengths that need no "ended"."""
ENDING = (
    rf"(?:the )?(?P<length>{_LENGTH}) (?:ended|ending|to)(?: on)? (?P<last>.+)",
    rf"(?:the )?(?P<length>{TRAILING})(?: (?:as of|ended|ending|to|through))?(?: on)?"
    r" (?P<last>.+)",
    rf"(?P<last>.+) (?P<length>{TRAILING})",
    r"截[至止](?P<last>.+?)(?:止|的|止的|过去|的过去)"
    r"(?P<length>财政年度|年度|全年|半年度?|季度|[0-9][0-9]?个?月|[0-9][0-9]?周)(?:期间)?",
)
"""A length, and the day it ends on."""
AS_OF = (
    r"(?:截[至止])(?P<last>.+?)(?:末|底|止|为止)?",
    r"as (?:of|at)(?: the)?(?: end of| close of)? (?P<last>.+)",
)
"""The day something was counted on."""
END_OF = (
    r"(?P<last>.+?)年?[末底]",
    r"(?:the |at the )?(?:end|close)(?: of |[ -])(?P<last>.+)",
    r"year[- ]end (?P<last>.+)",
    r"(?P<last>.+) year[- ]end",
)
"""The last day of a year, a quarter, a month; of an event, about then."""
