"""What numbers in running text look like, and what looks like one and is none.

One expression a question, on folded text in small letters; `scanner` asks them.
"""

import re

ONES = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
CHANGED = (
    "doubled|tripled|trebled|quadrupled|quintupled|halved|doubling|tripling|halving|cut in half"
    "|(?:roughly |broadly |largely |little )?(?:flat|unchanged)|little changed"
    "|翻[一两三四]番|翻了[一两三四]?[番倍]|翻番|翻倍|减半|腰斩|砍半|(?:基本|大致)?持平"
)
WHOLE_CHANGE = re.compile(CHANGED)
CANDIDATE = re.compile(
    r"[0-9]+"
    rf"|(?<![a-z])(?:(?:{TENS})(?:[- ](?:{ONES}))?|{ONES}|a hundred|a thousand"
    rf"|a million|a billion|a trillion|a dozen"
    r"|hundreds of|thousands of|tens of|dozens of|millions of|billions of"
    r"|trillions of|half|(?:a |one[- ]|two[- ]|three[- ])(?:third|quarter"
    r"|fifth|tenth)s?)(?![a-z])"
    r"|(?<![a-z])(?:two|three|four|five|six|seven|eight|nine|ten|hundred)[- ]?fold(?![a-z])"
    r"|(?<![a-z])(?:several|a few) (?:hundred|thousand|million|billion|dozen)(?![a-z])"
    rf"|(?<![a-z])(?:{CHANGED})(?![a-z])|[½¼¾⅓⅔]|(?<![a-z])(?:twice|thrice)(?![a-z])"
    r"|(?<![a-z])(?:(?:low|mid|high|low[- ]to[- ]mid|mid[- ]to[- ]high)[- ])?(?:single"
    r"|double|triple)[- ]digits?(?![a-z])|(?<![a-z])(?:low|mid|high)[- ]teens?(?![a-z])|[高中低]?[个两双三]位数"
    r"|(?:百|千|万)分之|[零〇一二两三四五六七八九十百千半几数](?:[零〇一二两三四五六七八九十百千万亿几多余来半点]*)|(?<=[上近过超逾约破])[百千万亿]+(?=[元人家台户件辆张个美])"
)
TITLE = re.compile(r"《[^《》\n\x1e]{1,40}》")
TOKEN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._/+'-]*[A-Za-z0-9+])?")
NOISE = re.compile(
    r"[0-9]+(?:\.[0-9]+){2,}(?![0-9%])"  # versions
    r"|(?<![0-9])0[0-9]{2,3}-[0-9]{4} [0-9]{4}(?![0-9])|[0-9]{1,3}[a-z]-[0-9]|[0-9]a(?=级|景区)"
    r"|(?<![0-9])(?:985|211)(?=高校|工程|大学|院校|[、/])|[0-9]{1,3}路(?=公交|车|电车|[,。])"
    r"|(?:19|20)[0-9]{2}/(?:[0-9]{3,4}(?![0-9])|[0-9]{1,4}/)"
    r"|(?<![0-9:])[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?(?![0-9:])"  # times of day
    r"|[0-9]{6}\.(?:sh|sz|ss|bj)|[0-9]{4,5}\.hk|(?<![0-9])[0-9]{4}\.t(?![a-z])"
    r"|(?<![0-9a-z])\+[0-9]{1,3}[ -](?:\(0\) ?)?[0-9]{1,4}(?:[ -][0-9]{2,4}){1,4}(?![0-9%])|(?<![0-9])[0-9]{3}-[0-9]{4,5}(?![0-9-])|(?<![0-9])[0-2][0-9][0-5][0-9] ?(?:gmt|bst|utc|est|cet|hours)|618(?=大促|购物|期间|年中|活动|促)|\+?[0-9]{1,4}[- ]?\(?[0-9]{2,4}\)?[- ][0-9]{3,4}[- ][0-9]{4}(?![0-9])"
    r"|\(0[0-9]{2,3}\) ?[0-9]{3,4}[- ]?[0-9]{4}(?![0-9])|(?<![0-9])[0-9]{3} [0-9]{4} [0-9]{4}(?![0-9])"
    r"|(?:凌晨|清晨|早[上晨]|上午|中午|午间|下午|傍晚|晚[上间]|[当今昨]晚|深夜|夜间|早|晚)"
    r"[0-9]{1,2}[时点](?:整|半|许)?(?:[0-9]{1,2}分)?|[0-9]{1,2}[时点][0-9]{1,2}分(?!之)"
    r"|(?<![0-9])(?:400|800|0[0-9]{2,3})-[0-9]{3,4}-?[0-9]{4}(?![0-9])|(?<![0-9.])1[3-9][0-9]{9}(?![0-9])"
    r"|(?:isbn|issn|doi|cve|icp备?|rfc|iso|gb/t|en)[ :：-]*[0-9][0-9x/.-]*"
    r"|[〔\[(][12][0-9]{3}[〕\])] ?第?[0-9]+号|第?[0-9]+号(?![0-9])"
    r"|(?<![0-9])(?:10086|10010|10000|12306|12345|12315|955[0-9]{2}|404(?= |错|页|not))(?![0-9.%万亿元])"
    r"|(?:http|error|错误|报错|状态码|代码|会议号|房间号|code)[ :：]*[0-9]{3,}|[0-9]{3}(?: [0-9]{3}){2}(?![0-9 ]"
    r"|[元人吨美台])"
    r"|[0-9]+(?:层|楼|栋|座|单元|室|弄|号楼)(?:[0-9]+(?:室|号)?)+|[0-9]{1,2} cfr [0-9.]+"
    r"|[0-9]{1,5} (?:[A-Za-z]+ ){1,3}(?:street|st\.?|avenue|ave\.?|road|rd\.?"
    r"|boulevard|blvd\.?|lane|drive|square|way|place)(?![a-z])"
    r"|[0-9]{3}\([a-z]\)|0x[0-9a-f]*|[0-9]{1,2} o'clock"
    r"|[0-9]{1,2}(?:[.:][0-9]{2})? ?[ap](?:m|\.m\.)(?![a-z])|(?<![0-9a-z])[0-9]x[0-9](?![0-9%])"
    r"|[0-9]{1,2} u\.?s\.?c\.? ?(?:§ ?)?[0-9]+|[12][0-9]?[0-9]?[0-9]0s"
    r"|(?<![0-9])[0-9]0s(?![a-z])|[0-9]{5} [a-z]+(?=[,.\x1e]|$)"
    r"|9/11|24/7|24x7|7x24|50/50|50-50|996(?![0-9.万亿])|007(?![0-9])"
    r"|\([0-9]{4}(?:[0-9]{2})?(?:\.[a-z]{2})?\)(?=[^0-9%])|\[[0-9]{1,3}\]"
    r"|\([0-9]{1,2}\)(?![0-9])|[①-⑳]"
)
CALM = re.compile(
    r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9.:(/-])"
    r"|[0-9]+(?:\.[0-9]+)?(?:%|[万亿元]| ?(?:million|billion|trillion|percent|per cent)(?![a-z]))"
)
"""A number that is no code by what stands in it or behind it."""
LABEL = re.compile(
    r"(?<![a-z])(?:sections?|exhibits?|cfr|chapters?|figures?|fig\.?|tables?"
    r"|notes?|items?|articles?|rules?|pages?|pp?\.|parts?|exhibits?|appendix"
    r"|annex|schedules?|lines?|step|room|floor|gate|flight|route|highway|level"
    r"|phase|volume|vol\.?|issue|no\.|version|ver\.?|v|type|class|model|series"
    r"|grade|formula|catch|channel|studio|windows|agent|area|apollo|room|suite"
    r"|unit|block|box|tel\.?|fax|ext\.?|call|dial|form|act|paragraph|para\.?"
    r"|clause|question|lot|pier|platform|terminal|session|chapter|game|port"
    r"|error|http|fortune|s&p|ftse|nikkei|dax|cac|csi|dow|stoxx|nifty|sensex"
    r"|kospi|topix|round|group|week|day|year|grade|zone|route|line|bus|episode"
    r"|desk|shelf|bus|tram|seat|exit|hotline|frame|slide|row|column|cell|file|door|folder|bag|bed|ward"
    r"|mile|marker|kilomet(?:er|re)|bill|decree|notice|circular|protocol|resolution|proposition|directive"
    r"|regulation|press|dial|code|pin|otp|hall|studio|building|tower|track|lane|court|hole|coach|bay|berth"
    r"|booth|counter|slot|reactor|turbine|sector|district|precinct|division|battalion|squadron|regiment"
    r"|brigade|jersey|freeway|interstate|squadron|vitamin|omega|schedule|stall|carriage|locker|drawer|task force"
    r"|extension|build|invoice|id|serial|account|ticket|asx|bib|badge|gen|footnotes?|pages|chapters"
    r"|season|book|psalm|verse|chapter|stage|tier|layer|article) ?$"
)
MEASURED = re.compile(r"[0-9.]+(?:%|,[0-9]{3}| ?percent| ?per cent| ?million| ?billion)")
"""A number that is none of a label, whatever stands before it."""
NUMBERED = re.compile(r"[0-9]+(?:\.[0-9]+)*(?:[-–][0-9]+(?:\.[0-9]+)*)?")
NUMBERED_MANY = re.compile(r"[0-9]+(?:\.[0-9]+)*(?:(?:-|–| to | and |, )[0-9]+(?:\.[0-9]+)*)*")
"""What follows sections, pages."""
BEFORE_BARE = re.compile(
    r"[为至到达报是约共仅有收跌涨升降近超过逾计剩在从由比与和及于得平胜负分值点率量额价度数第满每占破增减余含"
    r"即各需花罚赔扣另还只才就已将会仍再又均总累加]$|名次$"
)
"""Chinese before a number without a unit; behind another word it is a part of a name."""
HEDGE = re.compile(
    r"(?:(?<![a-z])(?:almost|nearly|about|around|roughly|some|over|more than|less than|at least|up to"
    r"|under|approximately) |(?:超过|不到|不足|至少|最多|大约|将近|约|近|逾|超) ?)$"
)
"""Before a length of time."""
TEAM = re.compile("[0-9]+ers(?![a-z])")
ZH_LABEL = re.compile(
    r"(?:第|图|表|附件|附注|注|编号|qq群|qq|账号|订单号|单号|卡号|工号|微信号?|代码|电话|热线|邮编|证号|版本|型号|频道|航班|车次|尾号|代号|门牌|学号|工号|卷|总第)[ :：]?$"
)
LIST = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,2})?[.)、)](?!\d)|[0-9]{1,2} (?=[A-Z])")
BEFORE_NUMBER = """\
in over nearly about only from by the its at to with and of for up down than around
almost some a an more less most under above below between during since until till
through per on is was were are be been has had have or but while when as that which
who reached hit total record average revenue sales profit net gross plus minus roughly
approximately exactly just fewer another all both these those our their his her
january february march april may june july august september october november december
jan feb mar apr jun jul aug sep sept oct nov dec rmb usd eur hkd cny
"""
"""Words with a capital that stand before a number and make no name of it."""
WORD_BEFORE = re.compile(r"([A-Za-z][A-Za-z'&.-]*) $")
PLACES = {
    word: number
    for words in (
        "first second third fourth fifth sixth seventh eighth ninth tenth",
        "one two three four five six seven eight nine ten",
        "一 二 三 四 五 六 七 八 九 十",
    )
    for number, word in enumerate(words.split(), 1)
} | {"两": 2}


def numeral(word: str) -> int:
    """A place in words, first and 三十 alike; 0 for what is none."""
    tens, ten, ones = word.partition("十")
    if not ten:
        return PLACES.get(word, 0)
    return PLACES.get(tens, 1) * 10 + PLACES.get(ones, 0)


ORDINAL = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|[1-9][0-9]?(?:st|nd|rd|th)"
)
RANKS = re.compile(
    rf"(?<![a-z])(?:ranked|ranks|ranking|came(?: in)?|placed|finished|finishing"
    rf"|stood|standing|listed|in|to|from|took|holding|held|fell to|rose to) (?:the )?(?P<a>{ORDINAL})(?: place"
    rf"| spot)?(?![a-z]| quarter| half| time| year| minute| century| anniversary| edition| floor| street| birthday| congress| day| round| session| of (?:jan|feb|mar|apr|may"
    rf"|jun|jul|aug|sep|oct|nov|dec)|-(?!place))"
    rf"|(?<![a-z])(?P<b>{ORDINAL})[- ](?:largest|biggest|most|highest|best"
    rf"|fastest|richest|busiest|smallest|lowest|place|placed)(?![a-z])"
    rf"|(?<![a-z])(?P<g>{ORDINAL}) (?:by (?:revenue|sales|volume|value|market|shipments|assets|size|output"
    r"|population|deliveries|users|area|turnover|profit)|in (?:the (?:world|country|nation|region|table"
    r"|league|standings|rankings|sector|industry|state|continent|us|uk|eu)|asia|europe|china|africa|india"
    r"|japan|north america|latin america)|(?:worldwide|globally|nationally|nationwide|overall))(?![a-z])"
    rf"|(?<=[a-z]) (?P<h>{ORDINAL})(?=[,.;\x1e]|$| and [a-z]+ (?:{ORDINAL})(?![a-z]))"
    r"|(?<![a-z])(?:ranked |ranks |ranking |at )?(?:no\.? ?|number |#)(?P<c>[1-9][0-9]?"
    r"|one|two|three)(?![a-z0-9,.%-]| downing| [0-9])"
    r"|(?<![a-z])top[- ](?P<d>[1-9][0-9]{0,2}|one|two|three|four|five|six"
    r"|seven|eight|nine|ten)(?![a-z0-9%]|[,.][0-9])"
    r"|(?P<lead>排名|位居|位列|居于|名列|排在|跃居|升至|跌至|降至|稳居|蝉联|夺得|获得|并列|居|列|排)?(?:世界"
    r"|全球|全国|国内|行业|中国|亚洲|市场|同业)?第 ?(?P<e>[一二三四五六七八九十]{1,3}|[1-9][0-9]{0,2})(?P<tail>名"
    r"|位|大(?!会))?(?![季财次届代方期批轮个版章节条号课年天者步线感四五六七八九十二三0-9])"
    r"|(?:排名|位居|位列|居|列|排|进入|跻身)?前(?P<f>[一二两三四五六七八九十]{1,2}|[1-9][0-9]{0,2})(?P<many>名"
    r"|位|大|强)?(?![0-9年个季月天周万亿.%])"
)
ENDS_RANK = re.compile(
    r"[,。、;,.)）”」的\s\x1e\x1f升跌降滑跃]|(?:上升|下滑|下降|提升|回落|攀升)|$"
)
RANKING = re.compile(
    r"(?<![a-z])(?:ranked|ranks|ranking|came|placed|finished|top)(?![a-z])[^.;\x1e]{0,80}$"
)
"""What goes before a place that has no word of its own: ranked first, Borealis second."""

MEANT = re.compile(r"(?:the|these|those|all|both|his|her) $")
"""Words before a number word that point back: the two."""
PAIR = re.compile(
    rf"(?P<a>{ONES}|{TENS}|[1-9][0-9]?)(?P<joint>, | or )(?P<b>{ONES}|{TENS}|[1-9][0-9]?)"
    r"(?= (?:hundred|thousand|million|billion|percent|per cent|out of)|%)"
)
"""A guess in two numbers: two, three million a month."""
SLASHED = re.compile(
    r"([0-9]+(?:\.[0-9]+)?(?:/[0-9]+(?:\.[0-9]+)?)+) ?"
    r"(倍|%|[万亿]?元|亿|万|个百分点|个基点|pct|pp|bps?|x(?![a-z])|million|billion|台|辆|家|人)"
)
"""22/19/17倍: each of them has the unit of the last."""
VULGAR = {
    "½": ("5", "1/2"),
    "¼": ("25", "1/4"),
    "¾": ("75", "3/4"),
    "⅓": ("", "1/3"),
    "⅔": ("", "2/3"),
}
"""Signs of fractions: their digits behind a point, and alone."""
MULTIPLE = re.compile(
    r"(?:(?P<over>(?:more|greater) than |over |at least )|(?P<under>less than |under )"
    r"|(?:nearly|almost|about|roughly|some) )?"
    r"(?P<by>twice|thrice|(?P<times>two|three|four|five|six|seven|eight|nine|ten|[0-9]{1,2}(?:\.[0-9])?)"
    r" times|half|double|triple) "
    r"(?:as (?:much|many|high|large|big|great|long|fast|heavy|old) as|that (?:of|in)|those (?:of|in)"
    r"|the (?:number|size|level|amount|rate|value|price|total|average|figure|share|output|volume"
    r"|revenue|sales|profit|cost|weight|length|speed)s?(?: of| in| at)?)"
    r"(?: in| at| it was in| they were in| the level of| that of)?"
)
"""Twice as many as in 2019, three times the size of its rival."""
MORE_THAN = re.compile(
    r" ?(more|higher|greater|fewer|less|lower) than (?:in |at |on |that of )?|,? (below|above) (?:the )?(?=[12])"
)
AS_MANY = re.compile(r"(?:(?:是|为|达|相当于))([^,。、;\x1e]{2,9})(的)$")
IN_BRACKETS = re.compile(r"((?:us|hk|a|c|s)?[$€£¥])?\(([0-9][0-9,]*(?:\.[0-9]+)?)\)")
UNIT_BEHIND = re.compile(r" ?(?:[万亿千百]?元|万|亿|million|billion|thousand|%)")
SCORE = re.compile(
    r"(?<![0-9.,/-])([0-9]{1,3})(?:[-:比])([0-9]{1,3})(?![0-9:%-]|[.,][0-9]|[a-z]| ?(?:percent|per cent|points?|million|billion|[万亿倍元年月日天个家台人名小分]))"
)
SCORE_LEFT = re.compile(r"([0-9]{1,3})[-:比]$")
