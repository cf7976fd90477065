"""Words and signs that decide how far a figure in running text reaches."""

from cloudkb.figures.changes import DIRECTIONS
from cloudkb.figures.sides import CURRENCIES
from cloudkb.late import expression

OF_AMOUNT = (
    "hedge", "reached", "minus", "plus", "loss", "between", "hedge on scale", "percent before",
    *CURRENCIES,
)  # fmt: skip
"""What may stand before the number of an amount."""
OF_CHANGE = (
    *OF_AMOUNT, "growth noun", "base", "rate", "adverb", "filler", "losing", *DIRECTIONS,
)  # fmt: skip
TELLS_CHANGE = ("growth noun", "base", "rate", *DIRECTIONS)
IDLE = ("reached", "filler", "adverb", "losing")
"""Words that begin no figure: they are taken in between others only."""
CLOSING = expression(
    r"[\n\x1e\x1f。;!?！？；]|(?<![0-9])[,、，]|[,、，](?![0-9]{3})|\.(?![0-9])"
    r"|[()（）\[\]\"“”]| - (?![0-9]|[a-z]{0,3}[$¥€£])"
    r"| on an? (?=lower|higher|weaker|stronger|smaller|larger)"
)
"""Where a clause ends."""
WIDEST = 160
"""Code points behind a number that are looked at."""
LONGEST_LEAD = 48
"""Code points before a number that are looked at."""
TRIES = 4
PART = expression(r"(?:thirds?|quarters?|half|fifths?|tenths?|digits?|位数|成)$")
AGAINST_TIME = expression(
    r"(?:较|比|与|同)(?:去年|上年|前年|今年|上月|上季度?|上一季度|前一[年月日季]|[0-9]{4}年|[一二三四五六七八九十两0-9]{1,2}年前"
    r"|年)?(?:同期|初|末|底|年底|年末|年初)?(?:相比)?$"
    r"|(?<![0-9一二三四五六七八九十个本上当下])[月周]$"
)
"""What a change in Chinese is against, where it is no word of the table: 比上年末减少."""
TOOK_UP = expression(
    r"(?:mak(?:e|es|ing)|made|tak(?:e|es|ing)|took|sets?|pick(?:ed|s)?|end(?:ed)?) up$"
)
WORD = expression(r" ?[a-z][a-z'-]*")
MOST_WORDS = 3

LEVELLED = ("为", "成", "到", "至")
"""Behind a direction they lead to a level: 减为8万吨."""
MADE = ("added", "raised", "lost", "cut", "gain", "gained", "more", "less", "fewer", "多", "少")
"""Directions that, before an amount, tell what came or went, and no change of it."""
NO_CHANGE = ("more", "less", "fewer", "over", "多", "少")
"""Behind a ratio they compare it with another, and make no change of it."""

MEASURED_CHANGES = frozenset(
    (
        "增加", "减少", "提高", "下降", "增长", "扩大", "缩减", "up", "down", "rose",
        "fell", "increased", "decreased", "increase", "decrease",
        "an increase of", "a decrease of", "a drop of", "a drop",
        "a rise of", "a rise", "a fall of", "a fall", "drop of",
        "fall of", "drop", "gained",
    )
)  # fmt: skip
"""Directions that make a change of a measured amount, where 爬升 and climbed tell a way."""

COUNTED = frozenset(("people", "teu", "staff", "fish", "percent"))
"""Things that are counted without a plural, or have none."""
MILLIMETRES = expression(r"[0-9]+(?:\.[0-9]+)? ?mm(?![A-Za-z])")
"""Without a currency before it, mm is no million."""
_SCALED = "[0-9.,]+ ?(?:thousand|million|billion|trillion|mn|m|bn|b)? ?"
_MONEY = "(?:yen|yuan|won|dollars?|euros?|pounds?|cents?|pence|rupees)"
OWN_UNITS = expression(
    rf"{_SCALED}{_MONEY} to {_SCALED}{_MONEY}"
    r"|[0-9.,]+ ?(?:million|billion|m|bn) to [a-z]{0,3}[$€£¥]"
    r"|[0-9.,]+[万亿]?[美欧日港]?元[至到][0-9.,]+[万亿]?[美欧日港]?元"
)
"""A change and the level it came to, each with its own unit: fell 5 yen to 120 yen."""
JOINT = expression(r"(?<=[0-9%a-z]) ?(?:to|and|or|-|–|—|~|至|到|和|与) ?(?=[$€£¥]?[0-9])")
"""What may join two numbers that are no range."""
HYPHEN = expression(
    r"[0-9][0-9,]*(?:\.[0-9]+)? ?[A-Za-z]{0,8}(?=-(?:a-|(?!(?:to|on|in|by|and|or|for)-)[a-z]{2}))"
)
"""A number before a hyphen and a word: 6.7-inch, 1.2bn-a-year."""
DENIES = expression(r"(?:未|没有?|not |n't |never )$")
DENIED_OVER = expression(
    r"(?:超过|超出|突破|exceed(?:ed|s)?|top(?:ped)?|surpass(?:ed)?|over|more than) ?"
)
SIGN_BETWEEN = expression(r"(?:(?:us|hk|a|c|s)?[$€£¥]|rmb ?|人民币)?")
