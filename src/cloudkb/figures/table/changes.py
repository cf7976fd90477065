"""The table of words: bases, directions and trends."""

TEXT = """\
# changes and trends
base: yoy
  zh 同比, 按年, 年同比, 较上年同期, 较去年同期, 比上年同期, 比去年同期, 较上年, 较去年, 比上年,
     比去年, 与去年同期相比, 与上年同期相比, 与上年同期, 与去年同期, 同上年同期,
     同去年同期, 较前一年, 较前一年同期, 比前一年, 与上年相比, 与去年相比
  en yoy, on year, y/y, y-o-y, yr/yr, year-on-year, year-over-year, year on year, year over year,
     from a year earlier, from a year ago, from the year before, on a year earlier,
     on the year before, than a year earlier, than a year ago, compared with a year earlier,
     compared to a year earlier, over the same period last year, from last year, than last year,
     over last year, on last year, compared with last year, compared to last year, vs last year,
     versus last year, vs a year earlier, vs a year ago, versus a year earlier, versus a year ago,
     than the year before, compared with a year ago, compared to a year ago,
     compared with the year before, from the same period last year,
     from the same period a year earlier, from the same period a year ago,
     compared with the same period last year, compared to the same period last year,
     vs the same period last year, from the prior year, over the prior year, than the prior year,
     on an annual basis, on the year, than a year before, from a year before
base: yoy = 1
  zh 年增, 年增长, 年增加, 年成长, 年升, 年涨, 年增率, 年增长率, 年增幅, 年成长率, 按年增, 按年增长,
     按年增加, 按年升, 按年上升
base: yoy = -1
  zh 年减, 年减少, 年降, 年跌, 年衰退, 年减幅, 年减率, 按年减少, 按年减, 按年跌, 按年降, 按年下降,
     按年下跌
base: qoq = 1
  zh 季增, 季增长, 季增加, 季升, 季增率, 季增幅, 季成长
base: qoq = -1
  zh 季减, 季减少, 季降, 季跌, 季减幅, 季减率, 季衰退
base: qoq
  zh 环比, 按季, 季环比, 较上季度, 较上一季度, 比上季度, 比上一季度, 较上季,
     与上季度, 与上一季度, 与上季度相比, 与上一季度相比
  en qoq, q/q, q-o-q, quarter-on-quarter, quarter-over-quarter, quarter on quarter,
     quarter over quarter, sequentially, from the previous quarter, from the quarter before,
     on the quarter before, than the previous quarter, from last quarter, from the prior quarter,
     than the quarter before, compared with the previous quarter,
     compared to the previous quarter, vs the previous quarter, over the previous quarter,
     over the prior quarter, on the quarter
against: vs
  zh 较, 比, 相比, 相比于, 与, 相较于, 相较, 对比, 较之
  en vs, vs., versus, v., against, compared with, compared to, relative to, than, from, on, over,
     since
against after: vs
  zh 相比, 相比较, 比
direction: up = 1
  zh 增长, 上升, 上涨, 增加, 提升, 提高, 扩大, 多, 上扬, 攀升, 增, 升, 涨, 上调, 上行, 飙升,
     大增, 大涨, 微增, 略增, 微增长, 略增长, 小幅增长, 大幅增长, 份额上升
  en up, rose, risen, rises, grew, grown, grows, growth, increased, increase, increases,
     an increase, gained, gain, a gain, climbed, jumped, surged, soared, skyrocketed, higher,
     improved, more, expanded, rise, a rise, added
direction: down = -1
  zh 下降, 下跌, 减少, 下滑, 降低, 回落, 缩减, 收窄, 少, 减, 降, 跌, 下调, 下行, 萎缩, 大减,
     大跌, 微降, 略降, 小幅下降, 大幅下降, 负增长
  en down, fell, fallen, falls, dropped, drop, a drop, declined, decline, a decline, decreased,
     decrease, a decrease, decreases, lower, slid, slipped, shrank, lost, less, fewer,
     contracted, plunged, reduction, fall, a fall, cut
direction too: up = 1
  zh 激增, 暴增, 猛增, 剧增, 骤增, 陡增, 急增, 倍增, 净增, 递增, 续增, 调升, 走高, 走强, 回升, 反弹,
     回暖, 攀高, 飙涨, 暴涨, 猛涨, 急升, 跃升, 多出, 抬升, 爬升, 拉升, 回涨, 续涨, 走阔, 高出, 升高,
     增高, 增大, 增多, 翻升, 高,
     微涨, 微升, 微扬, 小增, 小涨, 小升, 略涨, 略升, 稍增, 稍涨, 稍升, 大升, 狂增, 狂涨,
     狂升, 暴升, 猛升, 剧升, 骤升, 骤涨, 陡升, 急涨, 速增, 速升, 缓增, 缓升, 缓涨, 续升, 续扬,
     又增, 又涨, 又升, 连涨, 连升, 连增, 双升, 双增, 齐升, 齐涨, 劲增,
     劲升, 劲涨, 劲扬, 收涨, 收高, 走升, 跳涨, 跳升, 窜升, 上浮, 上修, 成长, 温和上涨, 止跌回升
  en advanced, ballooned, boomed, bounced, bounced back, edged up, edged higher, went up,
     inched up, inched higher, ticked up, ticked higher, crept up, crept higher, jumps, leapt,
     leaped, mounted, rallied, ramped up, rebounded, recovered, rocketed, shot up, spiked,
     swelled, picked up, moved up, moved higher, boosted, lifted, raised, strengthened, widened,
     accelerated,
     a jump of, a surge of, an increase of, a rise of, a gain of, a jump, a surge, climbs, surges,
     soars, improves, expands, popped, exploded, nudged up, nudged higher, pushed up, drifted up,
     drifted higher, trended up, trended higher
direction too: down = -1
  zh 跌去, 调降, 骤降, 锐减, 暴跌, 跳水, 走低, 走弱, 骤减, 剧减, 猛跌, 猛降, 急跌, 急降,
     速降, 跳降, 下挫,
     重挫, 下探, 下落, 滑落, 下坠, 缩水, 缩小, 缩窄, 降温, 递减, 续降, 续跌, 回调, 回吐, 跌落,
     滑坡, 衰退, 减弱, 削减, 裁减, 压缩, 低, 下修, 大降,
     微跌, 微减, 微挫, 微落, 小降, 小跌, 小减, 小挫, 略跌, 略减, 稍降, 稍跌, 稍减, 狂跌,
     狂降, 暴降, 暴减, 激减, 锐降, 骤跌, 剧降, 剧跌, 陡降, 陡跌, 猛减, 急减, 速减, 缓降, 缓跌,
     缓减, 续减, 续挫, 又降, 又跌, 又减, 连跌, 连降, 连减, 双降, 双跌,
     齐跌, 齐降, 收跌, 收低, 收挫, 走跌, 下浮, 倒退, 重跌, 大挫, 大缩, 微缩
  en tumbled, slumped, deteriorated, worsened, edged down, edged lower, went down, inched down,
     inched lower, ticked down,
     ticked lower, crept down, crept lower, sank, sunk, slashed, dipped, eased, plummeted,
     plunges, crashed, collapsed, cratered, nosedived, tanked, sagged, retreated, receded,
     dwindled, diminished, shrunk, narrowed, weakened, softened, cooled, trimmed, lowered,
     reduced, slides, slips, sinks, tumbles, slumps, shrinks, contracts, moved down, moved lower,
     nudged down, nudged lower, drifted down, drifted lower, trended down, trended lower,
     came down, backed off, pared, a slump of, a plunge of, a dip of, a reduction of,
     a decrease of, a slide of, a contraction of, contraction, contraction of, a slump, a plunge,
     a dip
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
  zh 了, 的
  en by, of, in, a, an, with
adverb: -
  zh 大幅, 大幅度, 小幅, 小幅度, 显著, 明显, 快速, 迅速, 急剧, 强劲, 稳步, 略, 略微, 轻微, 微幅,
     温和, 稳健, 高速, 急速, 进一步, 继续, 再度, 再次, 再, 仍, 双双, 整体, 总体
  en sharply, slightly, modestly, moderately, steadily, significantly, strongly, rapidly,
     markedly, marginally, substantially, considerably, dramatically, steeply, quickly, further,
     notably, strong, solid, robust, healthy, modest, slight, sharp, steep, moderate, a strong,
     a solid, a robust, a healthy, a modest, a slight, a sharp, a steep, a further, another,
     impressive, an impressive, gradually, somewhat
flat: flat
  zh 持平, 不变, 保持不变, 维持不变, 保持持平, 零增长, 增长为零
  en flat, unchanged, zero growth, no growth, nil growth, stayed flat, remained flat, was flat,
     held flat, no change, held stable, was unchanged, remained unchanged, were flat,
     were unchanged, held steady
flat: roughly flat
  zh 基本持平, 大致持平, 大体持平, 几乎持平, 约持平, 基本不变, 变化不大, 基本稳定,
     增长约为零, 接近持平, 近乎持平, 增长接近零, 近零增长,
     接近零增长
  en roughly flat, little changed, broadly flat, about flat, largely flat, essentially flat,
     mostly flat, nearly flat, almost flat, flattish, broadly unchanged, largely unchanged,
     roughly unchanged, virtually unchanged, broadly stable, was little changed,
     were little changed, about unchanged, almost unchanged, nearly unchanged, hardly changed,
     practically unchanged, virtually flat
of value: of its value
  zh 的相对值
  en of its value, of the value, of its level, of the level, of the rate, of its own value,
     in relative terms, relatively
of value before: of its value
  zh 相对
as many: as
  zh 是, 为, 相当于, 达, 达到, 达到了, 相当
  en as much as, as many as, as high as, as large as, as big as, that of, the level of,
     the level in, what it was in, what it was, the amount in, the amount of, the size of,
     the figure of, the figure in, its level in, its level of, that in, the total of, those of
earlier: yoy
  zh 上年同期, 去年同期, 去年, 上年, 上一年, 上一年度, 上年度, 前一年, 前一年度, 上一年同期,
     上年度同期, 前一年同期, 上一财年, 上财年, 上一财年同期
  en a year earlier, a year ago, the year before, last year, the previous year, previous year,
     the prior year, prior year, the preceding year, the previous fiscal year,
     the prior fiscal year, last fiscal year, the year-earlier period, the year-ago period,
     the year-earlier quarter, the year-ago quarter, the prior-year period,
     the prior-year quarter, the prior year period, the prior year quarter,
     the previous year period, the same period last year, the same period a year earlier,
     the same period a year ago, the same period of the previous year,
     the same period in the previous year, the same period of the prior year,
     the same period in the prior year, the same period the previous year,
     the same period of last year, the same period in last year,
     the same period of the previous fiscal year, the same period of the prior fiscal year,
     the same period of the year before, the same quarter last year,
     the same quarter a year earlier, the same quarter a year ago,
     the same quarter of the previous year, the same quarter in the previous year,
     the same quarter of the prior year, the same quarter in the prior year,
     the same quarter the previous year, the same quarter of last year,
     the same quarter in last year, the same quarter of the previous fiscal year,
     the same quarter of the prior fiscal year, the same quarter of the year before,
     the same time last year, the same time a year earlier, the same time a year ago,
     the same time of the previous year, the same time in the previous year,
     the same time of the prior year, the same time in the prior year,
     the same time the previous year, the same time of last year, the same time in last year,
     the same time of the previous fiscal year, the same time of the prior fiscal year,
     the same time of the year before, the corresponding period last year,
     the corresponding period a year earlier, the corresponding period a year ago,
     the corresponding period of the previous year,
     the corresponding period in the previous year,
     the corresponding period of the prior year, the corresponding period in the prior year,
     the corresponding period the previous year, the corresponding period of last year,
     the corresponding period in last year,
     the corresponding period of the previous fiscal year,
     the corresponding period of the prior fiscal year,
     the corresponding period of the year before, the corresponding quarter last year,
     the corresponding quarter a year earlier, the corresponding quarter a year ago,
     the corresponding quarter of the previous year,
     the corresponding quarter in the previous year,
     the corresponding quarter of the prior year, the corresponding quarter in the prior year,
     the corresponding quarter the previous year, the corresponding quarter of last year,
     the corresponding quarter in last year,
     the corresponding quarter of the previous fiscal year,
     the corresponding quarter of the prior fiscal year,
     the corresponding quarter of the year before, the comparable period last year,
     the comparable period a year earlier, the comparable period a year ago,
     the comparable period of the previous year, the comparable period in the previous year,
     the comparable period of the prior year, the comparable period in the prior year,
     the comparable period the previous year, the comparable period of last year,
     the comparable period in last year, the comparable period of the previous fiscal year,
     the comparable period of the prior fiscal year, the comparable period of the year before
earlier: qoq
  zh 上季度, 上一季度, 上个季度, 前一季度, 上季
  en the previous quarter, previous quarter, the prior quarter, prior quarter,
     the preceding quarter, the quarter before, last quarter, a quarter earlier, a quarter ago
rate: a year = 1
  zh 年均复合增长率, 年均复合增长, 年复合增长率, 年复合增长, 复合年增长率, 复合年均增长率,
     复合增长率, 复合增长, 复合年增长, 年均增长率, 年均增长, 年均增速, 年均增幅, 年化复合增长率,
     复合增速, 年均复合增速, 年复合增速, 年均复合增幅
  en CAGR, cagr of, a cagr of, compound annual growth rate, a compound annual growth rate of,
     compound annual growth rate of, compound annual growth, compound annual growth of,
     compounded annual growth rate, compounded annual growth rate of, compound growth rate of,
     a compounded annual growth rate of, at a cagr of, at a compound annual growth rate of,
     at a compound annual rate of, at a compounded annual growth rate of
rate: a year too = 0
  zh 年均, 平均每年, 每年, 年均复合, 年复合
  en a year, per year, per annum, p.a., annually, each year, every year, compounded annually,
     per annum on average, a year on average, on average a year, yearly
rate: annualised = 1
  zh 折年率, 折合年率, 年化增长率, 年化增速
  en annualised rate of, an annualised rate of, at an annualised rate of, annualized rate of,
     an annualized rate of, at an annualized rate of, an annual rate of, at an annual rate of
rate: annualised too = 0
  zh 年化, 按年率计算, 按年率
  en annualised, annualized, at an annual rate, at an annualised rate, at an annualized rate,
     annual rate
losing: loss
  zh 亏损额, 亏损, 净亏损, 净亏损额, 经营亏损, 亏损幅度
  en loss, losses, net loss, net losses, the loss, its loss, the net loss, its net loss
currency basis: before
  zh 按, 以
  en in, on a
currency basis after: after
  zh 计算, 计价, 计, 口径计, 口径, 计量
  en terms, basis
turn: to profit
  zh 扭亏为盈, 扭亏, 转亏为盈, 扭亏转盈, 由亏转盈
  en swung to a profit, swung to profit, returned to profit, returned to profitability,
     turned profitable, turned a profit, turned to profit
turn: to loss
  zh 由盈转亏, 盈转亏, 转盈为亏, 转亏, 由盈利转为亏损
  en swung to a loss, swung to loss, turned to a loss, slipped into the red, fell into the red,
     slipped to a loss, swung into loss, fell to a loss
other basis: -
  zh 按固定汇率计算, 按固定汇率, 固定汇率, 按不变汇率计算, 按不变汇率, 不变汇率, 剔除汇率影响,
     有机, 内生, 扣非后, 扣非, 可比口径, 按可比口径, 同口径, 同店, 剔除一次性, 按可比口径计算,
     按不变价格计算, 不变价, 可比价格, 按可比价格计算, 调整后, 经调整
  en in constant currency, at constant currency, constant currency, on a constant currency basis,
     constant-currency, in constant currencies, at constant exchange rates, organically, organic,
     like-for-like, like for like, on a like-for-like basis, same-store, comparable, adjusted,
     on a comparable basis, underlying, excluding currency effects, excluding fx, pro forma,
     seasonally adjusted, in real terms, inflation-adjusted
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
