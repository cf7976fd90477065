"""The table of words: bases, directions and trends."""

TEXT = """\
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
"""
