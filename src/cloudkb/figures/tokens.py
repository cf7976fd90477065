"""The one table of words and signs a printed figure is made of, with their languages.

Each entry is a token: its kind, its name, the number it stands for if any, and how
Chinese (`zh`), English (`en`) and signs of neither (`sign`) print it. The first
spelling of a language is the canonical one. Chinese is simplified here (`text.fold`
brings the traditional characters over). A new word is a new spelling in this table
and nothing else.
"""

from typing import NamedTuple


class Token(NamedTuple):
    """One entry: `name` is what it means, `value` the number it stands for, if any."""

    kind: str
    name: str
    zh: tuple[str, ...] = ()
    en: tuple[str, ...] = ()
    sign: tuple[str, ...] = ()
    value: int = 0


_TEXT = """\
# numerals
each digit from 0:
  zh 零/〇, 一/壹, 二/两/贰/貳, 三/叁, 四/肆, 五/伍, 六, 七/柒, 八/捌, 九/玖
ten: 10 = 10
  zh 十, 拾
ten: 100 = 100
  zh 百, 佰
ten: 1000 = 1000
  zh 千, 仟
group: 1e4 = 10000
  zh 万, 个万
group: 1e8 = 100000000
  zh 亿, 个亿
group: 1e12 = 1000000000000
  zh 兆
scale: hundred = 100
  en hundred
scale: thousand = 1000
  en k, thousand
scale: hundred thousand = 100000
  en hundred thousand
scale: million = 1000000
  en m, mn, mln, mio, million, millions
scale: hundred million = 100000000
  en hundred million
scale: billion = 1000000000
  en bn, b, bln, billion, billions
scale: hundred billion = 100000000000
  en hundred billion
scale: trillion = 1000000000000
  en tn, t, trn, trillion, trillions
each word from 0:
  en zero/no, one/a/an, two, three, four, five, six, seven, eight, nine, ten, eleven,
     twelve/a dozen/one dozen, thirteen, fourteen, fifteen, sixteen, seventeen, eighteen,
     nineteen
tens word: 20 = 20
  en twenty
tens word: 30 = 30
  en thirty
tens word: 40 = 40
  en forty
tens word: 50 = 50
  en fifty
tens word: 60 = 60
  en sixty
tens word: 70 = 70
  en seventy
tens word: 80 = 80
  en eighty
tens word: 90 = 90
  en ninety

# vague words
several: several
  zh 数, 几
  en several, a few
many: tens = 10
  en tens, dozens, scores
many: hundreds = 100
  en hundreds
many: thousands = 1000
  en thousands
many: tens of thousands = 10000
  en tens of thousands
many: hundreds of thousands = 100000
  en hundreds of thousands
many: millions = 1000000
  en millions
many: tens of millions = 10000000
  en tens of millions
many: hundreds of millions = 100000000
  en hundreds of millions
many: billions = 1000000000
  en billions
many: tens of billions = 10000000000
  en tens of billions
many: hundreds of billions = 100000000000
  en hundreds of billions
many: trillions = 1000000000000
  en trillions
odd: odd
  zh 多, 余, 几
  en -odd, odd
digits: single digits = 1
  zh 个位数
  en single digits, single digit, single-digit
digits: double digits = 10
  zh 两位数, 双位数, 二位数
  en double digits, double-digit
digits: triple digits = 100
  zh 三位数
  en triple digits, three digits
level: level
  zh 级别, 级, 量级, 数量级, 级规模
half: half
  zh 一半, 半数, 半
  en half, a half, one half, one-half
fraction: third = 3
  en third, thirds
fraction: quarter = 4
  en quarter, quarters
fraction: fifth = 5
  en fifth, fifths
fraction: tenth = 10
  en tenth, tenths
parts of: parts of
  zh 分之
most: most
  zh 大部分, 绝大多数, 绝大部分, 大多数, 大多, 多数, 大半, 过半, 过半数
  en most, majority, a majority, the majority, most of, the vast majority, a vast majority
most: minority
  zh 少数, 小部分, 少部分
  en minority, a minority, a small minority
multiple: halved = -2
  zh 减半, 腰斩
  en halved
multiple: doubled = 2
  zh 翻番, 翻倍, 翻一番, 翻了一番
  en doubled, double
multiple: tripled = 3
  en tripled, triple
multiple: quadrupled = 4
  zh 翻两番, 翻了两番
  en quadrupled

# currencies
bare currency: 元
  zh 元, 圆, 块钱
bare currency: ¥
  sign ¥
bare currency: $
  en dollars, dollar
  sign $
currency: CNY
  zh 人民币, 元人民币, 人民币元
  en RMB, CNY, CN¥, yuan, renminbi, cny¥, rmb¥
currency: USD
  zh 美元, 美金
  en US$, USD, U.S.$, us dollars, u.s. dollars, us dollar
currency: HKD
  zh 港元, 港币, 港幣
  en HK$, HKD, hong kong dollars
currency: TWD
  zh 新台币, 台币, 元新台币
  en NT$, TWD, NTD, new taiwan dollars
currency: EUR
  zh 欧元
  en EUR, euros, euro
  sign €
currency: GBP
  zh 英镑
  en GBP, pounds, pounds sterling
  sign £
currency: JPY
  zh 日元, 日圆
  en JPY, JP¥, yen, japanese yen
currency: KRW
  zh 韩元, 韩圆, 韩币
  en KRW, won, korean won
  sign ₩
currency: SGD
  zh 新加坡元, 新元
  en S$, SGD, singapore dollars
currency: AUD
  zh 澳元
  en A$, AUD, australian dollars
currency: CAD
  zh 加元
  en C$, CAD, canadian dollars
currency: CHF
  zh 瑞士法郎, 瑞郎
  en CHF, swiss francs
currency: INR
  zh 印度卢比, 卢比
  en INR, rupees, indian rupees
  sign ₹

# units
unit: percent
  en percent, per cent, pct
  sign %
unit: permille
  en per mille, per mil
  sign ‰
unit: points
  zh 个百分点, 百分点
  en pp, ppt, ppts, pps, pts, percentage points, percentage point, points, point, %pts, % points
unit: basis points
  zh 个基点, 基点
  en bp, bps, basis points, basis point
unit: tenths
  zh 成
unit: times
  zh 倍
  en times, x, -fold, fold
percent before: percent
  zh 百分之
percent before: permille
  zh 千分之

# hedges
hedge: over
  zh 超过, 超, 逾, 超出, 突破, 破, 高于, 大于, 多于, 过, 超逾
  en over, more than, upwards of, exceeding, exceeds, exceed, exceeded, in excess of,
     surpassing, surpassed, topping, topped, greater than, just over, slightly over,
     slightly more than, well over, better than
hedge: strictly over
  sign >
hedge: at least
  zh 至少, 不低于, 不少于, 不小于, 不下, 起码, 最少, 最低
  en at least, no less than, not less than, no fewer than, not fewer than, a minimum of, minimum
  sign >=, ≥, =>
hedge: nearly
  zh 近, 接近, 将近, 逼近, 几近, 近乎, 几乎
  en nearly, almost, close to, approaching
hedge: about
  zh 约, 大约, 约为, 约合, 大概, 约莫, 估计约
  en about, around, approximately, approx., approx, roughly, circa, ca., some, in the region of,
     in the order of
  sign ~, ≈
hedge: under
  zh 不到, 不足, 低于, 少于, 小于, 未到, 未满, 不满, 未达, 不及
  en under, less than, fewer than, just under, short of, lower than
  sign <
hedge: at most
  zh 最高, 至多, 最多, 不超过, 不高于, 不多于, 不大于, 顶多, 不逾
  en up to, at most, no more than, not more than, no greater than, as much as, as many as,
     as high as, a maximum of, maximum, max, capped at
  sign <=, ≤, =<
hedge after: over
  zh 以上, 有余, 开外
  en or more, and above, or above, and over, and more, plus
  sign +
hedge after: about
  zh 左右, 上下, 前后, 许
  en or so, or thereabouts
hedge after: at most
  zh 以下, 以内, 之内, 封顶
  en or less, or fewer, or below, at most, max, maximum, tops
hedge inside: about
  zh 来
hedge on scale: over
  zh 上
reached: reached
  zh 达, 达到, 高达, 多达, 达成, 共, 共计, 总计, 合计, 累计, 仅, 仅有, 仅仅, 只有, 只, 仅为, 为,
     有, 全部, 均, 都, 已
  en reached, reaching, reach, hit, hitting, only, just, a total of, totalling, totaling,
     stood at, the

# changes and trends
base: yoy
  zh 同比, 按年, 年同比, 较上年同期, 较去年同期, 比上年同期, 比去年同期, 较上年, 较去年, 比上年,
     比去年, 与去年同期相比, 与上年同期相比, 年增, 年减
  en yoy, y/y, y-o-y, yr/yr, year-on-year, year-over-year, year on year, year over year,
     from a year earlier, from a year ago, from the year before, on a year earlier,
     on the year before, than a year earlier, than a year ago, compared with a year earlier,
     compared to a year earlier, over the same period last year, annually
base: qoq
  zh 环比, 按季, 季环比, 较上季度, 较上一季度, 比上季度, 比上一季度, 较上季
  en qoq, q/q, q-o-q, quarter-on-quarter, quarter-over-quarter, quarter on quarter,
     quarter over quarter, sequentially, from the previous quarter, from the quarter before,
     on the quarter before, than the previous quarter
against: vs
  zh 较, 比, 相比, 相比于, 与, 相较于, 相较, 对比, 较之
  en vs, vs., versus, v., against, compared with, compared to, relative to, than, from, on, over
against after: vs
  zh 相比, 相比较, 比
direction: up = 1
  zh 增长, 上升, 上涨, 增加, 提升, 提高, 扩大, 多, 上扬, 攀升, 增, 升, 涨, 上调, 上行, 飙升,
     大增, 大涨, 微增, 略增, 小幅增长, 大幅增长, 份额上升
  en up, rose, risen, rises, grew, grown, grows, growth, increased, increase, increases,
     an increase, gained, gain, a gain, climbed, jumped, surged, soared, skyrocketed, higher,
     improved, more, expanded, rise, a rise, added
direction: down = -1
  zh 下降, 下跌, 减少, 下滑, 降低, 回落, 缩减, 收窄, 少, 减, 降, 跌, 下调, 下行, 萎缩, 大减,
     大跌, 微降, 略降, 小幅下降, 大幅下降, 负增长
  en down, fell, fallen, falls, dropped, drop, a drop, declined, decline, a decline, decreased,
     decrease, a decrease, decreases, lower, slid, slipped, shrank, lost, less, fewer,
     contracted, plunged, reduction, fall, a fall, cut
growth noun: up = 1
  zh 增速, 增长率, 增幅, 涨幅, 升幅, 增长幅度, 增量
  en growth rate, growth of, growth rate of, a growth of, rate of growth
growth noun: down = -1
  zh 降幅, 跌幅, 减幅, 下降幅度
  en a decline of, a drop of, a fall of, decline of, drop of, fall of, decrease of
to level: to
  zh 至, 到
  en to
filler: -
  zh 了, 的, 约有
  en by, of, in, a, an, with
flat: flat
  zh 持平, 基本持平, 不变, 保持不变
  en flat, unchanged, little changed
trend: rising
  en rising, increasing, growing, accelerating
trend: falling
  en falling, decreasing, declining, shrinking, slowing
trend marker: steadily
  zh 持续, 一路, 逐年, 连年, 连续, 不断, 逐步, 逐季, 逐渐, 一直, 一路持续, 持续不断
  en steadily, continuously
trend growth: yoy
  zh 同比增速, 增速, 增长率, 营收增速, 增幅, 同比
  en yoy, growth, yoy growth, year-on-year, year-on-year growth

# ranks, orders, dates
rank: rank
  zh 排名, 位居, 位列, 居, 列, 排, 名列, 排在, 排行
  en rank, ranks, ranked, ranking, no., no, number
  sign #
rank ordinal: ordinal
  zh 第
rank suffix: place
  zh 名, 位
  en place
top: top
  zh 前
  en top, top-
each rank word from 1:
  zh 首位/榜首/首/冠军/头名, 次席/亚军, 季军
  en first/1st/the first, second/2nd, third/3rd, fourth/4th, fifth/5th, sixth/6th, seventh/7th,
     eighth/8th, ninth/9th, tenth/10th
order: above
  zh 高于, 大于, 多于, 领先于
  en above, higher than, larger than
order: below
  zh 低于, 小于, 少于, 落后于
  en below, lower than, smaller than
order: same
  zh 等于, 同
  en same as, equal to, same
  sign =
order idle: -
  zh 相同, 持平, 一样, 的总和, 总和, 之和
times name: x
  zh 倍的, 乘
  en x, times
  sign *
relation: before
  en before, prior to, by no later than
relation: on
  en in, on
relation: after
  en after, since, later than
relation after: before
  zh 之前, 以前, 前
relation after: after
  zh 之后, 以后, 后, 以来, 起
each weekday from 0:
  zh 周一/星期一/礼拜一, 周二/星期二/礼拜二, 周三/星期三/礼拜三, 周四/星期四/礼拜四,
     周五/星期五/礼拜五, 周六/星期六/礼拜六, 周日/星期日/星期天/周天/礼拜天
  en monday/mon, tuesday/tue/tues, wednesday/wed, thursday/thu/thur/thurs, friday/fri,
     saturday/sat, sunday/sun

# signs and joints
minus: minus
  zh 负
  en minus, negative
  sign -
loss: loss
  zh 亏损, 亏, 净亏损
  en loss of, a loss of, net loss of, a net loss of
plus: plus
  zh 正
  en plus
  sign +
to: to
  zh 至, 到, 与, 和
  en to, and
  sign -, ~
between: between
  zh 介于, 在
  en between
between after: between
  zh 之间
plus minus: ±
  zh 上下浮动
  en plus or minus, plus/minus, +/-, give or take
  sign ±

# counted things
each classifier:
  zh 个, 家, 台, 张, 次, 款, 人, 名, 位, 座, 项, 种, 只, 件, 辆, 套, 块, 颗, 条, 笔, 份, 户, 所,
     部, 门, 批, 天, 年, 月, 周, 日, 片, 节, 架, 核, 卡, 店, 轮, 场, 单, 吨, 度, 米, 亩,
     层, 枚, 支, 组, 类, 代, 集, 篇, 本, 页, 字, 句, 点, 处, 道, 岁, 小时, 分钟, 秒, 个月,
     节点, 机架, 机柜, 人次, 平方米, 公里, 千瓦, 千克, 瓦
"""

SHARED_SIGNS = {
    "元": ("CNY", "HKD", "TWD", "USD", "SGD", "AUD", "CAD", "JPY"),
    "¥": ("CNY", "JPY"),
    "$": ("USD", "HKD", "TWD", "SGD", "AUD", "CAD"),
}
"""The currencies a bare sign can stand for; the first is meant when the document's is none."""


def _read(text: str) -> tuple[Token, ...]:
    """Read the table.

    An entry is `kind: name = value`, then a line a language, long ones continued. `each kind
    from 1:` makes a token of every word, counted up, with its other spellings behind slashes.
    """
    tokens: list[Token] = []
    start = place = 0
    kind = count = language = ""
    first = -1
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        if not line.startswith(" "):
            kind, _, name = line.removesuffix(":").partition(": ")
            name, _, value = name.partition(" = ")
            each = kind.startswith("each ")
            kind, _, count = kind.removeprefix("each ").partition(" from ")
            start, first = len(tokens), int(count or 0) if each else -1
            if not each:
                tokens.append(Token(kind, name, value=int(value or 0)))
            continue
        if not line.startswith("   "):
            language, _, line = line.strip().partition(" ")
            place = start
        words = line.strip().rstrip(",").split(", ")
        if first < 0:
            tokens[start] = _spelled(tokens[start], language, words)
            continue
        for word in words:
            spellings = word.split("/")
            if place == len(tokens):
                value_of = first + place - start
                tokens.append(Token(kind, str(value_of) if count else word, value=value_of))
            tokens[place] = _spelled(tokens[place], language, spellings)
            place += 1
    return tuple(tokens)


def _spelled(token: Token, language: str, words: list[str]) -> Token:
    more = tuple(words)
    if language == "zh":
        return token._replace(zh=token.zh + more)
    if language == "en":
        return token._replace(en=token.en + more)
    return token._replace(sign=token.sign + more)


TABLE: tuple[Token, ...] = _read(_TEXT)
"""Every token there is."""
