"""How dates, periods and lengths of time are printed in running text: one expression a form.

On folded text in small letters, the longer forms first; `periods` says what they mean.
"""

from cloudkb.periods.forms import NAMES

YEAR = "(?:19|20)[0-9]{2}"
_MONTH = rf"(?:{NAMES})\.?"
_LAST_DAY = rf"(?:the )?(?:end[- ]|[0-3]?[0-9] (?={NAMES}))?{_MONTH}(?: [0-3]?[0-9](?![0-9]))?(?:,? {YEAR})?"
_NUMBER = (
    "[0-9]{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eighteen|twenty-four"
)
_NUMERAL = "[0-9]{1,3}|[一两二三四五六七八九十半几数]{1,3}"
_QUARTER = "(?:first|second|third|fourth|1st|2nd|3rd|4th|final|last)[- ]quarter"
_HALF = "(?:first|second|1st|2nd)[- ]half"
_FISCAL = r"(?:fy|fiscal year|fiscal|financial year)"
__ZH_YEAR = f"(?:(?:{YEAR}|[一二][〇零○一二三四五六七八九]{{3}}|[0-9]{{2}}(?=年(?:第?[一二三四1-4]季|[上下]半年|[0-9]{{1,2}}月|q))) ?年度?)"
_ZH_PART = (
    "(?:第? ?[一二三四1-4] ?季度?|[上下]半年|[前头首][二三四2-4]个?季度?|[前头首] ?[0-9一二三四五六七八九十]{1,3} ?个?月"
    "|第[一二三四1-4]财季|[一二三四]季报?|中报|半年报|中期(?=业绩|报告|财))"
)
_ZH_MONTH = "(?:(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]) ?月(?:份)?)"
_ZH_DAY = (
    "(?:[12][0-9]|3[01]|0?[1-9]|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九]) ?[日号]"
)
_MIDDLE = "中(?![国美东欧外日韩小型央部信芯移联报期旬学级医药心证金石铁建交车粮华端标层介产文青资债概间性])"
_BEGINNING = "初(?![步级中创始衷期次选审稿])"
_LAST = "(?:末(?![端位])|底(?!层|部|盘|线|座|特|气|价|仓|稿|薪))"
_ZH_NEAR = f"(?:年?{_BEGINNING}|年?{_LAST}|年?{_MIDDLE}|全年|半年度)"
"""The end or middle of a year, not the beginning of another word: 2023年中国, 年底层."""

FORMS: tuple[tuple[str, str], ...] = (
    ("period", rf"(?:截[至止]到?)?(?:{__ZH_YEAR})?{_ZH_MONTH}(?:{_ZH_DAY})?(?:止的?|的)(?:[一二三四六九]个月|年度|季度)"),
    # days
    ("date", rf"{YEAR}[-/.](?:1[0-2]|0[1-9])[-/.](?:3[01]|[12][0-9]|0[1-9])(?![0-9])"),
    ("date", rf"(?:截[至止]到?)?(?:{__ZH_YEAR} ?)?{_ZH_MONTH} ?{_ZH_DAY}"),
    ("date", rf"{_MONTH} [0-3]?[0-9](?:st|nd|rd|th)?(?:,? {YEAR})?(?!,?[0-9]|%)"),
    ("date", rf"[0-3]?[0-9](?:st|nd|rd|th)? (?:of )?{_MONTH}(?:,? {YEAR})?(?![a-z0-9])"),
    ("date", rf"(?<![0-9])[0-3]?[0-9][./][01]?[0-9][./]{YEAR}(?![0-9])"),
    # spans and parts of a year
    ("period", rf"(?:从|自)?{__ZH_YEAR}{_ZH_MONTH}(?:[至到]|[-–—~])(?:{__ZH_YEAR})?{_ZH_MONTH}"),
    ("period", rf"(?:从|自)?{__ZH_YEAR}?(?:1[0-2]|[1-9]) ?[-–—~至到] ?{_ZH_MONTH}"),
    ("period", rf"(?:从|自)?{__ZH_YEAR}[至到\-–—~]{__ZH_YEAR}"),
    ("period", rf"(?:从|自)?{YEAR} ?[至到\-–—~] ?{YEAR}年"),
    ("period", rf"(?:从|自)?{YEAR}(?:财年|财政年度)[至到\-–—~]{YEAR}(?:财年|财政年度)"),
    ("period", rf"{__ZH_YEAR}?第?[一二三四](?=(?:[、和]第?[一二三四])+季度)"),
    ("period", rf"(?:截[至止]到?)?{__ZH_YEAR}?(?:{_ZH_PART}|{_ZH_MONTH})[末底]?"),
    ("period", rf"(?:截[至止]到?)?{YEAR}(?:财年|财政年度|会计年度)(?:{_ZH_PART})?"),
    ("period", rf"(?:截[至止]到?)?{__ZH_YEAR}{_ZH_NEAR}?"),
    ("period",
        rf"(?:in |during |for )?(?:the )?(?:three|six|nine|twelve|3|6|9|12)(?: and (?:six|nine|twelve|6|9|12))?[- ]months?(?:[- ]period)? (?:to"
        rf"|ended|ending|through|until) {_LAST_DAY}"),
    ("period", rf"(?:the )?(?:quarter|year|half)(?:[- ]year)? (?:to|ended|ending|through) {_LAST_DAY}"),
    ("period",
        rf"(?:the )?(?:{_QUARTER}|{_HALF})(?:,? (?:of )?(?:{_FISCAL} ?)?'?(?:{YEAR}"
        rf"|[0-9]{{2}}(?![0-9%])))?"),
    ("period", rf"(?:the )?{_QUARTER} of (?:this|last|the previous) year"),
    ("period", rf"(?:the )?{_HALF} of (?:this|last|the|the previous) year"),
    ("period", rf"(?:the )?first (?:two|three|four|six|nine|ten|eleven) months(?: of (?:{_FISCAL} ?)?{YEAR})?"),
    ("period", rf"q[1-4](?: ?(?:{_FISCAL} ?)?'?(?:{YEAR}|[0-9]{{2}}(?![0-9%])))?(?![a-z0-9])"),
    ("period", rf"[1-4]q ?'?(?:{YEAR}|[0-9]{{2}})(?![a-z0-9])"),
    ("period", rf"{YEAR} ?(?:q[1-4]|h[12])(?![a-z0-9])"),
    ("period", rf"h[12](?: ?{YEAR}| ?'[0-9]{{2}}| [0-9]{{2}})(?![a-z0-9])"),
    ("period", rf"cy ?'?(?:{YEAR}|[0-9]{{2}})(?![a-z0-9])|(?:last|this|next) (?:season|summer|winter|spring|autumn|fall)|the full year(?! [0-9])"),
    ("period", rf"(?:at )?the (?:end|start|beginning) of {_MONTH}(?![a-z])(?:,? {YEAR})?"),
    ("period", r"(?:january|february|april|june|july|august|september|october|november|december)(?![a-z]| [0-9]|[-–][a-z]{3})"),
    ("period", rf"{_FISCAL} ?'?(?:{YEAR}|[0-9]{{2}})(?:[/-][0-9]{{2}}(?![0-9]))?(?: ?q[1-4])?(?![a-z0-9])"),
    ("period", rf"{YEAR}[/-][0-9]{{2}}(?![0-9/-])(?: season)?"),
    ("period", rf"(?:between |from )?{_MONTH},? {YEAR}(?: ?(?:to|-|–|through|until|and) ?{_MONTH},? {YEAR})?(?![0-9])"),
    ("period", rf"(?:between |from )?{_MONTH}(?: (?:to|through|and) |[-–]){_MONTH},? {YEAR}"),
    ("period", rf"(?:early|late|mid|end|(?:the )?(?:end|start|beginning|close) of)[- ]?{YEAR}"),
    ("period", rf"between {YEAR} and {YEAR}(?![0-9])|(?:from )?{YEAR} ?(?:-|–|—|to|through|until) ?{YEAR}(?![0-9])"),
    ("period", rf"as of (?:the end of )?{YEAR}"),
    ("date", r"(?<![0-9年月第])(?:(?:[12][0-9]|3[01]|0?[1-9]) ?[日号](?=[^线楼院店台文公首令位馆桥井门])"
        r"|[一二三]?十[一二三四五六七八九]?日|[一二三四五六七八九]日)"),
    ("period", rf"全年|年内|年初至今|年{_BEGINNING}|年{_LAST}|上年末|去年末|半年度"),
    ("period",
        r"[0-9]{2}q[1-4](?![a-z0-9])|(?<![0-9])[0-9]{2}e(?![a-z0-9])|[369]m ?'?[0-9]{2}(?![0-9a-z])"
        r"|h[12](?![a-z0-9])"),
    ("period", rf"(?:the )?(?:{_MONTH}(?:[-–](?:{_MONTH}))?) (?:quarter|half)(?: of {YEAR})?"),
    ("period", rf"(?:last|this|next) {_MONTH}(?![a-z])"),
    ("period",
        rf"(?:(?<=in )|(?<=since )|(?<=by )|(?<=during )|(?<=until )|(?<=through )"
        rf"|(?<=from )|(?<=late )|(?<=early )|(?<=of )|(?<=between )|(?<=and ))(?:{_MONTH})(?![a-z])"),
    # relative ones
    ("period",
        rf"(?:截[至止]到?)?(?:去年|今年|上年|前年|明年|本年度?|上年度|当年|次年|同年)(?:{_ZH_PART}|{_ZH_MONTH}"
        rf"|同期|同季|全年|年?{_BEGINNING}|年?{_LAST}|年?{_MIDDLE}|以来)?"),
    ("period", r"(?:本|上|下|当|前)[一个]{0,2}(?:季度|财季|财年|月份?|周)(?:末|底)?|同期|上半年|下半年|最新一季"),
    ("period", rf"(?:过去|近|最近|此前|前|未来|今后)(?:的)?(?:{_NUMERAL})(?:年|个月|个季度|季度|个财年|天|周)"),
    ("period",
        r"(?:the )?same (?:period|quarter|month|time)(?: (?:of|in) )?(?: ?(?:last year"
        r"|a year (?:earlier|ago|before)|the (?:previous|prior) year))?"),
    ("period",
        r"(?:the )?(?:last|this|next|previous|prior|current|preceding|latest|coming"
        r"|year-ago|year-earlier|prior-year) (?:fiscal |financial )?(?:year|quarter"
        r"|month|half)(?! ago| earlier)(?:'s)?"),
    ("period", r"a (?:year|quarter|month) (?:earlier|ago|before)|the year before"),
    ("period",
        rf"(?:in |over |for |during )?(?:the )?(?:past|last|next|coming|previous"
        rf"|preceding|trailing) (?:{_NUMBER}) (?:years|quarters|months|weeks|days)"),
    # lengths
    ("duration",
        r"(?:[0-9]{1,3}|[一两二三四五六七八九十]{1,3})个?(?:小时|时)[0-9]{1,2}分(?:钟)?(?:[0-9]{1,2}秒)?"
        r"|[0-9]{1,3}分(?:钟)?[0-9]{1,2}秒|[0-9]{1,3}日(?:内|以内|之内)|[0-9]{1,3}个工作日"),
    ("duration",
        r"[0-9]{1,3} hours?,? (?:and )?[0-9]{1,2} minutes?(?:,? (?:and )?[0-9]{1,2} seconds?)?"
        r"|[0-9]{1,3} minutes?,? (?:and )?[0-9]{1,2} seconds?"),
    ("duration",
        rf"(?<![第头])(?:{_NUMERAL})(?:多|余)?(?:年(?:半)?|个(?:半)?月|个季度|天|周|个?小时|分钟|周年|秒钟)(?:内"
        rf"|多|间|之?后|之?前|以上|以内|左右)?"),
    ("duration",
        rf"(?:{_NUMBER}|a|an|one|several|half a)(?:[- ]and[- ]a[- ]half)?[- ](?:consecutive "
        rf"|straight )?(?:years?|months?|weeks?|days?|hours?|minutes?|quarters?"
        rf"|decades?)(?:-old)?(?![a-z]| of (?:the|all|its|our|their|them|a)(?![a-z]))"),
    ("duration", rf"(?:{_NUMBER})[- ](?:consecutive |straight |successive )quarters?|(?:two|four|five|six|eight) quarters"),
    # a year alone
    ("period", rf"{YEAR}(?![0-9a-z%.,]*[0-9])"),
)  # fmt: skip

BEGINNINGS = """\
in during for the between from over as at a an one two three four five six seven eight nine ten
eleven twelve eighteen twenty first second third fourth 1st 2nd 3rd 4th final last this next
previous prior current preceding latest coming year-ago year-earlier prior-year past trailing same
quarter year half q h cy fy fiscal financial early late mid end start beginning close several
"""
"""Words that a form begins with; `q`, `h`, `cy`, `fy` have digits behind them."""
BEGINNINGS_ZH = "年截从自第前头首上下本当去今明次同年全最过近此未半几数元一二两三四五六七八九十"
