"""The table of words: ranks, orders between quantities, and dates."""

TEXT = """\
# ranks, orders, dates
rank: rank
  zh 排名, 位居, 位列, 居, 列, 排, 名列, 排在, 排行, 跻身, 进入, 稳居
  en rank, ranks, ranked, ranking, no., no, number
  sign #
rank ordinal: ordinal
  zh 第
rank suffix: place
  zh 名, 位, 甲, 强, 大
  en place, largest, -largest, biggest, -biggest
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
  zh 早于
  en before, prior to, by no later than
relation: on
  en in, on
relation: after
  zh 晚于
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
"""
